// Every list of the site as a table: the source of CSV, JSON, each record's index.json and the data dictionary.
import Diagnostics
import Documents
import Links
import Records

extension SiteModel {
  /// All tables, in the order of the data page.
  func dataTables() -> [DataTable] {
    [
      practicesTable, resultsTable, sourcesTable, plansTable, sectionsTable, elementsTable,
      jurisdictionsTable,
      profileFactsTable, guidanceTable, termsTable, performanceTable, coverageTable, changesTable,
      referencesTable, mentionsTable, similarTable, sharedTextTable, sectionSharesTable,
    ]
  }

  private func url(_ id: RecordID) -> DataValue { .text(routes.absolute(Routes.address(of: id))) }

  /// Codes in an edition; in the current one where none is given.
  private func codes(_ elements: [String], in edition: String? = nil) -> DataValue {
    .texts(elements.map { library.code(of: $0, in: edition ?? library.site.currentOutline) })
  }

  static let practiceColumns: [DataTable.Column] = [
    .init(name: "id", meaning: "The practice's id; never changes."),
    .init(name: "url", meaning: "Its page."),
    .init(name: "title", meaning: "Its title."),
    .init(name: "jurisdiction", meaning: "The jurisdiction's code."),
    .init(name: "summary", meaning: "What, for whom, with what result."),
    .init(name: "agency", meaning: "The office that runs it."),
    .init(name: "basis", meaning: "How much is known: described, operating, measured, evaluated or rated."),
    .init(name: "started", meaning: "When it began; empty where no source says."),
    .init(name: "compiled", meaning: "When the record was made."),
    .init(name: "reviewed", meaning: "When a person last checked it; empty when nobody has."),
    .init(name: "elements", meaning: "Codes of the plan elements it is an example for, in our reading."),
    .init(name: "topics", meaning: "Ids of topics, in our reading."),
    .init(name: "programs", meaning: "Ids of programs."),
    .init(name: "programs_named", meaning: "Programs in the source's own words."),
    .init(name: "populations", meaning: "Ids of populations."),
    .init(name: "populations_named", meaning: "People served in the source's own words."),
    .init(name: "partners", meaning: "Ids of partners."),
    .init(name: "partners_named", meaning: "Partners in the source's own words."),
    .init(name: "sectors", meaning: "Ids of sectors."),
    .init(name: "geography", meaning: "Where it works."),
    .init(name: "evaluator", meaning: "Who studied it."),
    .init(name: "evaluation_kind", meaning: "trial, matched, descriptive or implementation."),
    .init(name: "evidence_note", meaning: "The limits of what is known."),
    .init(name: "cost", meaning: "What it costs."),
    .init(name: "funding", meaning: "Who pays."),
    .init(name: "results", meaning: "Results: text, period, source, value and unit.", isNested: true),
    .init(name: "ratings", meaning: "Ratings that others gave.", isNested: true),
    .init(name: "tips", meaning: "Advice, and whether the source states it.", isNested: true),
    .init(name: "sources", meaning: "The sources.", isNested: true),
    .init(name: "text", meaning: "The text, without markup, a passage each.", isNested: true),
  ]

  func practiceRow(_ practice: Practice) -> [DataValue] {
    [
      .text(practice.id.name), url(practice.id), .text(practice.title), .text(practice.jurisdiction),
      .text(practice.summary), .text(practice.agency), .text(practice.basis), .optional(practice.started),
      .text(practice.compiled), .optional(practice.reviewed), codes(practice.elements),
      .texts(practice.topics),
      .texts(practice.programs), .texts(practice.programsNamed), .texts(practice.populations),
      .texts(practice.populationsNamed), .texts(practice.partners), .texts(practice.partnersNamed),
      .texts(practice.sectors), .texts(practice.geography), .optional(practice.evaluator),
      .optional(practice.evaluationKind), .optional(practice.evidenceNote), .optional(practice.cost),
      .optional(practice.funding),
      .list(
        practice.results.map { result in
          .object([
            ("text", .text(result.text)), ("period", .text(result.period)),
            ("source", citedURL(result.source, practice)),
            ("value", result.value.map { .number($0) } ?? .none), ("unit", .optional(result.unit)),
          ])
        }),
      .list(
        practice.ratings.map { rating in
          .object([
            ("source", .text(rating.source)), ("label", .text(rating.label)), ("url", .optional(rating.url)),
            ("date", .optional(rating.date)),
          ])
        }),
      .list(
        practice.tips.map { tip in
          .object([
            ("text", .text(tip.text)), ("basis", .text(tip.isStated ? "stated" : "derived")),
            ("source", tip.source.map { citedURL($0, practice) } ?? .none),
          ])
        }),
      .list(practice.sources.map(sourceObject)), passages(practice.common.body),
    ]
  }

  /// A source's address, unless it must not be linked: then it is left out of the data as well.
  private func citedURL(_ url: String, _ practice: Practice) -> DataValue {
    practice.sources.contains { $0.url == url && $0.isLinked } ? .text(url) : .none
  }

  private func sourceObject(_ source: Source) -> DataValue {
    .object([
      ("title", .text(source.title)), ("publisher", .text(source.publisher)),
      ("url", source.isLinked ? .optional(source.url) : .none), ("accessed", .text(source.accessed)),
      ("note", .optional(source.note)),
    ])
  }

  private func passages(_ body: BodyText) -> DataValue {
    .texts(body.blocks.map(\.text).filter { !$0.isEmpty })
  }

  var practicesTable: DataTable {
    DataTable(
      name: "practices", title: "Practices", columns: Self.practiceColumns,
      rows: library.practices.map(practiceRow))
  }

  private var resultsTable: DataTable {
    DataTable(
      name: "practice-results", title: "Results of practices",
      columns: [
        .init(name: "practice", meaning: "The practice's id."), .init(name: "text", meaning: "The result."),
        .init(name: "period", meaning: "The year or period it is about."),
        .init(name: "value", meaning: "The number alone, where it is one."),
        .init(name: "unit", meaning: "The number's unit."),
        .init(name: "source", meaning: "The address of its source; empty where it must not be linked."),
      ],
      rows: library.practices.flatMap { practice in
        practice.results.map { result in
          [
            .text(practice.id.name), .text(result.text), .text(result.period),
            result.value.map { .number($0) } ?? .none,
            .optional(result.unit), citedURL(result.source, practice),
          ]
        }
      })
  }

  private var sourcesTable: DataTable {
    let ofPractices = library.practices.flatMap { practice in practice.sources.map { (practice.id, $0) } }
    let ofPlans = library.plans.flatMap { plan in
      plan.sources.map { (plan.id, $0) }
        + plan.sections.flatMap { section in section.sources.map { (section.id, $0) } }
    }
    return DataTable(
      name: "sources", title: "Sources of practices, plans and sections",
      columns: [
        .init(name: "record", meaning: "The record, as kind:id."),
        .init(name: "title", meaning: "The title."),
        .init(name: "publisher", meaning: "Who published it."),
        .init(name: "url", meaning: "Where it stands; empty where it must not be linked."),
        .init(name: "accessed", meaning: "The day on which it was read."),
      ],
      rows: (ofPractices + ofPlans).map { id, source in
        [
          .text(id.description), .text(source.title), .text(source.publisher),
          source.isLinked ? .optional(source.url) : .none, .text(source.accessed),
        ]
      })
  }

  static let planColumns: [DataTable.Column] = [
    .init(name: "id", meaning: "The plan's id: jurisdiction and cycle."),
    .init(name: "url", meaning: "Its page."),
    .init(name: "jurisdiction", meaning: "The jurisdiction's code."),
    .init(name: "cycle", meaning: "The first program year; -mod marks a modification."),
    .init(name: "outline", meaning: "The outline edition it is matched to."),
    .init(name: "type", meaning: "unified, combined or unknown."),
    .init(name: "status", meaning: "The filing stage: proposed, submitted, approved or unknown."),
    .init(name: "text", meaning: "full for the plan's own words, summary for the editor's."),
    .init(name: "program_years", meaning: "The program years it covers."),
    .init(name: "sections", meaning: "How many sections are on this site."),
    .init(name: "not_applicable", meaning: "Codes of elements that do not apply."),
    .init(name: "by_reference", meaning: "Elements answered in another document.", isNested: true),
    .init(name: "sources", meaning: "Where the text comes from.", isNested: true),
    .init(name: "note", meaning: "What a reader must know."),
  ]

  func planDataRow(_ plan: Plan) -> [DataValue] {
    [
      .text(plan.id.name), url(plan.id), .text(plan.jurisdiction), .text(plan.cycle), .text(plan.outline),
      .text(plan.type), .text(plan.status), .text(plan.text.rawValue), .optional(plan.programYears),
      .count(plan.sections.count), codes(plan.notApplicable, in: plan.outline),
      .list(
        plan.byReference.map {
          .object([
            ("code", .text(library.code(of: $0.element, in: plan.outline))), ("where", .text($0.place)),
          ])
        }),
      .list(plan.sources.map(sourceObject)), .optional(plan.note),
    ]
  }

  private var plansTable: DataTable {
    DataTable(name: "plans", title: "Plans", columns: Self.planColumns, rows: library.plans.map(planDataRow))
  }

  static let sectionColumns: [DataTable.Column] = [
    .init(name: "id", meaning: "The section's id: jurisdiction, cycle and first element."),
    .init(name: "url", meaning: "Its page."), .init(name: "plan", meaning: "The plan's id."),
    .init(name: "elements", meaning: "Codes of the elements it answers, in the plan's own outline edition."),
    .init(
      name: "current_elements",
      meaning: "Codes of the elements of the current edition that these became; empty when it has none."),
    .init(name: "heading", meaning: "The state's own heading; may be empty."),
    .init(name: "text_kind", meaning: "full for the plan's own words, summary for the editor's."),
    .init(name: "words", meaning: "Its length in words."),
    .init(name: "confidence", meaning: "How sure the text is; empty where nothing is in doubt."),
    .init(name: "note", meaning: "What a reader must know."),
    .init(name: "text", meaning: "The text, without markup, a passage each.", isNested: true),
    .init(name: "sources", meaning: "Where the text comes from.", isNested: true),
  ]

  func sectionDataRow(_ plan: Plan, _ section: Section) -> [DataValue] {
    [
      .text(section.id.name), url(section.id), .text(plan.id.name), codes(section.elements, in: plan.outline),
      codes(graph.crosswalk.currentElements(of: section, in: plan)), .text(section.heading),
      .text(plan.text.rawValue), .count(section.body.wordCount), .optional(section.confidence),
      .optional(section.note),
      passages(section.body),
      .list((section.sources.isEmpty ? plan.sources : section.sources).map(sourceObject)),
    ]
  }

  private var sectionsTable: DataTable {
    DataTable(
      name: "sections", title: "Plan sections", columns: Self.sectionColumns,
      rows: library.plans.flatMap { plan in plan.sections.map { sectionDataRow(plan, $0) } })
  }

  static let elementColumns: [DataTable.Column] = [
    .init(name: "id", meaning: "The element's id."), .init(name: "url", meaning: "Its page."),
    .init(name: "code", meaning: "Its code in the outline."), .init(name: "title", meaning: "Its heading."),
    .init(name: "parent", meaning: "The id of the element above it."),
    .init(name: "summary", meaning: "What it is about."),
    .init(name: "prompt_digest", meaning: "The question that a drafter answers, in plain words."),
    .init(name: "prompt", meaning: "The requirement's full federal wording."),
    .init(name: "cite", meaning: "The law or rule."), .init(name: "programs", meaning: "Ids of programs."),
    .init(name: "narrative", meaning: "Whether a state writes text for it."),
    .init(name: "verified", meaning: "How well its wording was checked."),
    .init(
      name: "answers",
      meaning: "How many sections on this site answer it, in plans of all cycles and editions."),
    .init(name: "practices", meaning: "How many practices exemplify it."),
  ]

  func elementDataRow(_ outline: Outline, _ element: PlanElement) -> [DataValue] {
    [
      .text(element.id), url(RecordID(.element, element.id)), .text(element.code), .text(element.title),
      .optional(element.parent.map { outline.elements[$0].id }), .text(element.summary),
      .optional(element.promptDigest), .optional(element.prompt),
      .optional(element.cite), .texts(element.programs), .flag(element.isNarrative), .text(element.verified),
      .count(index.sectionsByElement[element.id]?.count ?? 0),
      .count(index.practicesByElement[element.id]?.count ?? 0),
    ]
  }

  private var elementsTable: DataTable {
    DataTable(
      name: "elements", title: "Plan elements", columns: Self.elementColumns,
      rows: library.outline.map { outline in outline.elements.map { elementDataRow(outline, $0) } } ?? [])
  }

  static let jurisdictionColumns: [DataTable.Column] = [
    .init(name: "code", meaning: "The code."), .init(name: "url", meaning: "Its page."),
    .init(name: "name", meaning: "The name."),
    .init(name: "kind", meaning: "state, district, territory or freely-associated."),
    .init(name: "fips", meaning: "The FIPS code."),
    .init(name: "census_region", meaning: "The Census region."),
    .init(name: "census_division", meaning: "The Census division."),
    .init(name: "eta_region", meaning: "The region of the Employment and Training Administration."),
    .init(name: "board", meaning: "The state workforce board."),
    .init(name: "practices", meaning: "How many practices are on this site."),
    .init(name: "plans", meaning: "How many plans are on this site."),
  ]

  func jurisdictionDataRow(_ jurisdiction: Jurisdiction) -> [DataValue] {
    [
      .text(jurisdiction.code), url(jurisdiction.id), .text(jurisdiction.name), .text(jurisdiction.kind),
      .text(jurisdiction.fips), .optional(jurisdiction.censusRegion), .optional(jurisdiction.censusDivision),
      jurisdiction.etaRegion.map { .count($0) } ?? .none, .optional(jurisdiction.board),
      .count(index.practicesByJurisdiction[jurisdiction.code]?.count ?? 0),
      .count(index.plansByJurisdiction[jurisdiction.code]?.count ?? 0),
    ]
  }

  private var jurisdictionsTable: DataTable {
    DataTable(
      name: "jurisdictions", title: "Jurisdictions", columns: Self.jurisdictionColumns,
      rows: library.jurisdictions.map(jurisdictionDataRow))
  }

  private var profileFactsTable: DataTable {
    DataTable(
      name: "profile-facts", title: "Facts beside the plans",
      columns: [
        .init(name: "jurisdiction", meaning: "The jurisdiction's code."),
        .init(name: "about", meaning: "What kind of document says so, and when."),
        .init(name: "points", meaning: "What is known."),
        .init(name: "elements", meaning: "Codes of the elements it bears on, in our reading."),
        .init(name: "confidence", meaning: "How sure it is; empty where nothing is in doubt."),
        .init(name: "source_title", meaning: "The source's title."),
        .init(name: "source_publisher", meaning: "Who published it."),
        .init(name: "source_url", meaning: "Where it stands; empty where it must not be linked."),
      ],
      rows: library.profiles.flatMap { profile in
        profile.facts.map { fact in
          [
            .text(profile.common.id.name), .text(fact.about), .texts(fact.points), codes(fact.elements),
            .optional(fact.confidence), .optional(fact.source?.title), .optional(fact.source?.publisher),
            fact.source?.isLinked == true ? .optional(fact.source?.url) : .none,
          ]
        }
      })
  }

  static let guidanceColumns: [DataTable.Column] = [
    .init(name: "id", meaning: "The record's id."), .init(name: "page", meaning: "Its page on this site."),
    .init(name: "title", meaning: "The document's title."),
    .init(name: "publisher", meaning: "Who issued it."),
    .init(name: "department", meaning: "The department or kind of issuer."),
    .init(name: "kind", meaning: "What kind of document it is."),
    .init(name: "number", meaning: "Its official number."),
    .init(name: "date", meaning: "When it was issued."),
    .init(
      name: "url", meaning: "Where the document stands; empty where only a copy or a page about it was seen."),
    .init(name: "summary", meaning: "What it says."),
    .init(name: "status", meaning: "current, superseded or unknown."),
    .init(name: "status_note", meaning: "The ground for the status."),
    .init(name: "superseded_by", meaning: "The id of the record that replaces it."),
    .init(name: "topics", meaning: "Ids of topics, in our reading."),
    .init(name: "elements", meaning: "Codes of elements, in our reading."),
    .init(name: "programs", meaning: "Ids of programs, in our reading."),
    .init(name: "accessed", meaning: "The day on which it was read."),
    .init(name: "verified", meaning: "How much of the document was seen."),
  ]

  func guidanceDataRow(_ guidance: Guidance) -> [DataValue] {
    [
      .text(guidance.common.id.name), url(guidance.common.id), .text(guidance.title),
      .text(guidance.publisher),
      .text(guidance.department), .text(guidance.kind), .optional(guidance.number), .optional(guidance.date),
      guidance.isLinked ? .optional(guidance.url) : .none, .text(guidance.summary), .text(guidance.status),
      .optional(guidance.statusNote), .optional(guidance.supersededBy?.value), .texts(guidance.topics),
      codes(guidance.elements), .texts(guidance.programs), .text(guidance.accessed),
      .optional(guidance.verified),
    ]
  }

  private var guidanceTable: DataTable {
    DataTable(
      name: "guidance", title: "Guidance", columns: Self.guidanceColumns,
      rows: library.guidance.map(guidanceDataRow))
  }

  static let termColumns: [DataTable.Column] = [
    .init(name: "vocabulary", meaning: "The vocabulary."), .init(name: "id", meaning: "The term's id."),
    .init(name: "url", meaning: "Its page."), .init(name: "label", meaning: "What readers see."),
    .init(name: "definition", meaning: "What it means."),
    .init(name: "broader", meaning: "The id of the broader term."),
    .init(name: "aliases", meaning: "Other spellings."),
    .init(name: "practices", meaning: "How many practices have it, narrower terms included."),
  ]

  func termDataRow(_ vocabulary: Vocabulary, _ term: Term) -> [DataValue] {
    [
      .text(vocabulary.kind.folder), .text(term.id.name), url(term.id), .text(term.label),
      .text(term.definition),
      .optional(term.broader?.value), .texts(term.aliases), .count(practices(of: term.id).count),
    ]
  }

  private var termsTable: DataTable {
    DataTable(
      name: "terms", title: "Terms of the vocabularies", columns: Self.termColumns,
      rows: library.vocabularies.flatMap { vocabulary in vocabulary.terms.map { termDataRow(vocabulary, $0) }
      })
  }

  private var performanceTable: DataTable {
    DataTable(
      name: "performance", title: "Performance levels",
      columns: [
        .init(name: "jurisdiction", meaning: "The jurisdiction's code."),
        .init(name: "program", meaning: "The program's id."),
        .init(name: "indicator", meaning: "The primary indicator of performance."),
        .init(name: "year", meaning: "The program year; PY2024 is July 1, 2024 to June 30, 2025."),
        .init(name: "kind", meaning: "proposed, negotiated or actual."),
        .init(name: "value", meaning: "The level."),
        .init(name: "unit", meaning: "percent (0 to 100) or dollars."),
        .init(name: "source", meaning: "Where it was seen."),
        .init(name: "note", meaning: "What a reader must know."),
      ],
      rows: library.performance.map { level in
        [
          .text(level.jurisdiction), .text(level.program), .text(level.indicator), .text(level.year),
          .text(level.kind),
          .number(level.valueText), .text(level.unit), .text(level.source), .text(level.note),
        ]
      })
  }

  private var referencesTable: DataTable {
    DataTable(
      name: "references", title: "References between records",
      columns: [
        .init(name: "from", meaning: "The record that refers, as kind:id."),
        .init(name: "to", meaning: "The record that is referred to."),
        .init(name: "passage", meaning: "The heading or passage it leads to."),
        .init(name: "kind", meaning: "reference (a link in the text), related, quote or supersedes."),
        .init(name: "sentence", meaning: "The sentence around the link."),
      ],
      rows: graph.outgoing.keys.sorted().flatMap { source in
        (graph.outgoing[source] ?? []).map { link in
          [
            .text(source.description), .text(link.target.id.description), .optional(link.target.fragment),
            .text(link.kind.rawValue), .text(link.sentence),
          ]
        }
      })
  }

  /// A record's own data: its row, with what refers to it.
  func recordData(_ id: RecordID, _ columns: [DataTable.Column], _ row: [DataValue]) -> [UInt8] {
    let incoming = (graph.incoming[id] ?? []).map { link in
      DataValue.object([
        ("from", .text(link.source.description)), ("kind", .text(link.kind.rawValue)),
        ("sentence", .text(link.sentence)),
      ])
    }
    let fields = zip(columns, row).map { ($0.name, $1) }
    return DataValue.object(fields + [("referred_to_by", .list(incoming))]).jsonFile
  }
}
