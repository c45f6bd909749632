// Follows libcmark's block structure line by line, to know what libcmark will see before it looks.
import Diagnostics

/// One pass over a body's lines with the same container rules as libcmark, and those of GitHub for tables and footnotes.
///
/// It finds what libcmark 0.30 does not know (tables, footnotes, tasks, callouts, heading attributes), where the text of
/// paragraphs and headings stands in the file, and stops when a text is nested too deeply. It changes nothing:
/// ``Rewriting`` turns its findings into a text for libcmark.
struct BlockScan: ~Copyable {
  typealias Segment = BlockFindings.Segment
  typealias Leaf = BlockFindings.Leaf
  typealias Edit = BlockFindings.Edit
  typealias ChangedLine = BlockFindings.ChangedLine
  typealias Origin = BlockFindings.Origin

  var found = BlockFindings()

  let bytes: UnsafeBufferPointer<UInt8>
  let lines: SourceLines
  let dialect: Dialect
  let marker: [UInt8]
  let syntax: LineSyntax
  let triggers: Triggers

  // The open blocks.
  struct Container {
    enum Kind { case quote, item, note }
    var kind: Kind
    /// For an item: how many columns its content is indented.
    var width = 0
    var hasChild = false
    var note = -1
  }
  enum LeafState: Equatable {
    case none, paragraph, indentedCode, table
    case fence(mark: UInt8, length: Int, indent: Int)
    case html(UInt8)
  }
  var stack: [Container] = []
  var leaf = LeafState.none

  // The line under way.
  var line = 0
  var cursor: LineCursor
  /// Where the part of the line begins that belongs to the innermost footnote.
  var origin = Origin()
  var previousOrigin = Origin()

  // The paragraph under way.
  var paragraphLine = 0
  var paragraphSegments = 0
  var paragraphIsTask = false
  // The table under way.
  var columns = 0
  var row = 0
  var missingCells = 0
  var delimiterChange = 0
  var delimiterBlank = BlockFindings.LineChange.drop

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
    self.cursor = LineCursor(bytes: bytes)
    found.segments.reserveCapacity(lines.starts.count)
  }

  var isPlain: Bool { dialect == .plain }

  /// Reads all lines and gives what it found.
  consuming func run() -> BlockFindings {
    let count = lines.starts.count - 1
    while line < count, !found.isBeyondLimits {
      cursor.enter(lines.starts[line]..<lines.starts[line + 1])
      scanLine()
      line += 1
    }
    closeLeaf()
    return found
  }

  // MARK: One line

  private mutating func scanLine() {
    previousOrigin = origin
    origin = Origin(start: cursor.start)

    // First, how many of the open blocks go on?
    var matched = 0
    while matched < stack.count {
      cursor.findNonspace()
      guard continues(stack[matched]) else { break }
      if stack[matched].kind == .note {
        origin = Origin(
          note: stack[matched].note, start: cursor.isInsideTab ? cursor.offset + 1 : cursor.offset,
          indent: cursor.restOfTab())
      }
      matched += 1
    }
    var isContinued = matched == stack.count
    if isContinued, leaf != .none {
      cursor.findNonspace()
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
      if case .html(let kind) = wasLeaf, syntax.endsHTML(kind, cursor.nonspace..<cursor.end) { leaf = .none }
      changeLineOfNote()
      return
    }
    openBlocks(matched: matched, isContinued: isContinued, wasLeaf: wasLeaf)
  }

  private mutating func openBlocks(matched: Int, isContinued: Bool, wasLeaf: LeafState) {
    var container = wasLeaf
    var mayBeLazy = leaf == .paragraph
    var hasOpened = false

    while true {
      cursor.findNonspace()
      let isIndented = cursor.indent >= 4
      let byte = cursor.nonspace < cursor.end ? bytes[cursor.nonspace] : 0x0A

      if !isIndented, byte == UInt8(ascii: ">") {
        begin(&hasOpened, matched)
        cursor.advance(cursor.nonspace + 1 - cursor.offset, byColumns: false)
        if cursor.isSpaceOrTab(cursor.offset) { cursor.advance(1, byColumns: true) }
        guard push(Container(kind: .quote)) else { return }
      } else if !isIndented, byte == UInt8(ascii: "#"),
        let length = syntax.headingMarks(cursor.nonspace..<cursor.end)
      {
        begin(&hasOpened, matched)
        addHeading(from: cursor.nonspace + length)
        changeLineOfNote()
        return
      } else if !isIndented, byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~"),
        let length = syntax.openingFence(byte, cursor.nonspace..<cursor.end)
      {
        let fenceIndent = cursor.nonspace - cursor.offset
        begin(&hasOpened, matched)
        leaf = .fence(mark: byte, length: min(length, 255), indent: fenceIndent)
        changeLineOfNote()
        return
      } else if !isIndented, byte == UInt8(ascii: "<"),
        let kind = syntax.htmlStart(
          cursor.nonspace..<cursor.end, mayBeAnyTag: container != .paragraph && !mayBeLazy)
      {
        begin(&hasOpened, matched)
        leaf = .html(kind)
        if syntax.endsHTML(kind, cursor.nonspace..<cursor.end) { leaf = .none }
        changeLineOfNote()
        return
      } else if !isIndented, container == .paragraph, !hasOpened,
        byte == UInt8(ascii: "=") || byte == UInt8(ascii: "-"),
        syntax.isSetextLine(byte, cursor.nonspace..<cursor.end)
      {
        finishSetext()
        changeLineOfNote()
        return
      } else if !isIndented, syntax.isRule(byte, cursor.nonspace..<cursor.end) {
        begin(&hasOpened, matched)
        changeLineOfNote()
        return
      } else if !isIndented, !isPlain, origin.label < 0, byte == UInt8(ascii: "["),
        let (label, after) = syntax.noteStart(cursor.nonspace..<cursor.end)
      {
        begin(&hasOpened, matched)
        let outer = origin
        let labelStart = cursor.nonspace
        cursor.advance(after - cursor.offset, byColumns: false)
        found.notes.append(BlockFindings.Note(label: label, line: line))
        guard push(Container(kind: .note, note: found.notes.count - 1)) else { return }
        origin = Origin(note: found.notes.count - 1, label: labelStart, start: cursor.offset, indent: 0)
        origin.outerNote = outer.note
        origin.outerStart = outer.start
        origin.outerIndent = outer.indent
      } else if !isIndented,
        let length = syntax.listMarker(
          cursor.nonspace..<cursor.end, interrupting: container == .paragraph && !hasOpened)
      {
        let width = cursor.takeListMarker(length)
        begin(&hasOpened, matched)
        guard push(Container(kind: .item, width: width)) else { return }
      } else if isIndented, !mayBeLazy, !cursor.isBlank {
        begin(&hasOpened, matched)
        leaf = .indentedCode
        changeLineOfNote()
        return
      } else {
        break
      }
      container = .none
      mayBeLazy = false
    }

    if !hasOpened, container == .paragraph, cursor.indent < 4, startTable() { return }
    if !hasOpened, container == .table, !cursor.isBlank {
      addRow(from: cursor.nonspace, isHeader: false)
      return
    }
    addText(isContinued: isContinued, matched: matched, hasOpened: hasOpened)
  }

  /// Closes what did not go on, because something new begins at this line.
  private mutating func begin(_ hasOpened: inout Bool, _ matched: Int) {
    if !hasOpened {
      hasOpened = true
      closeLeaf()
      closeContainers(to: matched)
    }
    if let last = stack.indices.last { stack[last].hasChild = true }
  }

  /// What remains of the line is text, blank or not.
  private mutating func addText(isContinued: Bool, matched: Int, hasOpened: Bool) {
    if !hasOpened, !isContinued, !cursor.isBlank, leaf == .paragraph {
      // A lazy continuation line: it belongs to the paragraph although its containers did not go on.
      if let note = stack.last(where: { $0.kind == .note })?.note, origin.note != note {
        let spaces = cursor.indent >= 4 ? 4 + cursor.indent : cursor.indent
        origin = Origin(note: note, start: cursor.nonspace, indent: spaces - 4)
      }
      addSegment(from: cursor.offset)
      changeLineOfNote()
      return
    }
    if !hasOpened {
      if !(isContinued && leaf == .paragraph) { closeLeaf() }
      closeContainers(to: matched)
    }
    defer { changeLineOfNote() }
    if cursor.isBlank { return }
    if leaf == .paragraph { return addSegment(from: cursor.nonspace) }
    var start = cursor.nonspace
    paragraphIsTask = false
    if stack.last?.kind == .item, syntax.taskBox(cursor.start..<cursor.end) == cursor.nonspace {
      let box = cursor.nonspace
      // Outside of pages a box is done as cmark-gfm says, which looks for a mark anywhere on the line.
      found.tasks[line] =
        dialect == .site ? bytes[box + 1] != 0x20 : syntax.holdsDoneBox(cursor.start..<cursor.end)
      start = box + 3
      while start < cursor.end, isWhiteSpace(bytes[start]) { start += 1 }
      guard start < cursor.end else {
        // A heading without words, which the writer leaves out, keeps the item from taking the next line's text.
        found.edits.append(Edit(range: box..<(box + 3), replacement: [UInt8(ascii: "#")]))
        found.emptyTasks.insert(line)
        if let last = stack.indices.last { stack[last].hasChild = true }
        return
      }
      // libcmark must see a paragraph here whatever follows the box.
      found.edits.append(Edit(range: box..<(box + 3), replacement: marker + Array("t;".utf8)))
      paragraphIsTask = true
    } else if !isPlain, stack.last?.kind == .quote, stack.last?.hasChild == false, takeCallout() {
      return
    }
    if let last = stack.indices.last { stack[last].hasChild = true }
    leaf = .paragraph
    paragraphLine = line
    paragraphSegments = found.segments.count
    addSegment(from: start)
  }

  // MARK: Containers

  private mutating func continues(_ container: Container) -> Bool {
    switch container.kind {
    case .quote:
      guard cursor.indent <= 3, cursor.nonspace < cursor.end, bytes[cursor.nonspace] == UInt8(ascii: ">")
      else { return false }
      cursor.advance(cursor.indent + 1, byColumns: true)
      if cursor.isSpaceOrTab(cursor.offset) { cursor.advance(1, byColumns: true) }
      return true
    case .item:
      if cursor.indent >= container.width {
        cursor.advance(container.width, byColumns: true)
        return true
      }
      guard cursor.isBlank, container.hasChild else { return false }
      cursor.advance(cursor.nonspace - cursor.offset, byColumns: false)
      return true
    case .note:
      if cursor.indent >= 4 {
        cursor.advance(4, byColumns: true)
        return true
      }
      // Only a line without a single byte goes on, as on GitHub.
      return cursor.start == cursor.end
    }
  }

  private enum Continuation { case goesOn, ends, lineDone }

  private mutating func continueLeaf() -> Continuation {
    switch leaf {
    case .none: return .goesOn
    case .paragraph: return cursor.isBlank ? .ends : .goesOn
    case .table: return cursor.isBlank || !syntax.isTableRow(cursor.nonspace..<cursor.end) ? .ends : .goesOn
    case .indentedCode: return cursor.indent >= 4 || cursor.isBlank ? .goesOn : .ends
    case .html(let kind): return kind >= 6 && cursor.isBlank ? .ends : .goesOn
    case .fence(let mark, let length, _):
      if cursor.indent <= 3, cursor.nonspace < cursor.end, bytes[cursor.nonspace] == mark,
        syntax.closingFence(mark, cursor.nonspace..<cursor.end) >= length
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
    found.isBeyondLimits = true
    let place = lines.place(at: cursor.nonspace)
    found.diagnostics = [
      Limits.diagnostic("lists and quotes are nested more than \(Limits.depth) deep", at: place)
    ]
    return false
  }

  private mutating func closeContainers(to count: Int) {
    if stack.count > count { stack.removeSubrange(count...) }
  }
}
