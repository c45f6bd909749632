// Follows libcmark's block structure line by line, to know what libcmark will see before it looks.
import Diagnostics

/// One pass over a body's lines with the same container rules as libcmark, and those of GitHub for tables and footnotes.
///
/// It finds what libcmark 0.30 does not know (tables, footnotes, tasks, callouts, heading attributes), where the text of
/// paragraphs and headings stands in the file, and stops when a text is nested too deeply. It changes nothing:
/// ``Rewriting`` turns its findings into a text for libcmark.
struct BlockScan {
  /// A part of a leaf's text: bytes of the file, and whether a line ends behind it.
  struct Segment {
    var range: Range<Int>
    var endsLine: Bool
  }

  /// A paragraph, heading or cell whose inlines somebody must look at.
  struct Leaf {
    var line: Int
    var segments: Range<Int>
    /// How many bytes at the start are link definitions, which libcmark takes away.
    var definitions = 0
    var isCell = false
  }

  struct Cell {
    var segments: Range<Int>
    var row: Int
    var column: Int
    var table: Int
    /// Its index in ``BlockScan/leaves``, or -1.
    var leaf = -1
    var isLastOfTable = false
    var isLastOfRow = false
  }

  struct Table {
    var alignments: [UInt8]
    var line: Int
    var hasBody = false
  }

  struct Note {
    var label: Range<Int>
    var line: Int
  }

  /// What a line becomes for libcmark when it is not copied as it stands.
  enum LineChange {
    /// The line goes to a footnote's text: the bytes from `start` on behind `indent` spaces.
    case note(Int, start: Int, indent: Int)
    /// The line opens a footnote: its beginning stays behind with a rule that nobody sees, the rest goes to the note.
    case noteStart(Origin)
    /// A table row: each cell becomes a heading of its own, behind these bytes.
    case row(cells: Range<Int>, first: RowPrefix, others: [UInt8], note: Int)
    /// A delimiter row, which says nothing to libcmark.
    case drop
    /// The delimiter row of a table without a body, which to cmark-gfm looks like a blank line in its list.
    case blank(prefix: [UInt8], note: Int)
  }

  enum RowPrefix {
    case bytes([UInt8])
    /// The line's own beginning up to the header's text, because it may open quotes and lists.
    case own(Origin, end: Int)
  }

  struct ChangedLine {
    var line: Int
    var change: LineChange
  }

  struct Edit {
    var range: Range<Int>
    var replacement: [UInt8]
  }

  struct HeadingPlace {
    var line: Int
    var offset: Int
    var ids: [Range<Int>]
  }

  // The findings.
  private(set) var leaves: [Leaf] = []
  private(set) var segments: [Segment] = []
  private(set) var cells: [Cell] = []
  private(set) var tables: [Table] = []
  private(set) var notes: [Note] = []
  private(set) var changes: [ChangedLine] = []
  private(set) var edits: [Edit] = []
  private(set) var headings: [HeadingPlace] = []
  /// The first line of each task item, and whether it is done.
  private(set) var tasks: [Int: Bool] = [:]
  /// Those of them that have no words on that line.
  private(set) var emptyTasks: Set<Int> = []
  /// The first line of each callout.
  private(set) var callouts: [Int: Callout] = [:]
  private(set) var definitions = LinkDefinitions()
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var isBeyondLimits = false

  private let bytes: UnsafeBufferPointer<UInt8>
  private let lines: SourceLines
  private let dialect: Dialect
  private let marker: [UInt8]
  private let syntax: LineSyntax
  private let triggers: Triggers

  // The open blocks.
  private struct Container {
    enum Kind { case quote, item, note }
    var kind: Kind
    /// For an item: how many columns its content is indented.
    var width = 0
    var hasChild = false
    var note = -1
  }
  private enum LeafState: Equatable {
    case none, paragraph, indentedCode, table
    case fence(mark: UInt8, length: Int, indent: Int)
    case html(UInt8)
  }
  private var stack: [Container] = []
  private var leaf = LeafState.none

  // The line under way.
  private var line = 0
  private var lineStart = 0
  private var end = 0
  private var offset = 0
  private var column = 0
  private var isInsideTab = false
  private var nonspace = 0
  private var indent = 0
  private var isBlank = false
  /// Where the part of the line begins that belongs to the innermost footnote.
  private var origin = Origin()
  private var previousOrigin = Origin()
  struct Origin {
    var note = -1
    var label = -1
    var start = 0
    var indent = 0
    /// Where the rest of a line that opens a footnote belongs.
    var outerNote = -1
    var outerStart = 0
    var outerIndent = 0
  }

  // The paragraph under way.
  private var paragraphLine = 0
  private var paragraphSegments = 0
  private var paragraphIsTask = false
  // The table under way.
  private var columns = 0
  private var row = 0
  private var missingCells = 0
  private var delimiterChange = 0
  private var delimiterBlank = LineChange.drop

  init(
    bytes: UnsafeBufferPointer<UInt8>, lines: SourceLines, dialect: Dialect, triggers: Triggers,
    marker: [UInt8]
  ) {
    self.bytes = bytes
    self.lines = lines
    self.dialect = dialect
    self.marker = marker
    self.syntax = LineSyntax(bytes: bytes)
    self.triggers = triggers
  }

  private var isPlain: Bool { dialect == .plain }

  mutating func run() {
    let count = lines.starts.count - 1
    while line < count, !isBeyondLimits {
      lineStart = lines.starts[line]
      end = lines.starts[line + 1]
      if end > lineStart, bytes[end - 1] == 0x0A { end -= 1 }
      if end > lineStart, bytes[end - 1] == 0x0D { end -= 1 }
      scanLine()
      line += 1
    }
    closeLeaf()
  }

  // MARK: One line

  private mutating func scanLine() {
    offset = lineStart
    column = 0
    isInsideTab = false
    previousOrigin = origin
    origin = Origin(start: lineStart)

    // First, how many of the open blocks go on?
    var matched = 0
    while matched < stack.count {
      findNonspace()
      guard continues(stack[matched]) else { break }
      if stack[matched].kind == .note {
        origin = Origin(
          note: stack[matched].note, start: isInsideTab ? offset + 1 : offset, indent: restOfTab())
      }
      matched += 1
    }
    var isContinued = matched == stack.count
    if isContinued, leaf != .none {
      findNonspace()
      switch continueLeaf() {
      case .goesOn: break
      case .ends: isContinued = false
      case .lineDone:
        changeLineOfNote()
        return
      }
    }
    let wasLeaf = isContinued ? leaf : .none

    // Then, does the rest open new ones?
    if wasLeaf == .indentedCode || isFenceOrHTML(wasLeaf) {
      if case .html(let kind) = wasLeaf, syntax.endsHTML(kind, nonspace..<end) { leaf = .none }
      changeLineOfNote()
      return
    }
    openBlocks(matched: matched, isContinued: isContinued, wasLeaf: wasLeaf)
  }

  private mutating func openBlocks(matched: Int, isContinued: Bool, wasLeaf: LeafState) {
    var container = wasLeaf
    var mayBeLazy = leaf == .paragraph
    var hasOpened = false
    let base = matched

    /// Closes what did not go on, because something new begins at this line.
    func commit() {
      if !hasOpened {
        hasOpened = true
        closeLeaf()
        closeContainers(to: base)
      }
      if let last = stack.indices.last { stack[last].hasChild = true }
    }

    while true {
      findNonspace()
      let isIndented = indent >= 4
      let byte = nonspace < end ? bytes[nonspace] : 0x0A

      if !isIndented, byte == UInt8(ascii: ">") {
        commit()
        advance(nonspace + 1 - offset, byColumns: false)
        if isSpaceOrTab(offset) { advance(1, byColumns: true) }
        guard push(Container(kind: .quote)) else { return }
      } else if !isIndented, byte == UInt8(ascii: "#"), let length = syntax.headingMarks(nonspace..<end) {
        commit()
        addHeading(from: nonspace + length)
        changeLineOfNote()
        return
      } else if !isIndented, byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~"),
        let length = syntax.openingFence(byte, nonspace..<end)
      {
        let fenceIndent = nonspace - offset
        commit()
        leaf = .fence(mark: byte, length: min(length, 255), indent: fenceIndent)
        changeLineOfNote()
        return
      } else if !isIndented, byte == UInt8(ascii: "<"),
        let kind = syntax.htmlStart(nonspace..<end, mayBeAnyTag: container != .paragraph && !mayBeLazy)
      {
        commit()
        leaf = .html(kind)
        if syntax.endsHTML(kind, nonspace..<end) { leaf = .none }
        changeLineOfNote()
        return
      } else if !isIndented, container == .paragraph, !hasOpened,
        byte == UInt8(ascii: "=") || byte == UInt8(ascii: "-"),
        syntax.isSetextLine(byte, nonspace..<end)
      {
        finishSetext()
        changeLineOfNote()
        return
      } else if !isIndented, syntax.isRule(byte, nonspace..<end) {
        commit()
        changeLineOfNote()
        return
      } else if !isIndented, !isPlain, origin.label < 0, byte == UInt8(ascii: "["),
        let (label, after) = syntax.noteStart(nonspace..<end)
      {
        commit()
        let outer = origin
        let labelStart = nonspace
        advance(after - offset, byColumns: false)
        notes.append(Note(label: label, line: line))
        guard push(Container(kind: .note, note: notes.count - 1)) else { return }
        origin = Origin(note: notes.count - 1, label: labelStart, start: offset, indent: 0)
        origin.outerNote = outer.note
        origin.outerStart = outer.start
        origin.outerIndent = outer.indent
      } else if !isIndented,
        let length = syntax.listMarker(nonspace..<end, interrupting: container == .paragraph && !hasOpened)
      {
        let width = takeListMarker(length)
        commit()
        guard push(Container(kind: .item, width: width)) else { return }
      } else if isIndented, !mayBeLazy, !isBlank {
        commit()
        leaf = .indentedCode
        changeLineOfNote()
        return
      } else {
        break
      }
      container = .none
      mayBeLazy = false
    }

    if !hasOpened, container == .paragraph, indent < 4, startTable() { return }
    if !hasOpened, container == .table, !isBlank {
      addRow(from: nonspace, isHeader: false)
      return
    }
    addText(isContinued: isContinued, base: base, hasOpened: hasOpened)
  }

  /// What remains of the line is text, blank or not.
  private mutating func addText(isContinued: Bool, base: Int, hasOpened: Bool) {
    if !hasOpened, !isContinued, !isBlank, leaf == .paragraph {
      // A lazy continuation line: it belongs to the paragraph although its containers did not go on.
      if let note = stack.last(where: { $0.kind == .note })?.note, origin.note != note {
        let spaces = indent >= 4 ? 4 + indent : indent
        origin = Origin(note: note, start: nonspace, indent: spaces - 4)
      }
      addSegment(from: offset)
      changeLineOfNote()
      return
    }
    if !hasOpened {
      if !(isContinued && leaf == .paragraph) { closeLeaf() }
      closeContainers(to: base)
    }
    defer { changeLineOfNote() }
    if isBlank { return }
    if leaf == .paragraph { return addSegment(from: nonspace) }
    var start = nonspace
    paragraphIsTask = false
    if stack.last?.kind == .item, syntax.taskBox(lineStart..<end) == nonspace {
      let box = nonspace
      // Outside of pages a box is done as cmark-gfm says, which looks for a mark anywhere on the line.
      tasks[line] =
        dialect == .site ? bytes[box + 1] != 0x20 : syntax.holdsDoneBox(lineStart..<end)
      start = box + 3
      while start < end, isWhiteSpace(bytes[start]) { start += 1 }
      guard start < end else {
        // A heading without words, which the writer leaves out, keeps the item from taking the next line's text.
        edits.append(Edit(range: box..<(box + 3), replacement: [UInt8(ascii: "#")]))
        emptyTasks.insert(line)
        if let last = stack.indices.last { stack[last].hasChild = true }
        return
      }
      // libcmark must see a paragraph here whatever follows the box.
      edits.append(Edit(range: box..<(box + 3), replacement: marker + Array("t;".utf8)))
      paragraphIsTask = true
    } else if !isPlain, stack.last?.kind == .quote, stack.last?.hasChild == false, takeCallout() {
      return
    }
    if let last = stack.indices.last { stack[last].hasChild = true }
    leaf = .paragraph
    paragraphLine = line
    paragraphSegments = segments.count
    addSegment(from: start)
  }

  // MARK: Containers

  private mutating func continues(_ container: Container) -> Bool {
    switch container.kind {
    case .quote:
      guard indent <= 3, nonspace < end, bytes[nonspace] == UInt8(ascii: ">") else { return false }
      advance(indent + 1, byColumns: true)
      if isSpaceOrTab(offset) { advance(1, byColumns: true) }
      return true
    case .item:
      if indent >= container.width {
        advance(container.width, byColumns: true)
        return true
      }
      guard isBlank, container.hasChild else { return false }
      advance(nonspace - offset, byColumns: false)
      return true
    case .note:
      if indent >= 4 {
        advance(4, byColumns: true)
        return true
      }
      // Only a line without a single byte goes on, as on GitHub.
      return lineStart == end
    }
  }

  private enum Continuation { case goesOn, ends, lineDone }

  private mutating func continueLeaf() -> Continuation {
    switch leaf {
    case .none: return .goesOn
    case .paragraph: return isBlank ? .ends : .goesOn
    case .table: return isBlank || !syntax.isTableRow(nonspace..<end) ? .ends : .goesOn
    case .indentedCode: return indent >= 4 || isBlank ? .goesOn : .ends
    case .html(let kind): return kind >= 6 && isBlank ? .ends : .goesOn
    case .fence(let mark, let length, _):
      if indent <= 3, nonspace < end, bytes[nonspace] == mark,
        syntax.closingFence(mark, nonspace..<end) >= length
      {
        leaf = .none
        return .lineDone
      }
      return .goesOn
    }
  }

  private func isFenceOrHTML(_ state: LeafState) -> Bool {
    switch state {
    case .fence, .html: true
    default: false
    }
  }

  private mutating func push(_ container: Container) -> Bool {
    stack.append(container)
    guard stack.count > Limits.depth else { return true }
    isBeyondLimits = true
    let place = lines.place(at: nonspace)
    diagnostics = [Limits.diagnostic("lists and quotes are nested more than \(Limits.depth) deep", at: place)]
    return false
  }

  private mutating func closeContainers(to count: Int) {
    if stack.count > count { stack.removeSubrange(count...) }
  }

  // MARK: Leaves

  private mutating func addSegment(from start: Int) {
    segments.append(Segment(range: min(start, end)..<end, endsLine: true))
  }

  private mutating func closeLeaf() {
    switch leaf {
    case .paragraph: closeParagraph(upTo: segments.count)
    case .table: closeTable()
    default: break
    }
    leaf = .none
  }

  /// Notes the link definitions of the paragraph under way; says whether text remains behind them.
  private mutating func takeDefinitions(upTo count: Int) -> (taken: Int, hasText: Bool) {
    guard !paragraphIsTask else { return (0, true) }
    let range = paragraphSegments..<count
    guard let first = range.first, let byte = bytes[segments[first].range].first, byte == UInt8(ascii: "[")
    else {
      return (0, true)
    }
    var text: [UInt8] = []
    for segment in segments[range] {
      text.append(contentsOf: bytes[segment.range])
      text.append(0x0A)
    }
    let taken = definitions.take(from: text)
    return (taken, text[taken...].contains { !isWhiteSpace($0) })
  }

  private mutating func closeParagraph(upTo count: Int) {
    let (taken, hasText) = takeDefinitions(upTo: count)
    guard hasText else { return }
    addLeaf(Leaf(line: paragraphLine, segments: paragraphSegments..<count, definitions: taken))
  }

  /// Keeps the leaf when its inlines hold anything to look at.
  @discardableResult
  private mutating func addLeaf(_ leaf: Leaf) -> Bool {
    for segment in segments[leaf.segments] where triggers.fire(in: segment.range) {
      leaves.append(leaf)
      return true
    }
    return false
  }

  private mutating func addHeading(from start: Int) {
    var lower = start
    while lower < end, bytes[lower] == 0x20 || bytes[lower] == 0x09 { lower += 1 }
    var upper = trimEnd(lower..<end)
    var hashes = upper
    while hashes > lower, bytes[hashes - 1] == UInt8(ascii: "#") { hashes -= 1 }
    if hashes < upper, hashes == lower || bytes[hashes - 1] == 0x20 || bytes[hashes - 1] == 0x09 {
      upper = trimEnd(lower..<hashes)
    }
    let first = segments.count
    segments.append(Segment(range: lower..<max(lower, upper), endsLine: true))
    recordHeading(Leaf(line: line, segments: first..<segments.count))
  }

  private mutating func finishSetext() {
    let (taken, hasText) = takeDefinitions(upTo: segments.count)
    guard hasText else {
      // Only definitions stood here: the line is the first of a new paragraph.
      paragraphSegments = segments.count
      paragraphLine = line
      addSegment(from: nonspace)
      return
    }
    let heading = Leaf(
      line: paragraphLine, segments: paragraphSegments..<segments.count, definitions: taken)
    leaf = .none
    recordHeading(heading)
  }

  private mutating func recordHeading(_ leaf: Leaf) {
    guard !isPlain else {
      addLeaf(leaf)
      return
    }
    var place = HeadingPlace(
      line: leaf.line, offset: segments[leaf.segments.lowerBound].range.lowerBound, ids: [])
    let last = leaf.segments.upperBound - 1
    let range = segments[last].range
    let upper = trimEnd(range)
    if upper > range.lowerBound, bytes[upper - 1] == UInt8(ascii: "}") {
      let slice = bytes[range.lowerBound..<upper]
      if let brace = slice.lastIndex(of: UInt8(ascii: "{")), brace + 1 < upper,
        bytes[brace + 1] == UInt8(ascii: "#"),
        brace == range.lowerBound || isWhiteSpace(bytes[brace - 1])
      {
        takeIdentifiers(brace: brace, upper: upper, lower: range.lowerBound, last: last, into: &place)
      }
    }
    headings.append(place)
    addLeaf(leaf)
  }

  private mutating func takeIdentifiers(
    brace: Int, upper: Int, lower: Int, last: Int, into place: inout HeadingPlace
  ) {
    let inside = (brace + 2)..<(upper - 1)
    guard !inside.isEmpty, bytes[inside].allSatisfy(isIdentifierByte) else {
      let shown = String(decoding: bytes[brace..<upper].prefix(60), as: UTF8.self)
      diagnostics.append(
        Diagnostic(
          .markdownHeadingID, .warning, at: lines.place(at: brace, length: upper - brace),
          "“\(shown)” behind a heading is no list of ids, and is shown as text",
          help: "Write {#id} or {#first second}: letters, digits, points, hyphens and underscores."))
      return
    }
    var start = inside.lowerBound
    while start < inside.upperBound {
      var stop = start
      while stop < inside.upperBound, bytes[stop] != 0x20 { stop += 1 }
      if stop > start { place.ids.append(start..<stop) }
      start = stop + 1
    }
    var cut = brace
    while cut > lower, isWhiteSpace(bytes[cut - 1]) { cut -= 1 }
    // A line must not become blank: that would end the paragraph which a line of "=" makes a heading.
    edits.append(Edit(range: cut..<upper, replacement: cut == lower ? marker + Array("t;".utf8) : []))
    segments[last].range = lower..<cut
  }

  private func trimEnd(_ range: Range<Int>) -> Int {
    var upper = range.upperBound
    while upper > range.lowerBound, isWhiteSpace(bytes[upper - 1]) { upper -= 1 }
    return upper
  }

  // MARK: Tables

  private mutating func startTable() -> Bool {
    guard !paragraphIsTask || segments.count > paragraphSegments + 1,
      let alignments = syntax.delimiterRow(nonspace..<end), let header = segments.last
    else { return false }
    let split = syntax.splitRow(header.range)
    guard split.count == alignments.count else { return false }
    segments.removeLast()
    let isFirstLine = segments.count == paragraphSegments
    if !isFirstLine {
      if dialect != .site { unescapePipes() }
      closeParagraph(upTo: segments.count)
    }
    tables.append(Table(alignments: alignments, line: line - 1))
    columns = alignments.count
    row = 0
    leaf = .table
    // The header was copied, or noted, as a line of text: take that back.
    if changes.last?.line == line - 1 { changes.removeLast() }
    let first: RowPrefix =
      isFirstLine
      ? .own(previousOrigin, end: header.range.lowerBound)
      : .bytes(rowPrefix())
    addCells(split, line: line - 1, first: first, note: previousOrigin.note)
    delimiterChange = changes.count
    changes.append(ChangedLine(line: line, change: .drop))
    delimiterBlank = .blank(prefix: rowPrefix(), note: previousOrigin.note)
    return true
  }

  /// cmark-gfm takes the backslashes from escaped pipes in the lines above a header, too, even in code.
  private mutating func unescapePipes() {
    let old = Array(segments[paragraphSegments...])
    segments.removeSubrange(paragraphSegments...)
    for segment in old {
      var lower = segment.range.lowerBound
      var index = lower
      while index + 1 < segment.range.upperBound {
        if bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "|") {
          edits.append(Edit(range: index..<(index + 1), replacement: []))
          segments.append(Segment(range: lower..<index, endsLine: false))
          lower = index + 1
          index += 1
        }
        index += 1
      }
      segments.append(Segment(range: lower..<segment.range.upperBound, endsLine: segment.endsLine))
    }
  }

  private mutating func addRow(from start: Int, isHeader: Bool) {
    row += 1
    tables[tables.count - 1].hasBody = true
    addCells(syntax.splitRow(start..<end), line: line, first: .bytes(rowPrefix()), note: origin.note)
  }

  private mutating func addCells(_ split: [Range<Int>], line: Int, first: RowPrefix, note: Int) {
    let firstCell = cells.count
    for (column, range) in split.prefix(columns).enumerated() {
      let start = segments.count
      // An escaped pipe loses its backslash before anything else is read.
      var lower = range.lowerBound
      var index = lower
      while index < range.upperBound {
        if bytes[index] == UInt8(ascii: "\\"), index + 1 < range.upperBound,
          bytes[index + 1] == UInt8(ascii: "|")
        {
          segments.append(Segment(range: lower..<index, endsLine: false))
          lower = index + 1
          index += 2
        } else {
          index += 1
        }
      }
      segments.append(Segment(range: lower..<range.upperBound, endsLine: false))
      cells.append(Cell(segments: start..<segments.count, row: row, column: column, table: tables.count - 1))
      if addLeaf(Leaf(line: line, segments: start..<segments.count, isCell: true)) {
        cells[cells.count - 1].leaf = leaves.count - 1
      }
    }
    cells[cells.count - 1].isLastOfRow = true
    missingCells += max(0, columns - split.count)
    if missingCells > Limits.missingCells {
      isBeyondLimits = true
      let place = lines.place(at: lines.starts[line])
      diagnostics = [
        Limits.diagnostic("its tables lack more than \(Limits.missingCells) cells", at: place)
      ]
    }
    changes.append(
      ChangedLine(
        line: line,
        change: .row(cells: firstCell..<cells.count, first: first, others: rowPrefix(), note: note)))
  }

  private mutating func closeTable() {
    guard !cells.isEmpty else { return }
    cells[cells.count - 1].isLastOfTable = true
    if dialect != .site, row == 0, !stack.isEmpty { changes[delimiterChange].change = delimiterBlank }
  }

  /// What a line must begin with to stay in the open containers, counted from the innermost footnote.
  private func rowPrefix() -> [UInt8] {
    var prefix: [UInt8] = []
    for container in stack {
      switch container.kind {
      case .quote: prefix += [UInt8(ascii: ">"), 0x20]
      case .item: prefix += [UInt8](repeating: 0x20, count: container.width)
      case .note: prefix = [0x20, 0x20, 0x20, 0x20]
      }
    }
    return prefix
  }

  // MARK: Footnotes and callouts

  /// Sends the line to its footnote when it belongs to one and nothing else was said about it.
  private mutating func changeLineOfNote() {
    guard origin.note >= 0 else { return }
    if origin.label >= 0 {
      changes.append(
        ChangedLine(line: line, change: .noteStart(origin)))
    } else {
      changes.append(
        ChangedLine(line: line, change: .note(origin.note, start: origin.start, indent: origin.indent)))
    }
  }

  private mutating func takeCallout() -> Bool {
    let upper = trimEnd(nonspace..<end)
    guard upper - nonspace > 3, bytes[nonspace] == UInt8(ascii: "["),
      bytes[nonspace + 1] == UInt8(ascii: "!"),
      bytes[upper - 1] == UInt8(ascii: "]")
    else { return false }
    let word = String(decoding: bytes[(nonspace + 2)..<(upper - 1)], as: UTF8.self).uppercased()
    guard let callout = Callout(rawValue: word) else {
      if let help = didYouMean(word, in: Callout.allCases.map(\.rawValue)) {
        diagnostics.append(
          Diagnostic(
            .markdownCallout, .warning, at: lines.place(at: nonspace + 2, length: upper - nonspace - 3),
            "There is no callout “\(word)”, so this is an ordinary quote", help: help))
      }
      return false
    }
    callouts[line] = callout
    if let last = stack.indices.last { stack[last].hasChild = true }
    edits.append(Edit(range: nonspace..<upper, replacement: []))
    return true
  }

  // MARK: Moving along the line

  /// Moves behind a list marker of `length` bytes; returns how many columns the item's content is indented.
  private mutating func takeListMarker(_ length: Int) -> Int {
    let before = indent
    advance(nonspace + length - offset, byColumns: false)
    let (markEnd, markColumn, markTab) = (offset, column, isInsideTab)
    while column - markColumn <= 5, isSpaceOrTab(offset) { advance(1, byColumns: true) }
    let spaces = column - markColumn
    guard spaces >= 5 || spaces < 1 || offset >= end else { return before + length + spaces }
    // Only spaces follow, or so many that the item begins with code.
    (offset, column, isInsideTab) = (markEnd, markColumn, markTab)
    if spaces > 0 { advance(1, byColumns: true) }
    return before + length + 1
  }

  private mutating func findNonspace() {
    nonspace = offset
    var position = column
    while nonspace < end {
      if bytes[nonspace] == 0x20 {
        position += 1
      } else if bytes[nonspace] == 0x09 {
        position += 4 - position % 4
      } else {
        break
      }
      nonspace += 1
    }
    indent = position - column
    isBlank = nonspace >= end
  }

  private mutating func advance(_ distance: Int, byColumns: Bool) {
    var left = distance
    while left > 0, offset < end {
      if bytes[offset] == 0x09 {
        let toStop = 4 - column % 4
        if byColumns {
          isInsideTab = toStop > left
          let step = min(left, toStop)
          column += step
          if !isInsideTab { offset += 1 }
          left -= step
        } else {
          isInsideTab = false
          column += toStop
          offset += 1
          left -= 1
        }
      } else {
        isInsideTab = false
        offset += 1
        column += 1
        left -= 1
      }
    }
  }

  /// Inside a tab that a container has used in part, the columns that remain of it.
  private func restOfTab() -> Int { isInsideTab ? 4 - column % 4 : 0 }

  private func isSpaceOrTab(_ index: Int) -> Bool {
    index < end && (bytes[index] == 0x20 || bytes[index] == 0x09)
  }
}
