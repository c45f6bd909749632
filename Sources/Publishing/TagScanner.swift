// Walks the opening tags of HTML that this program wrote, on bytes: names, attributes and where their values stand.

struct TagScanner {
  let bytes: [UInt8]
  private var index = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The name of the next opening tag; nil at the end.
  ///
  /// Comments and what stands in scripts and styles are passed over.
  /// - Parameter attribute: called for each attribute with its name and value, both slices of ``bytes``.
  mutating func next(attribute: (_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) -> Void) -> String? {
    while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = open + 1
      guard index < bytes.count else { return nil }
      if bytes[index...].starts(with: Array("!--".utf8)) {
        skip(to: "-->")
        continue
      }
      guard (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[index] | 0x20) else { continue }
      let name = String(decoding: word(), as: UTF8.self)
      readAttributes(attribute)
      if name == "script" || name == "style" { skip(to: "</\(name)") }
      return name
    }
    return nil
  }

  private mutating func skip(to end: String) {
    let pattern = Array(end.utf8)
    while index < bytes.count, !bytes[index...].starts(with: pattern) { index += 1 }
    index = min(bytes.count, index + pattern.count)
  }

  private mutating func word() -> ArraySlice<UInt8> {
    let start = index
    while index < bytes.count, !Self.endsWord(bytes[index]) { index += 1 }
    return bytes[start..<index]
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
      || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }

  private mutating func readAttributes(_ report: (ArraySlice<UInt8>, ArraySlice<UInt8>) -> Void) {
    while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
      let name = word()
      guard !name.isEmpty else {
        index += 1
        continue
      }
      var value: ArraySlice<UInt8> = []
      if index + 1 < bytes.count, bytes[index] == UInt8(ascii: "="),
        bytes[index + 1] == UInt8(ascii: "\"") || bytes[index + 1] == UInt8(ascii: "'")
      {
        let start = index + 2
        let end = bytes[start...].firstIndex(of: bytes[index + 1]) ?? bytes.count
        value = bytes[start..<end]
        index = min(bytes.count, end + 1)
      }
      report(name, value)
    }
  }

  /// A value as text, with the five escapes that the writers use undone.
  static func text(_ value: ArraySlice<UInt8>) -> String {
    let text = String(decoding: value, as: UTF8.self)
    guard value.contains(UInt8(ascii: "&")) else { return text }
    var result = ""
    var rest = text[...]
    while let first = rest.first {
      if first == "&", let escape = escapes.first(where: { rest.hasPrefix($0.0) }) {
        result += escape.1
        rest = rest.dropFirst(escape.0.count)
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  /// Text as a value may hold it: what ``text(_:)`` undoes.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      result += escapes.first { $0.1 == String(character) }?.0 ?? String(character)
    }
    return result
  }

  private static let escapes = [
    ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"),
  ]
}
