// Runs the specification page of similarity: which records stand beside which, and with what reasons.
import Diagnostics
import Documents
import Links
import Publishing
import Records
import TestSupport
import Testing

@Suite struct SimilarSpecs {
  /// Fences: `file PATH` adds or replaces a file of the first example's; `similar RECORD` is what stands beside a record,
  /// a line for each: sections first, then practices. `diagnostics` is what linking reports.
  @Test(arguments: try Spec.examples(in: "similar.md"))
  func example(_ example: SpecExample) async throws {
    let base = try #require(try Spec.examples(in: "similar.md").first { !$0.files.isEmpty })
    var files = SmallSite.content(today: "2026-01-01").filter { file in
      !["plans", "practices", "pages", "guidance", "jurisdictions.yml"].contains {
        file.path.hasPrefix("Content/\($0)")
      }
    }
    for file in base.files + example.files {
      files.removeAll { $0.path == file.path }
      files.append(file)
    }
    let sorted = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    let library = Library.read(sorted.map { ParsedFile(parsing: $0) })
    let graph = await LinkGraph.linking(library.value)
    let outputs = try example.fences("similar").map { fence in
      let words = fence.argument.split(separator: ":", maxSplits: 1).map(String.init)
      let id = RecordID(try #require(RecordKind(rawValue: words[0])), words[1])
      return (label: fence.label, text: Self.listing(graph.value, id))
    }
    let diagnostics = (library.diagnostics + graph.diagnostics).sortedByPlace()
    let problems = Spec.problems(
      of: example, inputs: ["file"], outputs: outputs + [("diagnostics", diagnosticText(diagnostics))])
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
  }

  private static func listing(_ graph: LinkGraph, _ id: RecordID) -> String {
    let similar = graph.similar(to: id)
    return (similar.sections + similar.practices).map { record in
      var parts = [record.id.description]
      if record.isSummary { parts.append("editor’s summary") }
      if record.isPinned { parts.append("chosen by the editors") }
      if !record.terms.isEmpty {
        parts.append("both write " + record.terms.map { "“\($0)”" }.joined(separator: ", "))
      }
      if !record.labels.isEmpty {
        parts.append("both concern " + record.labels.map(\.description).joined(separator: ", "))
      }
      if !record.elements.isEmpty { parts.append("same element " + record.elements.joined(separator: ", ")) }
      parts.append("\(record.sharedWords)%")
      return parts.joined(separator: "; ") + "\n"
    }.joined()
  }
}
