// What one finished page claims and needs, read from its bytes: ids, links, headings.

/// The facts of one HTML page that the audit compares; only what is needed for the whole site is kept.
struct PageAudit: Sendable {
  /// Hashes of the ids on the page.
  var ids: Set<Int> = []
  /// Ids that stand on the page twice.
  var repeatedIDs: [String] = []
  /// Links to this site, without the base path: `/practices/x/#y`; a link to the page itself is `#y`. Without repeats.
  var links: [String] = []
  /// What is wrong with the page itself, in words.
  var faults: [String] = []

  init(of bytes: [UInt8], basePath: String) {
    var scanner = TagScanner(bytes: bytes)
    var seenIDs: Set<String> = []
    var seenLinks: Set<String> = []
    var mainHeadings = 0
    var level = 0
    var hasTitle = false
    while let tag = scanner.next() {
      if let id = tag.attributes["id"] {
        if !seenIDs.insert(id).inserted { repeatedIDs.append(id) }
      }
      for name in ["href", "src"] {
        guard let link = tag.attributes[name] else { continue }
        if link.isEmpty {
          faults.append("a link leads nowhere (<\(tag.name) \(name)=\"\">)")
        } else if link.hasPrefix("#") {
          if seenLinks.insert(link).inserted { links.append(link) }
        } else if link.hasPrefix(basePath), !link.hasPrefix("//") {
          let address = "/" + link.dropFirst(basePath.utf8.count)
          if seenLinks.insert(address).inserted { links.append(address) }
        }
      }
      switch tag.name {
      case "html": if tag.attributes["lang"]?.isEmpty ?? true { faults.append("<html> has no lang") }
      case "title": hasTitle = true
      case "img": if tag.attributes["alt"] == nil { faults.append("an image has no alt text") }
      case "h1", "h2", "h3", "h4", "h5", "h6":
        let own = Int(tag.name.dropFirst()) ?? 1
        if own == 1 { mainHeadings += 1 }
        if own > level + 1 { faults.append("a heading skips from level \(level) to level \(own)") }
        level = own
      default: break
      }
    }
    if !hasTitle { faults.append("it has no title") }
    if mainHeadings != 1 { faults.append("it has \(mainHeadings) h1 headings instead of one") }
    ids = Set(seenIDs.map(\.hashValue))
  }
}

/// Walks the opening tags of HTML that this program wrote.
private struct TagScanner {
  struct Tag {
    var name: String
    var attributes: [String: String]
  }

  let bytes: [UInt8]
  var index = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func next() -> Tag? {
    while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = open + 1
      guard index < bytes.count else { return nil }
      if bytes[index...].starts(with: Array("!--".utf8)) {
        skip(to: "-->")
        continue
      }
      guard (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[index] | 0x20) else { continue }
      let name = word()
      let attributes = self.attributes()
      if name == "script" || name == "style" { skip(to: "</\(name)") }
      return Tag(name: name, attributes: attributes)
    }
    return nil
  }

  private mutating func skip(to end: String) {
    let pattern = Array(end.utf8)
    while index < bytes.count, !bytes[index...].starts(with: pattern) { index += 1 }
    index = min(bytes.count, index + pattern.count)
  }

  private mutating func word() -> String {
    let start = index
    while index < bytes.count, !" \t\n\r=>/\"'".utf8.contains(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
  }

  private mutating func attributes() -> [String: String] {
    var attributes: [String: String] = [:]
    while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
      if " \t\n\r/".utf8.contains(bytes[index]) {
        index += 1
        continue
      }
      let name = word()
      guard !name.isEmpty else {
        index += 1
        continue
      }
      guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else {
        attributes[name] = ""
        continue
      }
      index += 1
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { continue }
      let start = index + 1
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\"")) ?? bytes.count
      attributes[name] = unescaped(bytes[start..<end])
      index = min(bytes.count, end + 1)
    }
    return attributes
  }

  /// Undoes the five escapes that the writers use.
  private func unescaped(_ value: ArraySlice<UInt8>) -> String {
    let text = String(decoding: value, as: UTF8.self)
    guard value.contains(UInt8(ascii: "&")) else { return text }
    var result = ""
    var rest = text[...]
    let escapes = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'")]
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
}
