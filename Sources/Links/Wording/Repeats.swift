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
  private let findings: [StretchFinding]

  /// - Parameters:
  ///   - findings: for each plan, what is known of each of its words.
  ///   - sectionLengths: the number of words of each section.
  init(_ findings: [[StretchFinding]], sectionLengths: [Int]) {
    var starts = [0]
    starts.reserveCapacity(sectionLengths.count + 1)
    for length in sectionLengths { starts.append(starts[starts.count - 1] + length) }
    self.starts = starts
    var row: [StretchFinding] = []
    row.reserveCapacity(starts[sectionLengths.count])
    for plan in findings { row += plan }
    self.findings = row
  }

  /// The last place before `word` in the plans of the same state; nil when there is none.
  @inline(__always)
  func inSameState(before word: Int) -> Int? {
    let place = findings[word].sameState
    return place >= 0 ? Int(place) : nil
  }

  /// The last place in the plans of the states before; nil when there is none.
  @inline(__always)
  func inOtherState(before word: Int) -> Int? {
    let place = findings[word].otherState
    return place >= 0 ? Int(place) : nil
  }

  /// Whether the words around a word stood in other states last where it did: in a run of at least
  /// ``Shingles/length`` + `step` equal words.
  ///
  /// - Parameter section: the words that may be looked at.
  @inline(__always)
  func isRun(at word: Int, step: Int, in section: Range<Int>) -> Bool {
    let place = Int(findings[word].otherState)
    guard place >= 0 else { return false }
    return word + step < section.upperBound && Int(findings[word + step].otherState) == place + step
      || word - step >= section.lowerBound && Int(findings[word - step].otherState) == place - step
  }

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
