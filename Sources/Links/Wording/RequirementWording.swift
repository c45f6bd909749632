// Which words of a plan are the requirement's own: the federal prompt, assurances, and phrases that most plans share.
import Parallel
import Records

/// The numbers that a stretch of words gets, so that equal stretches are found by lookup.
struct Shingles {
  /// How many words make one.
  static let length = 5

  private static let base: UInt64 = 0x9e37_79b9_7f4a_7c15
  private static let topPower = (0..<length).reduce(UInt64(1)) { power, _ in power &* base }

  /// Calls `visit` with the hash of every ``length`` words in a row and the position of the first.
  @inline(__always)
  static func forEach(in words: [Int32], _ visit: (_ position: Int, _ hash: UInt64) -> Void) {
    guard words.count >= length else { return }
    words.withUnsafeBufferPointer { words in
      var rolling: UInt64 = 0
      for position in 0..<words.count {
        rolling = rolling &* base &+ spread(words[position])
        if position >= length { rolling = rolling &- spread(words[position - length]) &* topPower }
        // The low bits of a product are weak, and tables use them.
        if position >= length - 1 { visit(position - length + 1, rolling ^ (rolling >> 29)) }
      }
    }
  }

  @inline(__always)
  private static func spread(_ word: Int32) -> UInt64 {
    (UInt64(UInt32(bitPattern: word)) &+ 1) &* 0xd6e8_feb8_6659_fd93
  }
}

enum RequirementWording {
  /// Shingles that stand in this many jurisdictions, and in a quarter of those with full text, are nobody's own.
  private static let fewest = 4
  /// So few words between two marked stretches belong to them: a state's name put into the prompt.
  private static let gap = 4
  /// The work is divided by hash into so many parts, whatever the number of jobs.
  private static let shards = 8

  /// Marks the words of sections that stand in an outline or, as a stretch of five words, in many jurisdictions.
  ///
  /// Linear in the words. Sections come sorted by plan, plans by jurisdiction: that makes counting jurisdictions a
  /// comparison with the last one seen.
  static func marking(
    _ sections: [PlanTexts.SectionText], outlines: [Outline], _ lexicon: inout Lexicon, jobs: Int
  ) async -> [PlanTexts.SectionText] {
    let prompts = outlines.flatMap(\.elements).flatMap { element in
      [element.title, element.summary, element.promptDigest ?? "", element.prompt ?? ""]
    }.map { text -> [Int32] in
      var words: [Int32] = []
      forEachWord(in: text) { _, normal in words.append(lexicon.number(of: normal)) }
      return words
    }
    let withText = Set(sections.filter(\.isFull).map(\.jurisdiction)).count
    let least = UInt32(max(fewest, (withText + 3) / 4))
    let tables = await mapInParallel(Array(0..<shards), jobs: jobs, chunk: 1) { shard in
      var table = JurisdictionCounts()
      for prompt in prompts {
        Shingles.forEach(in: prompt) { _, hash in
          if Self.shard(of: hash) == shard { table.markRequired(hash) }
        }
      }
      for section in sections where section.isFull {
        Shingles.forEach(in: section.words) { _, hash in
          if Self.shard(of: hash) == shard { table.count(hash, jurisdiction: section.jurisdiction) }
        }
      }
      return table
    }
    return await mapInParallel(sections, jobs: jobs) { section in
      var section = section
      var marks = [Bool](repeating: false, count: section.words.count)
      var markedEnd = -1
      Shingles.forEach(in: section.words) { position, hash in
        guard tables[Self.shard(of: hash)].jurisdictions(of: hash) >= least else { return }
        let end = position + Shingles.length
        var start = max(position, markedEnd)
        if markedEnd >= 0, position - markedEnd <= gap { start = min(start, markedEnd) }
        for word in start..<end { marks[word] = true }
        markedEnd = end
      }
      section.isRequirement = marks
      return section
    }
  }

  @inline(__always)
  private static func shard(of hash: UInt64) -> Int { Int(hash >> 61) & (shards - 1) }
}

/// In how many jurisdictions each shingle stands.
private struct JurisdictionCounts: Sendable {
  private var keys: [UInt64] = Array(repeating: 0, count: 4096)
  /// The last jurisdiction seen, and above it the count.
  private var values: [UInt32] = Array(repeating: 0, count: 4096)
  private var used = 0

  /// Counts a shingle of a jurisdiction; those of one jurisdiction come one after the other.
  mutating func count(_ hash: UInt64, jurisdiction: Int) {
    let slot = slot(hash)
    let last = UInt32(truncatingIfNeeded: jurisdiction + 1) & 0xFFFF
    if values[slot] & 0xFFFF != last, values[slot] >> 16 < 0xFFFF {
      values[slot] = ((values[slot] >> 16) + 1) << 16 | last
    }
  }

  /// A shingle of the outline counts as one that all jurisdictions have.
  mutating func markRequired(_ hash: UInt64) { values[slot(hash)] = 0xFFFF_0000 }

  func jurisdictions(of hash: UInt64) -> UInt32 {
    let key = hash | 1
    var slot = Int(truncatingIfNeeded: hash >> 1) & (keys.count - 1)
    while keys[slot] != 0 {
      if keys[slot] == key { return values[slot] >> 16 }
      slot = (slot + 1) & (keys.count - 1)
    }
    return 0
  }

  private mutating func slot(_ hash: UInt64) -> Int {
    if used * 10 > keys.count * 6 { grow() }
    let key = hash | 1
    var slot = Int(truncatingIfNeeded: hash >> 1) & (keys.count - 1)
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
    if keys[slot] == 0 {
      keys[slot] = key
      used += 1
    }
    return slot
  }

  private mutating func grow() {
    let (oldKeys, oldValues) = (keys, values)
    keys = Array(repeating: 0, count: oldKeys.count * 2)
    values = Array(repeating: 0, count: oldKeys.count * 2)
    for (old, key) in oldKeys.enumerated() where key != 0 {
      var slot = Int(truncatingIfNeeded: key >> 1) & (keys.count - 1)
      while keys[slot] != 0 { slot = (slot + 1) & (keys.count - 1) }
      keys[slot] = key
      values[slot] = oldValues[old]
    }
  }
}
