// What the plans of one state hand on: since when each passage stands in them, and which words other states have.
import Parallel
import Records

/// Follows the words of a state's plans from each plan to the one before it.
///
/// Each word remembers how far back it goes, so that a further cycle costs one comparison, not one with each older plan.
struct CarriedText: Sendable {
  /// So many of a hundred own words of a passage must stand in the older plan.
  private static let leastCarried = 80
  /// Passages with fewer own words carry no mark.
  private static let shortest = 8

  private let texts: PlanTexts
  private let earlier: EarlierPlans
  private let matches: TextMatches

  init(_ texts: PlanTexts, _ earlier: EarlierPlans, _ matches: TextMatches) {
    self.texts = texts
    self.earlier = earlier
    self.matches = matches
  }

  /// What is known of one section.
  struct History: Sendable {
    /// For each passage, since when the state's plans have it; nil when the plan before has not.
    var since: [PassageShares.Since?] = []
    /// For each word, whether the plan before has it.
    var isCarried: [Bool] = []
    /// For each word, whether it stands in another state's plan, or does so where the state's next or last plan has it.
    var isShared: [Bool] = []
  }

  /// The histories of all sections of ``PlanTexts/sections``.
  func histories(_ filings: [Filing], jobs: Int) async -> [History] {
    let plans = texts.sectionsByPlan.indices.filter { !texts.sectionsByPlan[$0].isEmpty }
    let byState = Dictionary(grouping: plans) {
      texts.sections[texts.sectionsByPlan[$0].lowerBound].jurisdiction
    }
    let states = byState.sorted { $0.key < $1.key }.map { state in
      state.value.sorted { RecordIndex.isNewer(filings[$1].cycle, than: filings[$0].cycle) }
    }
    let found = await mapInParallel(states, jobs: jobs, chunk: 1) { histories(ofPlans: $0) }
    var bySection = [History](repeating: History(), count: texts.sections.count)
    for (section, history) in found.joined() { bySection[section] = history }
    return bySection
  }

  /// What is known of the words of one section.
  private struct Trace {
    /// Where each word stands in a plan before; nil when it is new.
    var origins: [(section: Int, word: Int)?]
    /// The oldest plan that each word can be followed to, as a place in the state's plans from the oldest on.
    var oldest: [Int]
    /// The oldest plan in which each word and the next one still stand side by side.
    var oldestJoint: [Int]
  }

  /// - Parameter plans: all plans of one state, the oldest first.
  private func histories(ofPlans plans: [Int]) -> [(section: Int, history: History)] {
    var traces: [Int: Trace] = [:]
    var histories: [Int: History] = [:]
    for (age, plan) in plans.enumerated() {
      for section in texts.sectionsByPlan[plan] {
        let trace = trace(section, age, traces)
        traces[section] = trace
        histories[section] = History(
          since: texts.sections[section].passages.map { since($0.words, section, age, trace, plans, traces) },
          isCarried: trace.origins.map { $0 != nil }, isShared: sharedWords(of: section))
      }
    }
    let sections = plans.flatMap { texts.sectionsByPlan[$0] }
    for section in sections.reversed() {
      guard let isShared = histories[section]?.isShared, let origins = traces[section]?.origins else {
        continue
      }
      for case (true, let origin?) in zip(isShared, origins) {
        histories[origin.section]?.isShared[origin.word] = true
      }
    }
    for section in sections {
      for (word, origin) in (traces[section]?.origins ?? []).enumerated() {
        guard let origin, histories[origin.section]?.isShared[origin.word] == true else { continue }
        histories[section]?.isShared[word] = true
      }
    }
    return sections.map { ($0, histories[$0] ?? History()) }
  }

  private func sharedWords(of section: Int) -> [Bool] {
    var isShared = [Bool](repeating: false, count: texts.sections[section].words.count)
    for match in matches.sharedBySection[section] {
      for run in match.runs(from: section) {
        for word in run.left..<run.leftEnd { isShared[word] = true }
      }
    }
    return isShared
  }

  private func trace(_ section: Int, _ age: Int, _ traces: [Int: Trace]) -> Trace {
    let text = texts.sections[section]
    var trace = Trace(
      origins: Array(repeating: nil, count: text.words.count),
      oldest: Array(repeating: age, count: text.words.count),
      oldestJoint: Array(repeating: age, count: text.words.count))
    // What a modification left as it was stands in the plan behind it.
    let order = earlier[text.position.plan]
    func rank(_ match: TextMatch) -> (Int, Int) {
      let plan = texts.sections[match.counterpart(of: section).section].position.plan
      return (order.firstIndex(of: plan) ?? order.count, -match.equal)
    }
    for match in matches.carriedBySection[section].sorted(by: { rank($0) < rank($1) }) {
      let other = match.counterpart(of: section).section
      guard let before = traces[other] else { continue }
      for run in match.runs(from: section) {
        for offset in 0..<run.length where trace.origins[run.left + offset] == nil {
          trace.origins[run.left + offset] = (other, run.right + offset)
          trace.oldest[run.left + offset] = before.oldest[run.right + offset]
        }
      }
    }
    for word in text.words.indices.dropLast() {
      if let here = trace.origins[word], let next = trace.origins[word + 1],
        here.section == next.section, here.word + 1 == next.word
      {
        trace.oldestJoint[word] = traces[here.section]?.oldestJoint[here.word] ?? age
      }
    }
    return trace
  }

  /// The oldest of the plans that have the passage one after the other.
  private func since(
    _ words: Range<Int>, _ section: Int, _ age: Int, _ trace: Trace, _ plans: [Int], _ traces: [Int: Trace]
  ) -> PassageShares.Since? {
    let isRequirement = texts.sections[section].isRequirement
    let own = words.filter { !isRequirement[$0] }
    guard own.count >= Self.shortest else { return nil }
    let ages = own.map { trace.oldest[$0] }.sorted()
    let oldest = ages[(own.count * Self.leastCarried + 99) / 100 - 1]
    guard oldest < age else { return nil }
    let followed = own.filter { trace.oldest[$0] == oldest }
    var place = (section: section, word: followed[followed.count / 2])
    while texts.sections[place.section].position.plan != plans[oldest],
      let before = traces[place.section]?.origins[place.word]
    {
      place = before
    }
    return PassageShares.Since(
      plan: plans[oldest], section: texts.sections[place.section].position,
      share: 100 * ages.count { $0 <= oldest } / own.count,
      isExact: words.dropLast().allSatisfy { trace.oldestJoint[$0] <= oldest })
  }
}
