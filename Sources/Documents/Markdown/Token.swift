// The signs by which the rewriting tells the writer what stood in the text.

/// A token: a character that the body does not hold, a letter, perhaps a number, and a semicolon.
struct Token {
  var range: Range<Int>
  var letter: UInt8
  var number: Int

  static func next(in text: UnsafeBufferPointer<UInt8>, from start: Int, marker: [UInt8]) -> Token? {
    var index = start
    // The shortest token has five bytes.
    while index + 5 <= text.count {
      guard text[index] == 0xEF, text[index + 1] == marker[1], text[index + 2] == marker[2] else {
        index += 1
        continue
      }
      var end = index + 4
      var number = 0
      while end < text.count, text[end] >= 0x30, text[end] <= 0x39, number < 100_000_000 {
        number = number * 10 + Int(text[end] - 0x30)
        end += 1
      }
      if end < text.count, text[end] == UInt8(ascii: ";") { end += 1 }
      return Token(range: index..<end, letter: text[index + 3], number: number)
    }
    return nil
  }
}

/// GitHub's rules for mail addresses in running text.
enum MailAddress {
  static func all(in text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var base = 0
    while let at = text[base...].firstIndex(of: UInt8(ascii: "@")) {
      if let range = address(text, at, base) {
        found.append(range)
        base = range.upperBound
      } else {
        base = at + 1
      }
    }
    return found
  }

  private static func address(_ text: UnsafeBufferPointer<UInt8>, _ at: Int, _ base: Int) -> Range<Int>? {
    var start = at
    while start > base, isNameByte(text[start - 1]) { start -= 1 }
    guard start < at else { return nil }
    var end = at + 1
    var points = 0
    while end < text.count {
      let byte = text[end]
      // A second "@" makes the whole no address.
      if byte == UInt8(ascii: "@") { return nil }
      if byte == UInt8(ascii: "."), end + 1 < text.count, isLetterOrDigit(text[end + 1]) {
        points += 1
      } else if !isLetterOrDigit(byte), byte != UInt8(ascii: "-"), byte != UInt8(ascii: "_") {
        break
      }
      end += 1
    }
    guard end - at >= 2, points > 0, BareAddress.isLetter(text[end - 1]) else { return nil }
    return start..<end
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    BareAddress.isLetter(byte) || (byte >= 0x30 && byte <= 0x39)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_")
  }
}
