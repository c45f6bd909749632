// The home page, content pages and the page for addresses that do not exist.
import Documents
import Layouts
import Links
import Records

struct HomePageFacts: LayoutFacts {
  let model: SiteModel
  let side: OfflineSide?

  static let facts: [Fact<HomePageFacts>] = [
    .text("description", "One sentence on the site.") { $0.model.library.site.description },
    .text("practice_count", "How many practices there are.") { String($0.model.library.practices.count) },
    .text("element_count", "How many elements the outline has.") {
      String($0.model.library.outline?.elements.count ?? 0)
    },
    .text("jurisdiction_count", "How many jurisdictions there are.") {
      String($0.model.library.jurisdictions.count)
    },
    .text("section_count", "How many plan sections there are.") {
      String($0.model.library.plans.reduce(0) { $0 + $1.sections.count })
    },
    .text("plan_count", "How many plans there are.") { String($0.model.library.plans.count) },
    .text("guidance_count", "How many guidance records there are.") {
      String($0.model.library.guidance.count)
    },
    .address("online", "In the offline copy the address of the site on the host, else empty.") {
      $0.side == .copy ? $0.model.routes.baseURL : ""
    },
    .address("planner", "The planner.") { $0.model.routes.url("/planner/") },
    .list("parts", "The outline's parts and the elements right below them.") { page in
      (page.model.library.outline?.elements ?? []).filter {
        $0.depth == 0 || $0.depth == 1 && ($0.isNarrative || !$0.children.isEmpty)
      }.map { page.model.outlineRow($0) }
    },
    .part("map", "The map of practices.") { page in
      page.model.tileMap(counting: Array(page.model.library.practices.indices))
    },
    .list("practices", "Practices with the strongest evidence.") { page in
      Array(page.model.cards(Array(page.model.library.practices.indices)).prefix(6))
    },
    .list("topics", "The broadest topics.") { page in
      (page.model.library.vocabularies.first { $0.kind == .topic }.map(page.model.termRows) ?? [])
        .filter { !$0.isNarrower }
    },
  ]
}

struct ContentPageFacts: LayoutFacts {
  let model: SiteModel
  let page: ContentPage
  let body: [UInt8]

  static let facts: [Fact<ContentPageFacts>] = [
    .text("summary", "One sentence on the page; may be empty.") { $0.page.summary ?? "" },
    .html("body", "The text.") { $0.body },
    .list("references", "Records that refer to it.") { $0.model.referencesIn($0.page.common.id) },
  ]
}

struct NotFoundFacts: LayoutFacts {
  let model: SiteModel

  static let facts: [Fact<NotFoundFacts>] = [
    .list("places", "Where to go on.") { page in
      [
        page.model.link("Practices", "/practices/"), page.model.link("Plan elements", "/elements/"),
        page.model.link("Jurisdictions", "/jurisdictions/"), page.model.link("Guidance", "/guidance/"),
      ]
    }
  ]
}

extension SiteModel {
  func contentPage(_ page: ContentPage) -> (PageMeta, ContentPageFacts) {
    let body = bodyHTML(page.common.body, of: page.common.id)
    var breadcrumbs: [LinkFacts] = []
    let parts = page.common.id.name.split(separator: "/")
    for count in 1..<max(1, parts.count) {
      let id = RecordID(.page, parts.prefix(count).joined(separator: "/"))
      if graph.titles[id] != nil { breadcrumbs.append(link(id)) }
    }
    let meta = PageMeta(
      title: page.title,
      description: page.summary ?? body.body.blocks.first.map { shortened($0.text, to: 160) } ?? page.title,
      kind: "", breadcrumbs: breadcrumbs, contents: body.contents, language: page.common.language)
    return (meta, ContentPageFacts(model: self, page: page, body: body.html()))
  }
}
