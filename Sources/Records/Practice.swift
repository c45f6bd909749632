// A published exemplar: what one state does, with its evidence.
package import Diagnostics

package struct Practice: Sendable {
  package enum Status: String, Sendable { case draft, published, archived }

  package struct Result: Sendable {
    package let text: String
    package let period: String
    /// The url of one of the practice's sources.
    package let source: String
    package let value: String?
    package let unit: String?
  }

  package struct Rating: Sendable {
    package let source: String
    package let label: String
    package let url: String?
    package let date: String?
  }

  package struct Quote: Sendable {
    package let section: Located<String>
    package let text: Located<String>
  }

  package struct Tip: Sendable {
    package let text: String
    package let source: String?
    /// Whether the source states it; otherwise it is our reading.
    package let isStated: Bool
  }

  package let common: Common
  package let title: String
  package let jurisdiction: String
  package let summary: String
  package let agency: String
  package let topics: [String]
  package let programs: [String]
  /// Element ids.
  package let elements: [String]
  package let basis: String
  package let sources: [Source]
  package let status: Status
  package let compiled: String
  package let reviewed: String?
  package let reviewedBy: String?
  package let nextReview: String?
  package let aliases: [Located<String>]
  package let started: String?
  package let partners: [String]
  package let populations: [String]
  package let sectors: [String]
  package let geography: [String]
  package let programsNamed: [String]
  package let partnersNamed: [String]
  package let populationsNamed: [String]
  package let sectorsNamed: [String]
  package let geographyNamed: [String]
  package let results: [Result]
  package let ratings: [Rating]
  package let evaluator: String?
  package let evaluationKind: String?
  package let quotes: [Quote]
  package let cost: String?
  package let funding: String?
  package let contact: String?
  package let related: [Located<String>]
  package let evidenceNote: String?
  package let tips: [Tip]

  package var id: RecordID { common.id }

  /// The term ids of one vocabulary.
  package func terms(of kind: VocabularyKind) -> [String] {
    switch kind {
    case .topic: topics
    case .program: programs
    case .population: populations
    case .partner: partners
    case .sector: sectors
    case .basis: [basis]
    }
  }

  init(_ fields: CheckedFields, common: Common) {
    self.common = common
    title = fields.text("title") ?? common.id.name
    jurisdiction = fields.text("jurisdiction") ?? ""
    summary = fields.text("summary") ?? ""
    agency = fields.text("agency") ?? ""
    topics = fields.list("topics")
    programs = fields.list("programs")
    elements = fields.list("elements")
    basis = fields.text("basis") ?? ""
    sources = fields.groups("sources").map(Source.init)
    // A wrong status is an error, which publishes nothing; as a draft it would also break every link to the practice.
    status = Status(rawValue: fields.text("status") ?? "") ?? .published
    compiled = fields.text("compiled") ?? ""
    reviewed = fields.text("reviewed")
    reviewedBy = fields.text("reviewed_by")
    nextReview = fields.text("next_review")
    aliases = fields.locatedList("aliases")
    started = fields.text("started")
    partners = fields.list("partners")
    populations = fields.list("populations")
    sectors = fields.list("sectors")
    geography = fields.list("geography")
    programsNamed = fields.list("programs_named")
    partnersNamed = fields.list("partners_named")
    populationsNamed = fields.list("populations_named")
    sectorsNamed = fields.list("sectors_named")
    geographyNamed = fields.list("geography_named")
    results = fields.groups("results").map { result in
      Result(
        text: result.text("text") ?? "", period: result.text("period") ?? "",
        source: result.text("source") ?? "",
        value: result.text("value"), unit: result.text("unit"))
    }
    ratings = fields.groups("ratings").map { rating in
      Rating(
        source: rating.text("source") ?? "", label: rating.text("label") ?? "", url: rating.text("url"),
        date: rating.text("date"))
    }
    evaluator = fields.text("evaluator")
    evaluationKind = fields.text("evaluation_kind")
    quotes = fields.groups("quotes").compactMap { quote in
      guard let section = quote.located("section"), let text = quote.located("text") else { return nil }
      return Quote(section: section, text: text)
    }
    cost = fields.text("cost")
    funding = fields.text("funding")
    contact = fields.text("contact")
    related = fields.locatedList("related")
    evidenceNote = fields.text("evidence_note")
    tips = fields.groups("tips").map { tip in
      Tip(text: tip.text("text") ?? "", source: tip.text("source"), isStated: tip.text("basis") == "stated")
    }
  }
}
