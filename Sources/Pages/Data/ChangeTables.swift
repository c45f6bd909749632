// Changes and responses as data: a plan's two tables, and all changes of the site.
import Links
import Records

extension SiteModel {
  private func sectionURL(_ position: RecordIndex.SectionPosition?) -> DataValue {
    position.map { .text(routes.absolute(Routes.address(of: section($0).id))) } ?? .none
  }

  private func figures(_ change: ElementChange?, in plan: Int) -> [DataValue] {
    guard let change else { return [.none, .none, .none] }
    if let figures = graph.changes[plan]?.comparison(of: change)?.figures {
      return [
        .count(figures.oldWords), .count(figures.newWords), figures.keptPercent.map { .count($0) } ?? .none,
      ]
    }
    func words(_ sections: [RecordIndex.SectionPosition]) -> Int {
      sections.reduce(0) { $0 + graph.texts[$1].ownWordCount }
    }
    return [.count(words(change.old)), .count(words(change.new)), change.old.isEmpty ? .none : .count(0)]
  }

  private static let figureColumns: [DataTable.Column] = [
    .init(
      name: "old_words",
      meaning: "Words of the older text, without the requirement’s own; 0 without an answer."),
    .init(name: "new_words", meaning: "Words of the newer text, counted the same way."),
    .init(
      name: "kept_percent",
      meaning:
        "How many percent of the old words stand in the newer text in runs of three or more, rounded down; empty without an older answer."
    ),
  ]

  /// A plan's response table as a file beside it.
  func responseTable(_ position: Int) -> DataTable {
    DataTable(
      name: "response-table", title: "Response table",
      columns: [
        .init(name: "element", meaning: "The element’s code."), .init(name: "title", meaning: "Its title."),
        .init(
          name: "response",
          meaning:
            "answered, earlier (a modification leaves the older answer), by reference, not applicable, not found or not yet coded."
        ),
        .init(name: "section_url", meaning: "The section that answers."),
        .init(name: "section", meaning: "The state’s own heading of it; may be empty."),
        .init(name: "where", meaning: "The document that an answer by reference names."),
      ],
      rows: graph.responses(of: position).map { element, coverage in
        let place: String? = if case .byReference(let place) = coverage { place } else { nil }
        return [
          .text(element.code), .text(element.title), .text(coverage.word), sectionURL(coverage.section),
          .optional(coverage.section.map { section($0).heading }), .optional(place),
        ]
      })
  }

  /// A plan's modification table as a file beside it.
  func modificationTable(_ position: Int) -> DataTable {
    DataTable(
      name: "modification-table", title: "Modification table",
      columns: [
        .init(name: "element", meaning: "The element’s code."), .init(name: "title", meaning: "Its title."),
        .init(name: "changed", meaning: "yes or no."),
        .init(
          name: "verdict", meaning: "What became of the answer; empty where there is nothing to compare."),
        .init(name: "summary", meaning: "The reason in figures, and the longest change of words."),
      ] + Self.figureColumns,
      rows: zip(graph.modifications(of: position), modificationRows(position)).map { entry, row in
        [
          .text(entry.element.code), .text(entry.element.title), .text(row.isChanged ? "yes" : "no"),
          .text(entry.change?.verdict.rawValue ?? ""), .text(row.summary),
        ] + figures(entry.change, in: position)
      })
  }

  /// Every change of every plan.
  var changesTable: DataTable {
    DataTable(
      name: "changes-between-cycles", title: "Changes between cycles",
      columns: [
        .init(name: "jurisdiction", meaning: "The jurisdiction’s code."),
        .init(name: "from_cycle", meaning: "The cycle of the older plan; -mod marks a modification."),
        .init(name: "to_cycle", meaning: "The cycle of the newer plan."),
        .init(name: "element", meaning: "The element’s code in the current edition."),
        .init(
          name: "verdict",
          meaning:
            "new, expanded, reworded, unchanged, narrowed, dropped; not applicable or by reference where the newer plan sets the element aside."
        ),
      ] + Self.figureColumns + [
        .init(name: "together_with", meaning: "Codes of other elements that the same texts answer."),
        .init(name: "former_codes", meaning: "Codes in the older plan’s edition, where it stood elsewhere."),
      ],
      rows: library.plans.indices.flatMap { position -> [[DataValue]] in
        guard let changes = graph.changes[position] else { return [] }
        let plan = library.plans[position]
        return changes.changes.map { change in
          let others = changes.comparison(of: change)?.elements.filter { $0 != change.element } ?? []
          return [
            .text(plan.jurisdiction),
            .text(library.plans[change.old.first?.plan ?? changes.bases[0]].cycle), .text(plan.cycle),
            .text(library.code(of: change.element, in: library.site.currentOutline)),
            .text(change.verdict.rawValue),
          ] + figures(change, in: position) + [
            .texts(others.map { library.code(of: $0, in: library.site.currentOutline) }),
            .texts(change.formerCodes),
          ]
        }
      })
  }
}
