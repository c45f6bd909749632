// The pages of jurisdictions: the list, and each profile.
import Layouts
import Links
import Records

struct JurisdictionRowFacts: LayoutFacts {
  let name: String
  let code: String
  let url: String
  let practices: Int
  let plans: Int
  let sections: Int

  static let facts: [Fact<JurisdictionRowFacts>] = [
    .text("name", "The name.") { $0.name },
    .text("code", "The code, in capitals.") { $0.code.uppercased() },
    .address("url", "Its page.") { $0.url },
    .text("practices", "How many practices there are.") { String($0.practices) },
    .text("plans", "How many plans there are.") { String($0.plans) },
    .text("sections", "How many plan sections there are.") { String($0.sections) },
  ]
}

struct JurisdictionsPageFacts: LayoutFacts {
  let model: SiteModel

  static let facts: [Fact<JurisdictionsPageFacts>] = [
    .text("count", "How many jurisdictions there are.") {
      counted($0.model.library.jurisdictions.count, "jurisdiction")
    },
    .part("map", "The map of practices.") { page in
      page.model.tileMap(counting: Array(page.model.library.practices.indices))
    },
    .list("rows", "Every jurisdiction, by name.") { page in
      page.model.library.jurisdictions.map(page.model.jurisdictionRow)
    },
  ]
}

struct ProfileFactFacts: LayoutFacts {
  let model: SiteModel
  let fact: ProfileFact

  static let facts: [Fact<ProfileFactFacts>] = [
    .text("about", "What kind of document says so, and when.") { $0.fact.about },
    .list("points", "What is known, a sentence each.") {
      $0.fact.points.map { LinkFacts(label: $0, url: "") }
    },
    .list("elements", "The elements it bears on.") { row in
      row.fact.elements.map { row.model.elementLink($0) }
    },
    .list("sources", "Where it comes from.") { row in row.model.sources(row.fact.source.map { [$0] } ?? []) },
    .text("confidence", "How sure it is; may be empty.") { $0.fact.confidence ?? "" },
  ]
}

struct JurisdictionPageFacts: LayoutFacts {
  let model: SiteModel
  let jurisdiction: Jurisdiction
  let profile: Profile?
  let body: [UInt8]

  static let facts: [Fact<JurisdictionPageFacts>] = [
    .text("name", "The name.") { $0.jurisdiction.name },
    .text("summary", "One sentence; may be empty.") { $0.profile?.summary ?? "" },
    .text("kind", "State, district, territory or freely associated state.") { page in
      page.jurisdiction.kind == "freely-associated"
        ? "Freely associated state"
        : page.jurisdiction.kind.prefix(1).uppercased() + page.jurisdiction.kind.dropFirst()
    },
    .text("fips", "The FIPS code.") { $0.jurisdiction.fips },
    .text("census_region", "The Census region; may be empty.") { $0.jurisdiction.censusRegion ?? "" },
    .text("census_division", "The Census division; may be empty.") { $0.jurisdiction.censusDivision ?? "" },
    .text("eta_region", "The region of the Employment and Training Administration; may be empty.") {
      $0.jurisdiction.etaRegion.map(String.init) ?? ""
    },
    .part("board", "The state workforce board.") { page in
      page.jurisdiction.board.map { LinkFacts(label: $0, url: page.jurisdiction.boardURL ?? "") }
    },
    .list("plans", "The plans, newest first.") { page in
      (page.model.index.plansByJurisdiction[page.jurisdiction.code] ?? []).map {
        page.model.planRow(page.model.library.plans[$0])
      }
    },
    .list("practices", "The practices, best known first.") { page in
      page.model.cards(page.model.index.practicesByJurisdiction[page.jurisdiction.code] ?? [])
    },
    .list("facts", "What is known beside the plans.") { page in
      (page.profile?.facts ?? []).map { ProfileFactFacts(model: page.model, fact: $0) }
    },
    .html("body", "The profile's text; may be empty.") { $0.body },
    .part("levels", "Performance levels.") { $0.model.performanceGroup($0.jurisdiction) },
    .list("references", "Records that refer to it.") { $0.model.referencesIn($0.jurisdiction.id) },
    .part("mentions", "Where plans name its board.") { $0.model.mentions(of: $0.jurisdiction.id) },
  ]
}

extension SiteModel {
  func jurisdictionRow(_ jurisdiction: Jurisdiction) -> JurisdictionRowFacts {
    let plans = index.plansByJurisdiction[jurisdiction.code] ?? []
    return JurisdictionRowFacts(
      name: jurisdiction.name, code: jurisdiction.code, url: routes.url(of: jurisdiction.id),
      practices: index.practicesByJurisdiction[jurisdiction.code]?.count ?? 0, plans: plans.count,
      sections: plans.reduce(0) { $0 + library.plans[$1].sections.count })
  }

  func jurisdictionPage(_ jurisdiction: Jurisdiction) -> (PageMeta, JurisdictionPageFacts) {
    let profile = index.profileByJurisdiction[jurisdiction.code].map { library.profiles[$0] }
    let body =
      profile.map { bodyHTML($0.common.body, of: jurisdiction.id, topLevel: 3).html() }
      ?? []
    let facts = JurisdictionPageFacts(model: self, jurisdiction: jurisdiction, profile: profile, body: body)
    var contents = [ContentsFacts(id: "plans", label: "Plans")]
    if index.practicesByJurisdiction[jurisdiction.code] != nil {
      contents.append(ContentsFacts(id: "practices", label: "Practices"))
    }
    if !(profile?.facts.isEmpty ?? true) || !body.isEmpty {
      contents.append(ContentsFacts(id: "profile", label: "Beside the plans"))
    }
    if index.levelsByJurisdiction[jurisdiction.code] != nil {
      contents.append(ContentsFacts(id: "performance", label: "Performance levels"))
    }
    let meta = PageMeta(
      title: jurisdiction.name,
      description: "Workforce plans, practices and performance levels of \(jurisdiction.name).",
      kind: "Jurisdiction",
      breadcrumbs: [link("Jurisdictions", "/jurisdictions/")], contents: contents,
      language: profile?.common.language)
    return (meta, facts)
  }
}
