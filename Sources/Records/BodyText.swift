// The text of a record: some of a Markdown file's blocks.
package import Documents

/// A stretch of top-level blocks of one Markdown file. Several sections of a plan share one file.
package struct BodyText: Sendable {
  package let markdown: Markdown
  /// Indices into `markdown.blocks`.
  package let range: Range<Int>
  /// The number of words a reader sees.
  package let wordCount: Int

  package init(markdown: Markdown, range: Range<Int>? = nil) {
    self.markdown = markdown
    self.range = range ?? markdown.blocks.indices
    wordCount = markdown.blocks[self.range].reduce(0) { sum, block in
      var words = 0
      var inside = false
      for byte in block.text.utf8 {
        let isSpace = byte == 0x20
        if !isSpace, !inside { words += 1 }
        inside = !isSpace
      }
      return sum + words
    }
  }

  package var blocks: ArraySlice<Markdown.Block> { markdown.blocks[range] }

  package var isEmpty: Bool { blocks.allSatisfy { $0.text.isEmpty } }

  /// The images in the blocks, in order, as indices into `markdown.images`.
  package var imageIndices: [Int] {
    blocks.flatMap { block in
      block.html.slots.compactMap { slot in
        if case .image(let index) = slot.kind { return index }
        return nil
      }
    }
  }

  /// The references in the blocks and in the footnotes that the blocks use, in order, as indices into `markdown.references`.
  package var referenceIndices: [Int] {
    (blocks.map(\.html) + footnoteIndices.map { markdown.footnotes[$0].html }).flatMap { fragment in
      fragment.slots.compactMap { slot in
        if case .address(let index) = slot.kind { return index }
        return nil
      }
    }
  }

  /// The footnotes that the blocks use, and those that these use, in order of first use.
  package var footnoteIndices: [Int] {
    guard !markdown.footnotes.isEmpty else { return [] }
    var footnotes: [Int] = []
    func collect(_ fragment: Markdown.Fragment) {
      for slot in fragment.slots {
        if case .footnote(let index, _) = slot.kind, !footnotes.contains(index) { footnotes.append(index) }
      }
    }
    for block in blocks { collect(block.html) }
    var next = 0
    while next < footnotes.count {
      collect(markdown.footnotes[footnotes[next]].html)
      next += 1
    }
    return footnotes
  }
}
