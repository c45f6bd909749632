// Where the same five words stood before: the way from a stretch of text to its other copies.

/// For every word of all plans in a row, the last place before it at which the same ``Shingles/length`` words begin.
///
/// Only stretches that stand in several plans are followed, and none that is the requirement's or in common use.
struct Repeats: Sendable {
  /// The first word of each section in the row, and the number of all words.
  let starts: [Int]
  /// -1 where there is none.
  private let previous: [Int32]

  /// Linear in the words.
  ///
  /// - Parameter slots: for each section, the number of the stretch that begins at a word; -1 for none.
  init(_ slots: [[Int32]], slotCount: Int) {
    var starts = [0]
    starts.reserveCapacity(slots.count + 1)
    for section in slots { starts.append(starts[starts.count - 1] + section.count) }
    var previous = [Int32](repeating: -1, count: starts[slots.count])
    var last = [Int32](repeating: -1, count: slotCount)
    for (section, slots) in slots.enumerated() {
      let start = starts[section]
      for position in slots.indices where slots[position] >= 0 {
        let slot = Int(slots[position])
        previous[start + position] = last[slot]
        last[slot] = Int32(start + position)
      }
    }
    self.starts = starts
    self.previous = previous
  }

  /// The place before `word` in the row with the same stretch; nil when there is none.
  @inline(__always)
  func before(_ word: Int) -> Int? { previous[word] >= 0 ? Int(previous[word]) : nil }

  /// The section in which a word of the row stands.
  func section(of word: Int) -> Int {
    var (low, high) = (0, starts.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= word { low = middle } else { high = middle }
    }
    return low
  }
}
