// Where the same five words stood before: the way from a stretch of text to its other copies.

/// For every word of all plans in a row, where the same ``Shingles/length`` words begin before it: in its own state, and in
/// the state before that.
///
/// From an earlier state only its last place is given, which is in its newest plan: so the way back has one step for each
/// state, however many cycles there are. Only stretches that stand in several plans are followed, and none that is the
/// requirement's or in common use.
struct Repeats: Sendable {
  /// The first word of each section in the row, and the number of all words.
  let starts: [Int]
  /// -1 where there is none.
  private let sameState: [Int32]
  private let otherState: [Int32]

  /// Linear in the words.
  ///
  /// - Parameters:
  ///   - slots: for each section, the number of the stretch that begins at a word; -1 for none.
  ///   - jurisdictions: for each section, whose it is; those of one are in a row.
  init(_ slots: [[Int32]], slotCount: Int, jurisdictions: [Int]) {
    var starts = [0]
    starts.reserveCapacity(slots.count + 1)
    for section in slots { starts.append(starts[starts.count - 1] + section.count) }
    var sameState = [Int32](repeating: -1, count: starts[slots.count])
    var otherState = sameState
    // Both stand together, so that a stretch costs one look at memory.
    var last = [(place: Int32, otherState: Int32)](repeating: (-1, -1), count: slotCount)
    var firstOfState = 0
    for (section, slots) in slots.enumerated() {
      let start = starts[section]
      if section == 0 || jurisdictions[section] != jurisdictions[section - 1] { firstOfState = start }
      for position in slots.indices where slots[position] >= 0 {
        let slot = Int(slots[position])
        if Int(last[slot].place) >= firstOfState {
          sameState[start + position] = last[slot].place
        } else {
          last[slot].otherState = last[slot].place
        }
        otherState[start + position] = last[slot].otherState
        last[slot].place = Int32(start + position)
      }
    }
    self.starts = starts
    self.sameState = sameState
    self.otherState = otherState
  }

  /// The last place before `word` in the plans of the same state; nil when there is none.
  @inline(__always)
  func inSameState(before word: Int) -> Int? { sameState[word] >= 0 ? Int(sameState[word]) : nil }

  /// The last place in the plans of the states before; nil when there is none.
  @inline(__always)
  func inOtherState(before word: Int) -> Int? { otherState[word] >= 0 ? Int(otherState[word]) : nil }

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
