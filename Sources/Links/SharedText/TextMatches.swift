// The shortlist: which sections share rare stretches of words, and the passages found there.
import Parallel
import Records

/// The passages that sections of different plans share.
struct TextMatches: Sendable {
  /// So many own words make a passage shared between two states.
  static let leastShared = 25
  /// So many make one that a state carried over from its older plan.
  private static let leastCarried = 12
  /// Sections with fewer words in equal stretches than this have no passage in common: most pairs are put aside here.
  private static let leastInStretches = (shared: 12, carried: 8)
  /// How many places of a stretch are looked at in a state's own plans: a table may repeat itself.
  private static let mostPlaces = 16
  /// How many states before are looked at. What stands in a quarter of all 57 is nobody's own, so the one in the middle of
  /// a text's states meets all others: as many before it as after it.
  private static let mostStates = 8

  /// Between jurisdictions.
  private(set) var shared: [TextMatch] = []
  /// Between a plan and the plans that it follows.
  private(set) var carried: [TextMatch] = []
  /// For each section, what it shares with other jurisdictions.
  private(set) var sharedBySection: [[TextMatch]]
  /// For each section, what it has of the plans that its plan follows.
  private(set) var carriedBySection: [[TextMatch]]

  /// Linear in the words and in the stretches that stand in several plans.
  ///
  /// A plan is compared with the plans that it follows, not with each older one of its state: what stands there is found
  /// by going on from plan to plan.
  init(_ texts: PlanTexts, _ earlier: EarlierPlans, jobs: Int) async {
    let found = await mapInParallel(Array(texts.sections.indices), jobs: jobs, chunk: 32) { section in
      Self.matches(of: section, texts, earlier)
    }
    sharedBySection = Array(repeating: [], count: texts.sections.count)
    carriedBySection = sharedBySection
    for match in found.joined() {
      let (first, second) = (texts.sections[match.first.section], texts.sections[match.second.section])
      if first.jurisdiction != second.jurisdiction {
        shared.append(match)
        sharedBySection[match.first.section].append(match)
        sharedBySection[match.second.section].append(match)
      } else {
        carried.append(match)
        let isFirstOlder = earlier[second.position.plan].contains(first.position.plan)
        carriedBySection[isFirstOlder ? match.second.section : match.first.section].append(match)
      }
    }
  }

  /// How many own words make a passage of two sections.
  static func least(_ first: PlanTexts.SectionText, _ second: PlanTexts.SectionText) -> Int {
    first.jurisdiction == second.jurisdiction ? leastCarried : leastShared
  }

  /// What a section shares with sections before it.
  private static func matches(of section: Int, _ texts: PlanTexts, _ earlier: EarlierPlans) -> [TextMatch] {
    let text = texts.sections[section]
    var matches: [TextMatch] = []
    for candidate in candidates(of: section, texts, earlier) {
      let other = texts.sections[candidate.section]
      let least = least(other, text)
      let passages = WordAlignment(left: other, right: text).passages(from: candidate.seeds)
      matches += passages.compactMap { runs in
        TextMatch(runs, other, text, sections: (candidate.section, section), least: least)
      }
    }
    return matches
  }

  /// A run of equal words.
  private struct Seed {
    /// In the row of all words.
    let place: Int
    /// In the section.
    let here: Int
    var length = Shingles.length
  }

  /// Sections before this one with a stretch in common, and where: once for each run of equal words.
  private static func candidates(
    of section: Int, _ texts: PlanTexts, _ earlier: EarlierPlans
  ) -> [(section: Int, seeds: [(left: Int, right: Int)])] {
    let repeats = texts.repeats
    var candidates: [(section: Int, seeds: [(left: Int, right: Int)])] = []
    let seeds = seeds(of: section, texts, earlier)
    var first = 0
    while first < seeds.count {
      let other = repeats.section(of: seeds[first].place)
      let (start, end) = (repeats.starts[other], repeats.starts[other + 1])
      var last = first
      var words = 0
      while last < seeds.count, seeds[last].place < end {
        words += seeds[last].length
        last += 1
      }
      let least =
        texts.sections[other].jurisdiction == texts.sections[section].jurisdiction
        ? leastInStretches.carried : leastInStretches.shared
      if words >= least {
        candidates.append((other, seeds[first..<last].map { ($0.place - start, $0.here) }))
      }
      first = last
    }
    return candidates
  }

  /// The runs of words that a section has in common with sections before it, in the order of their places.
  private static func seeds(of section: Int, _ texts: PlanTexts, _ earlier: EarlierPlans) -> [Seed] {
    let repeats = texts.repeats
    let start = repeats.starts[section]
    let neighbors = earlier.neighbors(of: texts.sections[section].position.plan).map { plan in
      let sections = texts.sectionsByPlan[plan]
      return repeats.starts[sections.lowerBound]..<repeats.starts[sections.upperBound]
    }
    let firstNeighbor = neighbors.map(\.lowerBound).min() ?? .max
    var seeds: [Seed] = []
    /// The places at which the stretch one word before stands, the last one first, each with its seed: a run of equal
    /// words goes on there.
    var running: [(place: Int, seed: Int)] = []
    var next: [(place: Int, seed: Int)] = []
    for position in texts.sections[section].words.indices {
      next.removeAll(keepingCapacity: true)
      var run = 0
      func follow(_ place: Int) {
        while run < running.count, running[run].place >= place { run += 1 }
        if run < running.count, running[run].place == place - 1 {
          seeds[running[run].seed].length += 1
          next.append((place, running[run].seed))
        } else {
          next.append((place, seeds.count))
          seeds.append(Seed(place: place, here: position))
        }
      }
      var steps = 0
      var word = repeats.inSameState(before: start + position)
      while let place = word, place >= firstNeighbor, steps < mostPlaces {
        if neighbors.contains(where: { $0.contains(place) }) { follow(place) }
        steps += 1
        word = repeats.inSameState(before: place)
      }
      steps = 0
      word = repeats.inOtherState(before: start + position)
      while let place = word, steps < mostStates {
        follow(place)
        steps += 1
        word = repeats.inOtherState(before: place)
      }
      swap(&running, &next)
    }
    // Numbers are sorted much faster than seeds.
    return seeds.indices.map { UInt64(seeds[$0].place) << 32 | UInt64($0) }.sorted()
      .map { seeds[Int($0 & 0xFFFF_FFFF)] }
  }
}
