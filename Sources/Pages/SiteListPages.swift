// The pages that belong to no single record: lists, shared text, tools, search.
import Diagnostics
import Layouts
import Links
import Records

extension PageMaker {
  mutating func addListPages() {
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

  mutating func addSharedText() {
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
  mutating func addTools() {
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
  mutating func addSearch() {
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
  mutating func addSectionPart(_ plan: Plan, _ section: Section) {
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
}
