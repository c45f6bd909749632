// Which plans of a state a plan follows.
import Records

/// For each plan, the plan before it: what "carried over" and "changed" are measured against.
struct EarlierPlans: Sendable {
  private let positions: [[Int]]
  private let followers: [[Int]]

  /// The full plans that a plan of the library follows, newest first; empty when there is none.
  ///
  /// This is the one that it modifies, else the newest older one. A modification holds only what changed, so the plan that
  /// it modifies stands behind it.
  subscript(plan: Int) -> [Int] { positions[plan] }

  init(_ library: Library, _ index: RecordIndex) {
    let positions = library.plans.map { plan -> [Int] in
      guard plan.text == .full else { return [] }
      let older = (index.plansByJurisdiction[plan.jurisdiction] ?? []).filter {
        library.plans[$0].text == .full && RecordIndex.isNewer(plan.cycle, than: library.plans[$0].cycle)
      }
      func modified(by plan: Plan) -> Int? {
        plan.modifies.flatMap { cycle in older.first { library.plans[$0].cycle == cycle } }
      }
      var chain: [Int] = []
      var next = modified(by: plan) ?? older.first
      while let base = next, !chain.contains(base) {
        chain.append(base)
        next = modified(by: library.plans[base])
      }
      return chain
    }
    var followers = [[Int]](repeating: [], count: positions.count)
    for (plan, earlier) in positions.enumerated() {
      for position in earlier { followers[position].append(plan) }
    }
    self.positions = positions
    self.followers = followers
  }

  /// The plans that a plan follows, and those that follow it.
  func neighbors(of plan: Int) -> [Int] { positions[plan] + followers[plan] }
}
