// The whole site as one function of a tree of files.
import Crypto
package import Diagnostics
import Documents
import Layouts
package import Links
package import Pages
import Parallel
package import Records

/// What a build may choose.
package struct PublishOptions: Sendable {
  /// The address at which the site will stand; nil for `baseURL` of `site.yml`.
  package var baseURL: String?
  /// Whether drafts and archived practices are shown.
  package var includesDrafts = false
  /// How many files are worked on at once; the output never depends on it.
  package var jobs = 1
  /// The day (`YYYY-MM-DD`) on which the site is built; nil leaves out everything that depends on it.
  package var today: String?
  /// Whether the site gets a search index, which is made from the finished pages.
  package var hasSearch = false
  /// Told the name of each phase as it begins, for progress and profiles.
  package var beginning: @Sendable (String) -> Void = { _ in }

  package init() {}
}

/// A site that is ready to be rendered: every reference resolved, every layout checked.
package struct Site: Sendable {
  package let graph: LinkGraph
  /// Every file of the output, sorted by path.
  package internal(set) var files: [OutputFile]
  /// Records that are not published, with their files.
  package let drafts: [(id: RecordID, file: String)]
  package let routes: Routes
}

/// Checks all sources and prepares the site; nil when there are errors. Nothing is rendered yet.
///
/// - Parameter files: the files below `Content/` and `Layouts/`, in any order.
/// Reports everything that reading, records, links, layouts and pages report, sorted by place.
package func publish(_ files: [SourceFile], options: PublishOptions) async -> Diagnosed<Site?> {
  let sorted = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  let content = sorted.filter { $0.path.hasPrefix("Content/") }
  let layoutFiles = sorted.filter { $0.path.hasPrefix("Layouts/") }.map(withoutCommentLines)
  options.beginning("Parsing content")
  let parsed = await mapInParallel(content, jobs: options.jobs) { ParsedFile(parsing: $0) }
  options.beginning("Reading records")
  let library = Library.read(parsed)
  let graph = await LinkGraph.linking(
    library.value, includesDrafts: options.includesDrafts, jobs: options.jobs,
    beginning: options.beginning)
  options.beginning("Compiling layouts")
  let layouts = SiteLayouts.compile(LayoutSet(layoutFiles))
  var diagnostics =
    graph.value.judging(library.diagnostics + graph.diagnostics) + layouts.diagnostics
  if let today = options.today { diagnostics += graph.value.library.reviewsDue(on: today) }
  guard let compiled = layouts.value else { return Diagnosed(nil, diagnostics.sortedByPlace()) }
  options.beginning("Listing pages")
  let layoutAssets = layoutFiles.filter { $0.path.hasPrefix("Layouts/assets/") }
  let routes = Routes(
    baseURL: options.baseURL ?? library.value.site.baseURL,
    layoutAssets: "/assets/\(fingerprint(of: layoutAssets))/")
  let pages = pages(of: graph.value, layouts: compiled, routes: routes, hasSearch: options.hasSearch)
  diagnostics += pages.diagnostics
  let assets = assetFiles(
    content: library.value.assets, layouts: layoutFiles, below: routes.layoutAssets, &diagnostics)
  let addresses = Set((pages.value + assets).map(\.address))
  // Without the outline, pages are missing that the navigation rightly names.
  for entry in library.value.site.navigation
  where library.value.outline != nil && !addresses.contains(entry.address.value) {
    diagnostics.append(
      Diagnostic(
        .unresolvedReference, at: entry.address.place, "there is no page at \(entry.address.value)",
        help: didYouMean(entry.address.value, in: addresses)))
  }
  diagnostics = diagnostics.sortedByPlace()
  guard !diagnostics.hasErrors else { return Diagnosed(nil, diagnostics) }
  let drafts = options.includesDrafts ? [] : library.value.published().drafts
  let all = pages.value + assets
  return Diagnosed(
    Site(
      graph: graph.value, files: (all + [checksums(of: all)]).sorted { $0.path < $1.path }, drafts: drafts,
      routes: routes),
    diagnostics)
}

/// `data/SHA256SUMS` in the form that `sha256sum --check` reads: the data files, sorted.
private func checksums(of files: [OutputFile]) -> OutputFile {
  let folder = "data/"
  let data = files.filter { $0.path.hasPrefix(folder) && !$0.path.hasSuffix(".html") }.sorted {
    $0.path < $1.path
  }
  return OutputFile(
    path: folder + "SHA256SUMS",
    adapted: { plain, side in
      guard case .host(let archive) = side else { return plain }
      let line = hexadecimal(archive.digest) + "  " + OfflineArchive.path.dropFirst(folder.count)
      let lines = String(decoding: plain, as: UTF8.self).split(separator: "\n").map(String.init) + [line]
      // A digest has 64 digits: names are compared.
      return Array(lines.sorted { $0.dropFirst(66) < $1.dropFirst(66) }.map { $0 + "\n" }.joined().utf8)
    },
    render: {
      let lines = data.map { file in
        hexadecimal(SHA256.hash(data: file.render())) + "  " + file.path.dropFirst(folder.count) + "\n"
      }
      return Array(lines.joined().utf8)
    })
}

/// Eight hexadecimal digits that change when a file, its name or its bytes, does.
private func fingerprint(of files: [SourceFile]) -> Substring {
  var hash = SHA256()
  for file in files {
    hash.update(data: Array("\(file.path)\0\(file.bytes.count)\0".utf8))
    hash.update(data: file.bytes)
  }
  return hexadecimal(hash.finalize()).prefix(8)
}

func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
  digest.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
}

/// Files that are carried over: `Content/assets` to `/assets/`, `Layouts/assets` to a folder in it whose name is their
/// fingerprint.
private func assetFiles(
  content: [SourceFile], layouts: [SourceFile], below layoutAssets: String, _ diagnostics: inout [Diagnostic]
) -> [OutputFile] {
  for file in layouts where !file.path.hasSuffix(".mustache") && !file.path.hasPrefix("Layouts/assets/") {
    diagnostics.append(
      Diagnostic(
        .wrongPlace, at: Place(file: file.path), "only layouts (*.mustache) and Layouts/assets are read here",
        help: "Move the file to Layouts/assets."))
  }
  return (layouts.filter { $0.path.hasPrefix("Layouts/assets/") } + content).map { file in
    let folder = file.path.hasPrefix("Layouts/") ? String(layoutAssets.dropFirst()) : "assets/"
    let path = folder + file.path.split(separator: "/").dropFirst(2).joined(separator: "/")
    return OutputFile(path: path, sources: [file.path]) { file.bytes }
  }
}
