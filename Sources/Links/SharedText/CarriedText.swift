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

  /// What is known of the words of one state's plans, in the row of ``Repeats/starts``.
  private struct Trace {
    /// The place of the state's first word.
    let first: Int
    /// Where each word stands in a plan before, counted from the first; -1 when it is new.
    var origins: [Int32]
    /// The oldest plan that each word can be followed to, as a place in the state's plans from the oldest on.
    var oldest: [Int16]
    /// The oldest plan in which each word and the next one still stand side by side.
    var oldestJoint: [Int16]
    /// Whether each word stands in another state's plan.
    var isShared: [Bool]

    init(_ places: Range<Int>) {
      first = places.lowerBound
      origins = Array(repeating: -1, count: places.count)
      oldest = Array(repeating: 0, count: places.count)
      oldestJoint = oldest
      isShared = Array(repeating: false, count: places.count)
    }
  }

  /// The places of a section's words, counted from the state's first word.
  private func words(of section: Int, from first: Int) -> Range<Int> {
    let start = texts.repeats.starts[section] - first
    return start..<start + texts.sections[section].words.count
  }

  /// - Parameter plans: all plans of one state, the oldest first.
  private func histories(ofPlans plans: [Int]) -> [(section: Int, history: History)] {
    let sections = plans.flatMap { texts.sectionsByPlan[$0] }
    guard let first = sections.min(), let last = sections.max() else { return [] }
    let starts = texts.repeats.starts
    // The plans of a state stand in a row.
    var trace = Trace(starts[first]..<starts[last + 1])
    var since: [[PassageShares.Since?]] = []
    for (age, plan) in plans.enumerated() {
      for section in texts.sectionsByPlan[plan] {
        follow(section, Int16(age), &trace)
        since.append(
          texts.sections[section].passages.map { self.since($0.words, section, Int16(age), trace, plans) })
      }
    }
    handOn(sections, &trace)
    return zip(sections, since).map { section, since in
      let words = words(of: section, from: trace.first)
      return (
        section,
        History(
          since: since, isCarried: trace.origins[words].map { $0 >= 0 },
          isShared: Array(trace.isShared[words]))
      )
    }
  }

  /// What stands in another state's plan does so in each plan of this one that has it.
  private func handOn(_ sections: [Int], _ trace: inout Trace) {
    for section in sections {
      let start = texts.repeats.starts[section] - trace.first
      for match in matches.sharedBySection[section] {
        for run in match.runs(from: section) {
          for word in run.left..<run.leftEnd { trace.isShared[start + word] = true }
        }
      }
    }
    for section in sections.reversed() {
      for word in words(of: section, from: trace.first)
      where trace.isShared[word] && trace.origins[word] >= 0 {
        trace.isShared[Int(trace.origins[word])] = true
      }
    }
    for section in sections {
      for word in words(of: section, from: trace.first)
      where trace.origins[word] >= 0 && trace.isShared[Int(trace.origins[word])] {
        trace.isShared[word] = true
      }
    }
  }

  /// Finds where each word of a section comes from; older plans are known already.
  private func follow(_ section: Int, _ age: Int16, _ trace: inout Trace) {
    let words = words(of: section, from: trace.first)
    for word in words {
      trace.oldest[word] = age
      trace.oldestJoint[word] = age
    }
    // What a modification left as it was stands in the plan behind it.
    let order = earlier[texts.sections[section].position.plan]
    func rank(_ match: TextMatch) -> (Int, Int) {
      let plan = texts.sections[match.counterpart(of: section).section].position.plan
      return (order.firstIndex(of: plan) ?? order.count, -match.equal)
    }
    for match in matches.carriedBySection[section].sorted(by: { rank($0) < rank($1) }) {
      let before = texts.repeats.starts[match.counterpart(of: section).section] - trace.first
      for run in match.runs(from: section) {
        let (here, there) = (words.lowerBound + run.left, before + run.right)
        for offset in 0..<run.length where trace.origins[here + offset] < 0 {
          trace.origins[here + offset] = Int32(there + offset)
          trace.oldest[here + offset] = trace.oldest[there + offset]
        }
      }
    }
    for word in words.dropLast() where trace.origins[word] >= 0 {
      let origin = trace.origins[word]
      if trace.origins[word + 1] == origin + 1 { trace.oldestJoint[word] = trace.oldestJoint[Int(origin)] }
    }
  }

  /// The oldest of the plans that have the passage one after the other.
  private func since(
    _ passage: Range<Int>, _ section: Int, _ age: Int16, _ trace: Trace, _ plans: [Int]
  ) -> PassageShares.Since? {
    let isRequirement = texts.sections[section].isRequirement
    let start = texts.repeats.starts[section] - trace.first
    let own = passage.filter { !isRequirement[$0] }.map { start + $0 }
    guard own.count >= Self.shortest else { return nil }
    let ages = own.map { trace.oldest[$0] }.sorted()
    let oldest = ages[(own.count * Self.leastCarried + 99) / 100 - 1]
    guard oldest < age else { return nil }
    let plan = plans[Int(oldest)]
    let followed = own.filter { trace.oldest[$0] == oldest }
    var word = followed[followed.count / 2]
    func home(_ word: Int) -> PlanTexts.SectionText {
      texts.sections[texts.repeats.section(of: trace.first + word)]
    }
    while home(word).position.plan != plan, trace.origins[word] >= 0 { word = Int(trace.origins[word]) }
    return PassageShares.Since(
      plan: plan, section: home(word).position, share: 100 * ages.count { $0 <= oldest } / own.count,
      isExact: passage.dropLast().allSatisfy { trace.oldestJoint[start + $0] <= oldest })
  }
}
