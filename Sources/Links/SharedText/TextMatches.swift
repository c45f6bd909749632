// The shortlist: which sections share rare stretches of words, and the passages found there.
import Parallel
import Records

/// The passages that sections of different plans share.
struct TextMatches: Sendable {
  /// So many own words make a passage shared between two states.
  static let leastShared = 25
  /// So many make one that a state carried over from its older plan.
  static let leastCarried = 12
  /// Sections with fewer words in equal stretches than this have no passage in common: most pairs are put aside here.
  private static let leastInStretches = (shared: 12, carried: 8)
  /// How far a stretch is followed back: what more sections share is joined through its neighbors.
  private static let chain = 16

  /// Between jurisdictions.
  private(set) var shared: [TextMatch] = []
  /// Between plans of one jurisdiction.
  private(set) var carried: [TextMatch] = []

  /// Linear in the words and in the stretches that stand in several plans.
  init(_ texts: PlanTexts, jobs: Int) async {
    let found = await mapInParallel(Array(texts.sections.indices), jobs: jobs, chunk: 32) { section in
      Self.matches(of: section, texts)
    }
    for match in found.joined() {
      let isSameState =
        texts.sections[match.first.section].jurisdiction == texts.sections[match.second.section].jurisdiction
      if isSameState { carried.append(match) } else { shared.append(match) }
    }
  }

  /// What a section shares with sections before it.
  private static func matches(of section: Int, _ texts: PlanTexts) -> [TextMatch] {
    let text = texts.sections[section]
    var matches: [TextMatch] = []
    for candidate in candidates(of: section, texts) {
      let other = texts.sections[candidate.section]
      let least = other.jurisdiction == text.jurisdiction ? leastCarried : leastShared
      let passages = WordAlignment(left: other, right: text).passages(from: candidate.seeds)
      matches += passages.compactMap { runs in
        TextMatch(runs, other, text, sections: (candidate.section, section), least: least)
      }
    }
    return matches
  }

  private struct Seed {
    let section: Int
    let there: Int
    let here: Int
    /// How many words are equal from here on.
    var length = Shingles.length
  }

  /// Sections before this one with a stretch in common, and where: once for each run of equal words.
  private static func candidates(
    of section: Int, _ texts: PlanTexts
  ) -> [(section: Int, seeds: [(left: Int, right: Int)])] {
    let repeats = texts.repeats
    let start = repeats.starts[section]
    let plan = texts.sections[section].position.plan
    var seeds: [Seed] = []
    /// The places at which the stretch one word before stands, each with its seed: a run of equal words goes on there.
    var running: [(place: Int, seed: Int)] = []
    var next: [(place: Int, seed: Int)] = []
    for position in texts.sections[section].words.indices {
      next.removeAll(keepingCapacity: true)
      var word = repeats.before(start + position)
      var steps = 0
      while let place = word, steps < chain {
        steps += 1
        word = repeats.before(place)
        if let run = running.first(where: { $0.place == place - 1 }) {
          seeds[run.seed].length += 1
          next.append((place, run.seed))
          continue
        }
        let other = repeats.section(of: place)
        guard texts.sections[other].position.plan != plan else { continue }
        next.append((place, seeds.count))
        seeds.append(Seed(section: other, there: place - repeats.starts[other], here: position))
      }
      swap(&running, &next)
    }
    seeds.sort { ($0.section, $0.there, $0.here) < ($1.section, $1.there, $1.here) }
    let jurisdiction = texts.sections[section].jurisdiction
    var candidates: [(section: Int, seeds: [(left: Int, right: Int)])] = []
    var first = 0
    while first < seeds.count {
      let other = seeds[first].section
      var end = first
      var words = 0
      while end < seeds.count, seeds[end].section == other {
        words += seeds[end].length
        end += 1
      }
      let least =
        texts.sections[other].jurisdiction == jurisdiction
        ? leastInStretches.carried : leastInStretches.shared
      if words >= least { candidates.append((other, seeds[first..<end].map { ($0.there, $0.here) })) }
      first = end
    }
    return candidates
  }
}
