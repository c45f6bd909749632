// All pages of a site: which there are, at which address, made by which layout.
package import Diagnostics
import Layouts
package import Links
import Records

/// Lists every page of the site, unrendered, sorted by path; two pages with one address are an error.
///
/// Reports `pages.*`.
package func pages(of graph: LinkGraph, layouts: SiteLayouts, routes: Routes) -> Diagnosed<[OutputFile]> {
  let model = SiteModel(graph: graph, routes: routes)
  var maker = PageMaker(model: model, layouts: layouts)
  maker.addAll()
  return Diagnosed(maker.files.sorted { $0.path < $1.path }, maker.diagnostics)
}

private struct PageMaker {
  let model: SiteModel
  let layouts: SiteLayouts
  let shell: ShellParts
  var files: [OutputFile] = []
  var diagnostics: [Diagnostic] = []
  private var owners: [String: String] = [:]

  init(model: SiteModel, layouts: SiteLayouts) {
    self.model = model
    self.layouts = layouts
    shell = ShellParts(model: model)
  }

  mutating func addAll() {
    let library = model.library
    let model = model
    add("/", layouts.home, "home", ["Content/site.yml"]) {
      (
        PageMeta(title: library.site.title, description: library.site.description, kind: ""),
        HomePageFacts(model: model)
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
        add(.element, outline.elements[position].id, layouts.element, "element", [file]) {
          model.elementPage(outline, position)
        }
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
      add(
        .jurisdiction, jurisdiction.code, layouts.jurisdiction, "jurisdiction",
        ["Content/jurisdictions.yml"] + (profile.map { [$0] } ?? [])
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
    for plan in library.plans {
      add(.plan, plan.id.name, layouts.plan, "plan", [plan.common.place.file]) { model.planPage(plan) }
      for position in plan.sections.indices {
        let section = plan.sections[position]
        add(.section, section.id.name, layouts.section, "section", [section.place.file]) {
          model.sectionPage(plan, position)
        }
      }
    }
    add("/practices/", layouts.practices, "practices", []) {
      (
        PageMeta(title: "Practices", description: "What states do, with what is known about it.", kind: ""),
        PracticesPageFacts(model: model)
      )
    }
    for practice in library.practices {
      add(.practice, practice.id.name, layouts.practice, "practice", [practice.common.place.file]) {
        model.practicePage(practice)
      }
    }
    for vocabulary in library.vocabularies {
      let file = "Content/vocabularies/\(vocabulary.kind.folder).yml"
      add("/\(vocabulary.kind.folder)/", layouts.vocabulary, "vocabulary", [file]) {
        model.vocabularyPage(vocabulary)
      }
      for term in vocabulary.terms {
        add(term.id.kind, term.id.name, layouts.term, "term", [file]) { model.termPage(vocabulary, term) }
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
      add(.guidance, guidance.common.id.name, layouts.guidance, "guidance", [guidance.common.place.file]) {
        model.guidancePage(guidance)
      }
    }
    for page in library.pages {
      add(.page, page.common.id.name, layouts.page, "page", [page.common.place.file]) {
        model.contentPage(page)
      }
    }
    addFile("404.html", layouts.notFound, "not-found", ["Content/site.yml"]) {
      (
        PageMeta(title: "Page not found", description: "There is no page at this address.", kind: ""),
        NotFoundFacts(model: model)
      )
    }
  }

  private mutating func add<Facts: LayoutFacts>(
    _ kind: RecordKind, _ name: String, _ layout: CompiledLayout<Facts>, _ layoutName: String,
    _ sources: [String],
    _ make: @escaping @Sendable () -> (PageMeta, Facts)
  ) {
    add(Routes.address(of: RecordID(kind, name)), layout, layoutName, sources, make)
  }

  private mutating func add<Facts: LayoutFacts>(
    _ address: String, _ layout: CompiledLayout<Facts>, _ layoutName: String, _ sources: [String],
    _ make: @escaping @Sendable () -> (PageMeta, Facts)
  ) {
    addFile(String(address.dropFirst()) + "index.html", layout, layoutName, sources, make)
  }

  private mutating func addFile<Facts: LayoutFacts>(
    _ path: String, _ layout: CompiledLayout<Facts>, _ layoutName: String, _ sources: [String],
    _ make: @escaping @Sendable () -> (PageMeta, Facts)
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
    files.append(
      OutputFile(path: path, layout: layoutName, sources: sources.sorted()) {
        let (meta, facts) = make()
        var main: [UInt8] = []
        layout.render(facts, into: &main)
        var output: [UInt8] = []
        output.reserveCapacity(main.count + 8192)
        shellLayout.render(shell.facts(meta, main: main, address: String(address)), into: &output)
        return output
      })
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
      absoluteHome: model.routes.absolute("/"), stylesheet: model.routes.url("/assets/site.css"),
      notice: settings.notice ?? "", publisher: settings.publisher, publisherURL: settings.publisherURL ?? "",
      licence: settings.licence, licenceURL: settings.licenceURL ?? "", contact: settings.contact ?? "",
      contactURL: settings.contactURL ?? "")
    navigation = settings.navigation.map { entry in
      (entry.address.value, model.link(entry.label, entry.address.value))
    }
  }

  func facts(_ meta: PageMeta, main: [UInt8], address: String) -> ShellFacts {
    ShellFacts(
      meta: meta, main: main, site: site, canonical: routes.absolute(address),
      navigation: navigation.map { entry in
        var link = entry.link
        link.isCurrent = address.hasPrefix(entry.address)
        return link
      })
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
