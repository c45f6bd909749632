// Every layout that a site needs, compiled once against the facts of its pages.
package import Diagnostics
package import Layouts

/// The compiled layouts; each page kind has one file of the same name in `Layouts`.
package struct SiteLayouts: Sendable {
  let shell: CompiledLayout<ShellFacts>
  let home: CompiledLayout<HomePageFacts>
  let outline: CompiledLayout<OutlinePageFacts>
  let element: CompiledLayout<ElementPageFacts>
  let jurisdictions: CompiledLayout<JurisdictionsPageFacts>
  let jurisdiction: CompiledLayout<JurisdictionPageFacts>
  let plans: CompiledLayout<PlansPageFacts>
  let plan: CompiledLayout<PlanPageFacts>
  let section: CompiledLayout<SectionPageFacts>
  let practices: CompiledLayout<PracticesPageFacts>
  let practice: CompiledLayout<PracticePageFacts>
  let vocabulary: CompiledLayout<VocabularyPageFacts>
  let term: CompiledLayout<TermPageFacts>
  let guidanceList: CompiledLayout<GuidanceListFacts>
  let guidance: CompiledLayout<GuidancePageFacts>
  let page: CompiledLayout<ContentPageFacts>
  let performance: CompiledLayout<PerformancePageFacts>
  let changes: CompiledLayout<ChangesPageFacts>
  let data: CompiledLayout<DataPageFacts>
  let print: CompiledLayout<PrintPageFacts>
  let redirect: CompiledLayout<RedirectFacts>
  let coverage: CompiledLayout<CoveragePageFacts>
  let coveragePart: CompiledLayout<CoveragePartFacts>
  let sharedText: CompiledLayout<SharedTextPageFacts>
  let sharedTextPart: CompiledLayout<SharedTextPartFacts>
  let sharedTextCluster: CompiledLayout<SharedTextClusterFacts>
  let sectionPart: CompiledLayout<SectionPartFacts>
  let compare: CompiledLayout<ComparePageFacts>
  let planner: CompiledLayout<PlannerPageFacts>
  let basket: CompiledLayout<BasketPageFacts>
  let search: CompiledLayout<SearchPageFacts>
  let notFound: CompiledLayout<NotFoundFacts>
  let planChanges: CompiledLayout<PlanChangesFacts>
  let sectionChanges: CompiledLayout<SectionChangesFacts>
  let responseTable: CompiledLayout<ResponseTableFacts>

  /// Each layout with the shape of its facts, in the order of the layouts reference.
  package static let shapes: [(layout: String, shape: Shape)] = [
    ("shell", Shape(of: ShellFacts.self)), ("home", Shape(of: HomePageFacts.self)),
    ("outline", Shape(of: OutlinePageFacts.self)), ("element", Shape(of: ElementPageFacts.self)),
    ("jurisdictions", Shape(of: JurisdictionsPageFacts.self)),
    ("jurisdiction", Shape(of: JurisdictionPageFacts.self)),
    ("plans", Shape(of: PlansPageFacts.self)), ("plan", Shape(of: PlanPageFacts.self)),
    ("section", Shape(of: SectionPageFacts.self)), ("practices", Shape(of: PracticesPageFacts.self)),
    ("practice", Shape(of: PracticePageFacts.self)), ("vocabulary", Shape(of: VocabularyPageFacts.self)),
    ("term", Shape(of: TermPageFacts.self)), ("guidance-list", Shape(of: GuidanceListFacts.self)),
    ("guidance", Shape(of: GuidancePageFacts.self)), ("page", Shape(of: ContentPageFacts.self)),
    ("performance", Shape(of: PerformancePageFacts.self)),
    ("changes", Shape(of: ChangesPageFacts.self)),
    ("data", Shape(of: DataPageFacts.self)),
    ("print", Shape(of: PrintPageFacts.self)),
    ("redirect", Shape(of: RedirectFacts.self)),
    ("coverage", Shape(of: CoveragePageFacts.self)),
    ("coverage-part", Shape(of: CoveragePartFacts.self)),
    ("shared-text", Shape(of: SharedTextPageFacts.self)),
    ("shared-text-part", Shape(of: SharedTextPartFacts.self)),
    ("shared-text-cluster", Shape(of: SharedTextClusterFacts.self)),
    ("section-part", Shape(of: SectionPartFacts.self)),
    ("compare", Shape(of: ComparePageFacts.self)),
    ("planner", Shape(of: PlannerPageFacts.self)),
    ("basket", Shape(of: BasketPageFacts.self)),
    ("search", Shape(of: SearchPageFacts.self)),
    ("not-found", Shape(of: NotFoundFacts.self)),
    ("plan-changes", Shape(of: PlanChangesFacts.self)),
    ("section-changes", Shape(of: SectionChangesFacts.self)),
    ("response-table", Shape(of: ResponseTableFacts.self)),
  ]

  /// Compiles all layouts; nil when any has an error. Warns of layouts that no page uses.
  package static func compile(_ set: LayoutSet) -> Diagnosed<SiteLayouts?> {
    var diagnostics: [Diagnostic] = []
    func compiled<Facts: LayoutFacts>(_ name: String) -> CompiledLayout<Facts>? {
      let result = set.compile(name, for: Facts.self)
      diagnostics += result.diagnostics
      return result.value
    }
    // All are compiled before any is missed, so that one run reports every mistake.
    let shell: CompiledLayout<ShellFacts>? = compiled("shell")
    let home: CompiledLayout<HomePageFacts>? = compiled("home")
    let outline: CompiledLayout<OutlinePageFacts>? = compiled("outline")
    let element: CompiledLayout<ElementPageFacts>? = compiled("element")
    let jurisdictions: CompiledLayout<JurisdictionsPageFacts>? = compiled("jurisdictions")
    let jurisdiction: CompiledLayout<JurisdictionPageFacts>? = compiled("jurisdiction")
    let plans: CompiledLayout<PlansPageFacts>? = compiled("plans")
    let plan: CompiledLayout<PlanPageFacts>? = compiled("plan")
    let section: CompiledLayout<SectionPageFacts>? = compiled("section")
    let practices: CompiledLayout<PracticesPageFacts>? = compiled("practices")
    let practice: CompiledLayout<PracticePageFacts>? = compiled("practice")
    let vocabulary: CompiledLayout<VocabularyPageFacts>? = compiled("vocabulary")
    let term: CompiledLayout<TermPageFacts>? = compiled("term")
    let guidanceList: CompiledLayout<GuidanceListFacts>? = compiled("guidance-list")
    let guidance: CompiledLayout<GuidancePageFacts>? = compiled("guidance")
    let page: CompiledLayout<ContentPageFacts>? = compiled("page")
    let performance: CompiledLayout<PerformancePageFacts>? = compiled("performance")
    let changes: CompiledLayout<ChangesPageFacts>? = compiled("changes")
    let data: CompiledLayout<DataPageFacts>? = compiled("data")
    let print: CompiledLayout<PrintPageFacts>? = compiled("print")
    let redirect: CompiledLayout<RedirectFacts>? = compiled("redirect")
    let coverage: CompiledLayout<CoveragePageFacts>? = compiled("coverage")
    let coveragePart: CompiledLayout<CoveragePartFacts>? = compiled("coverage-part")
    let sharedText: CompiledLayout<SharedTextPageFacts>? = compiled("shared-text")
    let sharedTextPart: CompiledLayout<SharedTextPartFacts>? = compiled("shared-text-part")
    let sharedTextCluster: CompiledLayout<SharedTextClusterFacts>? = compiled("shared-text-cluster")
    let sectionPart: CompiledLayout<SectionPartFacts>? = compiled("section-part")
    let compare: CompiledLayout<ComparePageFacts>? = compiled("compare")
    let planner: CompiledLayout<PlannerPageFacts>? = compiled("planner")
    let basket: CompiledLayout<BasketPageFacts>? = compiled("basket")
    let search: CompiledLayout<SearchPageFacts>? = compiled("search")
    let notFound: CompiledLayout<NotFoundFacts>? = compiled("not-found")
    let planChanges: CompiledLayout<PlanChangesFacts>? = compiled("plan-changes")
    let sectionChanges: CompiledLayout<SectionChangesFacts>? = compiled("section-changes")
    let responseTable: CompiledLayout<ResponseTableFacts>? = compiled("response-table")
    diagnostics += set.unused(after: shapes.map(\.layout))
    guard let shell, let home, let outline, let element, let jurisdictions, let jurisdiction, let plans,
      let plan,
      let section, let practices, let practice, let vocabulary, let term, let guidanceList, let guidance,
      let page,
      let performance, let changes, let data, let print, let redirect, let coverage, let coveragePart,
      let sharedText, let sharedTextPart, let sharedTextCluster,
      let sectionPart, let compare, let planner, let basket, let search, let notFound, let planChanges,
      let sectionChanges, let responseTable
    else { return Diagnosed(nil, diagnostics) }
    return Diagnosed(
      SiteLayouts(
        shell: shell, home: home, outline: outline, element: element, jurisdictions: jurisdictions,
        jurisdiction: jurisdiction, plans: plans, plan: plan, section: section, practices: practices,
        practice: practice, vocabulary: vocabulary, term: term, guidanceList: guidanceList,
        guidance: guidance,
        page: page, performance: performance, changes: changes, data: data, print: print,
        redirect: redirect, coverage: coverage, coveragePart: coveragePart,
        sharedText: sharedText, sharedTextPart: sharedTextPart, sharedTextCluster: sharedTextCluster,
        sectionPart: sectionPart, compare: compare, planner: planner, basket: basket, search: search,
        notFound: notFound,
        planChanges: planChanges, sectionChanges: sectionChanges, responseTable: responseTable), diagnostics)
  }
}
