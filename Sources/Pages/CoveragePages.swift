// The coverage matrix: jurisdictions and elements as real tables, part by part.
import Layouts
import Links
import Records

/// One part of the outline with its narrative elements.
struct CoveragePart: Sendable {
  let part: PlanElement
  let elements: [PlanElement]

  var address: String { "/coverage/\(part.id)/" }
}

struct CoveragePageFacts: LayoutFacts {
  let model: SiteModel
  let parts: [CoveragePart]

  static let facts: [Fact<CoveragePageFacts>] = [
    .list("parts", "The parts of the outline that ask for text.") { page in
      page.parts.map { part in
        page.model.link(
          "\(part.part.code) \(part.part.title)", part.address, note: counted(part.elements.count, "element"))
      }
    },
    .list("columns", "The parts again, as the table's columns.") { page in
      page.parts.map { page.model.link("Part \($0.part.code)", $0.address) }
    },
    .list("rows", "Every jurisdiction with its count for each part.") { $0.rows },
    .address("csv", "The whole matrix as CSV.") { $0.model.routes.url("/data/coverage.csv") },
  ]

  private var rows: [CoverageRowFacts] {
    let counts = parts.map { part in
      part.elements.reduce(into: [Int](repeating: 0, count: model.library.jurisdictions.count)) {
        sums, element in
        for (position, coverage) in model.graph.coverage(of: element.id).enumerated()
        where coverage.section != nil {
          sums[position] += 1
        }
      }
    }
    return model.library.jurisdictions.enumerated().map { position, jurisdiction in
      CoverageRowFacts(
        head: model.link(jurisdiction.id), title: "",
        cells: zip(parts, counts).map { part, sums in
          // Thirds of the part: few, some, most.
          CoverageCellFacts(
            words: "\(sums[position]) of \(part.elements.count)", url: "",
            kind: sums[position] == 0
              ? "none" : ["few", "some", "most", "most"][sums[position] * 3 / part.elements.count], title: "")
        })
    }
  }
}

struct CoveragePartFacts: LayoutFacts {
  let model: SiteModel
  let part: CoveragePart
  let others: [CoveragePart]

  static let facts: [Fact<CoveragePartFacts>] = [
    .text("part", "The part's code and title.") { "\($0.part.part.code) \($0.part.part.title)" },
    .list("others", "The other parts.") { page in
      page.others.map { page.model.link("Part \($0.part.code)", $0.address) }
    },
    .list("columns", "The jurisdictions: code as label, name as note.") { page in
      page.model.library.jurisdictions.map { jurisdiction in
        LinkFacts(
          label: jurisdiction.code.uppercased(), url: page.model.routes.url(of: jurisdiction.id),
          note: jurisdiction.name)
      }
    },
    .list("rows", "The elements, each with a cell for every jurisdiction.") { page in
      page.part.elements.map { page.model.coverageRow($0) }
    },
    .address("csv", "The whole matrix as CSV.") { $0.model.routes.url("/data/coverage.csv") },
  ]
}

struct CoverageRowFacts: LayoutFacts {
  let head: LinkFacts
  let title: String
  let cells: [CoverageCellFacts]

  static let facts: [Fact<CoverageRowFacts>] = [
    .text("label", "The row's name: an element's code or a jurisdiction.") { $0.head.label },
    .address("url", "Its page.") { $0.head.url },
    .text("title", "The element's title; may be empty.") { $0.title },
    .list("cells", "The cells, in the order of the columns.") { $0.cells },
  ]
}

struct CoverageCellFacts: LayoutFacts {
  let words: String
  let url: String
  let kind: String
  let title: String

  static let facts: [Fact<CoverageCellFacts>] = [
    .text("words", "What the cell says.") { $0.words },
    .address("url", "The section that answers; empty where there is none.") { $0.url },
    .text(
      "kind",
      "answered, earlier, by-reference, not-applicable, not-found, not-coded, none, few, some or most; for styling."
    ) {
      $0.kind
    },
    .text("title", "The cell in full, for readers who meet it alone; may be empty.") { $0.title },
  ]
}

extension SiteModel {
  /// The parts of the outline with the elements that ask a state for text.
  func coverageParts() -> [CoveragePart] {
    guard let outline = library.outline else { return [] }
    var elements: [[PlanElement]] = []
    var parts: [PlanElement] = []
    for element in outline.elements {
      if element.depth == 0 {
        parts.append(element)
        elements.append([])
      }
      if element.isNarrative { elements[elements.count - 1].append(element) }
    }
    return zip(parts, elements).compactMap { part, elements in
      elements.isEmpty ? nil : CoveragePart(part: part, elements: elements)
    }
  }

  func coverageRow(_ element: PlanElement) -> CoverageRowFacts {
    let cells = zip(library.jurisdictions, graph.coverage(of: element.id)).map { jurisdiction, coverage in
      let cycle = coverage.section.map { cycleName(library.plans[$0.plan].cycle) } ?? ""
      let words =
        switch coverage {
        case .answered: cycle
        case .earlier: "earlier: \(cycle)"
        case .byReference: "by reference"
        case .notApplicable: "not applicable"
        case .notFound: "not found"
        case .notCoded: "not coded"
        }
      return CoverageCellFacts(
        words: words,
        url: coverage.section.map { routes.url(of: library.plans[$0.plan].sections[$0.section].id) } ?? "",
        kind: coverage.word == "not yet coded"
          ? "not-coded" : coverage.word.split(separator: " ").joined(separator: "-"),
        title: coverage.section == nil ? "" : "\(jurisdiction.name), \(cycle): \(element.code)")
    }
    return CoverageRowFacts(
      head: LinkFacts(label: element.code, url: routes.url(of: RecordID(.element, element.id))),
      title: element.title,
      cells: cells)
  }

  /// The whole matrix as rows of data.
  var coverageTable: DataTable {
    DataTable(
      name: "coverage", title: "Coverage: jurisdictions and elements",
      columns: [
        .init(name: "jurisdiction", meaning: "The jurisdiction's code."),
        .init(name: "element", meaning: "The element's code; only elements that ask for text."),
        .init(
          name: "coverage",
          meaning:
            "answered (by the newest plan), earlier (by an older plan only), by reference, not applicable, not found (the full plan was read) or not yet coded (this site has no text)."
        ),
        .init(name: "cycle", meaning: "The cycle of the plan that answers."),
        .init(name: "section", meaning: "The id of the section that answers."),
        .init(name: "where", meaning: "The document that an answer by reference names."),
      ],
      rows: coverageParts().flatMap(\.elements).flatMap { element in
        zip(library.jurisdictions, graph.coverage(of: element.id)).map {
          jurisdiction, coverage -> [DataValue] in
          let plan = coverage.section.map { library.plans[$0.plan] }
          let place: String? = if case .byReference(let place) = coverage { place } else { nil }
          return [
            .text(jurisdiction.code), .text(element.code), .text(coverage.word), .optional(plan?.cycle),
            .optional(coverage.section.map { library.plans[$0.plan].sections[$0.section].id.name }),
            .optional(place),
          ]
        }
      })
  }
}
