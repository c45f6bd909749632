// The planner: the outline as a worksheet that prints, with the form that the planner's script brings to life.
import Layouts
import Links
import Records

struct PlannerPageFacts: LayoutFacts {
  let model: SiteModel
  let outline: Outline

  static let facts: [Fact<PlannerPageFacts>] = [
    .text("edition", "The edition's title.") { $0.outline.title },
    .text("edition_id", "The edition's id.") { $0.outline.id },
    .text("count", "How many elements ask for text.") { page in
      counted(page.outline.elements.count { $0.isNarrative }, "element")
    },
    .list("jurisdictions", "Every jurisdiction, by name.") { page in
      page.model.library.jurisdictions.map { PlannerJurisdictionFacts(model: page.model, jurisdiction: $0) }
    },
    .list("core_programs", "The programs that every plan covers.") { page in
      page.programs(page.outline.corePrograms)
    },
    .list("partner_programs", "The programs that a combined plan may add.") { page in
      page.programs(page.outline.partnerPrograms)
    },
    .list("parts", "The outline's parts with the elements that ask for text.") { $0.parts },
    .address("leads", "Practices and states to look at, by element, as JSON.") { page in
      page.model.routes.url(SiteModel.plannerLeadsAddress)
    },
  ]

  private func programs(_ ids: [String]) -> [ContentsFacts] {
    ids.map { ContentsFacts(id: $0, label: model.title(RecordID(.program, $0))) }
  }

  private var parts: [PlannerPartFacts] {
    var parts: [PlannerPartFacts] = []
    for (position, element) in outline.elements.enumerated() {
      if element.depth == 0 { parts.append(PlannerPartFacts(element: element, rows: [])) }
      guard element.isNarrative, !parts.isEmpty else { continue }
      parts[parts.count - 1].rows.append(
        PlannerRowFacts(
          element: element, url: model.routes.url(of: RecordID(.element, element.id)),
          programs: outline.programs(at: position)))
    }
    return parts.filter { !$0.rows.isEmpty }
  }
}

/// A jurisdiction that the planner's form offers.
struct PlannerJurisdictionFacts: LayoutFacts {
  let model: SiteModel
  let jurisdiction: Jurisdiction

  private var plan: Plan? {
    model.index.plansByJurisdiction[jurisdiction.code]?.first.map { model.library.plans[$0] }
  }

  static let facts: [Fact<PlannerJurisdictionFacts>] = [
    .text("code", "The jurisdiction's code.") { $0.jurisdiction.code },
    .text("name", "Its name.") { $0.jurisdiction.name },
    .text("type", "unified or combined, when its newest plan is known to be; else empty.") {
      $0.plan.map { $0.type == "unknown" ? "" : $0.type } ?? ""
    },
    .text("programs", "Ids of its newest plan's programs, joined by spaces.") {
      $0.plan?.programs.joined(separator: " ") ?? ""
    },
    .address("answers_url", "Its last answers, as JSON; empty when there is no plan.") {
      $0.plan == nil ? "" : $0.model.routes.url(SiteModel.plannerAnswersAddress($0.jurisdiction))
    },
  ]
}

/// A part of the outline in the worksheet.
struct PlannerPartFacts: LayoutFacts {
  let element: PlanElement
  var rows: [PlannerRowFacts]

  static let facts: [Fact<PlannerPartFacts>] = [
    .text("id", "The part's id.") { $0.element.id },
    .text("code", "The part's code.") { $0.element.code },
    .text("title", "The heading.") { $0.element.title },
    .list("rows", "The elements that ask for text.") { $0.rows },
  ]
}

/// An element in the worksheet.
struct PlannerRowFacts: LayoutFacts {
  let element: PlanElement
  let url: String
  let programs: [String]

  static let facts: [Fact<PlannerRowFacts>] = [
    .text("id", "The element's id.") { $0.element.id },
    .text("code", "The code, such as II.c.1.") { $0.element.code },
    .text("title", "The heading.") { $0.element.title },
    .address("url", "The element's page.") { $0.url },
    .text("summary", "The requirement in plain words.") { $0.element.summary },
    .text("question", "The question to answer; may be empty.") { $0.element.promptDigest ?? "" },
    .text("cite", "The law or rule; may be empty.") { $0.element.cite ?? "" },
    .text("programs", "Ids of the programs it is about, joined by spaces; empty when it is for every plan.") {
      $0.programs.joined(separator: " ")
    },
  ]
}

extension Outline {
  /// The programs an element is about: its own, or else those of the nearest element above that names any.
  fileprivate func programs(at position: Int) -> [String] {
    var next: Int? = position
    while let current = next {
      if !elements[current].programs.isEmpty { return elements[current].programs }
      next = elements[current].parent
    }
    return []
  }

  /// The first part that names programs names those of every plan.
  fileprivate var corePrograms: [String] {
    elements.first { $0.depth == 0 && !$0.programs.isEmpty }?.programs ?? []
  }

  fileprivate var partnerPrograms: [String] {
    var seen = Set(corePrograms)
    return elements.flatMap(\.programs).filter { seen.insert($0).inserted }
  }
}
