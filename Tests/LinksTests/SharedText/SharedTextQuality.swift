// How many planted copies are found, and that prompts, assurances and definitions alone make no pair.
import Diagnostics
import Foundation
import Links
import Publishing
import Records
import Testing

@Suite struct SharedTextQuality {
  /// `SHARED_TEXT=national` takes 10,000 sections of 57 states; use it with a release build.
  private static let isNational = ProcessInfo.processInfo.environment["SHARED_TEXT"] == "national"

  @Test func plantedCopiesAreFoundAndPromptsAreNot() async throws {
    let corpus =
      Self.isNational
      ? PlantedCorpus(states: 57, elements: 88, words: 300, copies: 100, seed: 7)
      : PlantedCorpus(states: 12, elements: 18, words: 90, copies: 8, seed: 7)
    var options = PublishOptions()
    options.jobs = 2
    let content = await readGraph(corpus.files, options: options)
    #expect(content.diagnostics.isEmpty, "\(content.diagnostics.prefix(3))")
    let graph = content.value.graph
    #expect(graph.texts.sections.count == corpus.sectionCount)

    func id(_ stretch: TextStretch) -> String {
      let position = graph.texts.sections[stretch.section].position
      return graph.library.plans[position.plan].sections[position.section].id.description
    }
    var found: [Set<String>: Int] = [:]
    for match in graph.sharedText.sharedPairs {
      found[[id(match.first), id(match.second)], default: 0] += match.first.words.count
    }
    var table = "changed             planted  found  recall\n"
    for level in PlantedCorpus.levels {
      let planted = corpus.copies.filter { $0.level == level }
      let hits = planted.count { copy in (found[[copy.source, copy.target]] ?? 0) * 2 >= copy.words }
      let recall = Double(hits) / Double(planted.count)
      let name = level.description.padding(toLength: 20, withPad: " ", startingAt: 0)
      table += "\(name)\(planted.count)  \(hits)  \(String(format: "%.3f", recall))\n"
      if level.percent <= 15 { #expect(recall >= 0.95, "\(level)") }
    }
    let planted = Set(corpus.copies.map { Set([$0.source, $0.target]) })
    let unplanted = found.keys.filter { !planted.contains($0) }
    table += "\(corpus.sectionCount) sections, pairs that nobody planted: \(unplanted.count)\n"
    print(table)
    #expect(unplanted.isEmpty, "\(unplanted.map { $0.sorted() }.sorted { $0[0] < $1[0] }.prefix(5))")
  }
}
