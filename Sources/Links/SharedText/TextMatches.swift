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
  /// Other states are looked for at every second word: what they share is long, and a run of six words is met anyway.
  private static let otherStep = 2
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

  /// Runs of equal words, followed from word to word.
  private struct Runs {
    /// How many words further the next look is.
    let step: Int
    private(set) var seeds: [Seed] = []
    /// The places that were found with the last look, the last place first, each with its seed: a run goes on there.
    private var running: [(place: Int, seed: Int)] = []
    private var next: [(place: Int, seed: Int)] = []
    /// The first of ``running`` that may still be met.
    private var first = 0

    init(step: Int) { self.step = step }

    /// Continues the run that leads to a place, or begins one; places come from the last to the first.
    @inline(__always)
    mutating func follow(_ place: Int, here: Int) {
      while first < running.count, running[first].place > place - step { first += 1 }
      if first < running.count, running[first].place == place - step {
        seeds[running[first].seed].length += step
        next.append((place, running[first].seed))
      } else {
        next.append((place, seeds.count))
        seeds.append(Seed(place: place, here: here))
      }
    }

    /// Goes on to the next look.
    @inline(__always)
    mutating func advance() {
      guard !(running.isEmpty && next.isEmpty) else { return }
      swap(&running, &next)
      next.removeAll(keepingCapacity: true)
      first = 0
    }
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
      // Most are put aside before their section is looked at, which waits for memory.
      if words >= leastInStretches.carried {
        let isShared = texts.sections[other].jurisdiction != texts.sections[section].jurisdiction
        if !isShared || words >= leastInStretches.shared {
          candidates.append((other, seeds[first..<last].map { ($0.place - start, $0.here) }))
        }
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
    var runs = Runs(step: 1)
    var otherRuns = Runs(step: otherStep)
    let words = texts.sections[section].words
    for position in words.indices {
      let here = start + position
      var steps = 0
      var word = repeats.inSameState(before: here)
      while let place = word, place >= firstNeighbor, steps < mostPlaces {
        if neighbors.contains(where: { $0.contains(place) }) { runs.follow(place, here: position) }
        steps += 1
        word = repeats.inSameState(before: place)
      }
      runs.advance()
      guard position.isMultiple(of: otherStep) else { continue }
      // A phrase of the trade that stands by itself leads from state to state in vain, each step a wait for memory: only
      // where the next look, or the one before, leads to the same passage are more states looked at than the last one.
      let isRun = repeats.isRun(at: here, step: otherStep, in: start..<start + words.count)
      steps = isRun ? 0 : mostStates - 1
      word = repeats.inOtherState(before: here)
      while let place = word {
        otherRuns.follow(place, here: position)
        steps += 1
        word = steps < mostStates ? repeats.inOtherState(before: place) : nil
      }
      otherRuns.advance()
    }
    let seeds = runs.seeds + otherRuns.seeds
    // Numbers are sorted much faster than seeds.
    return seeds.indices.map { UInt64(seeds[$0].place) << 32 | UInt64($0) }.sorted()
      .map { seeds[Int($0 & 0xFFFF_FFFF)] }
  }
}
