// Who else does this, as pages and data files show it: the nearest sections and practices with their reasons.
import Layouts
import Links
import Records

/// A section or practice of another jurisdiction with the reasons why it is shown.
struct SimilarRecordFacts: LayoutFacts {
  let label: String
  let url: String
  let title: String
  let isPinned: Bool
  let isSummary: Bool
  let words: String
  let labels: String
  let sharedWords: Int
  let elements: String

  static let facts: [Fact<SimilarRecordFacts>] = [
    .text("label", "The jurisdiction; for a section with cycle and code.") { $0.label },
    .address("url", "Its page.") { $0.url },
    .text("title", "The element's title, or the practice's.") { $0.title },
    .flag("is_pinned", "Whether the editors chose it.") { $0.isPinned },
    .flag("is_summary", "Whether its words are the editor's, not the plan's.") { $0.isSummary },
    .text(
      "words", "Words that stand in both and in few other texts, in quotation marks; may be empty."
    ) {
      $0.words
    },
    .text(
      "labels", "Vocabulary terms that both name or are filed under, rarest first; may be empty."
    ) {
      $0.labels
    },
    .text(
      "shared_words",
      "How much of the page's text stands in the other one too: “31%”; may be empty."
    ) {
      $0.sharedWords == 0 ? "" : "\($0.sharedWords)%"
    },
    .text("elements", "The codes of the elements that both answer or exemplify; may be empty.") {
      $0.elements
    },
  ]
}

/// What other jurisdictions do and write that is most like the page's record.
struct SimilarFacts: LayoutFacts {
  let sections: [SimilarRecordFacts]
  let practices: [SimilarRecordFacts]

  static let facts: [Fact<SimilarFacts>] = [
    .list("sections", "The nearest plan sections of other jurisdictions, what editors chose first.") {
      $0.sections
    },
    .list("practices", "The nearest practices of other jurisdictions, what editors chose first.") {
      $0.practices
    },
  ]
}

extension SiteModel {
  /// The records most like a section or practice; nil when there are none.
  func similarFacts(_ id: RecordID) -> SimilarFacts? {
    let similar = graph.similar(to: id)
    guard !similar.sections.isEmpty || !similar.practices.isEmpty else { return nil }
    return SimilarFacts(
      sections: similar.sections.compactMap(similarSection),
      practices: similar.practices.compactMap(similarPractice))
  }

  private func similarSection(_ similar: SimilarRecord) -> SimilarRecordFacts? {
    guard let position = graph.sectionPosition(of: similar.id) else { return nil }
    let plan = library.plans[position.plan]
    let row = sectionRow(plan.sections[position.section], plan)
    return similarRow(
      similar,
      label: "\(jurisdictionName(plan.jurisdiction)), \(cycleName(plan.cycle)): \(row.code)",
      title: row.title)
  }

  private func similarPractice(_ similar: SimilarRecord) -> SimilarRecordFacts? {
    guard let jurisdiction = graph.jurisdiction(of: similar.id) else { return nil }
    return similarRow(
      similar, label: jurisdictionName(jurisdiction), title: title(similar.id))
  }

  private func similarRow(_ similar: SimilarRecord, label: String, title: String)
    -> SimilarRecordFacts
  {
    SimilarRecordFacts(
      label: label, url: routes.url(of: similar.id), title: title, isPinned: similar.isPinned,
      isSummary: similar.isSummary, words: similar.terms.map { "“\($0)”" }.joined(separator: ", "),
      labels: similar.labels.map(self.title).joined(separator: ", "),
      sharedWords: similar.sharedWords,
      elements: similar.elements.map { library.outline?[$0]?.code ?? $0 }.joined(separator: ", "))
  }

  /// Every pair that a page shows.
  var similarTable: DataTable {
    let sources = library.plans.flatMap { $0.sections.map(\.id) } + library.practices.map(\.id)
    return DataTable(
      name: "similar", title: "Who else does this",
      columns: [
        .init(
          name: "source", meaning: "The record on whose page the other one stands, as kind:id."),
        .init(
          name: "target", meaning: "The section or practice of another jurisdiction, as kind:id."),
        .init(
          name: "rank",
          meaning: "Its place in the list of its kind, from 1; pinned ones come first."),
        .init(
          name: "score",
          meaning: "How near the texts are, from 0 to 1; 0 for one that only editors chose."),
        .init(name: "pinned", meaning: "Whether the editors chose it."),
        .init(
          name: "text_kind",
          meaning: "summary where the target's words are the editor's; else full."),
        .init(
          name: "words", meaning: "Words that stand in both and in few others, most telling first."),
        .init(
          name: "terms", meaning: "Vocabulary terms that both name or are filed under, as kind:id."),
        .init(
          name: "shared_words",
          meaning:
            "Of a hundred different words of the source, how many stand in the target; everyday words aside."
        ),
        .init(name: "elements", meaning: "Codes of the elements that both answer or exemplify."),
      ],
      rows: sources.flatMap(similarRows))
  }

  private func similarRows(of source: RecordID) -> [[DataValue]] {
    let similar = graph.similar(to: source)
    var rows: [[DataValue]] = []
    for list in [similar.sections, similar.practices] {
      for (position, target) in list.enumerated() {
        let codes = target.elements.map { library.outline?[$0]?.code ?? $0 }
        let row: [DataValue] = [
          .text(source.description), .text(target.id.description), .count(position + 1),
          .number(decimal(target.score)), .flag(target.isPinned),
          .text(target.isSummary ? "summary" : "full"), .texts(target.terms),
          .texts(target.labels.map(\.description)), .count(target.sharedWords), .texts(codes),
        ]
        rows.append(row)
      }
    }
    return rows
  }

  /// A number from 0 to 1 with three digits.
  private func decimal(_ number: Double) -> String {
    let thousandths = min(1000, Int((number * 1000).rounded()))
    return thousandths == 1000 ? "1" : "0." + String(String(thousandths + 1000).dropFirst())
  }
}
