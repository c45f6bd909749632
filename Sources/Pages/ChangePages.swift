// Changes between cycles: a plan's modification table, and the changed words of each section.
import Layouts
import Links
import Records

/// One element's change in a table or list.
struct ChangeRowFacts: LayoutFacts {
  let element: LinkFacts
  let isChanged: Bool
  let verdict: String
  let verdictID: String
  let url: String
  let summary: String

  static let facts: [Fact<ChangeRowFacts>] = [
    .part("element", "The element: its code as label, its title as note.") { $0.element },
    .flag("is_changed", "Whether the plan changes the answer.") { $0.isChanged },
    .text("verdict", "Expanded, Unchanged and so on; empty where there is nothing to compare.") {
      $0.verdict
    },
    .text("verdict_id", "The verdict as a word for styling; may be empty.") { $0.verdictID },
    .address("url", "The changed words, or else the section in question; may be empty.") { $0.url },
    .text("summary", "The reason in figures, with the longest change of words.") { $0.summary },
  ]
}

/// How often a verdict is given, and what it means.
struct VerdictFacts: LayoutFacts {
  let verdict: Verdict
  let links: [LinkFacts]

  static let facts: [Fact<VerdictFacts>] = [
    .text("label", "The verdict: Expanded, Reworded and so on.") { $0.verdict.label },
    .text("meaning", "When it is given.") { $0.verdict.meaning },
    .text("count", "How often.") { String($0.links.count) },
    .list("links", "Where: elements or jurisdictions, each with its reason as note.") { $0.links },
  ]
}

struct PlanChangesFacts: LayoutFacts {
  let model: SiteModel
  let position: Int
  let changes: PlanChanges

  private var plan: Plan { model.library.plans[position] }

  static let facts: [Fact<PlanChangesFacts>] = [
    .part("plan", "The plan.") { $0.model.link($0.plan.id) },
    .list("bases", "The plans it is compared with, newest first.") { page in
      page.changes.bases.map { page.model.link(page.model.library.plans[$0].id) }
    },
    .flag("is_modification", "Whether the plan is a modification, which holds only what changed.") {
      $0.plan.modifies != nil
    },
    .list("verdicts", "The verdicts that occur, each with its elements.") { $0.verdicts },
    .list("rows", "The elements that ask for text, and any other that changed, in the order of the outline.")
    {
      page in
      page.model.modificationRows(page.position)
    },
    .address("csv", "The table as CSV.") {
      $0.model.routes.url(Routes.address(of: $0.plan.id) + "modification-table.csv")
    },
  ]

  private var verdicts: [VerdictFacts] {
    Verdict.allCases.compactMap { verdict in
      let elements = changes.changes.filter { $0.verdict == verdict }
      return elements.isEmpty
        ? nil : VerdictFacts(verdict: verdict, links: elements.map { model.elementLink($0.element) })
    }
  }
}

struct SectionChangesFacts: LayoutFacts {
  let model: SiteModel
  let position: Int
  let comparison: TextComparison
  let diff: [UInt8]
  let requirementWords: Int

  static let facts: [Fact<SectionChangesFacts>] = [
    .text("verdict", "The verdict: Expanded, Reworded or Narrowed.") { $0.comparison.verdict.label },
    .text("meaning", "When it is given.") { $0.comparison.verdict.meaning },
    .list("reasons", "The elements answered, each with its reason as note.") { page in
      page.comparison.elements.compactMap { element in
        page.model.graph.changes[page.position]?[element].map { change in
          page.model.link(
            RecordID(.element, element), note: page.model.graph.reason(of: change, in: page.position))
        }
      }
    },
    .list("new", "The sections of the plan.") { $0.links($0.comparison.new) },
    .list("old", "The sections of the plan before.") { $0.links($0.comparison.old) },
    .html("diff", "The text with the changed words marked.") { $0.diff },
    .text("requirement", "How many words of the requirement's own are left out, in words; may be empty.") {
      $0.requirementWords == 0 ? "" : counted($0.requirementWords, "word")
    },
    .part("table", "The plan's page of changes.") { page in
      let plan = page.model.library.plans[page.position]
      return page.model.link("All changes of the \(planName(plan.cycle))", changesAddress(of: plan))
    },
  ]

  private func links(_ sections: [RecordIndex.SectionPosition]) -> [LinkFacts] {
    sections.map { model.link(model.library.plans[$0.plan].sections[$0.section].id) }
  }
}

func changesAddress(of plan: Plan) -> String { Routes.address(of: plan.id) + "changes/" }

extension SiteModel {
  func section(_ position: RecordIndex.SectionPosition) -> Section {
    library.plans[position.plan].sections[position.section]
  }

  /// Where the changed words of a comparison stand: below its first section.
  func diffAddress(of comparison: TextComparison) -> String? {
    guard comparison.verdict.hasDiff, let first = comparison.new.first else { return nil }
    return Routes.address(of: section(first).id) + "changes/"
  }

  /// The best page for a change: the changed words, else the section that is there.
  func changeURL(_ change: ElementChange, in plan: Int) -> String {
    if let comparison = graph.changes[plan]?.comparison(of: change), let address = diffAddress(of: comparison)
    {
      return routes.url(address)
    }
    return (change.new.first ?? change.old.first).map { routes.url(of: section($0).id) } ?? ""
  }

  func modificationRows(_ position: Int) -> [ChangeRowFacts] {
    let plan = library.plans[position]
    return graph.modifications(of: position).map { element, change in
      let link = LinkFacts(
        label: element.code, url: routes.url(of: RecordID(.element, element.id)), note: element.title)
      guard let change else {
        let silence = plan.modifies == nil ? "no answer in either plan" : "not in the modification"
        let isRepeated = graph.changes[position]?.repeated.contains(element.id) == true
        return ChangeRowFacts(
          element: link, isChanged: false, verdict: "", verdictID: "", url: "",
          summary: isRepeated
            ? "only the requirement’s own words in one plan, no answer in the other" : silence)
      }
      return ChangeRowFacts(
        element: link, isChanged: change.verdict != .unchanged, verdict: change.verdict.label,
        verdictID: change.verdict.rawValue.split(separator: " ").joined(separator: "-"),
        url: changeURL(change, in: position), summary: changeSummary(change, in: position))
    }
  }

  /// The reason, and the longest change of words behind it.
  private func changeSummary(_ change: ElementChange, in position: Int) -> String {
    let reason = graph.reason(of: change, in: position)
    let main = graph.mainChange(change, in: position)
    return main.isEmpty ? reason : "\(reason). \(main)"
  }

  /// What became of a section's elements, for its page: the verdict as label, the reason as note.
  func changeNotes(_ position: RecordIndex.SectionPosition) -> [LinkFacts] {
    guard let bases = graph.changes[position.plan]?.bases else { return [] }
    let changes = graph.changes(of: position)
    return changes.map { change in
      let since = cycleName(library.plans[change.old.first?.plan ?? bases[0]].cycle)
      let comparison = graph.changes[position.plan]?.comparison(of: change)
      let code = changes.count > 1 ? library.code(of: change.element, in: library.site.currentOutline) : ""
      return LinkFacts(
        label: "\(code.isEmpty ? "" : code + ": ")\(change.verdict.label) since \(since)",
        url: comparison.flatMap(diffAddress).map { routes.url($0) } ?? "",
        note: graph.reason(of: change, in: position.plan))
    }
  }

  /// What became of an element in each jurisdiction, by verdict, with the unchanged last.
  func verdicts(of element: String) -> [VerdictFacts] {
    var links: [Verdict: [LinkFacts]] = [:]
    for jurisdiction in library.jurisdictions {
      guard let (plan, change) = graph.newestChange(of: element, in: jurisdiction.code) else { continue }
      links[change.verdict, default: []].append(
        LinkFacts(
          label: jurisdiction.name, url: changeURL(change, in: plan),
          note: "\(cycleName(library.plans[plan].cycle)): \(graph.reason(of: change, in: plan))"))
    }
    return Verdict.allCases.compactMap { verdict in
      links[verdict].map { VerdictFacts(verdict: verdict, links: $0) }
    }
  }

  func planChangesPage(_ position: Int, _ changes: PlanChanges) -> (PageMeta, PlanChangesFacts) {
    let plan = library.plans[position]
    let before = planName(library.plans[changes.bases[0]].cycle)
    return (
      PageMeta(
        title: "\(title(plan.id)): changes since the \(before)",
        description: "What changed from the \(before) to the \(planName(plan.cycle)), element by element.",
        kind: "Modification table", breadcrumbs: planBreadcrumbs(plan),
        contents: [
          ContentsFacts(id: "counts", label: "Verdicts"), ContentsFacts(id: "table", label: "Table"),
        ]),
      PlanChangesFacts(model: self, position: position, changes: changes)
    )
  }

  func sectionChangesPage(_ position: Int, _ comparison: TextComparison) -> (PageMeta, SectionChangesFacts) {
    let plan = library.plans[position]
    let codes = comparison.elements.map { library.code(of: $0, in: library.site.currentOutline) }
    let before = comparison.old.first.map { planName(library.plans[$0.plan].cycle) } ?? ""
    let (diff, requirementWords) = graph.diff(of: comparison)
    let name = codes.joined(separator: ", ")
    return (
      PageMeta(
        title: "\(name), \(jurisdictionName(plan.jurisdiction)): changes since the \(before)",
        description:
          "The answer to \(name) in the \(planName(plan.cycle)) beside the \(before), with the changed words marked.",
        kind: "Changed words",
        breadcrumbs: planBreadcrumbs(plan) + [link("Changes", changesAddress(of: plan))],
        language: plan.common.language, isCopy: true),
      SectionChangesFacts(
        model: self, position: position, comparison: comparison, diff: diff.html(),
        requirementWords: requirementWords)
    )
  }

  /// The page of a plan's changes, with the counts of verdicts as note; nil where nothing can be compared.
  func changesLink(of plan: Plan) -> LinkFacts? {
    guard let position = library.plans.firstIndex(where: { $0.id == plan.id }),
      let changes = graph.changes[position]
    else { return nil }
    let counts = Verdict.allCases.compactMap { verdict in
      let count = changes.changes.count { $0.verdict == verdict }
      return count == 0 ? nil : "\(count) \(verdict.rawValue)"
    }
    return link(
      "Changes since the \(planName(library.plans[changes.bases[0]].cycle))", changesAddress(of: plan),
      note: counts.joined(separator: ", "))
  }

  /// Whether the jurisdiction has an older plan on this site.
  func hasOlderPlan(_ plan: Plan) -> Bool {
    (index.plansByJurisdiction[plan.jurisdiction] ?? []).contains {
      RecordIndex.isNewer(plan.cycle, than: library.plans[$0].cycle)
    }
  }

  func planBreadcrumbs(_ plan: Plan) -> [LinkFacts] {
    [
      link("Jurisdictions", "/jurisdictions/"), link(RecordID(.jurisdiction, plan.jurisdiction)),
      LinkFacts(label: planName(plan.cycle), url: routes.url(of: plan.id)),
    ]
  }
}
