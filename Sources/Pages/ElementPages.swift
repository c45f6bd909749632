// The pages of the outline: the tree, and each element with every jurisdiction's answer.
import Layouts
import Links
import Records

/// An element in the outline's tree, which layouts draw as a flat list with depths.
struct OutlineRowFacts: LayoutFacts {
  let code: String
  let title: String
  let url: String
  let depth: Int
  let answers: Int
  let practices: Int
  let isNarrative: Bool

  static let facts: [Fact<OutlineRowFacts>] = [
    .text("code", "The code, such as II.c.1.") { $0.code },
    .text("title", "The heading.") { $0.title },
    .address("url", "The element's page.") { $0.url },
    .text("depth", "0 for the parts, 1 below them, and so on.") { String($0.depth) },
    .flag("is_part", "Whether it is one of the outline's parts.") { $0.depth == 0 },
    .text("answers", "How many jurisdictions' answers there are, in words; empty when none.") {
      $0.answers == 0 ? "" : counted($0.answers, "jurisdiction")
    },
    .text("practices", "How many practices exemplify it, in words; empty when none.") {
      $0.practices == 0 ? "" : counted($0.practices, "practice")
    },
    .flag("is_narrative", "Whether the state writes text for it.") { $0.isNarrative },
  ]
}

struct OutlinePageFacts: LayoutFacts {
  let model: SiteModel
  let outline: Outline

  static let facts: [Fact<OutlinePageFacts>] = [
    .text("edition", "The edition's title.") { $0.outline.title },
    .text("omb_control", "The federal control number.") { $0.outline.ombControl },
    .text("count", "How many elements there are.") { counted($0.outline.elements.count, "element") },
    .text("note", "What a reader must know; may be empty.") { $0.outline.note ?? "" },
    .list("rows", "Every element, a parent before its children.") { page in
      page.outline.elements.map { page.model.outlineRow($0) }
    },
  ]
}

/// One jurisdiction's answer to an element.
struct AnswerFacts: LayoutFacts {
  let code: String
  let jurisdiction: String
  let jurisdictionURL: String
  let url: String
  /// The first passage of the extract on the section's page.
  let passageURL: String
  let cycle: String
  let extract: [UInt8]
  let isCut: Bool
  let isSummary: Bool
  let words: Int
  let sharedWith: [LinkFacts]
  let older: [LinkFacts]
  let confidence: String
  let askedAs: String
  let newestPlan: String

  static let facts: [Fact<AnswerFacts>] = [
    .text("code", "The jurisdiction's code: the answer's id on the page.") { $0.code },
    .text("jurisdiction", "The jurisdiction's name.") { $0.jurisdiction },
    .address("jurisdiction_url", "Its page.") { $0.jurisdictionURL },
    .address("url", "The section's page.") { $0.url },
    .address("passage_url", "The first shown passage on the section's page.") { $0.passageURL },
    .text("cycle", "The plan's cycle.") { $0.cycle },
    .text(
      "asked_as",
      "The codes that the section answers in an older edition; empty where they are those of the current one."
    ) { $0.askedAs },
    .text(
      "newest_plan",
      "What is said of the jurisdiction's newest plan when that does not answer; empty when it does."
    ) { $0.newestPlan },
    .html("extract", "The first words of the answer that do not only repeat the requirement.") { $0.extract },
    .flag("is_cut", "Whether the answer goes on.") { $0.isCut },
    .flag("is_summary", "Whether the words are the editor's, not the plan's.") { $0.isSummary },
    .text("words", "The length of the whole answer.") { counted($0.words, "word") },
    .list("shared_with", "Other elements that the same text answers.") { $0.sharedWith },
    .list("older", "Answers in older plans.") { $0.older },
    .text("confidence", "How sure the text is; may be empty.") { $0.confidence },
  ]
}

/// Jurisdictions without an answer, by the reason.
struct AbsenceFacts: LayoutFacts {
  let label: String
  let meaning: String
  let jurisdictions: [LinkFacts]

  static let facts: [Fact<AbsenceFacts>] = [
    .text("label", "not found, not applicable, by reference or not yet coded.") { $0.label },
    .text("meaning", "What that means.") { $0.meaning },
    .list("jurisdictions", "The jurisdictions; a note says where an answer by reference stands.") {
      $0.jurisdictions
    },
  ]
}

struct ElementPageFacts: LayoutFacts {
  let model: SiteModel
  let outline: Outline
  let element: PlanElement
  let answers: [AnswerFacts]
  let absences: [AbsenceFacts]
  let verdicts: [VerdictFacts]

  /// So many practices stand open; the rest is one step away, so that the answers are not pushed off the page.
  private static let shownPractices = 8
  private static let shownSharedTexts = 5

  private var practices: [PracticeCardFacts] {
    model.cards(model.index.practicesByElement[element.id] ?? [])
  }

  static let facts: [Fact<ElementPageFacts>] = [
    .text("code", "The code, such as II.c.1.") { $0.element.code },
    .text("summary", "What it is about.") { $0.element.summary },
    .text("prompt_digest", "The question that a drafter answers; may be empty.") {
      $0.element.promptDigest ?? ""
    },
    .text("prompt", "The requirement's full federal wording; may be empty.") { $0.element.prompt ?? "" },
    .text("cite", "The law or rule; may be empty.") { $0.element.cite ?? "" },
    .text("edition", "The edition's title.") { $0.outline.title },
    .text("verified", "How well the wording was checked, in words.") { page in
      page.outline.legend.first { $0.id == page.element.verified }?.text ?? page.element.verified
    },
    .address("seen", "Where the heading was seen; may be empty.") { $0.element.seen ?? "" },
    .text("note", "What a reader must know; may be empty.") { $0.element.note ?? "" },
    .flag("is_narrative", "Whether the state writes text for it.") { $0.element.isNarrative },
    .list("programs", "The programs it is about.") { page in
      page.element.programs.map { page.model.link(RecordID(.program, $0)) }
    },
    .list("children", "The elements below it.") { page in
      page.element.children.map { page.model.outlineRow(page.outline.elements[$0]) }
    },
    .list("digest", "The element in a few lines; empty where no text is asked for.") { $0.digest },
    .text("answered", "How many jurisdictions answer it, in words.") { page in
      page.answers.isEmpty ? "" : counted(page.answers.count, "jurisdiction")
    },
    .list("answers", "Every jurisdiction's answer, by name.") { $0.answers },
    .list(
      "verdicts", "What changed since the plan before, by verdict; jurisdictions with two full plans only."
    ) {
      $0.verdicts
    },
    .address("compare_url", "The answers of states side by side.") { page in
      page.model.routes.url("/compare/") + "?e=\(page.element.id)"
    },
    .list("absences", "Jurisdictions without an answer, by the reason.") { $0.absences },
    .list(
      "practices", "The practices that exemplify it about which most is known, at most \(shownPractices)."
    ) { page in
      Array(page.practices.prefix(shownPractices))
    },
    .list("more_practices", "The other practices that exemplify it.") { page in
      Array(page.practices.dropFirst(shownPractices))
    },
    .text("more_practices_count", "How many of these there are, in words.") { page in
      counted(max(0, page.practices.count - shownPractices), "more practice")
    },
    .list("guidance", "The guidance for it, newest first.") { page in
      page.model.guidanceCards(page.model.index.guidanceByElement[page.element.id] ?? [])
    },
    .list("crosswalk", "Where it stood in older editions.") { page in
      page.outline.crosswalk.filter { $0.to == page.element.id }.map { entry in
        LinkFacts(
          label: "\(entry.from) in \(entry.fromEdition)", url: entry.evidence ?? "", note: entry.note ?? "")
      }
    },
    .list(
      "shared_texts",
      "Texts that several states' answers share, those of most states first, at most \(shownSharedTexts)."
    ) { page in
      page.model.sharedTexts(for: page.element.id, limit: shownSharedTexts)
    },
    .text("shared_texts_count", "How many of these there are in all, in words; empty when none.") { page in
      let count = page.model.graph.sharedText.sharedText(for: page.element.id).count
      return count == 0 ? "" : counted(count, "text")
    },
    .list("references", "Records that refer to it.") {
      $0.model.referencesIn(RecordID(.element, $0.element.id))
    },
  ]
}

extension SiteModel {
  func outlineRow(_ element: PlanElement) -> OutlineRowFacts {
    OutlineRowFacts(
      code: element.code, title: element.title, url: routes.url(of: RecordID(.element, element.id)),
      depth: element.depth, answers: graph.coverage(of: element.id).count { $0.section != nil },
      practices: index.practicesByElement[element.id]?.count ?? 0, isNarrative: element.isNarrative)
  }

  func elementPage(_ outline: Outline, _ position: Int) -> (PageMeta, ElementPageFacts) {
    let element = outline.elements[position]
    var breadcrumbs: [LinkFacts] = []
    var ancestor = element.parent
    while let current = ancestor {
      breadcrumbs.insert(
        LinkFacts(
          label: outline.elements[current].code,
          url: routes.url(of: RecordID(.element, outline.elements[current].id)),
          note: outline.elements[current].title), at: 0)
      ancestor = outline.elements[current].parent
    }
    let facts = ElementPageFacts(
      model: self, outline: outline, element: element, answers: answers(to: element),
      absences: absences(of: element), verdicts: verdicts(of: element.id))
    var contents = [ContentsFacts(id: "requirement", label: "What the plan must say")]
    if !element.children.isEmpty {
      contents.append(ContentsFacts(id: "parts", label: "Parts of this element"))
    }
    if index.practicesByElement[element.id] != nil {
      contents.append(ContentsFacts(id: "practices", label: "Practices that show it"))
    }
    if !facts.answers.isEmpty { contents.append(ContentsFacts(id: "answers", label: "What states write")) }
    if !facts.verdicts.isEmpty {
      contents.append(ContentsFacts(id: "changes", label: "What changed since the last cycle"))
    }
    if !facts.absences.isEmpty {
      contents.append(ContentsFacts(id: "without-answer", label: "Without an answer here"))
    }
    if !graph.sharedText.sharedText(for: element.id).isEmpty {
      contents.append(ContentsFacts(id: "shared-text", label: "Text that states share"))
    }
    if index.guidanceByElement[element.id] != nil {
      contents.append(ContentsFacts(id: "guidance", label: "Guidance"))
    }
    let meta = PageMeta(
      title: "\(element.code) \(element.title)", description: element.summary, kind: "Plan element",
      breadcrumbs: [link("Plan elements", "/elements/")] + breadcrumbs, contents: contents,
      previous: position > 0 ? elementLink(outline.elements[position - 1].id) : nil,
      next: position + 1 < outline.elements.count ? elementLink(outline.elements[position + 1].id) : nil)
    return (meta, facts)
  }

  /// Each jurisdiction's newest answer, by the jurisdiction's name.
  private func answers(to element: PlanElement) -> [AnswerFacts] {
    let coverage = Dictionary(
      zip(library.jurisdictions.map(\.code), graph.coverage(of: element.id)), uniquingKeysWith: { $1 })
    var answers: [AnswerFacts] = []
    var positions = (index.sectionsByElement[element.id] ?? [])[...]
    while let first = positions.first {
      let plan = library.plans[first.plan]
      let own = positions.prefix { library.plans[$0.plan].jurisdiction == plan.jurisdiction }
      positions = positions.dropFirst(own.count)
      let section = plan.sections[first.section]
      let body = bodyHTML(section.body, of: section.id)
      let passages = graph.texts[first].ownPassages.map(\.block)
      let extract = body.extract(words: 90, of: passages)
      answers.append(
        AnswerFacts(
          code: plan.jurisdiction, jurisdiction: jurisdictionName(plan.jurisdiction),
          jurisdictionURL: routes.url(of: RecordID(.jurisdiction, plan.jurisdiction)),
          url: routes.url(of: section.id),
          passageURL: routes.url(
            of: section.id, fragment: passages.first.flatMap { body.anchors.passages[$0] }),
          cycle: cycleName(plan.cycle), extract: extract.html,
          isCut: extract.isCut, isSummary: plan.text == .summary, words: section.body.wordCount,
          sharedWith: graph.crosswalk.currentElements(of: section, in: plan).filter { $0 != element.id }
            .map { elementLink($0) },
          older: own.dropFirst().map { position in
            let older = library.plans[position.plan]
            let asked = askedAs(older.sections[position.section], in: older)
            return LinkFacts(
              label: cycleName(older.cycle), url: routes.url(of: older.sections[position.section].id),
              note: asked.isEmpty ? "" : "as \(asked)")
          }, confidence: section.confidence ?? "", askedAs: askedAs(section, in: plan),
          newestPlan: newestPlan(of: plan.jurisdiction, coverage[plan.jurisdiction])))
    }
    return answers
  }

  /// “Not found in the 2024 plan”, where only an older plan answers; else empty.
  private func newestPlan(of jurisdiction: String, _ coverage: Coverage?) -> String {
    guard let coverage, coverage.section == nil,
      let plan = index.plansByJurisdiction[jurisdiction]?.first.map({ library.plans[$0] })
    else { return "" }
    let word = coverage.word.prefix(1).uppercased() + coverage.word.dropFirst()
    return "\(word) in the \(planName(plan.cycle))"
  }

  /// The codes under which an older edition asked for what a section answers; empty where they are the same today.
  func askedAs(_ section: Section, in plan: Plan) -> String {
    guard section.elements != graph.crosswalk.currentElements(of: section, in: plan) else { return "" }
    return section.elements.map { library.code(of: $0, in: plan.outline) }.joined(separator: ", ")
  }

  /// Jurisdictions whose plans have no section for the element, by PRODUCT 2.2's four words.
  private func absences(of element: PlanElement) -> [AbsenceFacts] {
    guard element.isNarrative else { return [] }
    let coverage = Array(zip(library.jurisdictions, graph.coverage(of: element.id)))
    func group(_ label: String, _ meaning: String, _ matches: (Coverage) -> Bool) -> AbsenceFacts {
      AbsenceFacts(
        label: label, meaning: meaning,
        jurisdictions: coverage.filter { matches($0.1) }.map { jurisdiction, coverage in
          let place = if case .byReference(let place) = coverage { place } else { "" }
          return link(jurisdiction.id, note: place)
        })
    }
    return [
      group("By reference", "The plan points to another document.") { coverage in
        if case .byReference = coverage { true } else { false }
      },
      group("Not applicable", "The element does not apply there.") { $0 == .notApplicable },
      group("Not found", "The full plan was read, and no section answers the element.") { $0 == .notFound },
      group(
        "Not yet coded",
        "This site has no text of the plan for this element yet. The state may well answer it."
      ) {
        $0 == .notCoded
      },
    ].filter { !$0.jurisdictions.isEmpty }
  }
}
