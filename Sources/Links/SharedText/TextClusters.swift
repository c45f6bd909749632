// Pairs that share one text over several states, as one cluster.
import Records

/// One text that stands in the plans of several jurisdictions.
package struct TextCluster: Sendable {
  /// A section that holds the text.
  package struct Member: Sendable {
    package let stretch: TextStretch
    /// What the stretch shares with the cluster's ``TextCluster/core``; nil for the core itself.
    package let match: TextMatch?
  }

  /// Its name in addresses: the section and the passage of ``eldest``, `ky-2024-ii-c-1-3f9a12bc`. A new cycle of plans
  /// leaves it as it is.
  package internal(set) var name = ""
  /// The member with the oldest filing; where the dates are silent, the first one in the order of cycles and sections.
  let eldest: TextStretch
  /// The member that shares the text with most others; every other one is compared with it.
  package let core: TextStretch
  /// The core first, then in the order of filing; a jurisdiction may stand here with several plans.
  package let members: [Member]
  /// Positions of the jurisdictions in the library, in the library's order.
  package let jurisdictions: [Int]
}

extension TextCluster {
  /// The member whose plan was filed before those of all other jurisdictions; nil when the dates do not say.
  ///
  /// - Parameter filing: when the plan with a section of ``PlanTexts/sections`` was filed, and whose it is.
  package func earliest(_ filing: (Int) -> (Filing, jurisdiction: Int)) -> Member? {
    members.first { member in
      let (first, state) = filing(member.stretch.section)
      return members.allSatisfy { other in
        let (second, otherState) = filing(other.stretch.section)
        return otherState == state || first.isBefore(second) == true
      }
    }
  }
}

/// Groups matches around the stretch that most of them share.
///
/// Every member shares most of the stretch with the core itself: texts that only follow from one another by overlapping
/// passages stay apart.
struct TextClustering {
  /// Those between jurisdictions first.
  private let matches: [TextMatch]
  private let sharedCount: Int
  private let texts: PlanTexts
  private let filings: [Filing]
  /// For each section, its matches.
  private let bySection: [[Int32]]

  /// - Parameter filings: one for each plan.
  init(_ found: TextMatches, _ texts: PlanTexts, filings: [Filing]) {
    matches = found.shared + found.carried
    sharedCount = found.shared.count
    self.texts = texts
    self.filings = filings
    var bySection = [[Int32]](repeating: [], count: texts.sections.count)
    for (position, match) in matches.enumerated() {
      bySection[match.first.section].append(Int32(position))
      bySection[match.second.section].append(Int32(position))
    }
    self.bySection = bySection
  }

  /// The clusters: those of most jurisdictions first, then the longest.
  func clusters() -> [TextCluster] {
    var cores: [(stretch: TextStretch, degree: Int)] = []
    for position in 0..<sharedCount {
      for stretch in [matches[position].first, matches[position].second] {
        let states = Set(neighbors(of: stretch).map { jurisdiction($0.stretch) })
        cores.append((stretch, states.subtracting([jurisdiction(stretch)]).count))
      }
    }
    cores.sort { left, right in
      if left.degree != right.degree { return left.degree > right.degree }
      if left.stretch.words.count != right.stretch.words.count {
        return left.stretch.words.count > right.stretch.words.count
      }
      return key(left.stretch) < key(right.stretch)
    }
    var isGrouped = [Bool](repeating: false, count: matches.count)
    var clusters: [TextCluster] = []
    for core in cores {
      let around = neighbors(of: core.stretch)
      let isNew = around.contains { !isGrouped[$0.match] && $0.match < sharedCount }
      guard isNew else { continue }
      clusters.append(cluster(core.stretch, around, &isGrouped))
    }
    return clusters.filter { $0.jurisdictions.count > 1 }.sorted { left, right in
      if left.jurisdictions.count != right.jurisdictions.count {
        return left.jurisdictions.count > right.jurisdictions.count
      }
      if left.core.words.count != right.core.words.count {
        return left.core.words.count > right.core.words.count
      }
      return (left.core.section, left.core.words.lowerBound)
        < (right.core.section, right.core.words.lowerBound)
    }
  }

  private func cluster(
    _ core: TextStretch, _ around: [(match: Int, stretch: TextStretch)], _ isGrouped: inout [Bool]
  ) -> TextCluster {
    var members: [TextCluster.Member] = []
    var stretches: [Int: TextStretch] = [core.section: core]
    for (match, stretch) in around where stretches[stretch.section] == nil {
      var known = matches[match]
      if match >= sharedCount {
        // The state's own plans have more in common than the text that other states have, too.
        guard let part = known.within(core, texts) else { continue }
        known = part
      }
      isGrouped[match] = true
      stretches[stretch.section] = known.stretch(in: stretch.section)
      members.append(TextCluster.Member(stretch: known.stretch(in: stretch.section), match: known))
    }
    // A state's older plans have the text, too: it is followed from plan to plan.
    var next = 0
    while next < members.count {
      let member = members[next]
      next += 1
      for (match, stretch) in neighbors(of: member.stretch) where match >= sharedCount {
        guard stretches[stretch.section] == nil, let known = member.match,
          let joined = TextMatch(known, matches[match], over: member.stretch.section, texts)
        else { continue }
        isGrouped[match] = true
        stretches[stretch.section] = joined.stretch(in: stretch.section)
        members.append(TextCluster.Member(stretch: joined.stretch(in: stretch.section), match: joined))
      }
    }
    // What the members share among themselves is the same text.
    for stretch in stretches.values {
      for (match, other) in neighbors(of: stretch) {
        if let known = stretches[other.section], Self.isSame(known.words, other.words) {
          isGrouped[match] = true
        }
      }
    }
    members.sort { key($0.stretch) < key($1.stretch) }
    let eldest = members.first.map { key($0.stretch) < key(core) ? $0.stretch : core }
    return TextCluster(
      eldest: eldest ?? core, core: core, members: [TextCluster.Member(stretch: core, match: nil)] + members,
      jurisdictions: Set(stretches.values.map(jurisdiction)).sorted())
  }

  /// Matches of the same stretch, each with the stretch at its other end; in plans of one state, also those that go on
  /// beyond it.
  private func neighbors(of stretch: TextStretch) -> [(match: Int, stretch: TextStretch)] {
    bySection[stretch.section].compactMap { position in
      let match = matches[Int(position)]
      let words = match.stretch(in: stretch.section).words
      let isMatch =
        position < sharedCount
        ? Self.isSame(words, stretch.words)
        : words.clamped(to: stretch.words).count * 2 >= stretch.words.count
      return isMatch ? (Int(position), match.counterpart(of: stretch.section)) : nil
    }
  }

  /// Whether two stretches of a section are one text: at least half of the words in either are in both.
  private static func isSame(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    let both = left.clamped(to: right).count
    return both * 2 >= left.count + right.count - both
  }

  private func jurisdiction(_ stretch: TextStretch) -> Int { texts.sections[stretch.section].jurisdiction }

  private func key(_ stretch: TextStretch) -> (String, String, Int, Int) {
    let filing = filings[texts.sections[stretch.section].position.plan].sortKey
    return (filing.0, filing.1, stretch.section, stretch.words.lowerBound)
  }
}
