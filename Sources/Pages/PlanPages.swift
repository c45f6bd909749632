// The pages of plans: the list, each plan's record, each section.
import Documents
import Layouts
import Links
import Records

struct PlanRowFacts: LayoutFacts {
  let label: String
  let url: String
  let type: String
  let status: String
  let text: String
  let sections: Int

  static let facts: [Fact<PlanRowFacts>] = [
    .text("label", "The plan's name.") { $0.label },
    .address("url", "Its page.") { $0.url },
    .text("type", "unified, combined or not known.") { $0.type },
    .text("status", "The state's filing stage.") { $0.status },
    .text("text", "Whether the words are the plan's or the editor's.") { $0.text },
    .text("sections", "How many sections there are.") { counted($0.sections, "section") },
  ]
}

struct PlansPageFacts: LayoutFacts {
  let model: SiteModel

  static let facts: [Fact<PlansPageFacts>] = [
    .text("count", "How many plans there are.") { counted($0.model.library.plans.count, "plan") },
    .list("rows", "Every plan, by jurisdiction, newest first.") { page in
      page.model.library.jurisdictions.flatMap { jurisdiction in
        (page.model.index.plansByJurisdiction[jurisdiction.code] ?? []).map {
          page.model.planRow(page.model.library.plans[$0])
        }
      }
    },
  ]
}

struct SectionRowFacts: LayoutFacts {
  let code: String
  let title: String
  let url: String
  let words: Int
  let depth: Int

  static let facts: [Fact<SectionRowFacts>] = [
    .text("code", "The codes of the elements it answers.") { $0.code },
    .text("title", "The element's title.") { $0.title },
    .address("url", "The section's page.") { $0.url },
    .text("words", "Its length.") { counted($0.words, "word") },
    .text("depth", "How deep the element stands in the outline, from 0.") { String($0.depth) },
  ]
}

struct PlanPageFacts: LayoutFacts {
  let model: SiteModel
  let plan: Plan
  let introduction: [UInt8]

  static let facts: [Fact<PlanPageFacts>] = [
    .part("jurisdiction", "Whose plan it is.") {
      $0.model.link(RecordID(.jurisdiction, $0.plan.jurisdiction))
    },
    .text("cycle", "The cycle.") { cycleName($0.plan.cycle) },
    .text("program_years", "The program years it covers; may be empty.") { $0.plan.programYears ?? "" },
    .text("type", "unified, combined or not known.") { $0.model.planType($0.plan) },
    .text("status", "The state's filing stage.") { $0.model.planStatus($0.plan) },
    .flag("is_summary", "Whether the words are the editor's, not the plan's.") { $0.plan.text == .summary },
    .part("modifies", "The plan that it modifies.") { page in
      page.plan.modifies.map { RecordID(.plan, "\(page.plan.jurisdiction)/\($0)") }
        .flatMap { page.model.graph.titles[$0] == nil ? nil : page.model.link($0) }
    },
    .text("own_title", "The plan's own title; may be empty.") { $0.plan.title ?? "" },
    .text("board", "The state board; may be empty.") { $0.plan.board ?? "" },
    .text("contact", "An office to ask; may be empty.") { $0.plan.contact ?? "" },
    .text("published", "When the state published it; may be empty.") {
      $0.plan.published.map(longDate) ?? ""
    },
    .text("retrieved", "When the text was fetched; may be empty.") { $0.plan.retrieved.map(longDate) ?? "" },
    .text("note", "What a reader must know; may be empty.") { $0.plan.note ?? "" },
    .list("programs", "The programs included.") { page in
      page.plan.programs.map { page.model.link(RecordID(.program, $0)) }
    },
    .html("introduction", "Text before the first section; may be empty.") { $0.introduction },
    .list("sections", "The sections, in the order of the outline.") { page in
      page.plan.sections.map { page.model.sectionRow($0, page.plan) }
    },
    .list("by_reference", "Elements answered in another document, which the note names.") { page in
      page.plan.byReference.map { page.model.link(RecordID(.element, $0.element), note: $0.place) }
    },
    .list("not_applicable", "Elements that do not apply.") { page in
      page.plan.notApplicable.map { page.model.elementLink($0) }
    },
    .list("other_cycles", "The jurisdiction's other plans, newest first.") { page in
      (page.model.index.plansByJurisdiction[page.plan.jurisdiction] ?? []).map {
        page.model.library.plans[$0]
      }
      .filter { $0.cycle != page.plan.cycle }
      .map { LinkFacts(label: cycleName($0.cycle), url: page.model.routes.url(of: $0.id)) }
    },
    .address("print_url", "The whole plan on one page.") {
      $0.model.routes.url(Routes.address(of: $0.plan.id) + "print/")
    },
    .address("response_table_url", "The plan's response table.") {
      $0.model.routes.url(Routes.address(of: $0.plan.id) + "response-table/")
    },
    .list("changes", "The changes since the plan before, with the counts of verdicts as note; at most one.") {
      page in
      page.model.changesLink(of: page.plan).map { [$0] } ?? []
    },
    .flag("lacks_changes", "Whether there is an older plan, and only a summary of one of the two is here.") {
      page in
      page.model.changesLink(of: page.plan) == nil && page.model.hasOlderPlan(page.plan)
    },
    .list("references", "Records that refer to it.") { $0.model.referencesIn($0.plan.id) },
    .list("sources", "Where the text comes from.") { $0.model.sources($0.plan.sources) },
  ]
}

struct SectionPageFacts: LayoutFacts {
  let model: SiteModel
  let plan: Plan
  let changes: [LinkFacts]
  let section: Section
  let body: [UInt8]
  let similar: SimilarFacts?
  let shares: SectionSharesFacts?

  static let facts: [Fact<SectionPageFacts>] = [
    .part("plan", "The plan it belongs to.") { $0.model.link($0.plan.id) },
    .text("heading", "The state's own heading; may be empty.") { $0.section.heading },
    .list("elements", "The elements of the current edition that it answers, with their questions as notes.") {
      page in
      page.elements.map { id in
        let element = page.model.library.outline?[id]
        return page.model.link(RecordID(.element, id), note: element?.promptDigest ?? element?.summary ?? "")
      }
    },
    .list(
      "changes",
      "What became of the answer since the plan before: the verdict, its reason, the changed words."
    ) {
      $0.changes
    },
    .flag("is_shared", "Whether it answers more than one of them.") { $0.elements.count > 1 },
    .address(
      "compare_url",
      "The jurisdiction's newest answer beside those of others; empty when the current edition has no such element."
    ) { page in
      page.elements.first.map {
        page.model.routes.url("/compare/") + "?e=\($0)&s=\(page.plan.jurisdiction)"
      } ?? ""
    },
    .flag("is_summary", "Whether the words are the editor's, not the plan's.") { $0.plan.text == .summary },
    .text("words", "Its length.") { counted($0.section.body.wordCount, "word") },
    .text("confidence", "How sure the text is; may be empty.") { $0.section.confidence ?? "" },
    .text("note", "What a reader must know; may be empty.") { $0.section.note ?? "" },
    .html("body", "The text, with passage anchors and lines that say who else has a passage.") { $0.body },
    .part("shares", "How much of the text is whose; missing when all of it is the plan's own.") { $0.shares },
    .list("sources", "Where the text comes from: the section's own sources, or else the plan's.") { page in
      page.model.sources(page.section.sources.isEmpty ? page.plan.sources : page.section.sources)
    },
    .list("same_element", "Other jurisdictions' answers to the same element.") {
      $0.answers(ofOwnJurisdiction: false)
    },
    .list("other_cycles", "The same jurisdiction's answers in other cycles.") {
      $0.answers(ofOwnJurisdiction: true)
    },
    .list("practices", "This jurisdiction's practices that exemplify the element.") { page in
      let own = Set(page.model.index.practicesByJurisdiction[page.plan.jurisdiction] ?? [])
      let matching = page.elements.flatMap { page.model.index.practicesByElement[$0] ?? [] }
      return page.model.cards(Array(Set(matching).intersection(own)))
    },
    .part("similar", "What other jurisdictions do and write that is most like it.") { $0.similar },
    .list("references", "Records that refer to it.") { $0.model.referencesIn($0.section.id) },
    .list("named", "The records that its text names, found by this site.") {
      $0.model.named(in: $0.section.id)
    },
  ]

  /// The elements of the current edition that it answers.
  private var elements: [String] { model.graph.crosswalk.currentElements(of: section, in: plan) }

  /// The newest answer of each other jurisdiction, or this jurisdiction's answers in other plans.
  private func answers(ofOwnJurisdiction isOwn: Bool) -> [LinkFacts] {
    var seen: Set<String> = []
    return elements.flatMap { model.index.sectionsByElement[$0] ?? [] }.compactMap { position in
      let other = model.library.plans[position.plan]
      guard (other.jurisdiction == plan.jurisdiction) == isOwn, other.cycle != plan.cycle || !isOwn,
        seen.insert(isOwn ? other.cycle : other.jurisdiction).inserted
      else { return nil }
      return LinkFacts(
        label: isOwn ? cycleName(other.cycle) : model.jurisdictionName(other.jurisdiction),
        url: model.routes.url(of: other.sections[position.section].id),
        note: isOwn ? "" : cycleName(other.cycle))
    }
  }
}

extension SiteModel {
  func planType(_ plan: Plan) -> String { plan.type == "unknown" ? "not known" : plan.type }

  func planStatus(_ plan: Plan) -> String { plan.status == "unknown" ? "not known" : plan.status }

  func planRow(_ plan: Plan) -> PlanRowFacts {
    PlanRowFacts(
      label: title(plan.id), url: routes.url(of: plan.id), type: planType(plan), status: planStatus(plan),
      text: plan.text == .full ? "the plan’s own words" : "editor’s summary", sections: plan.sections.count)
  }

  func sectionRow(_ section: Section, _ plan: Plan) -> SectionRowFacts {
    let outline = library.outlines.first { $0.id == plan.outline }
    let first = outline?[section.elements[0]]
    return SectionRowFacts(
      code: section.elements.map { outline?[$0]?.code ?? $0 }.joined(separator: ", "),
      title: first?.title ?? "",
      url: routes.url(of: section.id), words: section.body.wordCount, depth: first?.depth ?? 0)
  }

  func planPage(_ plan: Plan) -> (PageMeta, PlanPageFacts) {
    var introduction: [UInt8] = []
    var taken = Anchors.reserved(on: .plan)
    let mentions = graph.mentions.mentions(in: plan.id)
    for (position, body) in plan.introductions.enumerated() {
      let html = bodyHTML(
        body, of: plan.id, reserved: taken, topLevel: 3,
        mentions: mentions.filter { $0.text == .introduction(position) }[...])
      taken = html.anchors.all
      introduction += html.html()
    }
    var contents = [ContentsFacts(id: "record", label: "The plan")]
    if !introduction.isEmpty { contents.append(ContentsFacts(id: "introduction", label: "Introduction")) }
    contents.append(ContentsFacts(id: "contents-of-plan", label: "Sections"))
    contents.append(ContentsFacts(id: "sources", label: "Sources"))
    let meta = PageMeta(
      title: title(plan.id),
      description:
        "The workforce plan of \(jurisdictionName(plan.jurisdiction)), cycle \(cycleName(plan.cycle)): "
        + "\(counted(plan.sections.count, "section")), each linked to the same element in other states.",
      kind: "State plan",
      breadcrumbs: [
        link("Jurisdictions", "/jurisdictions/"), link(RecordID(.jurisdiction, plan.jurisdiction)),
      ], contents: contents, language: plan.common.language)
    return (meta, PlanPageFacts(model: self, plan: plan, introduction: introduction))
  }

  func printPage(_ plan: Plan) -> (PageMeta, PrintPageFacts) {
    (
      PageMeta(
        title: "\(title(plan.id)): the whole plan",
        description: "All sections of the plan on one page, for print.",
        kind: plan.text == .summary ? "State plan, editor’s summary" : "State plan",
        breadcrumbs: [
          link("Jurisdictions", "/jurisdictions/"), link(RecordID(.jurisdiction, plan.jurisdiction)),
          LinkFacts(label: planName(plan.cycle), url: routes.url(of: plan.id)),
        ], language: plan.common.language, isCopy: true),
      PrintPageFacts(model: self, plan: plan)
    )
  }

  func sectionPage(_ planPosition: Int, _ position: Int) -> (PageMeta, SectionPageFacts) {
    let plan = library.plans[planPosition]
    let section = plan.sections[position]
    let outline = library.outlines.first { $0.id == plan.outline }
    let codes = section.elements.map { outline?[$0]?.code ?? $0 }.joined(separator: ", ")
    let elementTitle = outline?[section.elements[0]]?.title ?? section.heading
    var body = bodyHTML(section.body, of: section.id, topLevel: 3)
    let text = sectionText(position, of: plan)
    body.notes = text.map(passageNotes) ?? [:]
    let name = jurisdictionName(plan.jurisdiction)
    func neighbor(_ position: Int) -> LinkFacts? {
      guard plan.sections.indices.contains(position) else { return nil }
      let row = sectionRow(plan.sections[position], plan)
      return LinkFacts(label: "\(row.code) \(row.title)", url: row.url)
    }
    let meta = PageMeta(
      title: "\(codes) \(elementTitle): \(name), \(cycleName(plan.cycle))",
      description: body.body.blocks.first { !$0.text.isEmpty }.map { shortened($0.text, to: 160) }
        ?? elementTitle,
      kind: plan.text == .summary ? "Plan section, editor’s summary" : "Plan section",
      breadcrumbs: [
        link("Jurisdictions", "/jurisdictions/"), link(RecordID(.jurisdiction, plan.jurisdiction)),
        LinkFacts(label: planName(plan.cycle), url: routes.url(of: plan.id)),
      ], contents: body.contents, previous: neighbor(position - 1), next: neighbor(position + 1),
      language: section.language ?? plan.common.language)
    return (
      meta,
      SectionPageFacts(
        model: self, plan: plan, changes: changeNotes(.init(plan: planPosition, section: position)),
        section: section, body: body.html(), similar: similarFacts(section.id),
        shares: text.flatMap(sectionShares))
    )
  }
}

/// A text cut at a word, with an ellipsis, to at most about `limit` characters.
func shortened(_ text: String, to limit: Int) -> String {
  guard text.count > limit else { return text }
  let cut = text.prefix(limit)
  return (cut.lastIndex(of: " ").map { String(cut[..<$0]) } ?? String(cut)) + " …"
}
