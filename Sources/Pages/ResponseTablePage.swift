// The response table of a plan: each required element with the section that answers it.
import Layouts
import Links
import Records

struct ResponseRowFacts: LayoutFacts {
  let element: LinkFacts
  let answer: LinkFacts
  let isAnswered: Bool

  static let facts: [Fact<ResponseRowFacts>] = [
    .part("element", "The element: its code as label, its title as note.") { $0.element },
    .flag("is_answered", "Whether a section of the plan answers it.") { $0.isAnswered },
    .part("answer", "The section, or the word for its absence, with what a reader must know as note.") {
      $0.answer
    },
  ]
}

struct ResponseTableFacts: LayoutFacts {
  let model: SiteModel
  let position: Int
  let rows: [ResponseRowFacts]

  private var plan: Plan { model.library.plans[position] }

  static let facts: [Fact<ResponseTableFacts>] = [
    .part("plan", "The plan.") { $0.model.link($0.plan.id) },
    .flag("is_summary", "Whether the words are the editor's, not the plan's.") { $0.plan.text == .summary },
    .text("answered", "How many of how many elements are answered.") { page in
      "\(page.rows.count { $0.isAnswered }) of \(counted(page.rows.count, "element"))"
    },
    .list("rows", "The elements, in the order of the outline.") { $0.rows },
    .address("csv", "The table as CSV.") {
      $0.model.routes.url(Routes.address(of: $0.plan.id) + "response-table.csv")
    },
  ]
}

extension SiteModel {
  func responseTablePage(_ position: Int) -> (PageMeta, ResponseTableFacts) {
    let plan = library.plans[position]
    let rows = graph.responses(of: position).map { element, coverage in
      let today = graph.crosswalk.currentElements(of: element.id, in: plan.outline).first
      return ResponseRowFacts(
        element: LinkFacts(
          label: element.code, url: today.map { routes.url(of: RecordID(.element, $0)) } ?? "",
          note: element.title),
        answer: responseLink(coverage), isAnswered: coverage.word == "answered")
    }
    return (
      PageMeta(
        title: "\(title(plan.id)): response table",
        description: "Each required element with the section of the plan that answers it.",
        kind: "Response table", breadcrumbs: planBreadcrumbs(plan)),
      ResponseTableFacts(model: self, position: position, rows: rows)
    )
  }

  private func responseLink(_ coverage: Coverage) -> LinkFacts {
    switch coverage {
    case .answered(let position):
      let section = section(position)
      return LinkFacts(
        label: section.heading.isEmpty ? title(section.id) : section.heading, url: routes.url(of: section.id),
        note: counted(section.body.wordCount, "word"))
    case .earlier(let position):
      let plan = library.plans[position.plan]
      return LinkFacts(
        label: "As in the \(planName(plan.cycle))", url: routes.url(of: section(position).id),
        note: "The modification leaves it as it is.")
    case .byReference(let place): return LinkFacts(label: "By reference", url: "", note: place)
    case .notApplicable: return LinkFacts(label: "Not applicable", url: "")
    case .notFound: return LinkFacts(label: "Not found", url: "")
    case .notCoded: return LinkFacts(label: "Not yet coded", url: "")
    }
  }
}
