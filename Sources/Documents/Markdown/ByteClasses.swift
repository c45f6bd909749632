// Tables of bytes, as constant data: the loops that look at every byte of every file ask these.

/// What kinds a byte belongs to; each table has one letter for each of the 256 bytes.
enum ByteClass {
  /// `1` for bytes that the first pass over a body must look at: line ends and the marks of ``Triggers``.
  static let notable: StaticString = """
    0000000000100100000000000000000000000000000000100000000000101000\
    0000000000000000000000000001000000000000000000000000000000000010\
    0000000000000000000000000000000000000000000000000000000000000000\
    0000000000000000000000000000000000000000000000010000000000000000
    """

  /// `1` for bytes that mean something among inlines.
  static let inline: StaticString = """
    0000000000000000000000000000000001000000001000000000000000101000\
    0000000000000000000000000001110110000000000000000000000100000010\
    0000000000000000000000000000000000000000000000000000000000000000\
    0000000000000000000000000000000000000000000000000000000000000000
    """
}

/// What kinds of bytes a text holds, which tells how it can be written.
struct TextLook {
  /// Whether HTML escapes any of the bytes.
  private(set) var needsEscapes = false
  /// Whether white space must be folded: two spaces in a row, or white space that is no space.
  private(set) var needsFolding = false
  private(set) var mayHoldMail = false
  private(set) var mayHoldToken = false

  init(_ text: UnsafeBufferPointer<UInt8>) {
    guard let base = text.baseAddress, !Self.isSimple(base, text.count) else { return }
    var previous: UInt8 = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"): needsEscapes = true
      case 0x09...0x0D: needsFolding = true
      case 0x20: if previous == 0x20 { needsFolding = true }
      case UInt8(ascii: "@"): mayHoldMail = true
      case 0xEF: mayHoldToken = true
      default: break
      }
      previous = byte
    }
  }

  /// Whether none of this is in the text, as with most texts; short ones are not worth the question.
  private static func isSimple(_ base: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard count > block else { return false }
    let last = count - block - 1
    var start = 0
    while start < last {
      if leastInBlock(base + start) == 0 { return false }
      start += block
    }
    // The last block may look at some bytes a second time; the last byte has no next one.
    return leastInBlock(base + last) > 0 && least(base[count - 1], 0) > 0
  }

  private static let block = 16

  @inline(__always)
  private static func leastInBlock(_ bytes: UnsafePointer<UInt8>) -> UInt8 {
    var least = UInt8.max
    for index in 0..<block { least = min(least, Self.least(bytes[index], bytes[index + 1])) }
    return least
  }

  /// 0 when a byte, or it and the next one, are not simple. Without branches: the compiler compares many at once.
  private static func least(_ byte: UInt8, _ next: UInt8) -> UInt8 {
    let escaped = min(
      byte ^ UInt8(ascii: "\""), byte ^ UInt8(ascii: "&"),
      min(byte ^ UInt8(ascii: "<"), byte ^ UInt8(ascii: ">")))
    let control = max(byte &- 0x09, 4) &- 4
    let twoSpaces = (byte ^ 0x20) | (next ^ 0x20)
    return min(min(escaped, control), min(twoSpaces, min(byte ^ UInt8(ascii: "@"), byte ^ 0xEF)))
  }
}
