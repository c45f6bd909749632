// Which stretches of words stand in several plans: counted bucket by bucket, so that each table fits the processor's caches.
import Parallel

/// What is known of the ``Shingles/length`` words that begin at a word.
struct StretchFinding: Sendable, Equatable {
  /// In one plan only, or the section ends before they do.
  static let alone = StretchFinding(sameState: -1, otherState: -1)
  /// In so many jurisdictions that they are nobody's own.
  static let common = StretchFinding(sameState: -2, otherState: -2)
  /// In the outline.
  static let required = StretchFinding(sameState: -3, otherState: -3)

  /// Where they stood last before this in the plans of the same state, in the row of all words; negative when nowhere.
  var sameState: Int32
  /// Where they stood last in the plans of the states before, and so in that state's newest plan.
  var otherState: Int32

  var isCommon: Bool { sameState == Self.common.sameState }
  var isRequired: Bool { sameState == Self.required.sameState }
}

/// Every stretch of ``Shingles/length`` words of all plans, with where it stands.
///
/// A single table of a hundred thousand sections is much larger than the caches, and each look at it waits for memory. So the
/// stretches are first sorted by their hash into buckets of about equal size, and each bucket has a table of its own.
struct ShingleCensus: Sendable {
  /// So many words a bucket are aimed at: with the table, some three megabytes.
  private static let bucketSize = 1 << 17
  /// With 256 buckets, the hash's half that is kept and the bucket's bits tell shingles apart by 40 bits.
  private static let leastBucketBits = 8
  private static let mostBucketBits = 16

  /// The words of one plan.
  struct PlanWords: Sendable {
    let jurisdiction: Int
    /// Whether the words are the plan's own. Those of a summary are compared with all others, but stand nowhere.
    let isFull: Bool
    let sections: [[Int32]]
    /// Where its first word stands in the row of all words.
    let start: Int
    /// Where the first word of its state's plans stands.
    let stateStart: Int
  }

  /// A plan's stretches sorted by bucket, in a bucket in the order of the text.
  private struct Sorted: Sendable {
    /// The hash's upper half over the place in the row of all words.
    var stretches: [UInt64]
    /// Where each bucket begins, and the end.
    var starts: [Int]
  }

  /// What is known of a bucket's stretches, plan by plan in the order of the text.
  private struct Bucket: Sendable {
    var findings: [StretchFinding] = []
    /// Where each plan's begin.
    var starts: [Int] = []
  }

  private let plans: [PlanWords]
  private let buckets: [Bucket]
  private let mask: UInt64

  /// Linear in the words.
  ///
  /// - Parameters:
  ///   - plans: sorted by jurisdiction, which makes counting jurisdictions a comparison with the last one seen.
  ///   - required: the hashes of the outlines' stretches.
  ///   - least: in so many jurisdictions a stretch is common.
  init(_ plans: [PlanWords], required: [UInt64], commonFrom least: Int, jobs: Int) async {
    let words = plans.reduce(0) { $0 + $1.sections.reduce(0) { $0 + $1.count } }
    var bits = Self.leastBucketBits
    while bits < Self.mostBucketBits, words >> bits > Self.bucketSize { bits += 1 }
    let mask = UInt64(1) << UInt64(bits) - 1
    let sorted = await mapInParallel(plans, jobs: jobs, chunk: 1) { Self.sorted($0, mask: mask) }
    var requiredByBucket = [[UInt64]](repeating: [], count: 1 << bits)
    for hash in required { requiredByBucket[Int(hash & mask)].append(hash & Self.keptHash) }
    let requiredStretches = requiredByBucket
    buckets = await mapInParallel(Array(0..<1 << bits), jobs: jobs, chunk: 8) { bucket in
      Self.counted(bucket, of: sorted, plans, required: requiredStretches[bucket], commonFrom: least)
    }
    self.plans = plans
    self.mask = mask
  }

  private static let keptHash: UInt64 = 0xFFFF_FFFF_0000_0000

  private static func sorted(_ plan: PlanWords, mask: UInt64) -> Sorted {
    var starts = [Int](repeating: 0, count: Int(mask) + 2)
    for words in plan.sections {
      Shingles.forEach(in: words) { _, hash in starts[Int(hash & mask) + 1] += 1 }
    }
    for bucket in 1..<starts.count { starts[bucket] += starts[bucket - 1] }
    var ends = starts
    var stretches = [UInt64](repeating: 0, count: starts[starts.count - 1])
    var start = plan.start
    for words in plan.sections {
      Shingles.forEach(in: words) { position, hash in
        let bucket = Int(hash & mask)
        stretches[ends[bucket]] = hash & keptHash | UInt64(start + position)
        ends[bucket] += 1
      }
      start += words.count
    }
    return Sorted(stretches: stretches, starts: starts)
  }

  private static func counted(
    _ bucket: Int, of sorted: [Sorted], _ plans: [PlanWords], required: [UInt64], commonFrom least: Int
  ) -> Bucket {
    var starts: [Int] = []
    starts.reserveCapacity(plans.count)
    var count = 0
    for plan in sorted {
      starts.append(count)
      count += plan.starts[bucket + 1] - plan.starts[bucket]
    }
    var sightings = Sightings(capacity: count)
    for hash in required { sightings.require(hash) }
    var numbers: [Int32] = []
    numbers.reserveCapacity(count)
    for (position, plan) in plans.enumerated() where plan.isFull {
      let range = sorted[position].starts[bucket]..<sorted[position].starts[bucket + 1]
      for stretch in sorted[position].stretches[range] {
        numbers.append(Int32(sightings.see(stretch & keptHash, in: position, of: plans)))
      }
    }
    var findings: [StretchFinding] = []
    findings.reserveCapacity(count)
    var next = 0
    for (position, plan) in plans.enumerated() {
      let range = sorted[position].starts[bucket]..<sorted[position].starts[bucket + 1]
      for stretch in sorted[position].stretches[range] {
        if plan.isFull {
          findings.append(
            sightings.finding(
              Int(numbers[next]), at: Int32(truncatingIfNeeded: stretch), stateStart: plan.stateStart,
              commonFrom: least))
          next += 1
        } else {
          findings.append(sightings.finding(stretch & keptHash, commonFrom: least))
        }
      }
    }
    return Bucket(findings: findings, starts: starts)
  }

  /// What is known of the stretch at each word of a plan, its sections in a row.
  func findings(ofPlan position: Int) -> [StretchFinding] {
    let plan = plans[position]
    var next = buckets.map { $0.starts[position] }
    var findings = [StretchFinding](repeating: .alone, count: plan.sections.reduce(0) { $0 + $1.count })
    var start = 0
    for words in plan.sections {
      Shingles.forEach(in: words) { word, hash in
        let bucket = Int(hash & mask)
        findings[start + word] = buckets[bucket].findings[next[bucket]]
        next[bucket] += 1
      }
      start += words.count
    }
    return findings
  }
}

/// Where the stretches of one bucket were seen.
private struct Sightings {
  private struct Sighting {
    var isRequired = false
    var isInSeveralPlans = false
    var jurisdictions: Int32 = 0
    var lastPlan: Int32 = -1
    var lastPlace: Int32 = -1
    var otherState: Int32 = -1
  }

  /// Each stretch's number, from 1 on.
  private var numbers: ShingleTable
  private var sightings: [Sighting] = []

  init(capacity: Int) { numbers = ShingleTable(capacity: capacity) }

  mutating func require(_ hash: UInt64) { sightings[number(of: hash)].isRequired = true }

  @inline(__always)
  private mutating func number(of hash: UInt64) -> Int {
    let slot = numbers.slot(of: hash)
    if numbers[slot] == 0 {
      sightings.append(Sighting())
      numbers[slot] = UInt32(sightings.count)
    }
    return Int(numbers[slot]) - 1
  }

  /// Counts a stretch of a plan; the result is the stretch's number.
  @inline(__always)
  mutating func see(_ hash: UInt64, in plan: Int, of plans: [ShingleCensus.PlanWords]) -> Int {
    let number = number(of: hash)
    let last = Int(sightings[number].lastPlan)
    guard last != plan else { return number }
    if last >= 0 { sightings[number].isInSeveralPlans = true }
    let isNewState = last < 0 || plans[last].jurisdiction != plans[plan].jurisdiction
    if isNewState { sightings[number].jurisdictions += 1 }
    sightings[number].lastPlan = Int32(plan)
    return number
  }

  /// What is known of a stretch that stands at a place, after all were counted; places come in order.
  @inline(__always)
  mutating func finding(
    _ number: Int, at place: Int32, stateStart: Int, commonFrom least: Int
  ) -> StretchFinding {
    if let finding = nobodysOwn(number, commonFrom: least) { return finding }
    guard sightings[number].isInSeveralPlans else { return .alone }
    var finding = StretchFinding.alone
    if Int(sightings[number].lastPlace) >= stateStart {
      finding.sameState = sightings[number].lastPlace
    } else {
      sightings[number].otherState = sightings[number].lastPlace
    }
    finding.otherState = sightings[number].otherState
    sightings[number].lastPlace = place
    return finding
  }

  /// What is known of a stretch of a summary.
  func finding(_ hash: UInt64, commonFrom least: Int) -> StretchFinding {
    numbers.find(hash).flatMap { nobodysOwn(Int(numbers[$0]) - 1, commonFrom: least) } ?? .alone
  }

  @inline(__always)
  private func nobodysOwn(_ number: Int, commonFrom least: Int) -> StretchFinding? {
    if sightings[number].isRequired { return .required }
    return sightings[number].jurisdictions >= least ? .common : nil
  }
}
