// The facts that many layouts share: links, cards, sources, references.
import Layouts

/// A link with a few words beside it.
struct LinkFacts: LayoutFacts {
  var label: String
  var url: String
  var note = ""
  var isCurrent = false

  static let facts: [Fact<LinkFacts>] = [
    .text("label", "The words of the link.") { $0.label },
    .address("url", "Where it leads; empty when it is plain text.") { $0.url },
    .text("note", "A few words beside the link; may be empty.") { $0.note },
    .flag("is_current", "Whether it leads to the page itself.") { $0.isCurrent },
  ]
}

/// A labelled list of links or plain words.
struct LinkGroupFacts: LayoutFacts {
  var label: String
  var links: [LinkFacts]
  /// Words of the source that no vocabulary has.
  var named: [String] = []

  static let facts: [Fact<LinkGroupFacts>] = [
    .text("label", "What the list holds.") { $0.label },
    .list("links", "The links, in order.") { $0.links },
    .text("named", "The source's own words, joined by semicolons; may be empty.") {
      $0.named.joined(separator: "; ")
    },
  ]
}

/// An entry of the list “On this page”.
struct ContentsFacts: LayoutFacts {
  var id: String
  var label: String
  var isNested = false

  static let facts: [Fact<ContentsFacts>] = [
    .text("id", "The id of the heading or section.") { $0.id },
    .text("label", "Its words.") { $0.label },
    .flag("is_nested", "Whether it belongs below the entry before it.") { $0.isNested },
  ]
}

/// A practice in a list.
struct PracticeCardFacts: LayoutFacts {
  var title: String
  var url: String
  var jurisdiction: String
  var jurisdictionURL: String
  var summary: String
  var basis: String
  var basisID: String

  static let facts: [Fact<PracticeCardFacts>] = [
    .text("title", "The practice's title.") { $0.title },
    .address("url", "Its page.") { $0.url },
    .text("jurisdiction", "The jurisdiction's name.") { $0.jurisdiction },
    .address("jurisdiction_url", "The jurisdiction's page.") { $0.jurisdictionURL },
    .text("summary", "What, for whom, with what result.") { $0.summary },
    .text("basis", "How much is known: the label of its basis.") { $0.basis },
    .text("basis_id", "The id of its basis, for styling.") { $0.basisID },
  ]
}

/// A guidance record in a list.
struct GuidanceCardFacts: LayoutFacts {
  var title: String
  var url: String
  var publisher: String
  var date: String
  var number: String
  var status: String
  var summary: String

  static let facts: [Fact<GuidanceCardFacts>] = [
    .text("title", "The document's title.") { $0.title },
    .address("url", "Its page on this site.") { $0.url },
    .text("publisher", "Who issued it.") { $0.publisher },
    .text("date", "When it was issued; may be empty.") { $0.date },
    .text("number", "Its official number; may be empty.") { $0.number },
    .text("status", "“superseded” or empty.") { $0.status },
    .text("summary", "What it says.") { $0.summary },
  ]
}

/// A numbered source.
struct SourceFacts: LayoutFacts {
  var number: Int
  var title: String
  var publisher: String
  var url: String
  var accessed: String
  var note: String

  static let facts: [Fact<SourceFacts>] = [
    .text("number", "Its number on the page, from 1.") { String($0.number) },
    .text("title", "The title.") { $0.title },
    .text("publisher", "Who published it.") { $0.publisher },
    .address("url", "Where it stands; empty when it must not be linked.") { $0.url },
    .text("accessed", "The day on which it was read, written out.") { $0.accessed },
    .text("note", "What a reader must know of it; may be empty.") { $0.note },
  ]
}

/// A record that refers to the page's record.
struct ReferenceFacts: LayoutFacts {
  var label: String
  var url: String
  var sentence: String

  static let facts: [Fact<ReferenceFacts>] = [
    .text("label", "The title of the other record.") { $0.label },
    .address("url", "Its page.") { $0.url },
    .text("sentence", "The sentence around the link; may be empty.") { $0.sentence },
  ]
}

/// References of one kind of record.
struct ReferenceGroupFacts: LayoutFacts {
  var kind: String
  var references: [ReferenceFacts]

  static let facts: [Fact<ReferenceGroupFacts>] = [
    .text("kind", "The kind of record, in the plural.") { $0.kind },
    .list("references", "The references.") { $0.references },
  ]
}
