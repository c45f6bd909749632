// A section's text in a form in which spaces, quotation marks and hyphens are alike, with the way back.
import Documents
import Records

/// The words of a section one after the other, each byte with its place in the section's blocks.
struct ComparableText {
  private var bytes: [UInt8] = []
  private var places: [(block: Int, start: Int, end: Int)] = []

  /// The footnotes that a section's text uses; quotes are not of them.
  init(notesOf body: BodyText) {
    for note in body.footnoteIndices {
      append(0x20, note, 0..<0)
      read(body.markdown.footnotes[note].text, block: note)
    }
  }

  init(_ body: BodyText) {
    for block in body.range where !body.markdown.blocks[block].text.isEmpty {
      if !bytes.isEmpty, bytes.last != 0x20 { append(0x20, block, 0..<0) }
      read(body.markdown.blocks[block].text, block: block)
    }
  }

  private init(quote: String) {
    read(quote, block: 0)
    while let last = bytes.last, last == 0x20 { bytes.removeLast() }
  }

  /// The stretches of the blocks' texts that hold a quote, in order; nil when it does not stand here.
  func find(_ quote: String) -> [(block: Int, ranges: [Range<Int>])]? {
    let written = Self.unmarked(ComparableText(quote: quote).bytes[...])
    guard !written.isEmpty else { return nil }
    // The plan itself may hold the brackets and dots that quoting adds elsewhere.
    return find(parts: [written]) ?? find(parts: [Self.trimmed(written)])
      ?? find(parts: Self.parts(of: quote))
  }

  private func find(parts: [ArraySlice<UInt8>]) -> [(block: Int, ranges: [Range<Int>])]? {
    // Dots alone are no words.
    guard !parts.isEmpty, parts.allSatisfy({ $0.contains(where: isWordByte) }) else { return nil }
    var passages: [(block: Int, ranges: [Range<Int>])] = []
    var from = 0
    for part in parts {
      guard let range = position(of: part, from: from) else { return nil }
      from = range.upperBound
      var index = range.lowerBound
      while index < range.upperBound {
        let block = places[index].block
        var end = index
        while end + 1 < range.upperBound, places[end + 1].block == block { end += 1 }
        // The space between two blocks stands in neither.
        let first = places[index...end].first { $0.end > $0.start }
        if let first {
          let stretch = first.start..<places[end].end
          if passages.last?.block == block {
            passages[passages.count - 1].ranges.append(stretch)
          } else {
            passages.append((block, [stretch]))
          }
        }
        index = end + 1
      }
    }
    return passages
  }

  /// Where whole words begin that are the part's; the case of its first letter does not matter, as in “[t]he”.
  private func position(of part: ArraySlice<UInt8>, from start: Int) -> Range<Int>? {
    guard let first = part.first, part.count <= bytes.count else { return nil }
    let rest = part.dropFirst()
    var index = start
    while index + part.count <= bytes.count {
      defer { index += 1 }
      guard bytes[index] == first || isLetter(first) && bytes[index] ^ first == 0x20,
        bytes[(index + 1)..<(index + part.count)].elementsEqual(rest)
      else { continue }
      let end = index + part.count
      if !isInWord(index), !isInWord(end) { return index..<end }
    }
    return nil
  }

  /// Whether a word or a number such as 71.5 goes on across a place between two bytes.
  private func isInWord(_ index: Int) -> Bool {
    guard index > 0, index < bytes.count else { return false }
    let (before, behind) = (bytes[index - 1], bytes[index])
    if isWordByte(before), isWordByte(behind) { return true }
    if isPoint(before), isDigit(behind) { return index > 1 && isDigit(bytes[index - 2]) }
    if isDigit(before), isPoint(behind) { return index + 1 < bytes.count && isDigit(bytes[index + 1]) }
    return false
  }

  private func isPoint(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") }

  /// The parts between marks of omission: “…”, “...”, “[…]”.
  private static func parts(of quote: String) -> [ArraySlice<UInt8>] {
    var bytes = ComparableText(quote: quote).bytes
    var parts: [ArraySlice<UInt8>] = []
    let mark = Array("...".utf8)
    while let range = bytes.firstRange(of: mark) {
      parts.append(bytes[..<range.lowerBound])
      bytes = Array(bytes[range.upperBound...].drop { $0 == UInt8(ascii: ".") })
    }
    parts.append(bytes[...])
    return parts.map(trimmed).filter { !$0.isEmpty }
  }

  /// Without the spaces and quotation marks around it.
  private static func unmarked(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    func isMark(_ byte: UInt8) -> Bool { byte == 0x20 || byte == UInt8(ascii: "'") }
    let part = bytes.drop(while: isMark)
    return part.dropLast(part.reversed().prefix(while: isMark).count)
  }

  /// Without the quotation marks, brackets, spaces and final stops that quoting adds.
  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let added = Set(" '[]().,;:".utf8)
    var part = bytes
    while let last = part.last, added.contains(last) { part.removeLast() }
    while let first = part.first, added.contains(first) { part.removeFirst() }
    // “[t]he” is “the”.
    if part.dropFirst().first == UInt8(ascii: "]"), let first = part.first {
      return [first] + part.dropFirst(2)
    }
    return part
  }

  private mutating func read(_ text: String, block: Int) {
    var offset = 0
    for scalar in text.unicodeScalars {
      let range = offset..<offset + UTF8.width(scalar)
      offset = range.upperBound
      switch scalar.value {
      case 0x09...0x0D, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
        // A hyphen joins what a line's end has divided; “§ 7” is “§7”.
        if let last = bytes.last, last != 0x20, last != UInt8(ascii: "-"),
          !bytes.suffix(2).elementsEqual("§".utf8)
        {
          append(0x20, block, range)
        }
      case 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF: break
      // A quotation inside a quotation changes its marks, so single and double ones are alike.
      case 0x22, 0x27, 0xAB, 0xBB, 0x02BB, 0x02BC, 0x2018...0x201F, 0x2032, 0x2033:
        append(UInt8(ascii: "'"), block, range)
      case 0x2D, 0x2010...0x2015, 0x2212:
        if bytes.last == 0x20, places.last?.block == block {
          bytes.removeLast()
          places.removeLast()
        }
        // "--" is typed for a dash.
        if bytes.last != UInt8(ascii: "-") { append(UInt8(ascii: "-"), block, range) }
      case 0x2E:
        // ". . ." is "...".
        if bytes.suffix(2).elementsEqual(". ".utf8), places.last?.block == block {
          bytes.removeLast()
          places.removeLast()
        }
        append(UInt8(ascii: "."), block, range)
      case 0x2026: for _ in 0..<3 { append(UInt8(ascii: "."), block, range) }
      case 0x300...0x36F:
        bytes.accent(with: scalar)
        let start = places.last?.block == block ? places.last?.start ?? range.lowerBound : range.lowerBound
        // The letter may have got a byte more than it had.
        while places.count > bytes.count { places.removeLast() }
        while places.count < bytes.count { places.append((block, start, range.upperBound)) }
        places[places.count - 1] = (block, start, range.upperBound)
      default:
        for byte in (scalar.ligature ?? String(scalar)).utf8 { append(byte, block, range) }
      }
    }
  }

  private mutating func append(_ byte: UInt8, _ block: Int, _ range: Range<Int>) {
    bytes.append(byte)
    places.append((block, range.lowerBound, range.upperBound))
  }

  private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

  private func isWordByte(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) || byte >= 0x80 }
}
