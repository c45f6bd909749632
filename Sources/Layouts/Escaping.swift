// Text to HTML: the one place where `&`, `<`, `>` and quotes lose their meaning.

/// Appends text so that it is safe between tags and in attribute values between quotes of either kind.
func appendEscaped(_ text: String, to output: inout [UInt8]) {
  var text = text
  // Native strings are contiguous UTF-8: this copies nothing.
  text.withUTF8 { appendEscaped($0, to: &output) }
}

/// Copies runs without special bytes whole; looks at eight bytes at a time.
private func appendEscaped(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
  var copied = 0
  var index = 0
  while index < bytes.count {
    if index + 8 <= bytes.count {
      let word = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self)
      if !mayHoldSpecial(word) {
        index += 8
        continue
      }
    }
    let wordEnd = min(index + 8, bytes.count)
    while index < wordEnd {
      if let escape = escape(of: bytes[index]) {
        output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied..<index]))
        escape.withUTF8Buffer { output.append(contentsOf: $0) }
        copied = index + 1
      }
      index += 1
    }
  }
  output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied...]))
}

/// Whether one of eight bytes is `&`, `'`, `"`, `<` or `>`.
///
/// `&` and `'` differ in their lowest bit only, `<` and `>` in the next one: three comparisons do for five bytes. A
/// byte equals another where their exclusive or is zero, and `(x - 1) & ~x` has its high bit set first at a zero byte.
private func mayHoldSpecial(_ word: UInt64) -> Bool {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let highs: UInt64 = 0x8080_8080_8080_8080
  let ampersand = (word | ones) ^ (ones &* 0x27)
  let angle = (word | (ones &* 0x02)) ^ (ones &* 0x3E)
  let quote = word ^ (ones &* 0x22)
  let zeros =
    ((ampersand &- ones) & ~ampersand) | ((angle &- ones) & ~angle) | ((quote &- ones) & ~quote)
  return zeros & highs != 0
}

private func escape(of byte: UInt8) -> StaticString? {
  switch byte {
  case UInt8(ascii: "&"): "&amp;"
  case UInt8(ascii: "<"): "&lt;"
  case UInt8(ascii: ">"): "&gt;"
  case UInt8(ascii: "\""): "&quot;"
  case UInt8(ascii: "'"): "&#39;"
  default: nil
  }
}
