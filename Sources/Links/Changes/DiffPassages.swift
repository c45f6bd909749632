// The passages of a text as a diff compares them: paragraphs, list items and rows of tables.
import Documents
import Records

/// A line of text with its words.
package struct DiffPassage: Sendable, Hashable {
  package let text: String
  /// Where each word begins in the UTF-8 of ``text``; what stands between two words belongs to the first.
  let starts: [Int]
  /// The words in their normal forms.
  let words: [String]

  package var wordCount: Int { words.count }

  package init(_ text: String) {
    self.text = text
    let found = Links.words(of: text)
    starts = found.map(\.range.start)
    words = found.map(\.normal)
  }

  /// Some of the words as written, with what stands behind each of them.
  func text(of range: Range<Int>) -> String {
    guard !range.isEmpty else { return "" }
    let bytes = text.utf8
    let start = range.lowerBound == 0 ? 0 : starts[range.lowerBound]
    let end = range.upperBound < starts.count ? starts[range.upperBound] : bytes.count
    return String(
      decoding: bytes.dropFirst(start).prefix(end - start), as: UTF8.self)
  }

  /// The passages of a text, without headings, notes and empty lines.
  static func passages(of body: BodyText) -> [(passage: DiffPassage, block: Int)] {
    body.range.flatMap { index -> [(DiffPassage, Int)] in
      let block = body.markdown.blocks[index]
      switch block.kind {
      case .heading, .rule: return []
      case .list, .table, .quote, .callout:
        return lines(of: block.html).map { (DiffPassage($0), index) }
      case .paragraph, .code, .html: return [(DiffPassage(block.text), index)]
      }
    }.filter { !$0.0.words.isEmpty }
  }

  /// The words of finished HTML, a line for each paragraph, list item and row; cells are set apart by a bar.
  private static func lines(of html: Markdown.Fragment) -> [String] {
    var lines: [[UInt8]] = [[]]
    var isInTag = false
    var tag: [UInt8] = []
    var entity: [UInt8]?
    func append(_ bytes: some Sequence<UInt8>) { lines[lines.count - 1] += bytes }
    for byte in html.bytes {
      if isInTag {
        if byte == UInt8(ascii: ">") {
          isInTag = false
          switch String(decoding: tag.prefix { $0 != 0x20 }, as: UTF8.self) {
          case "li", "/li", "/p", "/tr", "ul", "ol", "/ul", "/ol": lines.append([])
          case "/td", "/th": append(" | ".utf8)
          case "br", "br/": append(" ".utf8)
          default: break
          }
        } else {
          tag.append(byte)
        }
      } else if byte == UInt8(ascii: "<") {
        isInTag = true
        tag = []
      } else if byte == UInt8(ascii: "&") {
        entity = []
      } else if entity != nil, byte == UInt8(ascii: ";") {
        append(character(named: entity ?? []))
        entity = nil
      } else if entity != nil {
        entity?.append(byte)
      } else {
        append(CollectionOfOne(byte))
      }
    }
    return lines.map { line in
      var line = String(decoding: line, as: UTF8.self).split { $0 == " " || $0 == "\n" }.map(String.init)
      if line.last == "|" { line.removeLast() }
      return line.joined(separator: " ")
    }.filter { !$0.isEmpty }
  }

  /// The entities that our own HTML uses.
  private static func character(named name: [UInt8]) -> [UInt8] {
    switch String(decoding: name, as: UTF8.self) {
    case "amp": [UInt8(ascii: "&")]
    case "lt": [UInt8(ascii: "<")]
    case "gt": [UInt8(ascii: ">")]
    case "quot": [UInt8(ascii: "\"")]
    case "#39": [UInt8(ascii: "'")]
    default: [UInt8(ascii: "&")] + name + [UInt8(ascii: ";")]
    }
  }
}
