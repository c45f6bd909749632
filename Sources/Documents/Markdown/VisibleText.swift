// Where the words of a block's text stand in its HTML: for links and marks that a page adds to finished text.

/// A text and the HTML that shows it, run by run: stretches without a tag or slot inside.
package struct VisibleText: Sendable {
  package enum Surroundings: Sendable { case text, link, code, heading }

  /// A stretch that no markup interrupts.
  package struct Run: Sendable {
    /// Bytes of the text.
    package let text: Range<Int>
    /// Bytes of the HTML.
    package let html: Range<Int>
    package let surroundings: Surroundings
    /// The paragraph, list item or cell that holds it, counted from 0.
    package let leaf: Int
  }

  private let text: [UInt8]
  private let html: [UInt8]
  private let runs: [Run]

  /// Nil when the HTML does not show exactly the text; then nothing may be put into it.
  package init?(_ block: Markdown.Block) {
    let html = block.html.bytes
    guard block.kind == .table, let caption = Self.caption(in: html) else {
      self.init(block.text, [html[...]], block.html)
      return
    }
    // A caption stands before the rows in HTML, also where the file has it behind them.
    if block.text.hasPrefix(Self.captionLabel) {
      self.init(
        block.text, [html[..<caption.upperBound], html[caption.upperBound...]], block.html, captionIn: 0)
    } else {
      let parts = [html[..<caption.lowerBound], html[caption.upperBound...], html[caption]]
      self.init(block.text, parts, block.html, captionIn: 2)
    }
  }

  package init?(_ footnote: Markdown.Footnote) {
    self.init(footnote.text, [footnote.html.bytes[...]], footnote.html)
  }

  /// The word before a caption, which only the file shows.
  private static let captionLabel = "Table: "

  private init?(
    _ text: String, _ parts: [ArraySlice<UInt8>], _ fragment: Markdown.Fragment,
    captionIn labelled: Int? = nil
  ) {
    self.text = Array(text.utf8)
    html = fragment.bytes
    var walk = Walk(text: self.text, slots: fragment.slots)
    for (position, part) in parts.enumerated() {
      guard walk.read(part, without: position == labelled ? Array(Self.captionLabel.utf8) : []) else {
        return nil
      }
    }
    guard walk.isComplete else { return nil }
    runs = walk.runs
  }

  /// The runs that show a range of the text, cut to it.
  package func runs(in range: Range<Int>) -> [Run] {
    var first = 0
    var last = runs.count
    while first < last {
      let middle = (first + last) / 2
      if runs[middle].text.upperBound <= range.lowerBound { first = middle + 1 } else { last = middle }
    }
    var found: [Run] = []
    for run in runs[first...] {
      guard run.text.lowerBound < range.upperBound else { break }
      let part = run.text.clamped(to: range)
      found.append(
        Run(text: part, html: html(of: part, in: run), surroundings: run.surroundings, leaf: run.leaf))
    }
    return found
  }

  /// The text of the paragraph, item or cell that holds a byte of the text.
  package func leaf(around offset: Int) -> Range<Int> {
    guard let position = runs.firstIndex(where: { $0.text.upperBound > offset }) else {
      return 0..<text.count
    }
    var (first, last) = (position, position)
    while first > 0, runs[first - 1].leaf == runs[position].leaf { first -= 1 }
    while last + 1 < runs.count, runs[last + 1].leaf == runs[position].leaf { last += 1 }
    return runs[first].text.lowerBound..<runs[last].text.upperBound
  }

  private func html(of part: Range<Int>, in run: Run) -> Range<Int> {
    if run.html.count == run.text.count {
      let start = run.html.lowerBound + part.lowerBound - run.text.lowerBound
      return start..<start + part.count
    }
    var position = run.html.lowerBound
    var shown = run.text.lowerBound
    var start = position
    while shown < part.upperBound, position < run.html.upperBound {
      if isWhiteSpace(html[position]) {
        while position < run.html.upperBound, isWhiteSpace(html[position]) { position += 1 }
        shown += 1
        continue
      }
      if shown == part.lowerBound { start = position }
      position += Walk.character(at: position, in: html[...]).length
      shown += 1
    }
    return start..<position
  }

  /// `<caption>…</caption>` of a table; a cell's text has no tag in it.
  private static func caption(in html: [UInt8]) -> Range<Int>? {
    let opening = Array("<caption>".utf8)
    let closing = Array("</caption>".utf8)
    guard let start = html.firstRange(of: opening)?.lowerBound,
      let end = html[start...].firstRange(of: closing)?.upperBound
    else { return nil }
    return start..<end
  }
}

/// The sentence around a stretch of a block's text, within the paragraph, item or cell that holds it.
package func sentence(in text: String, around range: Range<Int>, within leaf: Range<Int>) -> String {
  var text = text
  return text.withUTF8 { bytes in
    let own = UnsafeBufferPointer(rebasing: bytes[leaf.clamped(to: 0..<bytes.count)])
    return sentence(in: own, around: range.lowerBound - leaf.lowerBound, length: range.count)
  }
}

/// Reads HTML that this room wrote beside the text that it shows.
private struct Walk {
  let text: [UInt8]
  let slots: [Markdown.Slot]
  var runs: [VisibleText.Run] = []
  /// The byte of the text that must be shown next.
  private var shown = 0
  private var slot = 0
  private var leaf = 0
  private var links = 0
  private var codes = 0
  private var headings = 0
  /// Where the run under way began.
  private var start: (text: Int, html: Int)?
  private var end = (text: 0, html: 0)

  init(text: [UInt8], slots: [Markdown.Slot]) {
    self.text = text
    self.slots = slots
  }

  var isComplete: Bool { text[shown...].allSatisfy { $0 == 0x20 } }

  /// False when the part shows something else than the text goes on with.
  ///
  /// - Parameter label: words of the text that the HTML leaves out, once.
  mutating func read(_ html: ArraySlice<UInt8>, without label: [UInt8]) -> Bool {
    var label = label
    var position = html.startIndex
    slot = slots.firstIndex { $0.offset >= position } ?? slots.count
    defer { finishRun() }
    while position < html.endIndex {
      while slot < slots.count, slots[slot].offset == position { passSlot() }
      let byte = html[position]
      if byte == UInt8(ascii: "<") {
        finishRun()
        let close = html[position...].firstIndex(of: UInt8(ascii: ">")) ?? html.endIndex - 1
        pass(html[position + 1..<close])
        position = close + 1
        // The slots inside the tag are attributes' values.
        while slot < slots.count, slots[slot].offset < position { slot += 1 }
      } else if isWhiteSpace(byte) {
        position += 1
      } else {
        while shown < text.count, text[shown] == 0x20 { shown += 1 }
        if !label.isEmpty, text[shown...].starts(with: label) {
          shown += label.count
          label = []
        }
        let (character, length) = Self.character(at: position, in: html)
        guard shown < text.count, text[shown] == character else { return false }
        if start == nil { start = (shown, position) }
        shown += 1
        position += length
        end = (shown, position)
      }
    }
    while slot < slots.count, slots[slot].offset == position { passSlot() }
    return true
  }

  /// The byte of text that stands at a position, and how many bytes of HTML write it.
  static func character(at position: Int, in html: ArraySlice<UInt8>) -> (byte: UInt8, length: Int) {
    guard html[position] == UInt8(ascii: "&") else { return (html[position], 1) }
    let rest = html[position...].prefix(6)
    if rest.starts(with: "&amp;".utf8) { return (UInt8(ascii: "&"), 5) }
    if rest.starts(with: "&lt;".utf8) { return (UInt8(ascii: "<"), 4) }
    if rest.starts(with: "&gt;".utf8) { return (UInt8(ascii: ">"), 4) }
    if rest.starts(with: "&quot;".utf8) { return (UInt8(ascii: "\""), 6) }
    return (html[position], 1)
  }

  private mutating func passSlot() {
    finishRun()
    switch slots[slot].kind {
    case .headingStart:
      headings += 1
      leaf += 1
    case .headingEnd:
      headings -= 1
      leaf += 1
    case .address, .title, .footnote, .image: break
    }
    slot += 1
  }

  /// Reads the inside of a tag.
  private mutating func pass(_ tag: ArraySlice<UInt8>) {
    let isEnd = tag.first == UInt8(ascii: "/")
    let name = tag.dropFirst(isEnd ? 1 : 0).prefix { !isWhiteSpace($0) && $0 != UInt8(ascii: "/") }
    func isNamed(_ word: StaticString) -> Bool {
      name.elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }
    if isNamed("a") {
      links += isEnd ? -1 : 1
    } else if isNamed("code") {
      codes += isEnd ? -1 : 1
    } else if !(isNamed("em") || isNamed("strong") || isNamed("del") || isNamed("img") || isNamed("br")) {
      leaf += 1
    }
  }

  private mutating func finishRun() {
    guard let start else { return }
    let surroundings: VisibleText.Surroundings =
      headings > 0 ? .heading : codes > 0 ? .code : links > 0 ? .link : .text
    runs.append(
      VisibleText.Run(
        text: start.text..<end.text, html: start.html..<end.html, surroundings: surroundings, leaf: leaf))
    self.start = nil
  }
}
