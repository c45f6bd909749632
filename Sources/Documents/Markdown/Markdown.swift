// The face of Markdown: what a parsed body is for the rooms that read it.
package import Diagnostics

/// A Markdown body, parsed: top-level blocks with their HTML, and what other rooms must know of their inside.
///
/// HTML is finished except for *slots*: places where only a page can say what stands there (the address of a reference,
/// a heading's level and id, a footnote's number). A body knows nothing of other files.
package struct Markdown: Sendable {
  /// The top-level blocks, in order. Footnote definitions are not among them.
  package var blocks: [Block]
  /// Every heading, also those inside block quotes and lists, in order; slots and blocks point here.
  package var headings: [Heading]
  /// Every link whose destination is not a plain web address: references by scheme and relative `.md` links, in order.
  package var references: [Reference]
  /// Footnote definitions that are used at least once, in order of first use in the file.
  package var footnotes: [Footnote]
  /// Every image of the site's own assets, in order.
  package var images: [Image]

  package init(
    blocks: [Block] = [], headings: [Heading] = [], references: [Reference] = [], footnotes: [Footnote] = [],
    images: [Image] = []
  ) {
    self.blocks = blocks
    self.headings = headings
    self.references = references
    self.footnotes = footnotes
    self.images = images
  }

  /// One top-level block.
  package struct Block: Sendable {
    package enum Kind: Sendable, Hashable {
      /// A heading; the value is its index in ``Markdown/headings``.
      case heading(Int)
      case paragraph, list, table, quote, callout, code, rule
      /// Raw HTML, shown as text.
      case html
    }

    package var kind: Kind
    /// The 1-based line of the file on which the block starts.
    package var line: Int
    package var html: Fragment
    /// The words a reader sees, white space folded to single spaces; empty for headings' markup and rules.
    package var text: String
    /// `p-` and the first 8 hex digits of the SHA-256 of ``text`` in UTF-8; nil for headings and rules.
    /// Twins on one page are told apart by the page (`-2`), because only it knows what it shows.
    package var passage: String?

    package init(kind: Kind, line: Int, html: Fragment, text: String, passage: String?) {
      self.kind = kind
      self.line = line
      self.html = html
      self.text = text
      self.passage = passage
    }
  }

  /// HTML bytes with slots, ordered by offset.
  package struct Fragment: Sendable {
    package var bytes: [UInt8]
    package var slots: [Slot]

    package init(bytes: [UInt8] = [], slots: [Slot] = []) {
      self.bytes = bytes
      self.slots = slots
    }
  }

  /// A place in a fragment that the page fills.
  package struct Slot: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
      /// Inside `href="…"`: the address of ``Markdown/references``[index], to be attribute-escaped by who fills it.
      case address(Int)
      /// Between `<a …>` and `</a>` of a reference without text: the target's title, to be text-escaped by who fills it.
      case title(Int)
      /// The whole opening tag of ``Markdown/headings``[index]: `<h3 id="…">`.
      case headingStart(Int)
      /// The whole closing tag of a heading.
      case headingEnd(Int)
      /// The whole mark of a use of ``Markdown/footnotes``[index] (`<sup>…</sup>`); `use` counts from 1.
      case footnote(Int, use: Int)
      /// Inside `src="…"` of ``Markdown/images``[index].
      case image(Int)
    }

    /// The byte offset in ``Fragment/bytes`` before which the slot stands.
    package var offset: Int
    package var kind: Kind

    package init(offset: Int, kind: Kind) {
      self.offset = offset
      self.kind = kind
    }
  }

  package struct Heading: Sendable {
    /// 1 to 6, as written.
    package var level: Int
    /// The words a reader sees, without a `{#id}` suffix.
    package var text: String
    /// The ids of `{#II.b.1 II.b.2}` as written, in order; empty when there is none.
    package var ids: [Located<String>]
    /// Where the heading's text starts, behind `##` and spaces.
    package var place: Place
    /// False inside a quote, list or callout; such a heading never starts a section.
    package var isTopLevel: Bool

    package init(level: Int, text: String, ids: [Located<String>], place: Place, isTopLevel: Bool) {
      self.level = level
      self.text = text
      self.ids = ids
      self.place = place
      self.isTopLevel = isTopLevel
    }
  }

  /// A link that leads to another record of the site, not yet resolved.
  package struct Reference: Sendable {
    /// The destination as CommonMark reads it (entities and escapes undone): `practice:co-careerwise`, `../x.md#y`.
    package var destination: String
    /// The words of the link; empty when the target's title is to be shown.
    package var text: String
    /// Where the destination stands in the file, its length included.
    package var place: Place
    /// The sentence around the link, as plain text, at most about 300 bytes, cut at a word with an ellipsis.
    package var sentence: String
    /// The index of the top-level block that holds it in ``Markdown/blocks``; nil inside a footnote.
    package var block: Int?

    package init(destination: String, text: String, place: Place, sentence: String, block: Int?) {
      self.destination = destination
      self.text = text
      self.place = place
      self.sentence = sentence
      self.block = block
    }
  }

  package struct Image: Sendable {
    /// The path as written, for instance `assets/map.png`.
    package var source: Located<String>
    package var alternative: String

    package init(source: Located<String>, alternative: String) {
      self.source = source
      self.alternative = alternative
    }
  }

  package struct Footnote: Sendable {
    package var label: Located<String>
    /// The number of uses in the file; at least 1.
    package var uses: Int
    /// The definition's blocks; the page adds the links back.
    package var html: Fragment
    package var text: String

    package init(label: Located<String>, uses: Int, html: Fragment, text: String) {
      self.label = label
      self.uses = uses
      self.html = html
      self.text = text
    }
  }
}
