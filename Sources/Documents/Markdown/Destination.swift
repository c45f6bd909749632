// What a link's destination is: a reference to a record, an address that may be shown, or neither.
import Diagnostics

/// What may be done with a destination, decided on the bytes after CommonMark has undone entities and escapes.
enum Destination: Equatable {
  /// A record of the site, or a Markdown file beside this one.
  case reference
  /// `https:`, `http:`, `mailto:`, `tel:`, a path, or `#…`.
  case address
  /// Must not become a link, with the reason for a person and, where there is one, the way out.
  case refused(String, help: String)

  /// The schemes of references: the kinds of record that other files can name.
  static let recordSchemes = [
    "practice", "section", "plan", "element", "jurisdiction", "guidance", "page", "topic", "program",
    "population", "partner", "sector", "basis",
  ]
  static let webSchemes = ["https", "http", "mailto", "tel"]

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard !bytes.isEmpty else {
      self = .refused(
        "this link has no address",
        help: "Write the address between the round brackets, as in [text](page:about).")
      return
    }
    // Browsers drop tabs and line ends from addresses, so a scheme could hide behind them.
    if bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
      self = .refused(
        "this address contains an invisible control character", help: "Type the address again by hand.")
      return
    }
    if let scheme = Self.scheme(of: bytes) {
      if Self.recordSchemes.contains(where: { Self.isName($0, of: scheme) }) {
        self = .reference
      } else if Self.webSchemes.contains(where: { Self.isName($0, of: scheme) }) {
        self = .address
      } else {
        let name = String(decoding: scheme, as: UTF8.self).lowercased()
        let near = didYouMean(name, in: Self.recordSchemes + Self.webSchemes)
        let allowed =
          "A link can start with https:, http:, mailto:, tel: or a kind of record such as practice:."
        self = .refused(
          "a link cannot start with “\(name.prefix(40)):”", help: near.map { "\($0) \(allowed)" } ?? allowed)
      }
      return
    }
    if bytes.count >= 2, Self.isSlash(bytes[0]), Self.isSlash(bytes[1]) {
      self = .refused(
        "an address cannot start with “//”", help: "Write the whole address with https: in front.")
      return
    }
    self = Self.isMarkdownPath(bytes) ? .reference : .address
  }

  /// The destination of a link, where a file of `Content/assets` is a reference too: its address depends on the page.
  init(ofLink bytes: UnsafeBufferPointer<UInt8>) {
    self.init(bytes)
    guard self == .address, Self.scheme(of: bytes) == nil else { return }
    var path = bytes[...]
    if path.first == UInt8(ascii: "/") { path = path.dropFirst() }
    while path.starts(with: "../".utf8) { path = path.dropFirst(3) }
    if path.starts(with: "assets/".utf8) { self = .reference }
  }

  /// The letters before the first colon when they form a scheme.
  private static func scheme(of bytes: UnsafeBufferPointer<UInt8>) -> Slice<UnsafeBufferPointer<UInt8>>? {
    // A leading space would be dropped by browsers, too.
    var start = 0
    while start < bytes.count, bytes[start] == 0x20 { start += 1 }
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: ":"): return index > start ? bytes[start..<index] : nil
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): return nil
      default: index += 1
      }
    }
    return nil
  }

  /// Whether a scheme, in capital or small letters, has a name.
  private static func isName(_ name: String, of scheme: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    name.utf8.count == scheme.count && zip(name.utf8, scheme).allSatisfy { $0 == lowercased($1) }
  }

  private static func isSlash(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\")
  }

  /// A relative path that ends in `.md`, with or without a fragment.
  private static func isMarkdownPath(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !isSlash(bytes[0]) else { return false }
    let path = bytes.prefix { $0 != UInt8(ascii: "#") }
    return path.count > 3 && path.suffix(3).elementsEqual(".md".utf8)
  }
}
