// The text that libcmark parses: the body's own bytes, except where it holds what libcmark does not know.

/// Turns the findings of ``BlockScan`` and ``InlineScan`` into a CommonMark text with the same block structure.
///
/// Cells become headings on lines of their own, so that nothing crosses them and the document's link definitions hold
/// in them; footnotes become the items of a list at the very beginning; the rest is tokens. Every line remembers where
/// it came from. A body that needs nothing of this is parsed as it is.
struct Rewriting {
  /// Nil when the body's own bytes serve.
  private(set) var text: [UInt8]?
  /// The cell that a line of the text holds.
  private(set) var cells = LineMap<Int>()
  /// The number, from 0, of the footnote whose item begins on a line of the text.
  private(set) var notes = LineMap<Int>()
  /// Lines that hold a rule which only ends what stands before it.
  private(set) var hidden: Set<Int> = []

  /// Where the lines of the text come from: from a line of the text on, they follow a line of the body.
  private struct Run {
    var line: Int
    var origin: Int
  }
  private var runs: [Run] = []

  /// The 0-based line of the body that a 1-based line of the text comes from.
  func origin(of line: Int) -> Int {
    guard text != nil else { return line - 1 }
    var low = 0
    var high = runs.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if runs[middle].line <= line { low = middle } else { high = middle }
    }
    guard low < runs.count else { return 0 }
    return max(runs[low].origin + line - runs[low].line, 0)
  }

  /// A text under construction: the body, or one footnote.
  private struct Stream {
    var text: [UInt8] = []
    var lineCount = 0
    var runs: [Run] = []
    var cells: [(line: Int, cell: Int)] = []
    var hidden: [Int] = []

    mutating func begin(origin: Int) {
      lineCount += 1
      runs.append(Run(line: lineCount, origin: origin))
    }
    mutating func end() { text.append(0x0A) }
    mutating func spaces(_ count: Int) { text.append(contentsOf: repeatElement(0x20, count: max(0, count))) }
    mutating func hide() {
      text.append(contentsOf: "___\n".utf8)
      hidden.append(lineCount)
    }
  }

  private var main = Stream()
  private var noteStreams: [Stream] = []
  private var edits: [BlockFindings.Edit] = []
  private var nextEdit = 0
  private var copied = 0

  /// The rewriting of a body that needs none.
  init() {}

  /// - Parameter usedNotes: The footnotes to keep, as indices in the scan's list, in the order of their numbers.
  init(
    _ scan: borrowing BlockFindings, edits: [BlockFindings.Edit], bytes: UnsafeBufferPointer<UInt8>,
    lines: SourceLines,
    usedNotes: [Int]
  ) {
    guard !edits.isEmpty || !scan.changes.isEmpty else { return }
    self.edits = edits
    noteStreams = Array(repeating: Stream(), count: scan.notes.count)
    main.text.reserveCapacity(bytes.count - lines.start + 1024)
    main.runs.reserveCapacity(scan.changes.count + scan.cells.count + 1)
    main.cells.reserveCapacity(scan.cells.count)
    cells.reserveCapacity(scan.cells.count)
    copied = lines.start
    var next = 0
    for changed in scan.changes {
      copyLines(next, changed.line, bytes, lines)
      next = changed.line + 1
      write(changed, scan, bytes, lines)
    }
    copyLines(next, lines.starts.count - 1, bytes, lines)
    assemble(usedNotes)
  }

  private mutating func copyLines(
    _ first: Int, _ end: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ lines: SourceLines
  ) {
    guard first < end else { return }
    main.runs.append(Run(line: main.lineCount + 1, origin: first))
    main.lineCount += end - first
    copy(lines.starts[first]..<lines.starts[end], bytes, toNote: -1)
    // Only the last line of a file may lack its end, and nothing follows it in this stream.
  }

  /// Copies bytes with the edits that begin in them, to a footnote's text or, for -1, to the body's.
  private mutating func copy(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>, toNote note: Int) {
    var text: [UInt8] = []
    swapText(of: note, with: &text)
    defer { swapText(of: note, with: &text) }
    var index = max(range.lowerBound, copied)
    while nextEdit < edits.count, edits[nextEdit].range.lowerBound < index { nextEdit += 1 }
    while nextEdit < edits.count, edits[nextEdit].range.lowerBound < range.upperBound {
      let edit = edits[nextEdit]
      // Two edits of one place cannot both be made: the first one has it.
      guard edit.range.lowerBound >= index else {
        nextEdit += 1
        continue
      }
      text.append(contentsOf: bytes[index..<edit.range.lowerBound])
      text.append(contentsOf: edit.replacement)
      index = edit.range.upperBound
      copied = index
      nextEdit += 1
    }
    if index < range.upperBound { text.append(contentsOf: bytes[index..<range.upperBound]) }
  }

  /// Takes a text out while it grows, so that it is never copied as a whole.
  private mutating func swapText(of note: Int, with text: inout [UInt8]) {
    if note >= 0 { swap(&text, &noteStreams[note].text) } else { swap(&text, &main.text) }
  }

  private func lineEnd(_ line: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ lines: SourceLines) -> Int {
    var end = lines.starts[line + 1]
    if end > lines.starts[line], bytes[end - 1] == 0x0A { end -= 1 }
    if end > lines.starts[line], bytes[end - 1] == 0x0D { end -= 1 }
    return end
  }

  private mutating func write(
    _ changed: BlockFindings.ChangedLine, _ scan: borrowing BlockFindings,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ lines: SourceLines
  ) {
    let end = lineEnd(changed.line, bytes, lines)
    switch changed.change {
    case .drop: break
    case .blank(let prefix, let note):
      append(prefix, toNote: note)
      append([0x0A], toNote: note)
      if note >= 0 { noteStreams[note].begin(origin: changed.line) } else { main.begin(origin: changed.line) }
    case .note(let note, let start, let indent):
      noteStreams[note].begin(origin: changed.line)
      noteStreams[note].spaces(4 + indent)
      copy(min(start, end)..<end, bytes, toNote: note)
      noteStreams[note].end()
    case .noteStart(let origin):
      openNote(origin, changed.line, bytes, lines)
      noteStreams[origin.note].begin(origin: changed.line)
      noteStreams[origin.note].spaces(4)
      copy(min(origin.start, end)..<end, bytes, toNote: origin.note)
      noteStreams[origin.note].end()
    case .row(let cells, let first, let others, let note):
      for index in cells {
        let isFirst = index == cells.lowerBound
        var prefix = others
        if isFirst {
          switch first {
          case .bytes(let bytes): prefix = bytes
          case .own(let origin, let end):
            if origin.label >= 0 { openNote(origin, changed.line, bytes, lines) }
            prefix = []
            if origin.note >= 0 { prefix = Array(repeating: 0x20, count: 4 + origin.indent) }
            let start = origin.note >= 0 ? origin.start : lines.starts[changed.line]
            prefix.append(contentsOf: bytes[start..<max(start, end)])
          }
        }
        writeCell(scan.cells[index], index, prefix, note, changed.line, scan, bytes)
      }
    }
  }

  /// Ends what stood before a footnote in the text around it.
  private mutating func openNote(
    _ origin: BlockFindings.Origin, _ line: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ lines: SourceLines
  ) {
    if origin.outerNote >= 0 {
      noteStreams[origin.outerNote].begin(origin: line)
      noteStreams[origin.outerNote].spaces(4 + origin.outerIndent)
      noteStreams[origin.outerNote].text.append(contentsOf: bytes[origin.outerStart..<origin.label])
      noteStreams[origin.outerNote].hide()
    } else {
      main.begin(origin: line)
      main.text.append(contentsOf: bytes[lines.starts[line]..<origin.label])
      main.hide()
    }
  }

  private mutating func writeCell(
    _ cell: BlockFindings.Cell, _ index: Int, _ prefix: [UInt8], _ note: Int, _ line: Int,
    _ scan: borrowing BlockFindings,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    append(prefix, toNote: note)
    appendMarkup("# ", toNote: note)
    for segment in scan.segments[cell.segments] { copy(segment.range, bytes, toNote: note) }
    // The closing mark keeps a "#" at the cell's end from being taken for one.
    appendMarkup(" #\n", toNote: note)
    if note >= 0 {
      noteStreams[note].begin(origin: line)
      noteStreams[note].cells.append((noteStreams[note].lineCount, index))
    } else {
      main.begin(origin: line)
      main.cells.append((main.lineCount, index))
    }
  }

  private mutating func append(_ bytes: some Sequence<UInt8>, toNote note: Int) {
    if note >= 0 {
      noteStreams[note].text.append(contentsOf: bytes)
    } else {
      main.text.append(contentsOf: bytes)
    }
  }

  private mutating func appendMarkup(_ markup: StaticString, toNote note: Int) {
    if note >= 0 { noteStreams[note].text.appendMarkup(markup) } else { main.text.appendMarkup(markup) }
  }

  // MARK: Putting it together

  private mutating func assemble(_ usedNotes: [Int]) {
    guard !usedNotes.isEmpty else {
      take(main, offset: 0)
      text = main.text
      main = Stream()
      return
    }
    var all: [UInt8] = []
    var line = 0
    for (number, note) in usedNotes.enumerated() {
      // A rule on the first line lets the item's content stand four columns in, whatever it begins with.
      line += 1
      notes.append(number, at: line)
      hidden.insert(line)
      all.append(contentsOf: "-   ___\n".utf8)
      take(noteStreams[note], offset: line)
      all.append(contentsOf: noteStreams[note].text)
      line += noteStreams[note].lineCount
    }
    line += 1
    hidden.insert(line)
    all.append(contentsOf: "___\n".utf8)
    take(main, offset: line)
    all.append(contentsOf: main.text)
    text = all
    main = Stream()
    noteStreams = []
  }

  private mutating func take(_ stream: Stream, offset: Int) {
    if offset == 0 {
      runs = stream.runs
    } else {
      runs += stream.runs.map { Run(line: $0.line + offset, origin: $0.origin) }
    }
    for (line, cell) in stream.cells { cells.append(cell, at: line + offset) }
    for line in stream.hidden { hidden.insert(line + offset) }
  }
}
