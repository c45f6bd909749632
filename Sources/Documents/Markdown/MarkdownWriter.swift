// From libcmark's tree to blocks: HTML, words and everything that other rooms must know.
import Crypto
import Diagnostics

/// Visits the nodes of one body in order and collects its blocks. Holds no recursion: its depth is libcmark's iterator's.
struct MarkdownWriter {
  private(set) var markdown = Markdown()
  var diagnostics: [Diagnostic] = []

  private let lines: SourceLines
  private let dialect: Dialect
  private var isSite: Bool { dialect == .site }

  /// The top-level block under way.
  private var html: [UInt8] = []
  private var slots: [Markdown.Slot] = []
  private var words: [UInt8] = []
  private var blockKind: Markdown.Block.Kind = .paragraph
  private var blockLine = 0
  /// How many blocks are open above the current node, the document not counted.
  private var depth = 0

  /// The paragraph, heading or cell under way: where its words start, and the references that wait for their sentence.
  private var leafWords = 0
  private var leafReferences: [(index: Int, at: Int)] = []
  /// Where the search for the next link or image of the leaf starts, and where the leaf ends.
  private var search = 0..<0

  private enum OpenLink {
    case none, shown, refused
    case reference(index: Int, html: Int, words: Int)
  }
  private var openLink = OpenLink.none

  /// How many images are open, because an image inside an image adds only its words.
  private var imageDepth = 0
  private var alternative: [UInt8] = []
  private var imagePlace = Place(file: "")
  private var imageTarget = ImageTarget.address

  private enum ImageTarget { case asset, address, refused }

  init(lines: SourceLines, dialect: Dialect) {
    self.lines = lines
    self.dialect = dialect
  }

  mutating func visit(_ node: CommonMarkTree.Node, _ isEntering: Bool) {
    if imageDepth > 0 { return visitInsideImage(node, isEntering) }
    switch node.kind {
    case .text:
      node.withLiteral {
        html.appendEscaped($0)
        addWords($0)
      }
    case .softBreak:
      html.append(0x0A)
      addSpace()
    case .paragraph, .heading, .quote, .list, .item, .code, .html, .rule: visitBlock(node, isEntering)
    case .link: visitLink(node, isEntering)
    case .emphasis: isEntering ? html.appendMarkup("<em>") : html.appendMarkup("</em>")
    case .strong: isEntering ? html.appendMarkup("<strong>") : html.appendMarkup("</strong>")
    case .codeSpan:
      html.appendMarkup("<code>")
      node.withLiteral {
        html.appendEscaped($0)
        addWords($0)
      }
      html.appendMarkup("</code>")
    case .lineBreak:
      html.appendMarkup("<br />\n")
      addSpace()
    case .inlineHTML: node.withLiteral { showInlineHTML($0) }
    case .image: openImage(node)
    case .document, .unknown: break
    }
  }

  // MARK: Blocks

  private mutating func visitBlock(_ node: CommonMarkTree.Node, _ isEntering: Bool) {
    let isLeaf =
      switch node.kind {
      case .code, .html, .rule: true
      default: false
      }
    if isEntering {
      if depth == 0 { beginBlock(node) }
      if !isLeaf { depth += 1 }
    } else {
      depth -= 1
    }
    switch node.kind {
    case .paragraph:
      if isEntering {
        beginLeaf(node)
        if !node.isTightParagraph {
          html.finishLine()
          html.appendMarkup("<p>")
        }
      } else {
        if !node.isTightParagraph { html.appendMarkup("</p>\n") }
        endLeaf()
      }
    case .heading: isEntering ? beginHeading(node) : endHeading(node)
    case .quote:
      html.finishLine()
      isEntering ? html.appendMarkup("<blockquote>\n") : html.appendMarkup("</blockquote>\n")
    case .list: writeList(node, isEntering)
    case .item:
      if isEntering { html.finishLine() }
      isEntering ? html.appendMarkup("<li>") : html.appendMarkup("</li>\n")
    case .code: writeCode(node)
    case .html: writeRawHTML(node)
    case .rule:
      html.finishLine()
      html.appendMarkup("<hr />\n")
    default: break
    }
    if depth == 0, isLeaf || !isEntering { finishBlock() }
  }

  private mutating func beginBlock(_ node: CommonMarkTree.Node) {
    blockLine = lines.firstNumber + node.startLine - 1
    blockKind =
      switch node.kind {
      case .heading: .heading(markdown.headings.count)
      case .list: .list
      case .quote: .quote
      case .code: .code
      case .html: .html
      case .rule: .rule
      default: .paragraph
      }
  }

  private mutating func finishBlock() {
    if words.last == 0x20 { words.removeLast() }
    var passage: String?
    var text = ""
    switch blockKind {
    case .heading, .rule: break
    default:
      if dialect != .plain {
        text = String(decoding: words, as: UTF8.self)
        passage = passageIdentifier(of: words)
      }
    }
    markdown.blocks.append(
      Markdown.Block(
        kind: blockKind, line: blockLine, html: Markdown.Fragment(bytes: html, slots: slots), text: text,
        passage: passage))
    html.removeAll(keepingCapacity: true)
    slots.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
  }

  private mutating func writeList(_ node: CommonMarkTree.Node, _ isEntering: Bool) {
    let number = node.firstNumber
    guard isEntering else {
      return number == nil ? html.appendMarkup("</ul>\n") : html.appendMarkup("</ol>\n")
    }
    html.finishLine()
    switch number {
    case nil: html.appendMarkup("<ul>\n")
    case 1: html.appendMarkup("<ol>\n")
    case .some(let number):
      html.appendMarkup("<ol start=\"")
      html.append(contentsOf: String(number).utf8)
      html.appendMarkup("\">\n")
    }
  }

  private mutating func writeCode(_ node: CommonMarkTree.Node) {
    html.finishLine()
    node.withFenceInfo { info in
      let language = info.prefix { !isWhiteSpace($0) }
      if language.isEmpty {
        html.appendMarkup("<pre><code>")
      } else {
        html.appendMarkup("<pre><code class=\"language-")
        html.appendEscaped(UnsafeBufferPointer(rebasing: language))
        html.appendMarkup("\">")
      }
    }
    addSpace()
    node.withLiteral {
      html.appendEscaped($0)
      addWords($0)
    }
    html.appendMarkup("</code></pre>\n")
    addSpace()
  }

  private mutating func beginLeaf(_ node: CommonMarkTree.Node) {
    addSpace()
    leafWords = words.count
    search = lines.range(node.startLine, through: max(node.endLine, node.startLine))
  }

  private mutating func endLeaf() {
    for reference in leafReferences {
      markdown.references[reference.index].sentence = sentence(
        in: words[min(leafWords, words.count)...], around: reference.at)
    }
    leafReferences.removeAll(keepingCapacity: true)
    addSpace()
  }

  // MARK: Headings

  private mutating func beginHeading(_ node: CommonMarkTree.Node) {
    beginLeaf(node)
    html.finishLine()
    if isSite {
      slots.append(Markdown.Slot(offset: html.count, kind: .headingStart(markdown.headings.count)))
    } else {
      html.appendMarkup("<h")
      html.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: node.headingLevel))
      html.appendMarkup(">")
    }
    let source = lines.file.bytes
    var offset = search.lowerBound
    while offset < search.upperBound, isWhiteSpace(source[offset]) || source[offset] == UInt8(ascii: "#") {
      offset += 1
    }
    markdown.headings.append(
      Markdown.Heading(
        level: node.headingLevel, text: "", ids: [], place: lines.place(at: min(offset, search.upperBound)),
        isTopLevel: depth == 1))
  }

  private mutating func endHeading(_ node: CommonMarkTree.Node) {
    let index = markdown.headings.count - 1
    if dialect != .plain { takeIdentifiers(index) }
    if words.last == 0x20, words.count > leafWords { words.removeLast() }
    markdown.headings[index].text = String(decoding: words[leafWords...], as: UTF8.self)
    if isSite {
      slots.append(Markdown.Slot(offset: html.count, kind: .headingEnd(index)))
    } else {
      html.appendMarkup("</h")
      html.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: node.headingLevel))
      html.appendMarkup(">")
    }
    html.append(0x0A)
    endLeaf()
  }

  /// Cuts `{#a b}` from the end of the heading under way.
  private mutating func takeIdentifiers(_ index: Int) {
    guard let range = identifierSuffix(of: words[leafWords...]), let cut = identifierSuffix(of: html[...])
    else {
      return
    }
    let source = lines.file.bytes
    var cursor = search.lowerBound
    for name in words[range].split(separator: 0x20).map(Array.init) {
      let offset = find(name, in: source, cursor..<search.upperBound) ?? cursor
      cursor = offset + name.count
      markdown.headings[index].ids.append(
        Located(String(decoding: name, as: UTF8.self), at: lines.place(at: offset, length: name.count)))
    }
    words.removeSubrange((range.lowerBound - 2)...)
    html.removeSubrange((cut.lowerBound - 2)...)
    while html.last == 0x20 { html.removeLast() }
  }

  // MARK: Raw HTML

  private mutating func writeRawHTML(_ node: CommonMarkTree.Node) {
    html.finishLine()
    node.withLiteral { literal in
      let shown = literal.last == 0x0A ? UnsafeBufferPointer(rebasing: literal.dropLast()) : literal
      html.appendMarkup("<p>")
      html.appendEscaped(shown)
      html.appendMarkup("</p>\n")
      addSpace()
      addWords(shown)
      addSpace()
      let range = lines.range(node.startLine, through: node.startLine)
      let source = lines.file.bytes
      let offset = source[range].firstIndex(of: UInt8(ascii: "<")) ?? range.lowerBound
      warnOfHTML(shown, at: offset)
    }
  }

  private mutating func showInlineHTML(_ literal: UnsafeBufferPointer<UInt8>) {
    html.appendEscaped(literal)
    addWords(literal)
    guard isSite else { return }
    let offset = take(literal)
    warnOfHTML(literal, at: offset)
  }

  private mutating func warnOfHTML(_ literal: UnsafeBufferPointer<UInt8>, at offset: Int) {
    guard isSite else { return }
    let first = literal.prefix { $0 != 0x0A && $0 != 0x0D }
    let shown = String(decoding: first.prefix(40), as: UTF8.self)
    diagnostics.append(
      Diagnostic(
        .markdownRawHTML, .warning, at: lines.place(at: offset, length: first.count),
        "HTML is shown as text: \(shown)",
        help: "Write it in Markdown, or put it between backticks when readers are meant to see it."))
  }

  // MARK: Links and images

  private mutating func visitLink(_ node: CommonMarkTree.Node, _ isEntering: Bool) {
    guard isEntering else { return closeLink() }
    node.withAddress { address in
      guard isSite else {
        html.appendMarkup("<a href=\"")
        if !isDangerousAddress(address) { html.appendAddress(address) }
        openTag(node)
        openLink = .shown
        return
      }
      let offset = take(address)
      let place = lines.place(at: offset, length: address.count)
      switch Destination(address) {
      case .address:
        html.appendMarkup("<a href=\"")
        html.appendAddress(address)
        openTag(node)
        openLink = .shown
      case .reference:
        let index = markdown.references.count
        markdown.references.append(
          Markdown.Reference(
            destination: String(decoding: address, as: UTF8.self), text: "", place: place, sentence: "",
            block: markdown.blocks.count))
        html.appendMarkup("<a href=\"")
        slots.append(Markdown.Slot(offset: html.count, kind: .address(index)))
        openTag(node)
        openLink = .reference(index: index, html: html.count, words: words.count)
      case .refused(let reason, let help):
        diagnostics.append(Diagnostic(.markdownAddress, at: place, reason, help: help))
        openLink = .refused
      }
    }
  }

  private mutating func openTag(_ node: CommonMarkTree.Node) {
    writeTitle(node)
    html.appendMarkup("\">")
  }

  private mutating func writeTitle(_ node: CommonMarkTree.Node) {
    node.withTitle { title in
      guard !title.isEmpty else { return }
      html.appendMarkup("\" title=\"")
      html.appendEscaped(title)
    }
  }

  private mutating func closeLink() {
    defer { openLink = .none }
    switch openLink {
    case .none, .refused: return
    case .shown: break
    case .reference(let index, let start, let firstWord):
      if html.count == start {
        slots.append(Markdown.Slot(offset: start, kind: .title(index)))
      }
      let text = words[min(firstWord, words.count)...]
      markdown.references[index].text = String(decoding: trimmed(text), as: UTF8.self)
      leafReferences.append((index, firstWord - leafWords))
    }
    html.appendMarkup("</a>")
  }

  private mutating func openImage(_ node: CommonMarkTree.Node) {
    imageDepth = 1
    alternative.removeAll(keepingCapacity: true)
    node.withAddress { address in
      guard isSite else {
        imageTarget = .address
        html.appendMarkup("<img src=\"")
        if !isDangerousAddress(address) { html.appendAddress(address) }
        html.appendMarkup("\" alt=\"")
        return
      }
      let offset = take(address)
      imagePlace = lines.place(at: offset, length: address.count)
      let path = String(decoding: address, as: UTF8.self)
      if Destination(address) == .address, !path.contains(":"), !path.hasPrefix("#") {
        imageTarget = .asset
        markdown.images.append(Markdown.Image(source: Located(path, at: imagePlace), alternative: ""))
        html.appendMarkup("<img src=\"")
        slots.append(Markdown.Slot(offset: html.count, kind: .image(markdown.images.count - 1)))
        html.appendMarkup("\" alt=\"")
      } else {
        imageTarget = .refused
        diagnostics.append(
          Diagnostic(
            .markdownImage, at: imagePlace,
            "An image must come from the assets folder, not from “\(path.prefix(80))”",
            help:
              "Save the image in Content/assets and write its path, as in ![What it shows](assets/map.png)."))
      }
    }
  }

  private mutating func visitInsideImage(_ node: CommonMarkTree.Node, _ isEntering: Bool) {
    switch node.kind {
    case .text, .codeSpan, .inlineHTML: node.withLiteral { alternative.append(contentsOf: $0) }
    case .softBreak, .lineBreak: alternative.append(0x20)
    case .image:
      imageDepth += isEntering ? 1 : -1
      if imageDepth == 0 { closeImage(node) }
    default: break
    }
  }

  private mutating func closeImage(_ node: CommonMarkTree.Node) {
    html.appendEscaped(alternative)
    guard imageTarget != .refused else { return }
    writeTitle(node)
    html.appendMarkup("\" />")
    guard isSite else { return }
    let text = String(decoding: alternative, as: UTF8.self)
    markdown.images[markdown.images.count - 1].alternative = text
    if trimmed(alternative[...]).isEmpty {
      diagnostics.append(
        Diagnostic(
          .markdownImageText, .warning, at: imagePlace,
          "This image has no words for people who cannot see it",
          help: "Say between the square brackets what the image shows."))
    }
  }

  // MARK: Words and places

  /// Adds what a reader sees, white space folded to single spaces.
  private mutating func addWords(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard dialect != .plain else { return }
    for byte in bytes {
      if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) { addSpace() } else { words.append(byte) }
    }
  }

  private mutating func addSpace() {
    if let last = words.last, last != 0x20 { words.append(0x20) }
  }

  /// Finds the next occurrence of `bytes` in the leaf's source and moves behind it.
  private mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let offset = find(Array(bytes), in: lines.file.bytes, search) else { return search.lowerBound }
    search = (offset + bytes.count)..<search.upperBound
    return offset
  }
}

private func find(_ needle: [UInt8], in bytes: [UInt8], _ range: Range<Int>) -> Int? {
  guard !needle.isEmpty, range.count >= needle.count else { return nil }
  for start in range.lowerBound...(range.upperBound - needle.count)
  where bytes[start] == needle[0] && bytes[start..<(start + needle.count)].elementsEqual(needle) {
    return start
  }
  return nil
}
