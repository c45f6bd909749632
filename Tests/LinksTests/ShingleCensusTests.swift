// Counting stretches bucket by bucket says the same as looking through all words for each of them.
import Testing

@testable import Links

struct ShingleCensusTests {
  /// Plans of a few words only, so that most stretches stand more than once.
  private static func plans(seed: UInt64) -> [ShingleCensus.PlanWords] {
    var state = seed
    func random(below limit: UInt64) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % limit)
    }
    var plans: [ShingleCensus.PlanWords] = []
    var start = 0
    for jurisdiction in 0..<6 {
      let stateStart = start
      for _ in 0..<1 + random(below: 3) {
        let sections = (0..<random(below: 4)).map { _ in
          (0..<random(below: 60)).map { _ in Int32(random(below: 3)) }
        }
        plans.append(
          ShingleCensus.PlanWords(
            jurisdiction: jurisdiction, isFull: random(below: 5) > 0, sections: sections, start: start,
            stateStart: stateStart))
        start += sections.reduce(0) { $0 + $1.count }
      }
    }
    return plans
  }

  /// The same by comparing every stretch with every other one.
  private struct Plainly {
    struct Place {
      let plan: Int
      let place: Int
      let words: ArraySlice<Int32>
    }

    let plans: [ShingleCensus.PlanWords]
    let required: [ArraySlice<Int32>]
    let least: Int
    private(set) var places: [Place] = []

    init(_ plans: [ShingleCensus.PlanWords], required: [ArraySlice<Int32>], least: Int) {
      (self.plans, self.required, self.least) = (plans, required, least)
      for (position, plan) in plans.enumerated() {
        var start = plan.start
        for words in plan.sections {
          for word in words.indices where word + Shingles.length <= words.count {
            let stretch = words[word..<word + Shingles.length]
            places.append(Place(plan: position, place: start + word, words: stretch))
          }
          start += words.count
        }
      }
    }

    func finding(_ here: Place) -> StretchFinding {
      if required.contains(here.words) { return .required }
      let others = places.filter { plans[$0.plan].isFull && $0.words == here.words }
      let states = others.map { plans[$0.plan].jurisdiction }
      if Set(states).count >= least { return .common }
      guard plans[here.plan].isFull, Set(others.map(\.plan)).count > 1 else { return .alone }
      let stateStart = plans[here.plan].stateStart
      func last(_ isWanted: (Int) -> Bool) -> Int32 {
        Int32(others.last { $0.place < here.place && isWanted($0.place) }?.place ?? -1)
      }
      return StretchFinding(sameState: last { $0 >= stateStart }, otherState: last { $0 < stateStart })
    }
  }

  @Test(arguments: [1, 3])
  func countsAsLookingThroughAllWordsDoes(jobs: Int) async {
    let prompt: [Int32] = [0, 1, 2, 0, 1, 2]
    var hashes: [UInt64] = []
    Shingles.forEach(in: prompt) { _, hash in hashes.append(hash) }
    var kinds: Set<String> = []
    for seed: UInt64 in 1...12 {
      let plans = Self.plans(seed: seed)
      let census = await ShingleCensus(plans, required: hashes, commonFrom: 3, jobs: jobs)
      let plainly = Plainly(plans, required: [prompt[0..<5], prompt[1..<6]], least: 3)
      for (position, plan) in plans.enumerated() {
        var expected = [StretchFinding](repeating: .alone, count: plan.sections.reduce(0) { $0 + $1.count })
        for place in plainly.places where place.plan == position {
          expected[place.place - plan.start] = plainly.finding(place)
        }
        #expect(census.findings(ofPlan: position) == expected, "seed \(seed), plan \(position)")
        kinds.formUnion(expected.map(Self.kind))
      }
    }
    #expect(kinds == ["required", "common", "alone", "repeated"])
  }

  private static func kind(_ finding: StretchFinding) -> String {
    if finding.isRequired { return "required" }
    if finding.isCommon { return "common" }
    return finding == .alone ? "alone" : "repeated"
  }
}
