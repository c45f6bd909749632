// Which lines open and close a block of raw HTML.

extension LineSyntax {
  /// The kind of HTML block (1 to 7 in CommonMark's list) that the line opens.
  func htmlStart(_ line: Range<Int>, mayBeAnyTag: Bool) -> UInt8? {
    let start = line.lowerBound + 1
    guard start < line.upperBound else { return nil }
    switch bytes[start] {
    case UInt8(ascii: "?"): return 3
    case UInt8(ascii: "!"):
      if starts(with: "--", at: start + 1, line) { return 2 }
      if starts(with: "[cdata[", at: start + 1, line) { return 5 }
      guard start + 1 < line.upperBound, isLetter(bytes[start + 1]) else { return nil }
      return 4
    default: break
    }
    let isClosing = bytes[start] == UInt8(ascii: "/")
    let nameStart = isClosing ? start + 1 : start
    guard nameStart < line.upperBound, isLetter(bytes[nameStart]) else { return nil }
    var nameEnd = nameStart
    while nameEnd < line.upperBound, isLetter(bytes[nameEnd]) || isDigitOrHyphen(bytes[nameEnd]) {
      nameEnd += 1
    }
    if nameEnd - nameStart <= 10 {
      let name = String(decoding: bytes[nameStart..<nameEnd].map(lowercased), as: UTF8.self)
      let next = nameEnd < line.upperBound ? bytes[nameEnd] : 0x0A
      let endsName = isWhiteSpace(next) || next == UInt8(ascii: ">")
      if !isClosing, endsName, Self.verbatimNames.contains(name) { return 1 }
      let endsTag =
        next == UInt8(ascii: "/") && nameEnd + 1 < line.upperBound && bytes[nameEnd + 1] == UInt8(ascii: ">")
      if endsName || endsTag, Self.blockNames.contains(name) { return 6 }
    }
    guard mayBeAnyTag, let end = HTMLTag(bytes: bytes).tagEnd(start, line.upperBound),
      bytes[end..<line.upperBound].allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0C })
    else { return nil }
    return 7
  }

  /// Whether a block of kinds 1 to 5 ends on this line.
  func endsHTML(_ kind: UInt8, _ line: Range<Int>) -> Bool {
    switch kind {
    case 1: ["</script>", "</pre>", "</textarea>", "</style>"].contains { holds($0, line) }
    case 2: holds("-->", line)
    case 3: holds("?>", line)
    case 4: holds(">", line)
    case 5: holds("]]>", line)
    default: false
    }
  }

  private static let verbatimNames: Set = ["script", "pre", "style", "textarea"]
  private static let blockNames: Set = [
    "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center", "col",
    "colgroup",
    "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "iframe",
    "legend",
    "li", "link", "main", "menu", "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param",
    "section", "source", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track",
    "ul",
  ]

  private func starts(with word: StaticString, at index: Int, _ line: Range<Int>) -> Bool {
    guard index + word.utf8CodeUnitCount <= line.upperBound else { return false }
    for step in 0..<word.utf8CodeUnitCount where lowercased(bytes[index + step]) != word.utf8Start[step] {
      return false
    }
    return true
  }

  private func holds(_ word: StaticString, _ line: Range<Int>) -> Bool {
    var index = line.lowerBound
    while index + word.utf8CodeUnitCount <= line.upperBound {
      if bytes[index] == word.utf8Start[0], starts(with: word, at: index, line) { return true }
      index += 1
    }
    return false
  }

  private func isLetter(_ byte: UInt8) -> Bool { lowercased(byte) >= 0x61 && lowercased(byte) <= 0x7A }
  private func isDigitOrHyphen(_ byte: UInt8) -> Bool { (byte >= 0x30 && byte <= 0x39) || byte == 0x2D }
}

/// Finds the end of an HTML tag by CommonMark's grammar.
struct HTMLTag {
  let bytes: UnsafeBufferPointer<UInt8>

  /// The offset behind `>` of an opening or closing tag whose name would start at `start`.
  func tagEnd(_ start: Int, _ end: Int) -> Int? {
    var index = start
    guard index < end else { return nil }
    let isClosing = bytes[index] == UInt8(ascii: "/")
    if isClosing { index += 1 }
    guard index < end, isLetter(bytes[index]) else { return nil }
    while index < end, isNameByte(bytes[index]) { index += 1 }
    if isClosing {
      index = skipSpaces(index, end)
      return index < end && bytes[index] == UInt8(ascii: ">") ? index + 1 : nil
    }
    while true {
      let afterSpaces = skipSpaces(index, end)
      guard afterSpaces < end else { return nil }
      if bytes[afterSpaces] == UInt8(ascii: ">") { return afterSpaces + 1 }
      if bytes[afterSpaces] == UInt8(ascii: "/") {
        return afterSpaces + 1 < end && bytes[afterSpaces + 1] == UInt8(ascii: ">") ? afterSpaces + 2 : nil
      }
      guard afterSpaces > index, let next = attributeEnd(afterSpaces, end) else { return nil }
      index = next
    }
  }

  private func attributeEnd(_ start: Int, _ end: Int) -> Int? {
    var index = start
    guard isLetter(bytes[index]) || bytes[index] == UInt8(ascii: "_") || bytes[index] == UInt8(ascii: ":")
    else {
      return nil
    }
    while index < end,
      isNameByte(bytes[index]) || bytes[index] == UInt8(ascii: "_") || bytes[index] == UInt8(ascii: ":")
        || bytes[index] == UInt8(ascii: ".")
    {
      index += 1
    }
    var value = skipSpaces(index, end)
    guard value < end, bytes[value] == UInt8(ascii: "=") else { return index }
    value = skipSpaces(value + 1, end)
    guard value < end else { return nil }
    if bytes[value] == UInt8(ascii: "\"") || bytes[value] == UInt8(ascii: "'") {
      guard let close = bytes[(value + 1)..<end].firstIndex(of: bytes[value]) else { return nil }
      return close + 1
    }
    var stop = value
    while stop < end, isUnquoted(bytes[stop]) { stop += 1 }
    return stop > value ? stop : nil
  }

  private func isUnquoted(_ byte: UInt8) -> Bool {
    if isWhiteSpace(byte) || byte == 0 { return false }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "`"):
      return false
    default: return true
    }
  }

  private func skipSpaces(_ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end, isWhiteSpace(bytes[index]) { index += 1 }
    return index
  }

  private func isLetter(_ byte: UInt8) -> Bool { lowercased(byte) >= 0x61 && lowercased(byte) <= 0x7A }
  private func isNameByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || (byte >= 0x30 && byte <= 0x39) || byte == UInt8(ascii: "-")
  }
}
