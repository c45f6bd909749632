// From libcmark's tree to blocks: HTML, words and everything that other rooms must know.
import Diagnostics

/// Visits the nodes of one body in order and collects its blocks. It holds no recursion, whatever the depth.
struct MarkdownWriter: ~Copyable {
  var markdown = Markdown()
  var diagnostics: [Diagnostic] = []

  let lines: SourceLines
  let bytes: UnsafeBufferPointer<UInt8>
  let scan: BodyScan
  let dialect: Dialect
  var isSite: Bool { dialect == .site }

  /// The top-level block under way.
  var html = ByteBuffer()
  var slots: [Markdown.Slot] = []
  var words = ByteBuffer()
  var blockKind: Markdown.Block.Kind = .paragraph
  var blockLine = 0
  /// How many blocks are open above the current node, the document not counted.
  var depth = 0
  /// Whether the list under way is that of the footnotes, which the rewriting put first.
  var isInNotes = false
  var note = -1
  /// The callouts among the open quotes, as depths.
  var openCallouts: [Int] = []

  /// The paragraph, heading or cell under way: where its words start, and the references that wait for their sentence.
  var leafWords = 0
  var leafReferences: [(index: Int, at: Int)] = []
  /// Its links, images and tags that are still to come, in the scan's list, and where to point when there is none.
  var marks = 0..<0
  var leafStart = 0

  enum OpenLink {
    case shown, refused
    case reference(index: Int, html: Int, words: Int)
  }
  /// The open links, because an address in angle brackets may stand in the words of a link.
  var openLinks: [OpenLink] = []

  /// How many images are open, because an image inside an image adds only its words.
  var imageDepth = 0
  var alternative: [UInt8] = []
  var imagePlace = Place(file: "")
  var imageTarget = ImageTarget.address
  enum ImageTarget { case asset, address, refused }

  /// The table under way, and those of the body that may still get their caption from the next paragraph.
  var table = -1
  var captions = TableCaptions()

  init(lines: SourceLines, bytes: UnsafeBufferPointer<UInt8>, scan: consuming BodyScan, dialect: Dialect) {
    self.lines = lines
    self.bytes = bytes
    self.scan = scan
    self.dialect = dialect
    // Most bodies have this many blocks, and few have many more.
    markdown.blocks.reserveCapacity(16)
    markdown.headings.reserveCapacity(self.scan.blocks.headings.count)
    for note in self.scan.notes {
      let label = self.scan.blocks.notes[note.definition].label
      markdown.footnotes.append(
        Markdown.Footnote(
          label: Located(
            String(decoding: bytes[label], as: UTF8.self),
            at: lines.place(at: label.lowerBound, length: label.count)),
          uses: note.uses, html: Markdown.Fragment(), text: ""))
    }
  }

  /// Parses a text that stands for the body and collects its blocks; false when there is no memory left.
  mutating func write(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    CommonMarkTree.walk(text) { node, isEntering in visit(node, isEntering) }
  }

  mutating func visit(_ node: CommonMarkTree.Node, _ isEntering: Bool) {
    if imageDepth > 0 { return visitInsideImage(node, isEntering) }
    let kind = node.kind
    switch kind {
    case .text: node.withLiteral { writeText($0) }
    case .softBreak:
      html.append(0x0A)
      addSpace()
    case .paragraph, .heading, .quote, .list, .item, .code, .html, .rule: visitBlock(node, kind, isEntering)
    case .link: visitLink(node, isEntering)
    case .emphasis: isEntering ? html.appendMarkup("<em>") : html.appendMarkup("</em>")
    case .strong: isEntering ? html.appendMarkup("<strong>") : html.appendMarkup("</strong>")
    case .codeSpan:
      html.appendMarkup("<code>")
      node.withLiteral { writeVerbatim($0) }
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

  private mutating func visitBlock(
    _ node: CommonMarkTree.Node, _ kind: CommonMarkTree.Node.Kind, _ isEntering: Bool
  ) {
    let isLeaf = kind == .code || kind == .html || kind == .rule
    if kind == .rule, scan.rewriting.hidden.contains(node.startLine) { return }
    if kind == .heading {
      if let cell = scan.rewriting.cells[node.startLine] { return visitCell(cell, isEntering) }
      if scan.blocks.emptyTasks.contains(scan.rewriting.origin(of: node.startLine)) { return }
    }
    if kind == .list || kind == .item, visitNotes(node, isEntering) { return }
    if isEntering {
      if depth == 0 { beginBlock(node) }
      if !isLeaf { depth += 1 }
    } else {
      depth -= 1
    }
    switch kind {
    case .paragraph:
      let isTight = node.isTightParagraph && !(isInNotes && depth + (isEntering ? 0 : 1) == 3)
      if isEntering {
        beginLeaf(node)
        if !isTight {
          html.finishLine()
          html.appendMarkup("<p>")
        }
      } else {
        if !isTight { html.appendMarkup("</p>\n") }
        endLeaf()
      }
    case .heading: isEntering ? beginHeading(node) : endHeading(node)
    case .quote: writeQuote(node, isEntering)
    case .list: writeList(node, isEntering)
    case .item: writeItem(node, isEntering)
    case .code: writeCode(node)
    case .html: writeRawHTML(node)
    case .rule:
      html.finishLine()
      html.appendMarkup("<hr />\n")
    default: break
    }
    if depth == 0, isLeaf || !isEntering { finishBlock() }
  }

  /// The list of footnotes that the rewriting made: its items are the notes.
  private mutating func visitNotes(_ node: CommonMarkTree.Node, _ isEntering: Bool) -> Bool {
    if node.kind == .list {
      if isEntering, depth == 0, scan.rewriting.notes[node.startLine] != nil {
        isInNotes = true
        depth = 1
        return true
      }
      guard isInNotes, !isEntering, depth == 1 else { return false }
      isInNotes = false
      depth = 0
      return true
    }
    guard isInNotes, depth == (isEntering ? 1 : 2) else { return false }
    if isEntering {
      depth = 2
      note = scan.rewriting.notes[node.startLine] ?? -1
      return true
    }
    depth = 1
    if words.last == 0x20 { words.removeLast() }
    if note >= 0 {
      markdown.footnotes[note].html = takeFragment()
      markdown.footnotes[note].text = words.text
    }
    note = -1
    clear()
    return true
  }

  mutating func beginBlock(_ node: CommonMarkTree.Node) {
    blockLine = lines.firstNumber + scan.rewriting.origin(of: node.startLine)
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

  mutating func finishBlock() {
    if words.last == 0x20 { words.removeLast() }
    if isSite, captions.concerns(blockKind, words.bytes) {
      captions.take(
        blockKind, line: blockLine, Markdown.Fragment(bytes: Array(html.bytes), slots: slots),
        words: words.text,
        into: &markdown)
      clear()
      return
    }
    var passage: String?
    var text = ""
    switch blockKind {
    case .heading, .rule: break
    default:
      if dialect != .plain, !words.isEmpty {
        text = words.text
        passage = passageIdentifier(of: words.bytes)
      }
    }
    markdown.blocks.append(
      Markdown.Block(
        kind: blockKind, line: blockLine, html: takeFragment(), text: text, passage: passage))
    clear()
  }

  /// A copy that has just the size it needs; the buffers themselves serve the next block.
  private func takeFragment() -> Markdown.Fragment {
    Markdown.Fragment(
      bytes: Array(html.bytes), slots: slots.isEmpty ? [] : slots.map { $0 })
  }

  private mutating func clear() {
    html.removeAll()
    if !slots.isEmpty { slots.removeAll(keepingCapacity: true) }
    words.removeAll()
  }

  private mutating func writeQuote(_ node: CommonMarkTree.Node, _ isEntering: Bool) {
    html.finishLine()
    if isEntering {
      guard let callout = scan.blocks.callouts[scan.rewriting.origin(of: node.startLine)],
        !node.beginsWithQuote
      else { return html.appendMarkup("<blockquote>\n") }
      openCallouts.append(depth)
      if depth == 1 { blockKind = .callout }
      html.appendMarkup("<div class=\"callout callout-")
      html.appendEscaped(callout.name.utf8)
      html.appendMarkup("\" role=\"note\">\n<p class=\"callout-title\">")
      html.appendEscaped(callout.title.utf8)
      html.appendMarkup("</p>\n")
      words.appendEscaped(callout.title.utf8)
      addSpace()
    } else if openCallouts.last == depth + 1 {
      openCallouts.removeLast()
      html.appendMarkup("</div>\n")
    } else {
      html.appendMarkup("</blockquote>\n")
    }
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
      html.appendEscaped(String(number).utf8)
      html.appendMarkup("\">\n")
    }
  }

  private mutating func writeItem(_ node: CommonMarkTree.Node, _ isEntering: Bool) {
    guard isEntering else { return html.appendMarkup("</li>\n") }
    html.finishLine()
    html.appendMarkup("<li>")
    guard !scan.blocks.tasks.isEmpty,
      let isDone = scan.blocks.tasks[scan.rewriting.origin(of: node.startLine)]
    else {
      return
    }
    if isDone {
      html.appendMarkup("<input type=\"checkbox\" checked=\"\" disabled=\"\" /> ")
    } else {
      html.appendMarkup("<input type=\"checkbox\" disabled=\"\" /> ")
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
    node.withLiteral { writeVerbatim($0) }
    html.appendMarkup("</code></pre>\n")
    addSpace()
  }

  // MARK: Leaves

  private mutating func beginLeaf(_ node: CommonMarkTree.Node) {
    let line = scan.rewriting.origin(of: node.startLine)
    openLeaf(scan.leaf(at: line), line: line)
  }

  mutating func openLeaf(_ leaf: Int, line: Int) {
    addSpace()
    leafWords = words.count
    leafStart = lines.starts[min(line, lines.starts.count - 1)]
    marks = leaf >= 0 ? scan.marksOfLeaf[leaf] : 0..<0
  }

  mutating func endLeaf() {
    for reference in leafReferences {
      markdown.references[reference.index].sentence = sentence(
        in: UnsafeBufferPointer(rebasing: words.bytes[min(leafWords, words.count)...]), around: reference.at)
    }
    if !leafReferences.isEmpty { leafReferences.removeAll(keepingCapacity: true) }
    addSpace()
  }

  private mutating func beginHeading(_ node: CommonMarkTree.Node) {
    beginLeaf(node)
    html.finishLine()
    if dialect != .plain {
      slots.append(Markdown.Slot(offset: html.count, kind: .headingStart(markdown.headings.count)))
    } else {
      html.appendMarkup("<h")
      html.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: node.headingLevel))
      html.appendMarkup(">")
    }
    let line = scan.rewriting.origin(of: node.startLine)
    var heading = Markdown.Heading(
      level: node.headingLevel, text: "", ids: [], place: lines.place(at: leafStart), isTopLevel: depth == 1)
    if let index = scan.headingOfLine[line] {
      let found = scan.blocks.headings[index]
      heading.place = lines.place(at: found.offset)
      heading.ids = found.ids.map {
        Located(
          String(decoding: bytes[$0], as: UTF8.self), at: lines.place(at: $0.lowerBound, length: $0.count))
      }
    }
    markdown.headings.append(heading)
  }

  private mutating func endHeading(_ node: CommonMarkTree.Node) {
    let index = markdown.headings.count - 1
    markdown.headings[index].text = text(since: leafWords)
    if dialect != .plain {
      slots.append(Markdown.Slot(offset: html.count, kind: .headingEnd(index)))
    } else {
      html.appendMarkup("</h")
      html.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: node.headingLevel))
      html.appendMarkup(">")
    }
    html.append(0x0A)
    endLeaf()
  }

  // MARK: Words

  /// Adds what a reader sees, white space folded to single spaces.
  mutating func addWords(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard dialect != .plain else { return }
    var start = 0
    for index in bytes.indices {
      let byte = bytes[index]
      if byte > 0x20 || !isWhiteSpace(byte) { continue }
      if start < index { words.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index])) }
      start = index + 1
      addSpace()
    }
    if start < bytes.count { words.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...])) }
  }

  /// Writes words as text; most have nothing to escape and nothing to fold, which one look tells.
  mutating func writeEscaped(_ text: UnsafeBufferPointer<UInt8>, _ look: TextLook) {
    if look.needsEscapes { html.appendEscaped(text) } else { html.append(contentsOf: text) }
    guard dialect != .plain else { return }
    let startsWithSecondSpace = text.first == 0x20 && (words.isEmpty || words.last == 0x20)
    if look.needsFolding || startsWithSecondSpace {
      addWords(text)
    } else {
      words.append(contentsOf: text)
    }
  }

  /// The words since a place among them.
  func text(since start: Int) -> String {
    trimmedText(words.bytes, min(start, words.count)..<words.count)
  }

  mutating func addSpace() {
    if dialect != .plain, let last = words.last, last != 0x20 { words.append(0x20) }
  }
}
