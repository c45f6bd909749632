// The list of all practices, and what it can be filtered by: each facet's options, and each practice's terms.
import Diagnostics
import Layouts
import Links
import Records

struct PracticesPageFacts: LayoutFacts {
  let model: SiteModel
  let facets: [FacetFacts]

  init(model: SiteModel) {
    self.model = model
    facets = model.facets()
  }

  static let facts: [Fact<PracticesPageFacts>] = [
    .text("count", "How many practices there are.") { counted($0.model.library.practices.count, "practice") },
    .part("map", "The map of practices.") { page in
      page.model.tileMap(counting: Array(page.model.library.practices.indices))
    },
    .list("groups", "All practices, by jurisdiction.") { $0.groups },
    .address("list", "The practices' summaries and options, as JSON for the script that filters.") { page in
      page.model.routes.url(SiteModel.practiceListAddress)
    },
    .list("facets", "What the list can be filtered by; each option is a link to its own page.") { $0.facets },
  ]

  /// Practices by jurisdiction, in each the best known first.
  private var groups: [PracticeGroupFacts] {
    model.library.jurisdictions.compactMap { jurisdiction in
      let practices = model.ordered(model.index.practicesByJurisdiction[jurisdiction.code] ?? [])
      return practices.isEmpty
        ? nil
        : PracticeGroupFacts(
          id: jurisdiction.code, label: jurisdiction.name, practices: practices.map(model.card))
    }
  }
}

/// The practices of one jurisdiction in the list of all.
struct PracticeGroupFacts: LayoutFacts {
  let id: String
  let label: String
  let practices: [PracticeCardFacts]

  static let facts: [Fact<PracticeGroupFacts>] = [
    .text("id", "The id of the group on the page.") { $0.id },
    .text("label", "The group's name.") { $0.label },
    .list("practices", "The practices, best known first.") { $0.practices },
  ]
}

/// One way to filter the list of practices.
struct FacetFacts: LayoutFacts {
  let id: String
  let label: String
  let options: [FacetOptionFacts]

  static let facts: [Fact<FacetFacts>] = [
    .text("id", "The facet's name in addresses: topic, program …") { $0.id },
    .text("label", "The facet's name.") { $0.label },
    .list("options", "The options that any practice has.") { $0.options },
  ]
}

/// One option of a facet.
struct FacetOptionFacts: LayoutFacts {
  let id: String
  let label: String
  let url: String
  let depth: Int
  let practices: Int

  static let facts: [Fact<FacetOptionFacts>] = [
    .text("id", "The option's id in addresses.") { $0.id },
    .text("label", "The option's name.") { $0.label },
    .address("url", "Its page.") { $0.url },
    .text("depth", "0, or more below a broader option.") { String($0.depth) },
    .text("practices", "How many practices have it, narrower options included.") { String($0.practices) },
  ]
}

extension SiteModel {
  static let practiceListAddress = "/practices/list.json"

  /// What the script of the list fetches: each practice's summary, and its options as places among the options of all
  /// facets, broader ones included. On the page itself they would weigh more than all else.
  func practiceList() -> [UInt8] {
    let names = facets().flatMap { facet in facet.options.map { "\(facet.id):\($0.id)" } }
    let numbers = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    let rows = library.practices.map { practice in
      let options = facetTerms(practice).compactMap { numbers[$0] }.sorted()
      return DataValue.object([
        ("url", Self.path(of: practice.id)), ("summary", .text(practice.summary)),
        ("options", .list(options.map { .number(String($0)) })),
      ])
    }
    return DataValue.list(rows).jsonFile
  }

  fileprivate func facets() -> [FacetFacts] {
    var counts: [String: Int] = [:]
    for practice in library.practices {
      for term in facetTerms(practice) { counts[term, default: 0] += 1 }
    }
    func option(_ facet: String, _ id: RecordID, _ label: String, depth: Int = 0) -> FacetOptionFacts? {
      guard let count = counts["\(facet):\(id.name)"] else { return nil }
      return FacetOptionFacts(
        id: id.name, label: label, url: routes.url(of: id), depth: depth, practices: count)
    }
    let vocabularies = library.vocabularies.map { vocabulary in
      let facet = vocabulary.kind.rawValue
      return FacetFacts(
        id: facet, label: vocabulary.title,
        options: termTree(vocabulary).compactMap { term, depth in
          option(facet, term.id, term.label, depth: depth)
        })
    }
    let elements = (library.outline?.elements ?? []).filter { $0.depth < 2 }.compactMap { element in
      option(
        "element", RecordID(.element, element.id), "\(element.code) \(element.title)", depth: element.depth)
    }
    let jurisdictions = library.jurisdictions.compactMap { option("jurisdiction", $0.id, $0.name) }
    return
      (vocabularies + [
        FacetFacts(id: "element", label: "Plan elements", options: elements),
        FacetFacts(id: "jurisdiction", label: "Jurisdictions", options: jurisdictions),
      ]).filter { !$0.options.isEmpty }
  }

  /// What a practice can be found by: its terms with all broader ones, its elements with their two highest ancestors.
  fileprivate func facetTerms(_ practice: Practice) -> [String] {
    var terms: [String] = ["jurisdiction:\(practice.jurisdiction)"]
    for kind in VocabularyKind.allCases {
      for name in practice.terms(of: kind) {
        terms += broaderOrSame(RecordID(kind.recordKind, name)).map { "\(kind.rawValue):\($0.name)" }
      }
    }
    guard let outline = library.outline else { return terms }
    for id in practice.elements {
      var position = outline.index[id]
      while let current = position {
        let element = outline.elements[current]
        if element.depth < 2 { terms.append("element:\(element.id)") }
        position = element.parent
      }
    }
    var seen: Set<String> = []
    return terms.filter { seen.insert($0).inserted }
  }

  /// A term with every broader one; a vocabulary whose terms go in a circle ends where it began.
  func broaderOrSame(_ id: RecordID) -> [RecordID] {
    var chain: [RecordID] = []
    var next: RecordID? = id
    while let current = next, !chain.contains(current) {
      chain.append(current)
      next = term(current)?.broader.map { RecordID(id.kind, $0.value) }
    }
    return chain
  }
}
