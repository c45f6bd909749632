// The parts of a link as CommonMark writes them: labels, destinations, titles.

/// Reads parts of links from a text; every answer is an offset behind the part, or nil.
struct LinkSyntax {
  let text: UnsafeBufferPointer<UInt8>
  let end: Int

  /// `[label]` at `start`; the label's bytes are inside the brackets.
  func label(_ start: Int) -> (inside: Range<Int>, after: Int)? {
    guard start < end, text[start] == UInt8(ascii: "[") else { return nil }
    var index = start + 1
    while index < end, index - start <= 1001 {
      switch text[index] {
      case UInt8(ascii: "]"): return ((start + 1)..<index, index + 1)
      case UInt8(ascii: "["), 0: return nil
      case UInt8(ascii: "\\") where index + 1 < end && isPunctuation(text[index + 1]): index += 2
      default: index += 1
      }
    }
    return nil
  }

  func destination(_ start: Int) -> (inside: Range<Int>, after: Int)? {
    guard start < end else { return nil }
    var index = start
    if text[index] == UInt8(ascii: "<") {
      index += 1
      while index < end {
        switch text[index] {
        case UInt8(ascii: ">"): return index + 1 < end ? ((start + 1)..<index, index + 1) : nil
        case UInt8(ascii: "\\"): index += 2
        case 0x0A, UInt8(ascii: "<"): return nil
        default: index += 1
        }
      }
      return nil
    }
    var depth = 0
    scan: while index < end {
      switch text[index] {
      case UInt8(ascii: "\\") where index + 1 < end && isPunctuation(text[index + 1]): index += 2
      case UInt8(ascii: "("):
        depth += 1
        guard depth <= 32 else { return nil }
        index += 1
      case UInt8(ascii: ")"):
        if depth == 0 { break scan }
        depth -= 1
        index += 1
      case let byte where isWhiteSpace(byte):
        if index == start { return nil }
        break scan
      default: index += 1
      }
    }
    guard index < end, depth == 0 else { return nil }
    return (start..<index, index)
  }

  func title(_ start: Int) -> Int? {
    guard start < end else { return nil }
    let close: UInt8
    switch text[start] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): close = text[start]
    case UInt8(ascii: "("): close = UInt8(ascii: ")")
    default: return nil
    }
    var index = start + 1
    while index < end {
      let byte = text[index]
      if byte == close { return index + 1 }
      if byte == UInt8(ascii: "\\"), index + 1 < end, isPunctuation(text[index + 1]) {
        index += 2
        continue
      }
      if byte == 0 || (byte == UInt8(ascii: "(") && close == UInt8(ascii: ")")) { return nil }
      index += 1
    }
    return nil
  }

  func spaces(_ start: Int) -> Int {
    var index = start
    while index < end, isWhiteSpace(text[index]) { index += 1 }
    return index
  }

  /// Spaces, at most one line end, and spaces again.
  func spacesOverOneLine(_ start: Int) -> Int {
    var index = blanks(start)
    if index < end, text[index] == 0x0A { index = blanks(index + 1) }
    return index
  }

  func blanks(_ start: Int) -> Int {
    var index = start
    while index < end, text[index] == 0x20 || text[index] == 0x09 { index += 1 }
    return index
  }

  /// The offset behind the line end when only spaces stand before it.
  func lineEnd(_ start: Int) -> Int? {
    let index = blanks(start)
    if index >= end { return end }
    return text[index] == 0x0A ? index + 1 : nil
  }
}

func isPunctuation(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
  default: false
  }
}

/// The labels that a document defines, as `[label]: address`.
struct LinkDefinitions {
  private var labels: Set<String> = []
  var isEmpty: Bool { labels.isEmpty }

  /// Takes the definitions from the start of a paragraph and returns how many bytes they have.
  mutating func take(from text: [UInt8]) -> Int {
    text.withUnsafeBufferPointer { text in
      var start = 0
      while start < text.count, text[start] == UInt8(ascii: "[") {
        let syntax = LinkSyntax(text: text, end: text.count)
        guard let (label, after) = Self.definition(syntax, start) else { break }
        let name = Self.normalized(text[label])
        if !name.isEmpty { labels.insert(name) }
        start = after
      }
      return start
    }
  }

  func contains(_ label: some Sequence<UInt8>) -> Bool {
    guard !labels.isEmpty else { return false }
    let name = Self.normalized(label)
    return !name.isEmpty && labels.contains(name)
  }

  /// Case folded, white space trimmed and collapsed.
  static func normalized(_ label: some Sequence<UInt8>) -> String {
    var bytes: [UInt8] = []
    for byte in label {
      if !isWhiteSpace(byte) {
        bytes.append(byte)
      } else if let last = bytes.last, last != 0x20 {
        bytes.append(0x20)
      }
    }
    if bytes.last == 0x20 { bytes.removeLast() }
    // Upper case first brings ß to SS, as full case folding does.
    return String(decoding: bytes, as: UTF8.self).uppercased().lowercased()
  }

  private static func definition(_ syntax: LinkSyntax, _ start: Int) -> (label: Range<Int>, after: Int)? {
    guard let (label, colon) = syntax.label(start), !label.isEmpty, colon < syntax.end,
      syntax.text[label].contains(where: { !isWhiteSpace($0) }),
      syntax.text[colon] == UInt8(ascii: ":"),
      let (_, afterAddress) = syntax.destination(syntax.spacesOverOneLine(colon + 1))
    else { return nil }
    let titleStart = syntax.spacesOverOneLine(afterAddress)
    if titleStart > afterAddress, let afterTitle = syntax.title(titleStart),
      let after = syntax.lineEnd(afterTitle)
    {
      return (label, after)
    }
    return syntax.lineEnd(afterAddress).map { (label, $0) }
  }
}
