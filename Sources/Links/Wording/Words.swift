// Where words begin and end in a plain text, and what counts as the same word.

/// A word's place in a text, in UTF-8 bytes.
package struct WordRange: Sendable, Hashable {
  package let start: Int
  package let end: Int
}

/// Calls `visit` for every word of a text, in order, with its normal form in bytes.
///
/// A word is a run of letters and digits of any script. Its normal form is lower case, without a possessive ending
/// (“State’s” is `state`) and without apostrophes; straight and curly quotes, all hyphens and all spaces are the same,
/// and so are a letter with its accent and the two written one after the other, or “ﬁ” and “fi”, as files of pages have them.
/// Hyphens divide words (“Wagner-Peyser” is two), a point or comma between digits does not (63.9, 8,446).
/// Linear; the buffer is valid only during the call.
package func forEachWord(
  in text: String, _ visit: (_ range: WordRange, _ normal: UnsafeBufferPointer<UInt8>) -> Void
) {
  var text = text
  text.withUTF8 { bytes in
    var scanner = WordScanner(bytes: bytes)
    while let range = scanner.next() {
      scanner.word.withUnsafeBufferPointer { visit(range, $0) }
    }
  }
}

/// The words of a text with their places, for one text at a time; the corpus of all plans keeps numbers instead.
package func words(of text: String) -> [(range: WordRange, normal: String)] {
  var words: [(WordRange, String)] = []
  forEachWord(in: text) { range, normal in words.append((range, String(decoding: normal, as: UTF8.self))) }
  return words
}

/// Reads one word after the other from UTF-8 bytes.
private struct WordScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  private var offset = 0
  /// The normal form of the word read last.
  private(set) var word: [UInt8] = []

  init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    word.reserveCapacity(32)
  }

  mutating func next() -> WordRange? {
    word.removeAll(keepingCapacity: true)
    var start = -1
    var end = 0
    /// The length of the word before its last apostrophe.
    var apostrophe = -1
    while offset < bytes.count {
      let byte = bytes[offset]
      if Self.isASCIILetter(byte) {
        if start < 0 { start = offset }
        word.append((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte)
        offset += 1
        end = offset
        continue
      }
      let (kind, length) = kind(at: offset)
      switch kind {
      case .letter:
        if start < 0 { start = offset }
        appendLowercased(offset..<offset + length)
        end = offset + length
      case .accent:
        if start >= 0 {
          word.accent(with: scalar(at: offset))
          end = offset + length
        }
      case .invisible: break
      case .apostrophe:
        if start >= 0 {
          // Only between letters: a closing quote ends the word.
          guard offset + length < bytes.count, isLetter(at: offset + length) else {
            offset += length
            return finished(start, end, apostrophe)
          }
          apostrophe = word.count
        }
      case .pointBetweenDigits: word.append(byte)
      case .other:
        if start >= 0 { return finished(start, end, apostrophe) }
      }
      offset += length
    }
    return start >= 0 ? finished(start, end, apostrophe) : nil
  }

  private mutating func finished(_ start: Int, _ end: Int, _ apostrophe: Int) -> WordRange {
    if apostrophe >= 0, word.count == apostrophe + 1, word[apostrophe] == UInt8(ascii: "s") {
      word.removeLast()
    }
    return WordRange(start: start, end: end)
  }

  private enum Kind { case letter, accent, apostrophe, pointBetweenDigits, invisible, other }

  /// Whether an ASCII byte is a letter or digit.
  private static func isASCIILetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
  }

  private func isDigit(at offset: Int) -> Bool {
    bytes.indices.contains(offset) && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[offset])
  }

  private func isLetter(at offset: Int) -> Bool {
    if Self.isASCIILetter(bytes[offset]) { return true }
    return kind(at: offset).kind == .letter
  }

  private func kind(at offset: Int) -> (kind: Kind, length: Int) {
    let byte = bytes[offset]
    switch byte {
    case 0..<0x80:
      if Self.isASCIILetter(byte) { return (.letter, 1) }
      if byte == UInt8(ascii: "'") { return (.apostrophe, 1) }
      if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ","), isDigit(at: offset - 1),
        isDigit(at: offset + 1)
      {
        return (.pointBetweenDigits, 1)
      }
      return (.other, 1)
    default:
      let scalar = scalar(at: offset)
      let length = UTF8.width(scalar)
      switch scalar.value {
      // The ʻokina of Hawaiʻi is typed as an apostrophe, too.
      case 0x2019, 0x2018, 0x02BB, 0x02BC, 0xB4: return (.apostrophe, length)
      case 0x300...0x36F: return (.accent, length)
      case 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF: return (.invisible, length)
      default:
        let properties = scalar.properties
        let isPart =
          properties.isAlphabetic || properties.numericType != nil
          || properties.generalCategory == .nonspacingMark
        return (isPart ? .letter : .other, length)
      }
    }
  }

  private func scalar(at offset: Int) -> Unicode.Scalar {
    var iterator = bytes[offset..<min(offset + 4, bytes.count)].makeIterator()
    var decoder = UTF8()
    if case .scalarValue(let scalar) = decoder.decode(&iterator) { return scalar }
    return "\u{FFFD}"
  }

  private mutating func appendLowercased(_ range: Range<Int>) {
    let scalar = scalar(at: range.lowerBound)
    word.append(contentsOf: (scalar.ligature ?? scalar.properties.lowercaseMapping).utf8)
  }
}

extension Unicode.Scalar {
  /// The letters that a ligature such as “ﬁ” stands for; nil for all else.
  var ligature: String? {
    (0xFB00...0xFB06).contains(value) ? properties.uppercaseMapping.lowercased() : nil
  }

  /// Latin letters with accents, by what they are however they are written.
  private static let accented: [Character: Unicode.Scalar] = [0xC0...0x24F, 0x1E00...0x1EFF].joined()
    .reduce(into: [:]) { letters, value in
      if let scalar = Unicode.Scalar(UInt32(value)) { letters[Character(scalar)] = scalar }
    }

  /// The letter that this one is with an accent behind it; nil where there is no such letter.
  func accented(with accent: Unicode.Scalar) -> Unicode.Scalar? {
    var letter = String(self)
    letter.unicodeScalars.append(accent)
    return letter.count == 1 ? Self.accented[Character(letter)] : nil
  }
}

extension [UInt8] {
  /// Puts an accent on the last letter of UTF-8 bytes.
  mutating func accent(with accent: Unicode.Scalar) {
    let start = lastIndex { $0 & 0xC0 != 0x80 } ?? 0
    let letter = String(decoding: self[start...], as: UTF8.self).unicodeScalars.last
    if let accented = letter?.accented(with: accent) {
      replaceSubrange(start..., with: String(accented).utf8)
    } else {
      append(contentsOf: String(accent).utf8)
    }
  }
}
