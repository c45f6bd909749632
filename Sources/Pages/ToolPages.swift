// The pages of the tools that need a script: compare and basket. Without it they say what to use instead.
import Layouts
import Links
import Records

struct ComparePageFacts: LayoutFacts {
  let model: SiteModel

  static let facts: [Fact<ComparePageFacts>] = [
    .list("rows", "The parts of the outline, and every element that states write text for.") { page in
      (page.model.library.outline?.elements ?? [])
        .filter { $0.depth == 0 || page.model.hasAnswers($0) }
        .map(page.model.toolRow)
    },
    .address("elements", "The outline as a tree.") { $0.model.routes.url("/elements/") },
  ]
}

/// An element in the lists that the tools read.
struct ToolRowFacts: LayoutFacts {
  let row: OutlineRowFacts
  let id: String
  let answersURL: String

  static let facts: [Fact<ToolRowFacts>] = [
    .text("id", "The element's id.") { $0.id },
    .text("code", "The code, such as II.c.1.") { $0.row.code },
    .text("title", "The heading.") { $0.row.title },
    .address("url", "The element's page.") { $0.row.url },
    .text("depth", "0 for the parts, 1 below them, and so on.") { String($0.row.depth) },
    .flag("is_part", "Whether it is one of the outline's parts.") { $0.row.depth == 0 },
    .text("answers", "How many jurisdictions' answers there are, in words; empty when none.") {
      $0.row.answers == 0 ? "" : counted($0.row.answers, "jurisdiction")
    },
    .flag("has_list", "Whether there is a list of its answers.") { !$0.answersURL.isEmpty },
    .address("answers_url", "The list of its answers, as JSON; may be empty.") { $0.answersURL },
  ]
}

struct BasketPageFacts: LayoutFacts {
  let model: SiteModel

  static let facts: [Fact<BasketPageFacts>] = [
    .address("practices", "The list of practices.") { $0.model.routes.url("/practices/") },
    .address("elements", "The outline as a tree.") { $0.model.routes.url("/elements/") },
  ]
}

extension SiteModel {
  func toolRow(_ element: PlanElement) -> ToolRowFacts {
    ToolRowFacts(
      row: outlineRow(element), id: element.id,
      answersURL: hasAnswers(element) ? routes.url(Self.answersAddress(element)) : "")
  }
}
