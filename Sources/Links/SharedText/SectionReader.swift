// What each section and each of its passages shares.
import Records

/// Reads the matches section by section.
struct SectionReader: Sendable {
  /// So many of a hundred own words of a passage must stand in the older plan.
  private static let leastCarried = 80
  /// Passages with fewer own words carry no mark.
  private static let shortest = 8

  private let texts: PlanTexts
  private let filings: [Filing]
  /// For each section: its matches with other jurisdictions, and with older plans of its own.
  private let shared: [[TextMatch]]
  private let carried: [[TextMatch]]
  /// For each section: clusters with the stretch that it has in them.
  private let clusters: [[(cluster: Int, words: Range<Int>)]]

  init(_ texts: PlanTexts, _ matches: TextMatches, _ found: [TextCluster], _ filings: [Filing]) {
    self.texts = texts
    self.filings = filings
    var shared = [[TextMatch]](repeating: [], count: texts.sections.count)
    for match in matches.shared {
      shared[match.first.section].append(match)
      shared[match.second.section].append(match)
    }
    var carried = [[TextMatch]](repeating: [], count: texts.sections.count)
    for match in matches.carried {
      func cycle(_ stretch: TextStretch) -> String {
        filings[texts.sections[stretch.section].position.plan].cycle
      }
      let isFirstOlder = RecordIndex.isNewer(cycle(match.second), than: cycle(match.first))
      carried[isFirstOlder ? match.second.section : match.first.section].append(match)
    }
    var clusters = [[(cluster: Int, words: Range<Int>)]](repeating: [], count: texts.sections.count)
    for (position, cluster) in found.enumerated() {
      for member in cluster.members {
        clusters[member.stretch.section].append((position, member.stretch.words))
      }
    }
    self.shared = shared
    self.carried = carried
    self.clusters = clusters
  }

  func shares(of section: Int) -> SectionShares {
    let text = texts.sections[section]
    guard text.isFull else { return SectionShares() }
    let count = text.words.count
    let isShared = flags(shared[section], in: section, count)
    let isCarried = flags(carried[section], in: section, count)
    var shares = SectionShares()
    shares.words = count
    for word in 0..<count {
      if text.isRequirement[word] {
        shares.requirement += 1
        continue
      }
      if isCarried[word] { shares.carried += 1 }
      if isShared[word] { shares.shared += 1 }
      if !isCarried[word], !isShared[word] { shares.own += 1 }
    }
    let older = olderPlans(of: section, count)
    for passage in text.passages {
      let note = PassageShares(
        block: passage.block, isRequirement: text.isRequirement(passage: passage.words),
        since: since(passage.words, of: section, older),
        clusters: clusters[section].filter { cluster in
          let both = cluster.words.clamped(to: passage.words).count
          return both >= TextMatches.leastShared || both * 2 >= passage.words.count
        }.map(\.cluster))
      if note.isRequirement || note.since != nil || !note.clusters.isEmpty { shares.passages.append(note) }
    }
    shares.clusters = clusters[section].map(\.cluster)
    return shares
  }

  private func flags(_ matches: [TextMatch], in section: Int, _ count: Int) -> [Bool] {
    var flags = [Bool](repeating: false, count: count)
    for match in matches {
      for run in match.runs {
        let start = match.first.section == section ? run.left : run.right
        for word in start..<start + run.length { flags[word] = true }
      }
    }
    return flags
  }

  /// What an older plan has of a section.
  private struct OlderPlan {
    let plan: Int
    let matches: [TextMatch]
    let flags: [Bool]
    let runs: [Range<Int>]
  }

  /// The older plans that share text with the section, newest first.
  private func olderPlans(of section: Int, _ count: Int) -> [OlderPlan] {
    let byPlan = Dictionary(grouping: carried[section]) { match in
      texts.sections[match.counterpart(of: section).section].position.plan
    }
    return byPlan.keys.sorted { RecordIndex.isNewer(filings[$0].cycle, than: filings[$1].cycle) }.map {
      plan in
      let matches = byPlan[plan] ?? []
      return OlderPlan(
        plan: plan, matches: matches, flags: flags(matches, in: section, count),
        runs: matches.flatMap { match in
          match.runs.map { run in
            let start = match.first.section == section ? run.left : run.right
            return start..<start + run.length
          }
        })
    }
  }

  /// The oldest of the plans that have the passage one after the other.
  private func since(
    _ words: Range<Int>, of section: Int, _ older: [OlderPlan]
  ) -> PassageShares.Since? {
    let text = texts.sections[section]
    let own = words.filter { !text.isRequirement[$0] }
    guard own.count >= Self.shortest else { return nil }
    var since: PassageShares.Since?
    var isExact = true
    for plan in older {
      let share = 100 * own.count { plan.flags[$0] } / own.count
      guard share >= Self.leastCarried else { break }
      isExact = isExact && plan.runs.contains { $0.clamped(to: words) == words }
      let best = plan.matches.max { left, right in
        left.stretch(in: section).words.clamped(to: words).count
          < right.stretch(in: section).words.clamped(to: words).count
      }
      guard let best else { break }
      since = PassageShares.Since(
        plan: plan.plan, section: texts.sections[best.counterpart(of: section).section].position,
        share: share,
        isExact: isExact)
    }
    return since
  }
}
