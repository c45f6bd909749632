// Tables: cells come as headings on lines of their own and are put together here.
import Diagnostics

extension MarkdownWriter {
  mutating func visitCell(_ index: Int, _ isEntering: Bool) {
    let cell = scan.blocks.cells[index]
    let isHeader = cell.row == 0
    if isEntering {
      if cell.column == 0 {
        if isHeader { beginTable(cell.table) }
        if cell.row == 1 { html.appendMarkup("<tbody>\n") }
        html.appendMarkup("<tr>\n")
      }
      beginCell(scan.blocks.tables[cell.table].alignments[cell.column], isHeader: isHeader)
      let line = scan.blocks.tables[cell.table].line
      openLeaf(cell.leaf, line: line)
      return
    }
    isHeader ? html.appendMarkup("</th>\n") : html.appendMarkup("</td>\n")
    endLeaf()
    guard cell.isLastOfRow else { return }
    let alignments = scan.blocks.tables[cell.table].alignments
    for column in alignments.indices.dropFirst(cell.column + 1) {
      beginCell(alignments[column], isHeader: false)
      html.appendMarkup("</td>\n")
    }
    html.appendMarkup("</tr>\n")
    if isHeader { html.appendMarkup("</thead>\n") }
    if cell.isLastOfTable { endTable(hasBody: !isHeader) }
  }

  private mutating func beginCell(_ alignment: UInt8, isHeader: Bool) {
    isHeader ? html.appendMarkup("<th") : html.appendMarkup("<td")
    if isHeader, isSite { html.appendMarkup(" scope=\"col\"") }
    switch alignment {
    case UInt8(ascii: "l"): html.appendMarkup(" align=\"left\"")
    case UInt8(ascii: "c"): html.appendMarkup(" align=\"center\"")
    case UInt8(ascii: "r"): html.appendMarkup(" align=\"right\"")
    default: break
    }
    html.appendMarkup(">")
  }

  private mutating func beginTable(_ index: Int) {
    table = index
    if depth == 0 {
      blockKind = .table
      blockLine = lines.firstNumber + scan.blocks.tables[index].line
    }
    html.finishLine()
    if isSite {
      html.appendMarkup("<div class=\"table-scroll\" role=\"region\" aria-label=\"")
      captions.begin(isTopLevel: depth == 0, label: html.count)
      writeTableLabel()
      captions.labelEnd = html.count
      html.appendMarkup("\" tabindex=\"0\">\n<table>\n")
      captions.caption = html.count
    } else {
      html.appendMarkup("<table>\n")
    }
    html.appendMarkup("<thead>\n")
  }

  /// The region's name until a caption is known: the heading above, or simply "Table".
  private mutating func writeTableLabel() {
    html.appendMarkup("Table")
    guard let heading = markdown.headings.last, !heading.text.isEmpty else { return }
    html.appendMarkup(": ")
    html.appendEscaped(heading.text.utf8)
  }

  private mutating func endTable(hasBody: Bool) {
    if hasBody { html.appendMarkup("</tbody>\n") }
    html.appendMarkup("</table>\n")
    if isSite { html.appendMarkup("</div>\n") }
    table = -1
    if depth == 0 { finishBlock() }
  }
}

/// Gives tables their captions: a paragraph `Table: …` right before or right behind a top-level table.
struct TableCaptions {
  /// Where the region's name and the caption stand in the HTML of the table under way, or of the last block.
  private var label = 0
  var labelEnd = 0
  var caption = 0
  private var isTopLevel = false
  /// Whether the last finished block is a table that has no caption yet.
  private var waits = false

  mutating func begin(isTopLevel: Bool, label: Int) {
    self.isTopLevel = isTopLevel
    self.label = label
  }

  /// Asked for each finished block: whether it is a table, or the caption of the one before it.
  mutating func concerns(_ kind: Markdown.Block.Kind, _ words: UnsafeBufferPointer<UInt8>) -> Bool {
    if kind == .table || (waits && kind == .paragraph && Self.isCaption(words)) { return true }
    waits = false
    return false
  }

  /// Puts a block that is concerned where it belongs: a table among the blocks, a caption in its table.
  mutating func take(
    _ kind: Markdown.Block.Kind, line: Int, _ html: Markdown.Fragment, words: String,
    into markdown: inout Markdown
  ) {
    if kind == .table { return takeTable(line: line, html, words: words, into: &markdown) }
    waits = false
    let index = markdown.blocks.count - 1
    var table = markdown.blocks[index]
    insert(html, words: words, into: &table.html)
    table.text += " " + words
    table.passage = passageIdentifier(of: table.text)
    markdown.blocks[index] = table
    for reference in markdown.references.indices.reversed() {
      guard markdown.references[reference].block == index + 1 else { break }
      markdown.references[reference].block = index
    }
  }

  /// A table takes the paragraph before it when that is a caption.
  private mutating func takeTable(
    line: Int, _ html: Markdown.Fragment, words: String, into markdown: inout Markdown
  ) {
    waits = true
    var block = Markdown.Block(kind: .table, line: line, html: html, text: words, passage: nil)
    if let before = markdown.blocks.last, before.kind == .paragraph, before.text.hasPrefix("Table: ") {
      waits = false
      markdown.blocks.removeLast()
      insert(before.html, words: before.text, into: &block.html)
      block.text = before.text + " " + block.text
      let index = markdown.blocks.count
      for reference in markdown.references.indices.reversed() {
        guard let holder = markdown.references[reference].block, holder > index else { break }
        markdown.references[reference].block = index
      }
    }
    if !block.text.isEmpty { block.passage = passageIdentifier(of: block.text) }
    markdown.blocks.append(block)
  }

  private static func isCaption(_ words: UnsafeBufferPointer<UInt8>) -> Bool {
    words.count > 7 && words.starts(with: "Table: ".utf8)
  }

  private func insert(_ paragraph: Markdown.Fragment, words: String, into table: inout Markdown.Fragment) {
    // `<p>Table: Words</p>\n`
    let inside = 3..<max(3, paragraph.bytes.count - 5)
    var skipped = inside.lowerBound
    if paragraph.bytes[inside].starts(with: "Table: ".utf8) { skipped += 7 }
    var bytes = Array(table.bytes[..<label])
    bytes.appendEscaped(words.utf8.dropFirst(7))
    bytes.append(contentsOf: table.bytes[labelEnd..<caption])
    bytes.appendMarkup("<caption>")
    let shift = bytes.count - skipped
    bytes.append(contentsOf: paragraph.bytes[skipped..<inside.upperBound])
    bytes.appendMarkup("</caption>\n")
    let grown = bytes.count - caption
    bytes.append(contentsOf: table.bytes[caption...])
    let own = paragraph.slots.map { Markdown.Slot(offset: max($0.offset, skipped) + shift, kind: $0.kind) }
    table.slots = own + table.slots.map { Markdown.Slot(offset: $0.offset + grown, kind: $0.kind) }
    table.bytes = bytes
  }
}
