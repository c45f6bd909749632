// What each record's page can be found by and limited to in search: the filters that Pagefind reads from the page.
import Layouts
import Links
import Records

/// How a page stands in the search index; pages without one are left out.
struct SearchEntry: Sendable {
  /// The values of each filter, sorted, without repeats; the kind first.
  let filters: [SearchFilterFacts]
}

/// One value of one filter of a page.
struct SearchFilterFacts: LayoutFacts, Hashable {
  let name: String
  let value: String

  static let facts: [Fact<SearchFilterFacts>] = [
    .text("name", "The filter: kind, jurisdiction, element, topic, program or basis.") { $0.name },
    .text("value", "The value's id.") { $0.value },
  ]
}

extension SiteModel {
  /// The kinds that search can be limited to, in the order of the search page.
  static let searchKinds: [(id: String, label: String)] = [
    ("element", "Plan elements"), ("section", "Plan sections"), ("plan", "Plans"), ("practice", "Practices"),
    ("guidance", "Guidance"), ("jurisdiction", "Jurisdictions"), ("term", "Topics, programs and other terms"),
    ("page", "Pages about this site"),
  ]

  func searchEntry(_ element: PlanElement) -> SearchEntry {
    searchEntry("element", elements: [element.id], programs: element.programs)
  }

  func searchEntry(_ jurisdiction: Jurisdiction) -> SearchEntry {
    searchEntry("jurisdiction", jurisdiction: jurisdiction.code)
  }

  func searchEntry(_ plan: Plan) -> SearchEntry {
    searchEntry("plan", jurisdiction: plan.jurisdiction, programs: plan.programs)
  }

  func searchEntry(_ section: Section, of plan: Plan) -> SearchEntry {
    let elements = graph.crosswalk.currentElements(of: section, in: plan)
    return searchEntry(
      "section", jurisdiction: plan.jurisdiction, elements: elements,
      programs: elements.flatMap { library.outline?[$0]?.programs ?? [] })
  }

  func searchEntry(_ practice: Practice) -> SearchEntry {
    searchEntry(
      "practice", jurisdiction: practice.jurisdiction, elements: practice.elements, topics: practice.topics,
      programs: practice.programs, basis: practice.basis)
  }

  func searchEntry(_ guidance: Guidance) -> SearchEntry {
    searchEntry(
      "guidance", elements: guidance.elements, topics: guidance.topics, programs: guidance.programs)
  }

  func searchEntry(_ term: Term) -> SearchEntry {
    searchEntry(
      "term", topics: term.id.kind == .topic ? [term.id.name] : [],
      programs: term.id.kind == .program ? [term.id.name] : [],
      basis: term.id.kind == .basis ? term.id.name : nil)
  }

  func searchEntry(_ page: ContentPage) -> SearchEntry { searchEntry("page") }

  /// Elements and terms count for everything above them, too: who limits to II.c wants II.c.1 as well.
  private func searchEntry(
    _ kind: String, jurisdiction: String? = nil, elements: [String] = [], topics: [String] = [],
    programs: [String] = [], basis: String? = nil
  ) -> SearchEntry {
    var filters: [SearchFilterFacts] = []
    func add(_ name: String, _ values: [String]) {
      filters += Set(values).sorted().map { SearchFilterFacts(name: name, value: $0) }
    }
    func above(_ terms: [String], _ kind: RecordKind) -> [String] {
      terms.flatMap { broaderOrSame(RecordID(kind, $0)).map(\.name) }
    }
    add("kind", [kind])
    add("jurisdiction", jurisdiction.map { [$0] } ?? [])
    add("element", elements.flatMap(elementAndAncestors))
    add("topic", above(topics, .topic))
    add("program", above(programs, .program))
    add("basis", basis.map { [$0] } ?? [])
    return SearchEntry(filters: filters)
  }

  private func elementAndAncestors(_ id: String) -> [String] {
    guard let outline = library.outline else { return [] }
    var chain: [String] = []
    var position = outline.index[id]
    while let current = position {
      chain.append(outline.elements[current].id)
      position = outline.elements[current].parent
    }
    return chain
  }
}
