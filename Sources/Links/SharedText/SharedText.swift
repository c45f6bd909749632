// Text that is shared, in three layers: the requirement's own words, carried over, between states.
import Documents
import Parallel
import Records

/// What the plans of the site share with the requirement, with older plans of the same state, and with other states.
///
/// Editors' summaries take no part.
package struct SharedText: Sendable {
  /// Texts that stand in the plans of several jurisdictions, those of most jurisdictions first.
  package let clusters: [TextCluster]
  /// For each section of ``PlanTexts/sections``, how much of it is whose.
  package let sections: [SectionShares]
  /// Pairs of passages that two jurisdictions share.
  package let sharedPairs: [TextMatch]
  /// Positions in ``clusters`` by element of the current edition.
  private let clustersByElement: [String: [Int]]

  /// The clusters in which an answer to the element of the current edition takes part.
  package func sharedText(for element: String) -> [Int] { clustersByElement[element] ?? [] }

  /// Finds all of it; near-linear in the words.
  init(
    _ texts: PlanTexts, _ library: Library, _ crosswalk: Crosswalk, _ earlier: EarlierPlans, jobs: Int
  ) async {
    let matches = await TextMatches(texts, earlier, jobs: jobs)
    let filings = library.plans.map(Filing.init)
    let clusters = Self.named(
      TextClustering(matches, texts, filings: filings).clusters(), texts, library)
    self.clusters = clusters
    sharedPairs = matches.shared
    var byElement: [String: [Int]] = [:]
    for (position, cluster) in clusters.enumerated() {
      var elements: Set<String> = []
      for member in cluster.members {
        let place = texts.sections[member.stretch.section].position
        let plan = library.plans[place.plan]
        elements.formUnion(crosswalk.currentElements(of: plan.sections[place.section], in: plan))
      }
      for element in elements { byElement[element, default: []].append(position) }
    }
    clustersByElement = byElement
    let histories = await CarriedText(texts, earlier, matches).histories(filings, jobs: jobs)
    let reader = SectionReader(texts, clusters, histories)
    sections = await mapInParallel(Array(texts.sections.indices), jobs: jobs) { reader.shares(of: $0) }
  }
}

extension SharedText {
  /// The clusters with names that only change when the section or its passage does.
  private static func named(
    _ clusters: [TextCluster], _ texts: PlanTexts, _ library: Library
  ) -> [TextCluster] {
    var taken: [String: Int] = [:]
    return clusters.map { cluster in
      let text = texts.sections[cluster.eldest.section]
      let section = library.plans[text.position.plan].sections[text.position.section]
      let block = text.passages.first { $0.words.upperBound > cluster.eldest.words.lowerBound }?.block
      let passage = block.flatMap { section.body.markdown.blocks[$0].passage } ?? "p-0"
      let name = section.id.name.split(separator: "/").joined(separator: "-") + "-" + passage.dropFirst(2)
      taken[name, default: 0] += 1
      var cluster = cluster
      cluster.name = taken[name, default: 1] == 1 ? name : "\(name)-\(taken[name, default: 1])"
      return cluster
    }
  }
}

/// How much of a section is whose. A word can be carried over and shared at once.
package struct SectionShares: Sendable {
  /// The section's words; 0 for an editor's summary.
  package internal(set) var words = 0
  /// Words of the requirement.
  package internal(set) var requirement = 0
  /// Words that are not the requirement's and stand in the state's plan before.
  package internal(set) var carried = 0
  /// Words that are not the requirement's and stand in another state's plan.
  package internal(set) var shared = 0
  /// Words that are none of these.
  package internal(set) var own = 0
  /// What is to be said of the section's passages, in order; passages of which there is nothing to say are left out.
  package internal(set) var passages: [PassageShares] = []
  /// Positions of the clusters that the section takes part in.
  package internal(set) var clusters: [Int] = []
}

/// What one passage shares.
package struct PassageShares: Sendable {
  /// An older plan in which the passage stands.
  package struct Since: Sendable {
    /// Position of the plan in the library.
    package let plan: Int
    /// Where most of the passage stands there.
    package let section: RecordIndex.SectionPosition
    /// How many of a hundred of its own words stand there, rounded down.
    package let share: Int
    /// Whether the passage stands there word for word.
    package let isExact: Bool
  }

  /// The block's index in the body's Markdown.
  package let block: Int
  /// Whether the passage is nobody's own.
  package let isRequirement: Bool
  /// The oldest plan since which every plan of the state has had the passage.
  package let since: Since?
  /// Positions of the clusters that hold most of the passage, or 25 words of it.
  package let clusters: [Int]
}
