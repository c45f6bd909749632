// Text with its tokens, links, images and raw HTML.
import Diagnostics

extension MarkdownWriter {
  // MARK: Text

  /// Writes words, with the tokens that the rewriting put among them.
  mutating func writeText(_ text: UnsafeBufferPointer<UInt8>) {
    let look = TextLook(text)
    guard scan.rewriting.text != nil, look.mayHoldToken else { return writeWords(text, look) }
    var start = 0
    while let token = Token.next(in: text, from: start, marker: scan.marker) {
      writeWords(UnsafeBufferPointer(rebasing: text[start..<token.range.lowerBound]))
      start = token.range.upperBound
      switch token.letter {
      case UInt8(ascii: "e"): html.appendMarkup("<em>")
      case UInt8(ascii: "E"): html.appendMarkup("</em>")
      case UInt8(ascii: "s"): html.appendMarkup("<strong>")
      case UInt8(ascii: "S"): html.appendMarkup("</strong>")
      case UInt8(ascii: "d"): html.appendMarkup("<del>")
      case UInt8(ascii: "D"): html.appendMarkup("</del>")
      case UInt8(ascii: "t"):
        // The spaces behind a task's box are written with the box.
        while start < text.count, isWhiteSpace(text[start]) { start += 1 }
      case UInt8(ascii: "a"):
        if token.number < scan.addresses.count { writeAddress(scan.addresses[token.number]) }
      case UInt8(ascii: "f"):
        if token.number < scan.uses.count, scan.uses[token.number].note >= 0 {
          let (note, use) = scan.uses[token.number]
          slots.append(Markdown.Slot(offset: html.count, kind: .footnote(note, use: use)))
        }
      default: break
      }
    }
    writeWords(UnsafeBufferPointer(rebasing: text[start...]))
  }

  private mutating func writeWords(_ text: UnsafeBufferPointer<UInt8>) {
    writeWords(text, TextLook(text))
  }

  private mutating func writeWords(_ text: UnsafeBufferPointer<UInt8>, _ look: TextLook) {
    guard !text.isEmpty else { return }
    if dialect != .plain, openLinks.isEmpty, look.mayHoldMail { return writeWordsWithMail(text) }
    writeEscaped(text, look)
  }

  private mutating func writeWordsWithMail(_ text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for mail in MailAddress.all(in: text) {
      let before = UnsafeBufferPointer(rebasing: text[start..<mail.lowerBound])
      html.appendEscaped(before)
      addWords(before)
      let address = UnsafeBufferPointer(rebasing: text[mail])
      html.appendMarkup("<a href=\"mailto:")
      html.appendAddress(address)
      html.appendMarkup("\">")
      html.appendEscaped(address)
      html.appendMarkup("</a>")
      addWords(address)
      start = mail.upperBound
    }
    let rest = UnsafeBufferPointer(rebasing: text[start...])
    html.appendEscaped(rest)
    addWords(rest)
  }

  private mutating func writeAddress(_ address: [UInt8]) {
    address.withUnsafeBufferPointer { address in
      let isBare = address.first == UInt8(ascii: "w")
      // A published page links to the web only; other addresses stay words.
      let isAllowed = isBare || !isSite || Destination(address) == .address
      if isAllowed {
        html.appendMarkup("<a href=\"")
        if isBare { html.appendMarkup("http://") }
        html.appendAddress(address)
        html.appendMarkup("\">")
      }
      html.appendEscaped(address)
      addWords(address)
      if isAllowed { html.appendMarkup("</a>") }
    }
  }

  /// Writes bytes that are not Markdown: code, and raw HTML that is shown.
  mutating func writeVerbatim(_ text: UnsafeBufferPointer<UInt8>) {
    let look = TextLook(text)
    guard look.mayHoldToken, let plain = withoutTokens(text) else { return writeEscaped(text, look) }
    plain.withUnsafeBufferPointer { writeEscaped($0, TextLook($0)) }
  }

  /// The bytes as the file has them, should a token stand where none was meant to be; nil when there is none.
  func withoutTokens(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard scan.rewriting.text != nil, Token.next(in: text, from: 0, marker: scan.marker) != nil else {
      return nil
    }
    var plain: [UInt8] = []
    var start = 0
    while let token = Token.next(in: text, from: start, marker: scan.marker) {
      plain.append(contentsOf: text[start..<token.range.lowerBound])
      if token.letter == UInt8(ascii: "a"), token.number < scan.addresses.count {
        plain.append(contentsOf: scan.addresses[token.number])
      }
      start = token.range.upperBound
    }
    plain.append(contentsOf: text[start...])
    return plain
  }

  // MARK: Raw HTML

  mutating func writeRawHTML(_ node: CommonMarkTree.Node) {
    html.finishLine()
    node.withLiteral { literal in
      let shown = literal.last == 0x0A ? UnsafeBufferPointer(rebasing: literal.dropLast()) : literal
      html.appendMarkup("<p>")
      addSpace()
      writeVerbatim(shown)
      addSpace()
      html.appendMarkup("</p>\n")
      let line = min(scan.rewriting.origin(of: node.startLine), lines.starts.count - 2)
      guard line >= 0 else { return }
      let range = lines.starts[line]..<lines.starts[line + 1]
      let offset = bytes[range].firstIndex(of: UInt8(ascii: "<")) ?? range.lowerBound
      warnOfHTML(shown, at: offset)
    }
  }

  mutating func showInlineHTML(_ literal: UnsafeBufferPointer<UInt8>) {
    let place = takeMark(.html)
    if table >= 0, isLineBreak(literal) {
      html.appendMarkup("<br />")
      return addSpace()
    }
    writeVerbatim(literal)
    warnOfHTML(literal, at: place.lowerBound)
  }

  private func isLineBreak(_ tag: UnsafeBufferPointer<UInt8>) -> Bool {
    tag.filter { !isWhiteSpace($0) && $0 != UInt8(ascii: "/") }.map(lowercased).elementsEqual("<br>".utf8)
  }

  private mutating func warnOfHTML(_ literal: UnsafeBufferPointer<UInt8>, at offset: Int) {
    guard isSite else { return }
    let first = literal.prefix { $0 != 0x0A && $0 != 0x0D }
    let shown = String(decoding: first.prefix(40), as: UTF8.self)
    diagnostics.append(
      Diagnostic(
        .markdownRawHTML, .warning, at: lines.place(at: offset, length: first.count),
        "raw HTML is shown as text: \(shown)",
        help: "Write it in Markdown, or put it between backticks when readers are meant to see it."))
  }

  // MARK: Links

  /// The place in the file of the leaf's next link, image or tag.
  mutating func takeMark(_ kind: InlineScan.Mark.Kind) -> Range<Int> {
    // The scan follows the same grammar; should it ever differ, the next mark of the kind is the best guess.
    guard let index = marks.first(where: { scan.marks[$0].kind == kind }) else {
      return leafStart..<leafStart
    }
    marks = (index + 1)..<marks.upperBound
    return scan.marks[index].target
  }

  mutating func visitLink(_ node: CommonMarkTree.Node, _ isEntering: Bool) {
    guard isEntering else { return closeLink() }
    let target = takeMark(.link)
    node.withAddress { address in
      guard let plain = withoutTokens(address) else { return openLink(node, address, target) }
      plain.withUnsafeBufferPointer { openLink(node, $0, target) }
    }
  }

  private mutating func openLink(
    _ node: CommonMarkTree.Node, _ address: UnsafeBufferPointer<UInt8>, _ target: Range<Int>
  ) {
    guard !isSite else { return openCheckedLink(node, address, target) }
    html.appendMarkup("<a href=\"")
    if !isDangerousAddress(address) { html.appendAddress(address) }
    openTag(node)
    openLinks.append(.shown)
  }

  private mutating func openCheckedLink(
    _ node: CommonMarkTree.Node, _ address: UnsafeBufferPointer<UInt8>, _ target: Range<Int>
  ) {
    let place = lines.place(at: target.lowerBound, length: target.count)
    switch Destination(ofLink: address) {
    case .address where !openLinks.isEmpty, .reference where !openLinks.isEmpty:
      // HTML has no links in links: an address in a link's words stays words.
      openLinks.append(.refused)
    case .address:
      html.appendMarkup("<a href=\"")
      html.appendAddress(address)
      openTag(node)
      openLinks.append(.shown)
    case .reference:
      let index = markdown.references.count
      markdown.references.append(
        Markdown.Reference(
          destination: String(decoding: address, as: UTF8.self), text: "", place: place, sentence: "",
          block: isInNotes ? nil : markdown.blocks.count))
      html.appendMarkup("<a href=\"")
      slots.append(Markdown.Slot(offset: html.count, kind: .address(index)))
      openTag(node)
      openLinks.append(.reference(index: index, html: html.count, words: words.count))
    case .refused(let reason, let help):
      diagnostics.append(Diagnostic(.markdownAddress, at: place, reason, help: help))
      openLinks.append(.refused)
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
      if let plain = withoutTokens(title) { html.appendEscaped(plain) } else { html.appendEscaped(title) }
    }
  }

  private mutating func closeLink() {
    switch openLinks.popLast() {
    case nil, .refused: return
    case .shown: break
    case .reference(let index, let start, let firstWord):
      if html.count == start { slots.append(Markdown.Slot(offset: start, kind: .title(index))) }
      markdown.references[index].text = text(since: firstWord)
      leafReferences.append((index, firstWord - leafWords))
    }
    html.appendMarkup("</a>")
  }

  // MARK: Images

  mutating func openImage(_ node: CommonMarkTree.Node) {
    imageDepth = 1
    alternative.removeAll(keepingCapacity: true)
    let target = takeMark(.image)
    node.withAddress { address in
      guard let plain = withoutTokens(address) else { return openImage(address, target) }
      plain.withUnsafeBufferPointer { openImage($0, target) }
    }
  }

  private mutating func openImage(_ address: UnsafeBufferPointer<UInt8>, _ target: Range<Int>) {
    guard !isSite else { return openAsset(address, target) }
    imageTarget = .address
    html.appendMarkup("<img src=\"")
    if !isDangerousAddress(address) { html.appendAddress(address) }
    html.appendMarkup("\" alt=\"")
  }

  private mutating func addAlternative(_ text: UnsafeBufferPointer<UInt8>) {
    if let plain = withoutTokens(text) { alternative += plain } else { alternative.append(contentsOf: text) }
  }

  private mutating func openAsset(_ address: UnsafeBufferPointer<UInt8>, _ target: Range<Int>) {
    imagePlace = lines.place(at: target.lowerBound, length: target.count)
    let path = String(decoding: address, as: UTF8.self)
    guard Destination(address) == .address, !path.contains(":"), !path.hasPrefix("#") else {
      imageTarget = .refused
      diagnostics.append(
        Diagnostic(
          .markdownImage, at: imagePlace,
          "an image must come from the assets folder, not from “\(path.prefix(80))”",
          help: "Save the image in Content/assets and write its path, as in ![What it shows](assets/map.png)."
        ))
      return
    }
    imageTarget = .asset
    markdown.images.append(Markdown.Image(source: Located(path, at: imagePlace), alternative: ""))
    html.appendMarkup("<img src=\"")
    slots.append(Markdown.Slot(offset: html.count, kind: .image(markdown.images.count - 1)))
    html.appendMarkup("\" alt=\"")
  }

  mutating func visitInsideImage(_ node: CommonMarkTree.Node, _ isEntering: Bool) {
    switch node.kind {
    case .text, .codeSpan: node.withLiteral { addAlternative($0) }
    case .inlineHTML:
      _ = takeMark(.html)
      node.withLiteral { addAlternative($0) }
    case .softBreak, .lineBreak: alternative.append(0x20)
    case .link: if isEntering { _ = takeMark(.link) }
    case .image:
      if isEntering { _ = takeMark(.image) }
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
    if alternative.allSatisfy(isWhiteSpace) {
      diagnostics.append(
        Diagnostic(
          .markdownImageText, .warning, at: imagePlace,
          "this image has no words for people who cannot see it",
          help: "Say between the square brackets what the image shows."))
    }
  }
}
