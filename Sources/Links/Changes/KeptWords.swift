// Which words of a text stand in another one, found by runs of words.

/// Marks the words that two texts share; keeps its tables between calls.
struct KeptWords {
  private static let base: UInt64 = 0x9e37_79b9_7f4a_7c15
  private var keys: [UInt64] = Array(repeating: 0, count: 1024)
  private var counts: [Int32] = Array(repeating: 0, count: 1024)
  /// The call that wrote a slot last, so that no call must clear the table.
  private var calls: [UInt32] = Array(repeating: 0, count: 1024)
  private var call: UInt32 = 0

  /// For each word, whether it stands in a run that `other` has, too. A run that one text has twice and the other once
  /// counts once. Negative words stand for what is left out: no run crosses them.
  mutating func marks(of words: [Int32], in other: [Int32]) -> [Bool] {
    var marks = [Bool](repeating: false, count: words.count)
    let run = ChangeRules.run
    guard words.count >= run, other.count >= run else { return marks }
    begin(capacity: words.count + other.count)
    Self.forEachRun(in: other) { _, hash in counts[slot(of: hash)] += 1 }
    Self.forEachRun(in: words) { position, hash in
      let slot = slot(of: hash)
      guard counts[slot] > 0 else { return }
      counts[slot] -= 1
      for word in position..<position + run { marks[word] = true }
    }
    return marks
  }

  private mutating func begin(capacity: Int) {
    call += 1
    var size = keys.count
    while size < capacity * 2 { size *= 2 }
    guard size > keys.count else { return }
    keys = Array(repeating: 0, count: size)
    counts = Array(repeating: 0, count: size)
    calls = Array(repeating: 0, count: size)
  }

  private mutating func slot(of hash: UInt64) -> Int {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: hash >> 20) & mask
    while calls[slot] == call, keys[slot] != hash { slot = (slot + 1) & mask }
    if calls[slot] != call {
      calls[slot] = call
      keys[slot] = hash
      counts[slot] = 0
    }
    return slot
  }

  @inline(__always)
  private static func forEachRun(in words: [Int32], _ visit: (_ position: Int, _ hash: UInt64) -> Void) {
    let run = ChangeRules.run
    for position in 0...(words.count - run) {
      var hash: UInt64 = 0
      var isWhole = true
      for word in words[position..<position + run] {
        if word < 0 { isWhole = false }
        hash = (hash ^ UInt64(UInt32(bitPattern: word))) &* base
        hash ^= hash >> 29
      }
      if isWhole { visit(position, hash) }
    }
  }
}
