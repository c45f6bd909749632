// One section as a fragment of HTML that the compare page fetches: text, source line, link, no ids.
import Layouts
import Links
import Records

struct SectionPartFacts: LayoutFacts {
  let model: SiteModel
  let plan: Plan
  let section: Section

  static let facts: [Fact<SectionPartFacts>] = [
    .part("plan", "The plan it belongs to.") { $0.model.link($0.plan.id) },
    .address("url", "The section's own page.") { $0.model.routes.url(of: $0.section.id) },
    .text("cycle", "The plan's cycle.") { cycleName($0.plan.cycle) },
    .text("language", "The language of the text when it is not the site's, a BCP 47 tag; else empty.") {
      $0.section.language ?? $0.plan.common.language ?? ""
    },
    .flag("is_summary", "Whether the words are the editor's, not the plan's.") { $0.plan.text == .summary },
    .text("words", "Its length.") { counted($0.section.body.wordCount, "word") },
    .list("elements", "The elements of the current edition that it answers.") { page in
      page.elements.map { page.model.elementLink($0) }
    },
    .flag("is_shared", "Whether it answers more than one of them.") { $0.elements.count > 1 },
    .html("body", "The text, without ids.") { $0.body },
    .list("sources", "Where the text comes from: the section's own sources, or else the plan's.") { page in
      page.model.sources(page.section.sources.isEmpty ? page.plan.sources : page.section.sources)
    },
  ]

  private var elements: [String] { model.graph.crosswalk.currentElements(of: section, in: plan) }

  private var body: [UInt8] {
    // The page that shows it has the jurisdiction's name as its h2.
    var body = model.bodyHTML(section.body, of: section.id, topLevel: 3)
    body.hasIDs = false
    return body.html()
  }
}

extension SiteModel {
  /// Where a section's fragment stands.
  static func partAddress(_ section: Section) -> String { Routes.address(of: section.id) + "part.html" }
}
