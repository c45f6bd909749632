// Paragraphs and headings: their text, the link definitions before it and the ids behind it.
import Diagnostics

extension BlockScan {
  mutating func addSegment(from start: Int) {
    found.segments.append(Segment(range: min(start, cursor.end)..<cursor.end, endsLine: true))
  }

  mutating func closeLeaf() {
    switch leaf {
    case .paragraph: closeParagraph(upTo: found.segments.count)
    case .table: closeTable()
    default: break
    }
    leaf = .none
  }

  /// Notes the link definitions of the paragraph under way; says whether text remains behind them.
  mutating func takeDefinitions(upTo count: Int) -> (taken: Int, hasText: Bool) {
    guard !paragraphIsTask else { return (0, true) }
    let range = paragraphSegments..<count
    guard let first = range.first, let byte = bytes[found.segments[first].range].first,
      byte == UInt8(ascii: "[")
    else {
      return (0, true)
    }
    var text: [UInt8] = []
    for segment in found.segments[range] {
      text.append(contentsOf: bytes[segment.range])
      text.append(0x0A)
    }
    let taken = found.definitions.take(from: text)
    return (taken, text[taken...].contains { !isWhiteSpace($0) })
  }

  mutating func closeParagraph(upTo count: Int) {
    let (taken, hasText) = takeDefinitions(upTo: count)
    guard hasText else { return }
    addLeaf(Leaf(line: paragraphLine, segments: paragraphSegments..<count, definitions: taken))
  }

  /// Keeps the leaf when its inlines hold anything to look at.
  @discardableResult
  mutating func addLeaf(_ leaf: Leaf) -> Bool {
    for segment in found.segments[leaf.segments] where triggers.fire(in: segment.range) {
      found.leaves.append(leaf)
      return true
    }
    return false
  }

  mutating func addHeading(from start: Int) {
    var lower = start
    while lower < cursor.end, bytes[lower] == 0x20 || bytes[lower] == 0x09 { lower += 1 }
    var upper = trimEnd(lower..<cursor.end)
    var hashes = upper
    while hashes > lower, bytes[hashes - 1] == UInt8(ascii: "#") { hashes -= 1 }
    if hashes < upper, hashes == lower || bytes[hashes - 1] == 0x20 || bytes[hashes - 1] == 0x09 {
      upper = trimEnd(lower..<hashes)
    }
    let first = found.segments.count
    found.segments.append(Segment(range: lower..<max(lower, upper), endsLine: true))
    recordHeading(Leaf(line: line, segments: first..<found.segments.count))
  }

  mutating func finishSetext() {
    let (taken, hasText) = takeDefinitions(upTo: found.segments.count)
    guard hasText else {
      // Only definitions stood here: the line is the first of a new paragraph.
      paragraphSegments = found.segments.count
      paragraphLine = line
      addSegment(from: cursor.nonspace)
      return
    }
    let heading = Leaf(
      line: paragraphLine, segments: paragraphSegments..<found.segments.count, definitions: taken)
    leaf = .none
    recordHeading(heading)
  }

  mutating func recordHeading(_ leaf: Leaf) {
    guard !isPlain else {
      addLeaf(leaf)
      return
    }
    var place = BlockFindings.HeadingPlace(
      line: leaf.line, offset: found.segments[leaf.segments.lowerBound].range.lowerBound, ids: [])
    let last = leaf.segments.upperBound - 1
    let range = found.segments[last].range
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
    found.headings.append(place)
    addLeaf(leaf)
  }

  mutating func takeIdentifiers(
    brace: Int, upper: Int, lower: Int, last: Int, into place: inout BlockFindings.HeadingPlace
  ) {
    let inside = (brace + 2)..<(upper - 1)
    guard !inside.isEmpty, bytes[inside].allSatisfy(isIdentifierByte) else {
      let shown = String(decoding: bytes[brace..<upper].prefix(60), as: UTF8.self)
      found.diagnostics.append(
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
    found.edits.append(Edit(range: cut..<upper, replacement: cut == lower ? marker + Array("t;".utf8) : []))
    found.segments[last].range = lower..<cut
  }

  func trimEnd(_ range: Range<Int>) -> Int {
    var upper = range.upperBound
    while upper > range.lowerBound, isWhiteSpace(bytes[upper - 1]) { upper -= 1 }
    return upper
  }
}
