// The files that are no pages: feeds, data, redirects, and what hosts and search engines ask for.
import Diagnostics
import Layouts
import Links
import Records

extension PageMaker {
  mutating func addFeeds() {
    let model = model
    for feed in model.feeds() {
      addRaw(String(feed.address.dropFirst()), [], use: .hosting) {
        model.atom(address: feed.address, title: feed.title, records: feed.records)
      }
    }
  }

  mutating func addData() {
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
  mutating func addRedirects() {
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

  mutating func addForSearchEngines() {
    let routes = model.routes
    let addresses = files.filter {
      $0.path.hasSuffix("index.html") && !["redirect", "print", "section-changes"].contains($0.layout)
    }
    .map(\.address).sorted()
    for sitemap in routes.sitemaps(addresses) { addRaw(sitemap.path, [], use: .hosting) { sitemap.bytes } }
    addRaw("robots.txt", [], use: .hosting) { routes.robots }
  }

  mutating func addForHosts() {
    let headers = model.routes.headers(for: files.map(\.path))
    addRaw("_headers", [], use: .hosting) { headers }
  }
}
