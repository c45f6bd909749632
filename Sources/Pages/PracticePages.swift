// The page of a practice.
import Diagnostics
import Documents
import Layouts
import Links
import Records

struct PracticePageFacts: LayoutFacts {
  let model: SiteModel
  let practice: Practice
  let body: [UInt8]
  let similar: SimilarFacts?

  static let facts: [Fact<PracticePageFacts>] = [
    .text("summary", "What, for whom, with what result.") { $0.practice.summary },
    .part("jurisdiction", "Whose practice it is.") {
      $0.model.link(RecordID(.jurisdiction, $0.practice.jurisdiction))
    },
    .text("agency", "The office that runs it.") { $0.practice.agency },
    .text("started", "When it began; may be empty.") { $0.practice.started.map(longDate) ?? "" },
    .part("basis", "How much is known, with the definition of the step as its note.") { page in
      let id = RecordID(.basis, page.practice.basis)
      return page.model.link(id, note: page.model.term(id)?.definition ?? "")
    },
    .text("basis_id", "The id of the basis, for styling.") { $0.practice.basis },
    .list("ladder", "Every step of what can be known, from least to most.") { page in
      (page.model.library.vocabularies.first { $0.kind == .basis }?.terms ?? []).map { term in
        LadderStepFacts(
          id: term.id.name, label: term.label, definition: term.definition,
          isCurrent: term.id.name == page.practice.basis)
      }
    },
    .text("compiled", "When the record was made.") { longDate($0.practice.compiled) },
    .text("reviewed", "When a person last checked it; empty when nobody has.") {
      $0.practice.reviewed.map(longDate) ?? ""
    },
    .text("reviewed_by", "Who checked it; may be empty.") { $0.practice.reviewedBy ?? "" },
    .text("next_review", "When it will be checked again; may be empty.") {
      $0.practice.nextReview.map(longDate) ?? ""
    },
    .html("body", "The text.") { $0.body },
    .list("results", "Results, newest first.") { $0.results },
    .list("ratings", "Ratings that others gave, quoted.") { $0.ratings },
    .text("evaluator", "Who studied it; may be empty.") { $0.practice.evaluator ?? "" },
    .text("evaluation_kind", "How it was studied, in words; may be empty.") { $0.evaluationKind },
    .text("evidence_note", "The limits of what is known; may be empty.") { $0.practice.evidenceNote ?? "" },
    .list("tips", "Advice for states that adapt it.") { $0.tips },
    .text("cost", "What it costs; may be empty.") { $0.practice.cost ?? "" },
    .text("funding", "Who pays; may be empty.") { $0.practice.funding ?? "" },
    .text("contact", "An office to ask; may be empty.") { $0.practice.contact ?? "" },
    .list("elements", "The plan elements that it is an example for.") { page in
      page.practice.elements.map { page.model.elementLink($0) }
    },
    .list("groups", "Its terms, by vocabulary, with the source's own words.") { $0.groups },
    .list("quotes", "Words of a plan that show the practice.") { $0.quotes },
    .list("related", "Records that a reader should see next.") { page in
      (page.model.graph.outgoing[page.practice.id] ?? []).filter { $0.kind == .related }
        .map { page.model.link($0.target.id) }
    },
    .part("similar", "What other jurisdictions do and write that is most like it.") { $0.similar },
    .list("references", "Records that refer to this one.") { $0.model.referencesIn($0.practice.id) },
    .part("mentions", "Where plans name it.") { $0.model.mentions(of: $0.practice.id) },
    .list("sources", "The sources, numbered.") { $0.model.sources($0.practice.sources) },
  ]

  private func sourceNumber(_ url: String?) -> Int? {
    url.flatMap { url in practice.sources.firstIndex { $0.url == url } }.map { $0 + 1 }
  }

  private var results: [ResultFacts] {
    practice.results.map { ResultFacts(text: $0.text, period: $0.period, source: sourceNumber($0.source)) }
  }

  private var ratings: [LinkFacts] {
    practice.ratings.map { rating in
      LinkFacts(
        label: "\(rating.source): “\(rating.label)”", url: rating.url ?? "",
        note: rating.date.map(longDate) ?? "")
    }
  }

  private var evaluationKind: String {
    switch practice.evaluationKind {
    case "trial": "a randomized trial"
    case "matched": "a comparison with a matched group"
    case "descriptive": "a descriptive study, without a comparison group"
    case "implementation": "a study of how it was carried out"
    default: ""
    }
  }

  private var tips: [TipFacts] {
    practice.tips.map { TipFacts(text: $0.text, isStated: $0.isStated, source: sourceNumber($0.source)) }
  }

  private var groups: [LinkGroupFacts] {
    [
      model.termGroup("Topics", .topic, practice.topics),
      model.termGroup("Programs", .program, practice.programs, named: practice.programsNamed),
      model.termGroup("People served", .population, practice.populations, named: practice.populationsNamed),
      model.termGroup("Partners", .partner, practice.partners, named: practice.partnersNamed),
      model.termGroup("Sectors", .sector, practice.sectors, named: practice.sectorsNamed),
      practice.geography.isEmpty && practice.geographyNamed.isEmpty
        ? nil
        : LinkGroupFacts(
          label: "Where", links: practice.geography.map { LinkFacts(label: $0, url: "") },
          named: practice.geographyNamed),
    ].compactMap { $0 }
  }

  private var quotes: [QuoteFacts] {
    practice.quotes.enumerated().map { number, quote in
      let id = RecordID(.section, quote.section.value)
      guard let found = model.graph.quotes.found[practice.id]?[number] else {
        return QuoteFacts(label: model.title(id), url: model.routes.url(of: id), text: quote.text.value)
      }
      let body = model.library.plans[found.position.plan].sections[found.position.section].body
      let html = model.bodyHTML(body, of: found.section)
      return QuoteFacts(
        label: model.title(id),
        url: model.routes.url(
          of: found.section, fragment: found.passages.first.flatMap { html.anchors.passages[$0.block] }),
        text: quote.text.value, passage: html.passages(found.passages))
    }
  }
}

/// Words of a plan that show a practice.
struct QuoteFacts: LayoutFacts {
  let label: String
  let url: String
  let text: String
  var passage: [UInt8] = []

  static let facts: [Fact<QuoteFacts>] = [
    .text("label", "The section.") { $0.label },
    .address("url", "The passage that holds the words, or the section where they could not be checked.") {
      $0.url
    },
    .text("sentence", "The words as the practice quotes them.") { $0.text },
    .html("passage", "The passage with the words marked; empty where they could not be checked.") {
      $0.passage
    },
  ]
}

/// A step of the ladder that says how much is known.
struct LadderStepFacts: LayoutFacts {
  let id: String
  let label: String
  let definition: String
  let isCurrent: Bool

  static let facts: [Fact<LadderStepFacts>] = [
    .text("id", "The id of the basis, for styling.") { $0.id },
    .text("label", "The step.") { $0.label },
    .text("definition", "What it says of a practice.") { $0.definition },
    .flag("is_current", "Whether the practice stands on it.") { $0.isCurrent },
  ]
}

struct ResultFacts: LayoutFacts {
  let text: String
  let period: String
  let source: Int?

  static let facts: [Fact<ResultFacts>] = [
    .text("text", "The result.") { $0.text },
    .text("period", "The year or period.") { $0.period },
    .text("source", "The number of its source; may be empty.") { $0.source.map(String.init) ?? "" },
  ]
}

struct TipFacts: LayoutFacts {
  let text: String
  let isStated: Bool
  let source: Int?

  static let facts: [Fact<TipFacts>] = [
    .text("text", "The advice.") { $0.text },
    .flag("is_stated", "Whether the source states it; otherwise it is our reading.") { $0.isStated },
    .text("source", "The number of its source; may be empty.") { $0.source.map(String.init) ?? "" },
  ]
}

extension SiteModel {
  func practiceMeta(_ practice: Practice, contents: [ContentsFacts]) -> PageMeta {
    PageMeta(
      title: practice.title, description: practice.summary,
      kind: practice.status == .published
        ? "Practice" : "Practice (\(practice.status.rawValue), shown in this preview only)",
      breadcrumbs: [link("Practices", "/practices/"), link(RecordID(.jurisdiction, practice.jurisdiction))],
      contents: contents, language: practice.common.language)
  }

  /// A practice's page; the list “On this page” follows the order of the layout.
  func practicePage(_ practice: Practice) -> (PageMeta, PracticePageFacts) {
    let body = bodyHTML(practice.common.body, of: practice.id)
    let facts = PracticePageFacts(
      model: self, practice: practice, body: body.html(), similar: similarFacts(practice.id))
    var contents = [ContentsFacts(id: "at-a-glance", label: "At a glance")]
    contents += body.contents
    if !practice.results.isEmpty {
      contents.append(ContentsFacts(id: "results", label: "Results, figure by figure"))
    }
    contents.append(ContentsFacts(id: "evidence", label: "What is known, and what is not"))
    if !practice.tips.isEmpty { contents.append(ContentsFacts(id: "tips", label: "Tips for adapting it")) }
    if facts.similar != nil { contents.append(ContentsFacts(id: "similar", label: "Who else does this")) }
    contents.append(ContentsFacts(id: "sources", label: "Sources"))
    return (practiceMeta(practice, contents: contents), facts)
  }
}

extension BodyHTML {
  /// The body's headings of the two highest levels for the list “On this page”.
  var contents: [ContentsFacts] {
    let headings = body.markdown.headings
    let indices = body.headingIndices.filter { headings[$0].isTopLevel }
    guard let highest = indices.map({ headings[$0].level }).min() else { return [] }
    return indices.filter { headings[$0].level <= highest + 1 }.map { index in
      ContentsFacts(
        id: anchors.headings[index] ?? "", label: headings[index].text,
        isNested: headings[index].level > highest)
    }
  }
}
