// All pages of a site: which there are, at which address, made by which layout.
package import Diagnostics
import Layouts
package import Links
import Records

/// Lists every page of the site, unrendered, sorted by path; two pages with one address are an error.
///
/// - Parameter hasSearch: whether the site gets a search index.
/// Reports `pages.*`.
package func pages(
  of graph: LinkGraph, layouts: SiteLayouts, routes: Routes, hasSearch: Bool = false
) -> Diagnosed<[OutputFile]> {
  let model = SiteModel(graph: graph, routes: routes)
  var maker = PageMaker(model: model, layouts: layouts, hasSearch: hasSearch)
  maker.addAll()
  return Diagnosed(maker.files.sorted { $0.path < $1.path }, maker.diagnostics)
}

private struct PageMaker {
  let model: SiteModel
  let layouts: SiteLayouts
  let hasSearch: Bool
  let shell: ShellParts
  var files: [OutputFile] = []
  var diagnostics: [Diagnostic] = []
  private var owners: [String: String] = [:]
  private let feedAddresses: Set<String>

  init(model: SiteModel, layouts: SiteLayouts, hasSearch: Bool) {
    self.model = model
    self.layouts = layouts
    self.hasSearch = hasSearch
    shell = ShellParts(model: model)
    feedAddresses = Set(model.feeds().map(\.address))
  }

  mutating func addAll() {
    addPages()
    addListPages()
    addSharedText()
    addTools()
    addSearch()
    addFeeds()
    addData()
    addRedirects()
    addForSearchEngines()
    addForHosts()
  }

  private mutating func addPages() {
    let library = model.library
    let model = model
    addSided("/", layouts.home, "home", ["Content/site.yml"]) { side in
      (
        PageMeta(title: library.site.title, description: library.site.description, kind: ""),
        HomePageFacts(model: model, side: side)
      )
    }
    if let outline = library.outline {
      let file = "Content/outlines/\(outline.id).yml"
      add("/elements/", layouts.outline, "outline", [file]) {
        (
          PageMeta(
            title: "Plan elements",
            description: "Every required element of a state plan, with each state’s answer.",
            kind: ""), OutlinePageFacts(model: model, outline: outline)
        )
      }
      for position in outline.elements.indices {
        let element = outline.elements[position]
        addRecord(
          RecordID(.element, element.id), layouts.element, "element", [file], date: "",
          search: model.searchEntry(element),
          data: (SiteModel.elementColumns, { model.elementDataRow(outline, element) })
        ) { model.elementPage(outline, position) }
      }
    }
    add("/jurisdictions/", layouts.jurisdictions, "jurisdictions", ["Content/jurisdictions.yml"]) {
      (
        PageMeta(
          title: "Jurisdictions",
          description: "States, the District of Columbia, territories and freely associated states.",
          kind: ""), JurisdictionsPageFacts(model: model)
      )
    }
    for jurisdiction in library.jurisdictions {
      let profile = model.index.profileByJurisdiction[jurisdiction.code].map {
        library.profiles[$0].common.place.file
      }
      addRecord(
        jurisdiction.id, layouts.jurisdiction, "jurisdiction",
        ["Content/jurisdictions.yml"] + (profile.map { [$0] } ?? []), date: "",
        search: model.searchEntry(jurisdiction),
        data: (SiteModel.jurisdictionColumns, { model.jurisdictionDataRow(jurisdiction) })
      ) { model.jurisdictionPage(jurisdiction) }
    }
    add("/plans/", layouts.plans, "plans", []) {
      (
        PageMeta(
          title: "State plans", description: "The workforce plans on this site, by jurisdiction and cycle.",
          kind: ""),
        PlansPageFacts(model: model)
      )
    }
    for (planPosition, plan) in library.plans.enumerated() {
      addTables(of: plan, at: planPosition)
      let date = plan.retrieved ?? plan.sources.map(\.accessed).max() ?? ""
      addRecord(
        plan.id, layouts.plan, "plan", [plan.common.place.file], date: date, search: model.searchEntry(plan),
        data: (SiteModel.planColumns, { model.planDataRow(plan) })
      ) { model.planPage(plan) }
      add("/plans/\(plan.id.name)/print/", layouts.print, "print", [plan.common.place.file]) {
        model.printPage(plan)
      }
      for position in plan.sections.indices {
        let section = plan.sections[position]
        addRecord(
          section.id, layouts.section, "section", [section.place.file], date: date,
          search: model.searchEntry(section, of: plan),
          data: (SiteModel.sectionColumns, { model.sectionDataRow(plan, section) })
        ) { model.sectionPage(planPosition, position) }
        addSectionPart(plan, section)
      }
    }
    add("/practices/", layouts.practices, "practices", []) {
      (
        PageMeta(
          title: "Practices", description: "What states do, with what is known about it.", kind: "",
          scripts: ["facets.js"]),
        PracticesPageFacts(model: model)
      )
    }
    addRaw(String(SiteModel.practiceListAddress.dropFirst()), [], use: .fetching) { model.practiceList() }
    for practice in library.practices {
      addRecord(
        practice.id, layouts.practice, "practice", [practice.common.place.file],
        date: practice.reviewed ?? practice.compiled, search: model.searchEntry(practice),
        data: (SiteModel.practiceColumns, { model.practiceRow(practice) })
      ) { model.practicePage(practice) }
    }
    for vocabulary in library.vocabularies {
      let file = "Content/vocabularies/\(vocabulary.kind.folder).yml"
      add("/\(vocabulary.kind.folder)/", layouts.vocabulary, "vocabulary", [file]) {
        model.vocabularyPage(vocabulary)
      }
      for term in vocabulary.terms {
        addRecord(
          term.id, layouts.term, "term", [file], date: "", search: model.searchEntry(term),
          data: (SiteModel.termColumns, { model.termDataRow(vocabulary, term) })
        ) { model.termPage(vocabulary, term) }
      }
    }
    add("/guidance/", layouts.guidanceList, "guidance-list", []) {
      (
        PageMeta(
          title: "Guidance", description: "Federal and association documents for writing state plans.",
          kind: ""),
        GuidanceListFacts(model: model)
      )
    }
    for guidance in library.guidance {
      addRecord(
        guidance.common.id, layouts.guidance, "guidance", [guidance.common.place.file],
        date: guidance.accessed, search: model.searchEntry(guidance),
        data: (SiteModel.guidanceColumns, { model.guidanceDataRow(guidance) })
      ) { model.guidancePage(guidance) }
    }
    for page in library.pages {
      add(Routes.address(of: page.common.id), layouts.page, "page", [page.common.place.file]) {
        var (meta, facts) = model.contentPage(page)
        meta.search = model.searchEntry(page)
        return (meta, facts)
      }
    }
    addFile("404.html", layouts.notFound, "not-found", ["Content/site.yml"], use: .hosting) { _ in
      (
        PageMeta(title: "Page not found", description: "There is no page at this address.", kind: ""),
        NotFoundFacts(model: model)
      )
    }
  }

  /// The response table of a plan; where there is a plan before, what changed since.
  private mutating func addTables(of plan: Plan, at position: Int) {
    let model = model
    let address = Routes.address(of: plan.id)
    let sources = [plan.common.place.file]
    let folder = String(address.dropFirst())
    add(address + "response-table/", layouts.responseTable, "response-table", sources) {
      model.responseTablePage(position)
    }
    addRaw(folder + "response-table.csv", sources) { model.responseTable(position).csv }
    guard let changes = model.graph.changes[position] else { return }
    add(changesAddress(of: plan), layouts.planChanges, "plan-changes", sources) {
      model.planChangesPage(position, changes)
    }
    addRaw(folder + "modification-table.csv", sources) { model.modificationTable(position).csv }
    for comparison in changes.comparisons {
      guard let address = model.diffAddress(of: comparison) else { continue }
      add(address, layouts.sectionChanges, "section-changes", sources) {
        model.sectionChangesPage(position, comparison)
      }
    }
  }

  private mutating func addListPages() {
    let model = model
    add("/performance/", layouts.performance, "performance", []) {
      (
        PageMeta(
          title: "Performance levels",
          description: "Levels on the primary indicators of performance, by jurisdiction.",
          kind: "", contents: []), PerformancePageFacts(model: model)
      )
    }
    let parts = model.coverageParts()
    let outlineFile = model.library.outline.map { ["Content/outlines/\($0.id).yml"] } ?? []
    add("/coverage/", layouts.coverage, "coverage", outlineFile) {
      (
        PageMeta(
          title: "Coverage",
          description: "Which jurisdiction answers which element, as far as this site has its text.",
          kind: ""), CoveragePageFacts(model: model, parts: parts)
      )
    }
    for part in parts {
      add(part.address, layouts.coveragePart, "coverage-part", outlineFile) {
        (
          PageMeta(
            title: "Coverage of part \(part.part.code)",
            description: "Which jurisdiction answers which element of \(part.part.title).", kind: "",
            breadcrumbs: [model.link("Coverage", "/coverage/")]),
          CoveragePartFacts(model: model, part: part, others: parts.filter { $0.part.id != part.part.id })
        )
      }
    }
    add("/changes/", layouts.changes, "changes", ["Content/changes.yml"]) {
      (
        PageMeta(
          title: "Changes", description: "What was added and changed on this site, by day.", kind: "",
          feed: model.routes.url("/feeds/all.xml")), ChangesPageFacts(model: model)
      )
    }
  }

  private mutating func addSharedText() {
    let model = model
    let parts = model.sharedTextParts()
    add("/shared-text/", layouts.sharedText, "shared-text", []) {
      (
        PageMeta(
          title: "Shared text",
          description:
            "Which words of the plans are the requirement’s, carried over, or shared between states.",
          kind: "",
          contents: [
            ContentsFacts(id: "layers", label: "Three layers"),
            ContentsFacts(id: "texts", label: "Text shared between states"),
            ContentsFacts(id: "data", label: "Data"),
          ]), SharedTextPageFacts(model: model, parts: parts)
      )
    }
    for part in parts {
      add(part.address, layouts.sharedTextPart, "shared-text-part", []) {
        (
          PageMeta(
            title: "Shared text in part \(part.part.code)" + (part.page > 1 ? ", page \(part.page)" : ""),
            description: "Passages of \(part.part.title) that plans of several states have.", kind: "",
            breadcrumbs: [model.link("Shared text", "/shared-text/")]),
          SharedTextPartFacts(model: model, part: part, others: parts)
        )
      }
    }
    for cluster in model.graph.sharedText.clusters {
      let files = cluster.members.map { member in
        let position = model.graph.texts.sections[member.stretch.section].position
        return model.library.plans[position.plan].sections[position.section].place.file
      }
      add(
        model.sharedTextAddress(cluster), layouts.sharedTextCluster, "shared-text-cluster",
        Array(Set(files)).sorted()
      ) {
        model.sharedTextClusterPage(cluster)
      }
    }
  }

  /// Compare, planner and basket, with the data that their scripts fetch.
  private mutating func addTools() {
    let model = model
    let library = model.library
    add("/compare/", layouts.compare, "compare", []) {
      (
        PageMeta(
          title: "Compare states",
          description: "Two to four states’ answers to one plan element, side by side.",
          kind: "", scripts: ["word.js", "compare.js"]), ComparePageFacts(model: model)
      )
    }
    add("/basket/", layouts.basket, "basket", []) {
      (
        PageMeta(
          title: "Basket", description: "Practices and passages that you picked, to export or print.",
          kind: "",
          scripts: ["word.js", "basket.js"]), BasketPageFacts(model: model)
      )
    }
    guard let outline = library.outline else { return }
    let file = ["Content/outlines/\(outline.id).yml"]
    let coverage = outline.elements.map { model.graph.coverage(of: $0.id) }
    add("/planner/", layouts.planner, "planner", file) {
      (
        PageMeta(
          title: "Planner", description: "The outline of a state plan as a worksheet, with your own notes.",
          kind: "", scripts: ["word.js", "planner.js"]), PlannerPageFacts(model: model, outline: outline)
      )
    }
    addRaw(String(SiteModel.plannerLeadsAddress.dropFirst()), file, use: .fetching) {
      model.plannerLeads(outline, coverage)
    }
    for (position, jurisdiction) in library.jurisdictions.enumerated()
    where model.index.plansByJurisdiction[jurisdiction.code] != nil {
      addRaw(String(SiteModel.plannerAnswersAddress(jurisdiction).dropFirst()), file, use: .fetching) {
        model.plannerAnswers(position, outline, coverage)
      }
    }
    for element in outline.elements where model.hasAnswers(element) {
      addRaw(String(SiteModel.answersAddress(element).dropFirst()), file, use: .fetching) {
        model.answersData(element)
      }
    }
  }

  /// The search page with what its script fetches; the index itself is made from the finished pages.
  private mutating func addSearch() {
    let (model, hasSearch) = (model, hasSearch)
    addSided("/search/", layouts.search, "search", []) { side in
      (
        PageMeta(
          title: "Search", description: "Search every page, down to the passage.", kind: "",
          scripts: ["search.js"]), SearchPageFacts(model: model, hasIndex: hasSearch, side: side)
      )
    }
    addRaw(String(SiteModel.searchPlacesAddress.dropFirst()), [], use: .fetching) { model.searchPlaces() }
    addRaw(String(SiteModel.searchWordsAddress.dropFirst()), [], use: .fetching) { model.searchWords() }
  }

  /// A section's fragment for the compare page.
  private mutating func addSectionPart(_ plan: Plan, _ section: Section) {
    let (model, layout) = (model, layouts.sectionPart)
    files.append(
      OutputFile(
        path: String(SiteModel.partAddress(section).dropFirst()), layout: "section-part",
        sources: [section.place.file], use: .fetching
      ) {
        var output: [UInt8] = []
        layout.render(SectionPartFacts(model: model, plan: plan, section: section), into: &output)
        return output
      })
  }

  /// A record's page with its data and citations beside it.
  private mutating func addRecord<Facts: LayoutFacts>(
    _ id: RecordID, _ layout: CompiledLayout<Facts>, _ layoutName: String, _ sources: [String], date: String,
    search: @autoclosure @escaping @Sendable () -> SearchEntry,
    data: (columns: [DataTable.Column], row: @Sendable () -> [DataValue]),
    _ make: @escaping @Sendable () -> (PageMeta, Facts)
  ) {
    let model = model
    let address = Routes.address(of: id)
    let feed = feedAddresses.contains(model.feedAddress(id)) ? model.routes.url(model.feedAddress(id)) : nil
    add(address, layout, layoutName, sources) {
      var (meta, facts) = make()
      meta.record = RecordMeta(address: address, date: date)
      meta.structured = StructuredKind(id, routes: model.routes)
      meta.feed = feed
      meta.search = search()
      return (meta, facts)
    }
    let citation = model.citation(model.title(id), address: address, date: date)
    let key = "\(id.kind.rawValue)-\(id.name.split(separator: "/").joined(separator: "-"))"
    let folder = String(address.dropFirst())
    addRaw(folder + "index.json", sources) { model.recordData(id, data.columns, data.row()) }
    addRaw(folder + "cite.bib", sources) { Array(citation.bibTeX(key: key).utf8) }
    addRaw(folder + "cite.ris", sources) { Array(citation.ris.utf8) }
  }

  /// A file that is no page.
  private mutating func addRaw(
    _ path: String, _ sources: [String], use: FileUse = .reading, _ render: @escaping @Sendable () -> [UInt8]
  ) {
    files.append(OutputFile(path: path, sources: sources.sorted(), use: use, render: render))
  }

  private mutating func addFeeds() {
    let model = model
    for feed in model.feeds() {
      addRaw(String(feed.address.dropFirst()), [], use: .hosting) {
        model.atom(address: feed.address, title: feed.title, records: feed.records)
      }
    }
  }

  private mutating func addData() {
    let model = model
    let schemas = frontMatterSchemas(model)
    let tables = model.dataTables()
    addSided("/data/", layouts.data, "data", []) { side in
      (
        PageMeta(
          title: "Data", description: "Every list of this site as CSV and JSON, with its columns explained.",
          kind: "",
          contents: tables.map { ContentsFacts(id: $0.name, label: $0.title) },
          structured: .dataset(
            files: tables.flatMap { table in
              ["csv", "json"].map { model.routes.absolute("/data/\(table.name).\($0)") }
            })),
        DataPageFacts(model: model, tables: tables, schemas: schemas.map(\.name), side: side)
      )
    }
    for table in tables {
      addRaw("data/\(table.name).csv", []) { table.csv }
      addRaw("data/\(table.name).json", []) { table.json }
    }
    for schema in schemas { addRaw("data/schema/\(schema.name).json", []) { Array(schema.text.utf8) } }
    let settings = model.library.site
    let licence =
      "\(settings.title)\n\(settings.publisher)\n\nContent: \(settings.licence)\n\(settings.licenceURL ?? "")\n"
    addRaw("data/LICENCE.txt", ["Content/site.yml"]) { Array(licence.utf8) }
  }

  /// Old addresses lead on: as pages for every host, and as `_redirects` for hosts that read it.
  private mutating func addRedirects() {
    let model = model
    var lines: [String] = []
    for redirect in model.redirects() {
      let target = Routes.address(of: redirect.to)
      let path = String(redirect.from.dropFirst()) + "index.html"
      if let first = owners[path] {
        diagnostics.append(
          Diagnostic(
            .addressTaken, at: redirect.place,
            "\(redirect.from) is the address of a page or of another redirect",
            help: "Remove it from redirect_from.",
            notes: [.init("that page is made from this file", at: Place(file: first))]))
        continue
      }
      owners[path] = redirect.place.file
      let layout = layouts.redirect
      let facts = RedirectFacts(
        title: model.title(redirect.to), url: model.routes.url(target),
        absolute: model.routes.absolute(target))
      files.append(
        OutputFile(path: path, layout: "redirect", sources: [redirect.place.file]) {
          var output: [UInt8] = []
          layout.render(facts, into: &output)
          return output
        })
      lines.append("\(model.routes.url(redirect.from)) \(model.routes.url(target)) 301\n")
    }
    let text = lines.sorted().joined()
    addRaw("_redirects", [], use: .hosting) { Array(text.utf8) }
  }

  private mutating func addForSearchEngines() {
    let routes = model.routes
    let addresses = files.filter {
      $0.path.hasSuffix("index.html") && !["redirect", "print", "section-changes"].contains($0.layout)
    }
    .map(\.address).sorted()
    for sitemap in routes.sitemaps(addresses) { addRaw(sitemap.path, [], use: .hosting) { sitemap.bytes } }
    addRaw("robots.txt", [], use: .hosting) { routes.robots }
  }

  private mutating func addForHosts() {
    let headers = model.routes.headers(for: files.map(\.path))
    addRaw("_headers", [], use: .hosting) { headers }
  }

  private mutating func add<Facts: LayoutFacts>(
    _ address: String, _ layout: CompiledLayout<Facts>, _ layoutName: String, _ sources: [String],
    _ make: @escaping @Sendable () -> (PageMeta, Facts)
  ) {
    addFile(String(address.dropFirst()) + "index.html", layout, layoutName, sources) { _ in make() }
  }

  /// A page that says something else in the offline copy, or about it.
  private mutating func addSided<Facts: LayoutFacts>(
    _ address: String, _ layout: CompiledLayout<Facts>, _ layoutName: String, _ sources: [String],
    _ make: @escaping @Sendable (OfflineSide?) -> (PageMeta, Facts)
  ) {
    addFile(
      String(address.dropFirst()) + "index.html", layout, layoutName, sources, isSided: true, make)
  }

  private mutating func addFile<Facts: LayoutFacts>(
    _ path: String, _ layout: CompiledLayout<Facts>, _ layoutName: String, _ sources: [String],
    use: FileUse = .reading, isSided: Bool = false,
    _ make: @escaping @Sendable (OfflineSide?) -> (PageMeta, Facts)
  ) {
    let owner = sources.last ?? "Content/site.yml"
    if let first = owners[path] {
      diagnostics.append(
        Diagnostic(
          .addressTaken, at: Place(file: owner),
          "this page and another one have the same address, /\(path.dropLast("index.html".count))",
          help: "Rename the file.",
          notes: [.init("the other one is made from this file", at: Place(file: first))]))
      return
    }
    owners[path] = owner
    let shell = shell
    let shellLayout = layouts.shell
    let address = path.hasSuffix("index.html") ? "/" + path.dropLast("index.html".count) : "/" + path
    let render = { @Sendable (side: OfflineSide?) -> [UInt8] in
      let (meta, facts) = make(side)
      var main: [UInt8] = []
      layout.render(facts, into: &main)
      var output: [UInt8] = []
      output.reserveCapacity(main.count + 8192)
      shellLayout.render(
        shell.facts(meta, main: main, address: String(address), layout: layoutName), into: &output)
      return output
    }
    let adapted = { @Sendable (_: [UInt8], side: OfflineSide) -> [UInt8] in render(side) }
    files.append(
      OutputFile(
        path: path, layout: layoutName, sources: sources.sorted(), use: use,
        adapted: isSided ? adapted : nil
      ) { render(nil) })
  }
}

/// What the shell shows on every page, made once.
private struct ShellParts: Sendable {
  let site: SiteFacts
  let navigation: [(address: String, link: LinkFacts)]
  let routes: Routes

  init(model: SiteModel) {
    let settings = model.library.site
    routes = model.routes
    site = SiteFacts(
      title: settings.title, description: settings.description, home: model.routes.url("/"),
      absoluteHome: model.routes.absolute("/"),
      stylesheet: model.routes.url(model.routes.layoutAssets + "site.css"),
      assets: model.routes.url(model.routes.layoutAssets), data: model.routes.url("/data/"),
      changes: model.routes.url("/changes/"),
      coverage: model.routes.url("/coverage/"), sharedText: model.routes.url("/shared-text/"),
      performance: model.routes.url("/performance/"),
      compare: model.routes.url("/compare/"), planner: model.routes.url("/planner/"),
      basket: model.routes.url("/basket/"), search: model.routes.url("/search/"),
      notice: settings.notice ?? "", publisher: settings.publisher, publisherURL: settings.publisherURL ?? "",
      licence: settings.licence, licenceURL: settings.licenceURL ?? "", contact: settings.contact ?? "",
      contactURL: settings.contactURL ?? "")
    navigation = settings.navigation.map { entry in
      (entry.address.value, model.link(entry.label, entry.address.value))
    }
  }

  func facts(_ meta: PageMeta, main: [UInt8], address: String, layout: String) -> ShellFacts {
    ShellFacts(
      meta: meta, main: main, site: site, canonical: routes.absolute(address),
      navigation: navigation.map { entry in
        var link = entry.link
        link.isCurrent = address.hasPrefix(entry.address)
        return link
      },
      citation: Citation(
        title: meta.title, publisher: site.publisher, site: site.title, date: meta.record?.date ?? "",
        url: routes.absolute(address)
      ).plain, url: routes.url(address), layout: layout)
  }
}

extension DiagnosticCode {
  package static let addressTaken = DiagnosticCode(
    "pages.address-taken", "Two pages would stand at the same address.",
    remedy: "Rename one of the files: a page's address comes from its name.",
    example: .init("Content/pages/practices.md", "---\ntitle: Practices\n---\n"))

  /// Every code that the Pages room may report.
  package static let pageCodes: [DiagnosticCode] = [.addressTaken]
}
