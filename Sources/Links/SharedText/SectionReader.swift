// What each section and each of its passages shares.
import Records

/// Reads the matches section by section.
struct SectionReader: Sendable {
  private let texts: PlanTexts
  /// For each section: clusters with the stretch that it has in them.
  private let clusters: [[(cluster: Int, words: Range<Int>)]]
  private let histories: [CarriedText.History]

  init(_ texts: PlanTexts, _ found: [TextCluster], _ histories: [CarriedText.History]) {
    self.texts = texts
    self.histories = histories
    var clusters = [[(cluster: Int, words: Range<Int>)]](repeating: [], count: texts.sections.count)
    for (position, cluster) in found.enumerated() {
      for member in cluster.members {
        clusters[member.stretch.section].append((position, member.stretch.words))
      }
    }
    self.clusters = clusters
  }

  func shares(of section: Int) -> SectionShares {
    let text = texts.sections[section]
    guard text.isFull else { return SectionShares() }
    let history = histories[section]
    var shares = SectionShares()
    shares.words = text.words.count
    for word in text.words.indices {
      if text.isRequirement[word] {
        shares.requirement += 1
        continue
      }
      if history.isCarried[word] { shares.carried += 1 }
      if history.isShared[word] { shares.shared += 1 }
      if !history.isCarried[word], !history.isShared[word] { shares.own += 1 }
    }
    for (position, passage) in text.passages.enumerated() {
      let note = PassageShares(
        block: passage.block, isRequirement: text.isRequirement(passage: passage.words),
        since: history.since[position],
        clusters: clusters[section].filter { cluster in
          let both = cluster.words.clamped(to: passage.words).count
          return both >= TextMatches.leastShared || both * 2 >= passage.words.count
        }.map(\.cluster))
      if note.isRequirement || note.since != nil || !note.clusters.isEmpty { shares.passages.append(note) }
    }
    shares.clusters = clusters[section].map(\.cluster)
    return shares
  }
}
