// Addresses that stand in the text without brackets, and addresses in angle brackets.

/// GitHub's rules for `http://…`, `https://…`, `ftp://…` and `www.…` in running text.
enum BareAddress {
  /// The address whose scheme ends with the colon at `colon`.
  static func afterColon(_ text: UnsafeBufferPointer<UInt8>, _ colon: Int, _ end: Int) -> Range<Int>? {
    guard colon + 3 < end, text[colon + 1] == UInt8(ascii: "/"), text[colon + 2] == UInt8(ascii: "/") else {
      return nil
    }
    var start = colon
    // No scheme is longer; looking further back would cost quadratic time.
    while start > 0, colon - start < 6, isLetter(text[start - 1]) { start -= 1 }
    let scheme = String(decoding: text[start..<colon].map(lowercased), as: UTF8.self)
    guard ["http", "https", "ftp"].contains(scheme), hostByteCount(text, colon + 3, end) > 0,
      let domain = domainEnd(text, colon + 3, end, mayBeShort: true)
    else { return nil }
    return range(text, start, domain, end)
  }

  static func www(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
    guard start + 4 <= end, text[start..<(start + 4)].elementsEqual("www.".utf8) else { return nil }
    if start > 0 {
      switch text[start - 1] {
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "("): break
      case let byte where isWhiteSpace(byte): break
      default: return nil
      }
    }
    guard let domain = domainEnd(text, start, end, mayBeShort: false) else { return nil }
    return range(text, start, domain, end)
  }

  /// The offset behind the host's name; nil when it is none. No name is longer than 300 bytes.
  private static func domainEnd(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, mayBeShort: Bool
  ) -> Int? {
    var (points, before, current) = (0, 0, 0)
    var index = start + 1
    while index < end - 1 {
      let byte = text[index]
      if byte == UInt8(ascii: "_") {
        current += 1
      } else if byte == UInt8(ascii: ".") {
        before = current
        current = 0
        points += 1
      } else if byte != UInt8(ascii: "-") {
        let count = hostByteCount(text, index, end)
        if count == 0 { break }
        if count > 1 {
          // As on GitHub, letters beyond ASCII end the look at the host, not the address.
          index += 1
          break
        }
      }
      index += 1
      if index - start > 300 { return nil }
    }
    guard before == 0, current == 0, mayBeShort || points > 0 else { return nil }
    return index
  }

  private static func hostByteCount(_ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int) -> Int {
    guard let (scalar, count) = decode(text, index, end) else { return 0 }
    return Flank.of(scalar) == .other ? count : 0
  }

  /// The address up to white space or `<`, without the marks that end a sentence.
  private static func range(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ domain: Int, _ end: Int
  ) -> Range<Int>? {
    var stop = domain
    var opening = 0
    var closing = 0
    while stop < end, !isWhiteSpace(text[stop]) { stop += 1 }
    for index in start..<stop {
      if text[index] == UInt8(ascii: "<") {
        stop = index
        break
      }
      if text[index] == UInt8(ascii: "(") { opening += 1 }
      if text[index] == UInt8(ascii: ")") { closing += 1 }
    }
    trim: while stop > start {
      switch text[stop - 1] {
      case UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"),
        UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "'"), UInt8(ascii: "\""):
        stop -= 1
      case UInt8(ascii: ";"):
        // An entity at the end is no part of the address.
        var index = stop - 2
        while index > start, isLetter(text[index]) { index -= 1 }
        stop = index < stop - 2 && index >= start && text[index] == UInt8(ascii: "&") ? index : stop - 1
      case UInt8(ascii: ")"):
        if closing <= opening { break trim }
        closing -= 1
        stop -= 1
      default: break trim
      }
    }
    return stop > start ? start..<stop : nil
  }

  static func isLetter(_ byte: UInt8) -> Bool { lowercased(byte) >= 0x61 && lowercased(byte) <= 0x7A }
}

/// `<https://…>` and `<name@example.org>` by CommonMark's rules.
enum AngleAddress {
  /// The bytes between the angle brackets when `start` is behind the first one.
  static func find(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
    uri(text, start, end) ?? mail(text, start, end)
  }

  private static func uri(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
    guard start < end, BareAddress.isLetter(text[start]) else { return nil }
    var index = start + 1
    while index < end, index - start <= 32, isSchemeByte(text[index]) { index += 1 }
    guard index < end, index - start >= 2, index - start <= 32, text[index] == UInt8(ascii: ":") else {
      return nil
    }
    while index < end, text[index] > 0x20, text[index] != UInt8(ascii: "<"), text[index] != UInt8(ascii: ">")
    {
      index += 1
    }
    return index < end && text[index] == UInt8(ascii: ">") ? start..<index : nil
  }

  private static func isSchemeByte(_ byte: UInt8) -> Bool {
    BareAddress.isLetter(byte) || (byte >= 0x30 && byte <= 0x39) || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
  }

  private static func mail(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
    var index = start
    while index < end, isMailByte(text[index]) { index += 1 }
    guard index > start, index < end, text[index] == UInt8(ascii: "@") else { return nil }
    while true {
      index += 1
      let label = index
      while index < end, isLetterOrDigit(text[index]) || text[index] == UInt8(ascii: "-") { index += 1 }
      guard index > label, index - label <= 63, index < end, text[label] != UInt8(ascii: "-"),
        text[index - 1] != UInt8(ascii: "-")
      else { return nil }
      if text[index] == UInt8(ascii: ">") { return start..<index }
      guard text[index] == UInt8(ascii: ".") else { return nil }
    }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    BareAddress.isLetter(byte) || (byte >= 0x30 && byte <= 0x39)
  }

  private static func isMailByte(_ byte: UInt8) -> Bool {
    if isLetterOrDigit(byte) { return true }
    switch byte {
    case UInt8(ascii: "@"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "\\"), UInt8(ascii: ","), UInt8(ascii: ";"),
      UInt8(ascii: ":"), UInt8(ascii: "\""):
      return false
    default: return isPunctuation(byte)
    }
  }
}

/// What stands beside a run of `*`, `_` or `~`.
enum Flank {
  case space, punctuation, other

  static func of(_ scalar: Unicode.Scalar) -> Flank {
    if scalar.isASCII {
      let byte = UInt8(truncatingIfNeeded: scalar.value)
      if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D { return .space }
      return isPunctuation(byte) ? .punctuation : .other
    }
    switch scalar.properties.generalCategory {
    case .spaceSeparator: return .space
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      return .punctuation
    default: return .other
    }
  }

  static func before(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, skippingTildes: Bool) -> Flank {
    guard start > 0 else { return .space }
    var index = start - 1
    while index > 0, text[index] & 0xC0 == 0x80 || (skippingTildes && text[index] == UInt8(ascii: "~")) {
      index -= 1
    }
    if skippingTildes, text[index] == UInt8(ascii: "~") { return .space }
    return decode(text, index, start).map { of($0.scalar) } ?? .space
  }

  static func after(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, skippingTildes: Bool)
    -> Flank
  {
    var index = start
    while skippingTildes, index < end, text[index] == UInt8(ascii: "~") { index += 1 }
    return decode(text, index, end).map { of($0.scalar) } ?? .space
  }
}

/// The Unicode scalar at `index` and its length in bytes; nil at the end and for broken UTF-8.
func decode(
  _ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int
) -> (scalar: Unicode.Scalar, count: Int)? {
  guard index < end else { return nil }
  let first = text[index]
  if first < 0x80 { return (Unicode.Scalar(first), 1) }
  let count = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0
  guard count > 0, index + count <= end else { return nil }
  var value = UInt32(first & (0xFF >> UInt8(count + 1)))
  for step in 1..<count {
    guard text[index + step] & 0xC0 == 0x80 else { return nil }
    value = value << 6 | UInt32(text[index + step] & 0x3F)
  }
  return Unicode.Scalar(value).map { ($0, count) }
}
