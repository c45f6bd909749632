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

/// Puts all pages and files of a site on a list; `add…` of a kind of page stands in an extension.
struct PageMaker {
  let model: SiteModel
  let layouts: SiteLayouts
  let hasSearch: Bool
  let shell: ShellParts
  var files: [OutputFile] = []
  var diagnostics: [Diagnostic] = []
  var owners: [String: String] = [:]
  let feedAddresses: Set<String>

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

  mutating func addPages() {
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
  mutating func addTables(of plan: Plan, at position: Int) {
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

  /// A record's page with its data and citations beside it.
  mutating func addRecord<Facts: LayoutFacts>(
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
  mutating func addRaw(
    _ path: String, _ sources: [String], use: FileUse = .reading, _ render: @escaping @Sendable () -> [UInt8]
  ) {
    files.append(OutputFile(path: path, sources: sources.sorted(), use: use, render: render))
  }

  mutating func add<Facts: LayoutFacts>(
    _ address: String, _ layout: CompiledLayout<Facts>, _ layoutName: String, _ sources: [String],
    _ make: @escaping @Sendable () -> (PageMeta, Facts)
  ) {
    addFile(String(address.dropFirst()) + "index.html", layout, layoutName, sources) { _ in make() }
  }

  /// A page that says something else in the offline copy, or about it.
  mutating func addSided<Facts: LayoutFacts>(
    _ address: String, _ layout: CompiledLayout<Facts>, _ layoutName: String, _ sources: [String],
    _ make: @escaping @Sendable (OfflineSide?) -> (PageMeta, Facts)
  ) {
    addFile(
      String(address.dropFirst()) + "index.html", layout, layoutName, sources, isSided: true, make)
  }

  mutating func addFile<Facts: LayoutFacts>(
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
struct ShellParts: Sendable {
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
