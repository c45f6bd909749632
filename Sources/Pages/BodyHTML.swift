// A record's text as HTML: slots filled, headings fitted under the page's h1, passages made linkable.
import Diagnostics
import Documents
import Links
import Records

/// Writes the text of one record for one page.
struct BodyHTML {
  let body: BodyText
  let anchors: Anchors
  let targets: [Int: Target]
  let images: [Int: ImageFile]
  let downloads: [Int: String]
  let titles: [RecordID: String]
  let routes: Routes
  /// The heading level of the body's highest headings.
  var topLevel = 2
  /// Links and marks that this site adds, by the text that they stand in.
  var insertions: [Mention.Passage: [Insertion]] = [:]
  /// What stands below a passage, by block.
  var notes: [Int: PassageNote] = [:]
  /// Whether headings, passages and notes get ids; a fragment has none, because the page that shows it may have them.
  var hasIDs = true

  /// The levels at which the headings are shown: the highest becomes ``topLevel``, a skipped level is closed up.
  private var levels: [Int: Int] {
    let indices = body.headingIndices
    var open: [Int] = []
    var levels: [Int: Int] = [:]
    for index in indices {
      let written = body.markdown.headings[index].level
      while let last = open.last, last >= written { open.removeLast() }
      open.append(written)
      levels[index] = min(6, topLevel + open.count - 1)
    }
    return levels
  }

  /// The body with passage anchors and footnotes.
  ///
  /// - Parameter prefix: sets the notes' ids apart where one page shows several texts.
  func html(marksFootnotesWith prefix: String = "") -> [UInt8] {
    var output: [UInt8] = []
    var footnotes = FootnoteNumbers(prefix: prefix)
    let levels = levels
    for position in body.range {
      let block = body.markdown.blocks[position]
      if hasIDs, let id = anchors.passages[position] {
        let note = notes[position]
        output.append(
          text: note?.isBoilerplate == true
            ? "<div class=\"passage boilerplate\" id=\"" : "<div class=\"passage\" id=\"")
        output.append(attribute: id)
        output.append(text: "\">\n")
        write(block.html, .block(position), levels, &footnotes, into: &output)
        output.append(text: "<a class=\"passage-link\" href=\"#")
        output.append(attribute: id)
        output.append(text: "\" aria-label=\"Link to this passage\">¶</a>\n</div>\n")
        note?.write(into: &output)
      } else {
        write(block.html, .block(position), levels, &footnotes, into: &output)
      }
    }
    writeFootnotes(&footnotes, levels, into: &output)
    return output
  }

  /// The first of some blocks up to about `words` words, without ids and footnotes: what lists and comparisons show.
  /// Returns whether the text goes on.
  func extract(words: Int, of blocks: [Int]) -> (html: [UInt8], isCut: Bool) {
    var output: [UInt8] = []
    var remaining = words
    for position in blocks {
      let block = body.markdown.blocks[position]
      let count = block.text.split(separator: " ").count
      if remaining < words, count > remaining { return (output, true) }
      if count > remaining * 2 {
        output.append(text: "<p>")
        output.append(
          escaped: block.text.split(separator: " ").prefix(remaining).joined(separator: " ") + " …")
        output.append(text: "</p>\n")
        return (output, true)
      }
      writeWithoutIDs(block.html, into: &output)
      remaining -= count
      if remaining <= 0 { return (output, position != blocks.last) }
    }
    return (output, false)
  }

  private func write(
    _ fragment: Markdown.Fragment, _ passage: Mention.Passage, _ levels: [Int: Int],
    _ footnotes: inout FootnoteNumbers, into output: inout [UInt8]
  ) {
    writeFragment(fragment, insertions[passage] ?? [], into: &output) { slot, output in
      switch slot {
      case .headingStart(let index):
        output.append(text: "<h\(levels[index] ?? topLevel)")
        if hasIDs {
          output.append(text: " id=\"")
          output.append(attribute: anchors.headings[index] ?? "")
          output.append(text: "\"")
        }
        output.append(text: ">")
      case .headingEnd(let index): output.append(text: "</h\(levels[index] ?? topLevel)>\n")
      case .footnote(let index, _):
        let (number, use) = footnotes.use(of: index)
        guard hasIDs else {
          output.append(text: "<sup class=\"footnote-ref\">\(number)</sup>")
          return
        }
        let suffix = use == 1 ? "" : "-\(use)"
        output.append(
          text:
            "<sup class=\"footnote-ref\"><a href=\"#\(footnotes.prefix)fn-\(number)\" id=\"\(footnotes.prefix)fnref-\(number)\(suffix)\""
            + " aria-label=\"Note \(number)\">\(number)</a></sup>")
      case .address, .title, .image: writeLink(slot, into: &output)
      }
    }
  }

  private func writeWithoutIDs(
    _ fragment: Markdown.Fragment, _ insertions: [Insertion] = [], into output: inout [UInt8]
  ) {
    writeFragment(fragment, insertions, into: &output) { slot, output in
      switch slot {
      case .headingStart: output.append(text: "<p><strong>")
      case .headingEnd: output.append(text: "</strong></p>\n")
      case .footnote: break
      case .address, .title, .image: writeLink(slot, into: &output)
      }
    }
  }

  /// Writes a fragment with what this site inserts, and with its slots filled by `fill`.
  private func writeFragment(
    _ fragment: Markdown.Fragment, _ insertions: [Insertion], into output: inout [UInt8],
    _ fill: (Markdown.Slot.Kind, inout [UInt8]) -> Void
  ) {
    var offset = 0
    var next = 0
    func write(to end: Int, includingStarts: Bool, _ output: inout [UInt8]) {
      while next < insertions.count,
        insertions[next].offset < end
          || insertions[next].offset == end && (includingStarts || insertions[next].isEnd)
      {
        output.append(contentsOf: fragment.bytes[offset..<insertions[next].offset])
        offset = insertions[next].offset
        output.append(contentsOf: insertions[next].markup)
        next += 1
      }
      output.append(contentsOf: fragment.bytes[offset..<end])
      offset = end
    }
    for slot in fragment.slots {
      // What ends here ends before the slot; what begins here begins behind it.
      write(to: slot.offset, includingStarts: false, &output)
      fill(slot.kind, &output)
    }
    write(to: fragment.bytes.count, includingStarts: true, &output)
  }

  private func writeLink(_ kind: Markdown.Slot.Kind, into output: inout [UInt8]) {
    switch kind {
    case .address(let index):
      if let target = targets[index] {
        output.append(attribute: routes.url(of: target.id, fragment: target.fragment))
      } else if let address = downloads[index] {
        output.append(attribute: routes.url(address))
      }
    case .title(let index):
      if let target = targets[index] {
        output.append(escaped: titles[target.id] ?? target.id.description)
      } else if let address = downloads[index] {
        output.append(escaped: address.split(separator: "/").last.map(String.init) ?? address)
      }
    case .image(let index):
      guard let image = images[index] else { return }
      output.append(attribute: routes.url(image.address))
      // The slot stands inside src="…": the quote that closes src here is closed again behind the slot.
      if let size = image.size { output.append(text: "\" width=\"\(size.width)\" height=\"\(size.height)") }
    case .headingStart, .headingEnd, .footnote: break
    }
  }

  private func writeFootnotes(
    _ footnotes: inout FootnoteNumbers, _ levels: [Int: Int], into output: inout [UInt8]
  ) {
    guard !footnotes.order.isEmpty else { return }
    output.append(text: "<section class=\"footnotes\" aria-label=\"Notes\">\n<ol>\n")
    var position = 0
    // A note may use further notes, so the list can grow while it is written.
    while position < footnotes.order.count {
      let index = footnotes.order[position]
      let number = position + 1
      output.append(text: hasIDs ? "<li id=\"\(footnotes.prefix)fn-\(number)\">\n" : "<li>\n")
      write(body.markdown.footnotes[index].html, .footnote(index), levels, &footnotes, into: &output)
      for use in 1...max(1, footnotes.uses[index] ?? 1) where hasIDs {
        let suffix = use == 1 ? "" : "-\(use)"
        output.append(
          text: "<a class=\"footnote-back\" href=\"#\(footnotes.prefix)fnref-\(number)\(suffix)\""
            + " aria-label=\"Back to note \(number) in the text\">↩</a>\n")
      }
      output.append(text: "</li>\n")
      position += 1
    }
    output.append(text: "</ol>\n</section>\n")
  }
}

/// Markup that a page adds to finished HTML, between two of its tags.
struct Insertion: Sendable {
  /// The byte of the fragment before which it stands.
  let offset: Int
  let isEnd: Bool
  let markup: [UInt8]

  /// A pair of tags around a stretch of HTML that no tag interrupts.
  static func around(_ range: Range<Int>, start: [UInt8], end: String) -> [Insertion] {
    [
      Insertion(offset: range.lowerBound, isEnd: false, markup: start),
      Insertion(offset: range.upperBound, isEnd: true, markup: Array(end.utf8)),
    ]
  }
}

extension BodyHTML {
  /// Links around the names of records that a plan mentions.
  func linking(_ mentions: some Sequence<Mention>) -> BodyHTML {
    var copy = self
    for mention in mentions where mention.isLinked {
      guard let range = mention.html else { continue }
      var start: [UInt8] = []
      start.append(text: "<a class=\"mention\" href=\"")
      start.append(attribute: routes.url(of: mention.target))
      start.append(text: "\" title=\"Link added by this site\">")
      copy.insertions[mention.passage, default: []] += Insertion.around(range, start: start, end: "</a>")
    }
    return copy
  }

  /// Some blocks without ids and footnotes, with stretches of their text marked.
  func passages(_ passages: [(block: Int, ranges: [Range<Int>])]) -> [UInt8] {
    var output: [UInt8] = []
    for passage in passages {
      let block = body.markdown.blocks[passage.block]
      let runs = VisibleText(block).map { visible in passage.ranges.flatMap { visible.runs(in: $0) } } ?? []
      let marks = runs.flatMap { Insertion.around($0.html, start: Array("<mark>".utf8), end: "</mark>") }
      writeWithoutIDs(block.html, marks, into: &output)
    }
    return output
  }
}

/// A quiet line below a passage: who else has its words.
struct PassageNote: Sendable {
  /// Whether readers may dim the passage, because its words are not this plan's alone.
  let isBoilerplate: Bool
  /// Without an address, plain words.
  let parts: [LinkFacts]

  func write(into output: inout [UInt8]) {
    guard !parts.isEmpty else { return }
    output.append(text: "<p class=\"passage-note\">")
    for (position, part) in parts.enumerated() {
      if position > 0 { output.append(text: " · ") }
      if !part.url.isEmpty {
        output.append(text: "<a href=\"")
        output.append(attribute: part.url)
        output.append(text: "\">")
      }
      output.append(escaped: part.label)
      if !part.url.isEmpty { output.append(text: "</a>") }
    }
    output.append(text: "</p>\n")
  }
}

/// Numbers footnotes in the order in which one page uses them.
private struct FootnoteNumbers {
  let prefix: String
  var order: [Int] = []
  var uses: [Int: Int] = [:]

  init(prefix: String) {
    self.prefix = prefix
  }

  mutating func use(of index: Int) -> (number: Int, use: Int) {
    uses[index, default: 0] += 1
    if let position = order.firstIndex(of: index) { return (position + 1, uses[index] ?? 1) }
    order.append(index)
    return (order.count, 1)
  }
}

extension [UInt8] {
  /// Appends markup that this room wrote itself.
  mutating func append(text: String) { append(contentsOf: text.utf8) }

  /// Appends foreign text for element content.
  mutating func append(escaped text: String) { appendEscaped(text) }

  /// Appends foreign text for a double-quoted attribute.
  mutating func append(attribute text: String) { appendEscaped(text) }

  private mutating func appendEscaped(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): append(contentsOf: "&quot;".utf8)
      case UInt8(ascii: "'"): append(contentsOf: "&#39;".utf8)
      default: append(byte)
      }
    }
  }
}
