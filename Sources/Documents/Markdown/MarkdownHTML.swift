// A body's HTML without any page around it, for `clearinghouse render`.
import Diagnostics

extension Markdown {
  /// The HTML of a whole document, its footnotes included.
  ///
  /// Every slot is filled without a page: references lead to their destination as written, headings get their explicit
  /// id or one made of their words, and blocks their passage's id.
  package func html() -> [UInt8] {
    var names = HeadingNames()
    let headingNames = headings.map { names.next($0) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(blocks.reduce(0) { $0 + $1.html.bytes.count + 32 })
    var passages: [String: Int] = [:]
    for block in blocks {
      let start = bytes.count
      append(block.html, headingNames, to: &bytes)
      guard let passage = block.passage else { continue }
      passages[passage, default: 0] += 1
      let twin = passages[passage, default: 1]
      insertIdentifier(twin == 1 ? passage : "\(passage)-\(twin)", at: start, in: &bytes)
    }
    appendFootnotes(headingNames, to: &bytes)
    return bytes
  }

  private func insertIdentifier(_ name: String, at start: Int, in bytes: inout [UInt8]) {
    guard bytes.count > start + 1, bytes[start] == UInt8(ascii: "<") else { return }
    let end = bytes[(start + 1)...].firstIndex { $0 == UInt8(ascii: ">") || $0 == 0x20 } ?? bytes.count
    bytes.insert(contentsOf: " id=\"\(name)\"".utf8, at: end)
  }

  private func append(_ fragment: Fragment, _ headingNames: [String], to bytes: inout [UInt8]) {
    var start = 0
    for slot in fragment.slots {
      bytes.append(contentsOf: fragment.bytes[start..<slot.offset])
      start = slot.offset
      switch slot.kind {
      case .address(let index):
        var destination = references[index].destination
        destination.withUTF8 { bytes.appendAddress($0) }
      case .title(let index): bytes.appendEscaped(references[index].destination.utf8)
      case .headingStart(let index):
        bytes.append(contentsOf: "<h\(headings[index].level) id=\"".utf8)
        bytes.appendEscaped(headingNames[index].utf8)
        bytes.appendMarkup("\">")
      case .headingEnd(let index): bytes.append(contentsOf: "</h\(headings[index].level)>".utf8)
      case .footnote(let index, let use):
        bytes.appendMarkup("<sup class=\"footnote-ref\"><a href=\"#fn-")
        appendLabel(index, to: &bytes)
        bytes.appendMarkup("\" id=\"fnref-")
        appendLabel(index, to: &bytes)
        if use > 1 { bytes.append(contentsOf: "-\(use)".utf8) }
        bytes.append(contentsOf: "\" data-footnote-ref>\(index + 1)</a></sup>".utf8)
      case .image(let index):
        var path = images[index].source.value
        path.withUTF8 { bytes.appendAddress($0) }
      }
    }
    bytes.append(contentsOf: fragment.bytes[start...])
  }

  private func appendLabel(_ index: Int, to bytes: inout [UInt8]) {
    var label = footnotes[index].label.value
    label.withUTF8 { bytes.appendAddress($0) }
  }

  private func appendFootnotes(_ headingNames: [String], to bytes: inout [UInt8]) {
    guard !footnotes.isEmpty else { return }
    bytes.appendMarkup("<section class=\"footnotes\" data-footnotes>\n<ol>\n")
    for (index, footnote) in footnotes.enumerated() {
      bytes.appendMarkup("<li id=\"fn-")
      appendLabel(index, to: &bytes)
      bytes.appendMarkup("\">\n")
      append(footnote.html, headingNames, to: &bytes)
      let closing = Array("</p>\n".utf8)
      let endsInParagraph = bytes.suffix(closing.count).elementsEqual(closing)
      if endsInParagraph {
        bytes.removeLast(closing.count)
        bytes.append(0x20)
      }
      for use in 1...max(1, footnote.uses) {
        if use > 1 { bytes.append(0x20) }
        bytes.appendMarkup("<a href=\"#fnref-")
        appendLabel(index, to: &bytes)
        if use > 1 { bytes.append(contentsOf: "-\(use)".utf8) }
        bytes.appendMarkup(
          "\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">↩")
        if use > 1 { bytes.append(contentsOf: "<sup class=\"footnote-ref\">\(use)</sup>".utf8) }
        bytes.appendMarkup("</a>")
      }
      if endsInParagraph { bytes.append(contentsOf: closing) } else { bytes.append(0x0A) }
      bytes.appendMarkup("</li>\n")
    }
    bytes.appendMarkup("</ol>\n</section>\n")
  }
}

/// Makes an id for each heading that stays unique in its document.
private struct HeadingNames {
  private var taken: Set<String> = []
  /// The last number that each name has got, so that many equal headings are numbered in one step each.
  private var numbers: [String: Int] = [:]

  mutating func next(_ heading: Markdown.Heading) -> String {
    let wanted = heading.ids.first?.value ?? Self.slug(heading.text)
    var name = wanted
    var number = numbers[wanted, default: 1]
    while !taken.insert(name).inserted {
      number += 1
      name = "\(wanted)-\(number)"
    }
    numbers[wanted] = number
    return name
  }

  private static func slug(_ text: String) -> String {
    var name: [UInt8] = []
    for scalar in text.lowercased().unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        name.append(contentsOf: String(scalar).utf8)
      } else if let last = name.last, last != UInt8(ascii: "-") {
        name.append(UInt8(ascii: "-"))
      }
    }
    if name.last == UInt8(ascii: "-") { name.removeLast() }
    return name.isEmpty ? "section" : String(decoding: name, as: UTF8.self)
  }
}
