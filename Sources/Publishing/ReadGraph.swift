// The records and references alone, for commands that make no pages.
package import Diagnostics
package import Links
import Parallel
package import Records

/// The content of a site without its pages.
package struct ContentGraph: Sendable {
  /// All records, drafts included.
  package let library: Library
  /// The published records and their references.
  package let graph: LinkGraph
}

/// Reads and links the files below `Content/`; layouts are not looked at.
///
/// Reports everything that reading, records and links report, sorted by place.
package func readGraph(_ files: [SourceFile], options: PublishOptions) async -> Diagnosed<ContentGraph> {
  let sorted = files.filter { $0.path.hasPrefix("Content/") }
    .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  options.beginning("Parsing content")
  let parsed = await mapInParallel(sorted, jobs: options.jobs) { ParsedFile(parsing: $0) }
  options.beginning("Reading records")
  let library = Library.read(parsed)
  let graph = await LinkGraph.linking(
    library.value, includesDrafts: options.includesDrafts, jobs: options.jobs,
    beginning: options.beginning)
  return Diagnosed(
    ContentGraph(library: library.value, graph: graph.value),
    graph.value.judging(library.diagnostics + graph.diagnostics).sortedByPlace())
}
