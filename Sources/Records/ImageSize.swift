// The size of an image in pixels, read from the first bytes of its file.

/// Width and height in pixels, so that a page keeps still while images load.
package struct ImageSize: Sendable, Hashable {
  package let width: Int
  package let height: Int

  /// Reads PNG, GIF, JPEG, WebP and SVG; nil for other files and for files that are cut short.
  package init?(of bytes: [UInt8]) {
    guard
      let size = Self.png(bytes) ?? Self.gif(bytes) ?? Self.jpeg(bytes) ?? Self.webP(bytes)
        ?? Self.svg(bytes),
      size.width > 0, size.height > 0
    else { return nil }
    (width, height) = size
  }

  private typealias Size = (width: Int, height: Int)

  private static func bigEndian(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
    bytes[offset..<offset + count].reduce(0) { $0 << 8 | Int($1) }
  }

  private static func littleEndian(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
    bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  private static func has(_ bytes: [UInt8], _ text: String, at offset: Int) -> Bool {
    bytes.count >= offset + text.utf8.count && bytes[offset...].starts(with: text.utf8)
  }

  private static func png(_ bytes: [UInt8]) -> Size? {
    guard bytes.count >= 24, bytes[0] == 0x89, has(bytes, "PNG", at: 1), has(bytes, "IHDR", at: 12) else {
      return nil
    }
    return (bigEndian(bytes, 16, 4), bigEndian(bytes, 20, 4))
  }

  private static func gif(_ bytes: [UInt8]) -> Size? {
    guard bytes.count >= 10, has(bytes, "GIF8", at: 0) else { return nil }
    return (littleEndian(bytes, 6, 2), littleEndian(bytes, 8, 2))
  }

  /// Walks the segments to the frame header; the size stands there as height, then width.
  private static func jpeg(_ bytes: [UInt8]) -> Size? {
    guard bytes.count > 4, bytes[0] == 0xFF, bytes[1] == 0xD8 else { return nil }
    var offset = 2
    while offset + 9 < bytes.count, bytes[offset] == 0xFF {
      let marker = bytes[offset + 1]
      if marker == 0xFF {
        offset += 1
        continue
      }
      let isFrame = (0xC0...0xCF).contains(marker) && marker != 0xC4 && marker != 0xC8 && marker != 0xCC
      if isFrame { return (bigEndian(bytes, offset + 7, 2), bigEndian(bytes, offset + 5, 2)) }
      offset += 2 + bigEndian(bytes, offset + 2, 2)
    }
    return nil
  }

  private static func webP(_ bytes: [UInt8]) -> Size? {
    guard bytes.count >= 30, has(bytes, "RIFF", at: 0), has(bytes, "WEBP", at: 8) else { return nil }
    if has(bytes, "VP8X", at: 12) { return (littleEndian(bytes, 24, 3) + 1, littleEndian(bytes, 27, 3) + 1) }
    if has(bytes, "VP8 ", at: 12) {
      return (littleEndian(bytes, 26, 2) & 0x3FFF, littleEndian(bytes, 28, 2) & 0x3FFF)
    }
    guard has(bytes, "VP8L", at: 12) else { return nil }
    let bits = littleEndian(bytes, 21, 4)
    return (bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
  }

  /// The `width` and `height` of the root element, or else the last two numbers of its `viewBox`.
  private static func svg(_ bytes: [UInt8]) -> Size? {
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self)
    guard let start = head.range(ofTag: "<svg"), let end = head[start...].firstIndex(of: ">") else {
      return nil
    }
    let tag = head[start..<end]
    if let width = number(of: "width", in: tag), let height = number(of: "height", in: tag) {
      return (width, height)
    }
    guard let box = attribute("viewBox", in: tag) else { return nil }
    let numbers = box.split { $0 == " " || $0 == "," }.compactMap { Double($0) }
    guard numbers.count == 4, numbers[2] < 1e6, numbers[3] < 1e6 else { return nil }
    return (Int(numbers[2].rounded()), Int(numbers[3].rounded()))
  }

  private static func attribute(_ name: String, in tag: Substring) -> Substring? {
    for quote in ["\"", "'"] {
      let pattern = " \(name)=\(quote)"
      guard let start = tag.range(ofTag: pattern) else { continue }
      let value = tag[start...].dropFirst(pattern.count)
      return value.prefix { String($0) != quote }
    }
    return nil
  }

  private static func number(of name: String, in tag: Substring) -> Int? {
    guard let text = attribute(name, in: tag) else { return nil }
    let digits = text.prefix { $0.isNumber || $0 == "." }
    let unit = text.dropFirst(digits.count)
    guard unit.isEmpty || unit == "px", let value = Double(digits), value < 1e6 else { return nil }
    return Int(value.rounded())
  }
}

extension StringProtocol {
  /// Where a pattern first stands; Foundation's search without Foundation, for short texts.
  fileprivate func range(ofTag pattern: String) -> Index? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(pattern) { return start }
      start = index(after: start)
    }
    return nil
  }
}
