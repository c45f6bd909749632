// The sample's planted changes between cycles, as the tables of its README list them.
import Diagnostics
import Foundation
import Links
import Publishing
import Records
import TestSupport
import Testing
import Workspace

@Suite struct SampleChanges {
  @Test func theSamplesVerdictsAreAsPlanted() async throws {
    let folder = Repository.root.appending(path: "Tests/Sample")
    let content = folder.appending(path: "Content").path(percentEncoded: false)
    let graph = await readGraph(
      try readTree([SourceRoot(content, as: "Content")]).value, options: PublishOptions()
    ).value.graph
    let readme = try String(contentsOf: folder.appending(path: "README.md"), encoding: .utf8)
    let rows = readme.split(separator: "\n").map { line in
      line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
    let start = try #require(rows.firstIndex { $0.first == "element" && $0.count > 5 })
    let pairs = rows[start].dropFirst().map { column in
      let words = column.split(separator: " ")
      let cycle = words[1].hasSuffix("mod") ? "2024-mod" : "20" + words[1].suffix(2)
      return (state: String(words[0]), cycle: cycle)
    }
    var cells = 0
    var differences: [String: String] = [:]
    for row in rows[(start + 2)...].prefix(while: { $0.count == pairs.count + 1 }) {
      for (pair, planted) in zip(pairs, row.dropFirst()) {
        let plan = try #require(
          graph.library.plans.firstIndex { $0.jurisdiction == pair.state && $0.cycle == pair.cycle })
        let found = graph.library.outline?.elements.first { $0.code == row[0] }
          .flatMap { graph.changes[plan]?[$0.id]?.verdict.rawValue }
        cells += 1
        // A modification leaves out what it does not change.
        let verdict = found ?? (pair.cycle == "2024-mod" && planted == "unchanged" ? "unchanged" : "–")
        if verdict != planted {
          differences["\(row[0]) \(pair.state) \(pair.cycle)"] = "\(planted), found \(verdict)"
        }
      }
    }
    #expect(cells == 190)
    #expect(differences == [:])
  }
}
