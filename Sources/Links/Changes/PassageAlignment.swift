// Which passage of an older text became which passage of a newer one.

/// Pairs the passages of two texts: equal ones first, then similar ones in order, then those that moved.
struct PassageAlignment {
  enum Step {
    /// Consecutive passages that belong together; more than one where a passage was divided or passages were joined.
    case matched(old: Range<Int>, new: Range<Int>)
    case added(Int)
    case removed(Int)
    case moved(old: Int, new: Int)
    case movedAway(Int)
  }

  /// Passages with less in common are different passages.
  private static let leastSimilarity = 0.2
  /// A passage elsewhere must have so much in common, and so many words, to count as moved.
  private static let leastOfMoved = 0.6
  private static let fewestMovedWords = 8
  /// So much of a passage stands in a neighbor's partner when the passage was divided.
  private static let leastOfDivided = 0.5
  /// Where more pairs would have to be looked at, only equal passages are paired.
  private static let mostPairs = 40_000

  /// In the order of the newer text; what is only in the older one stands where it stood.
  private(set) var steps: [Step] = []

  private let old: [[Pair: Int]]
  private let new: [[Pair: Int]]
  private let oldWords: [[String]]
  private let newWords: [[String]]

  /// Two words in a row.
  private struct Pair: Hashable {
    let first: String
    let second: String
  }

  init(old: [DiffPassage], new: [DiffPassage]) {
    oldWords = old.map(\.words)
    newWords = new.map(\.words)
    self.old = oldWords.map(Self.pairs)
    self.new = newWords.map(Self.pairs)
    var matches: [(old: Range<Int>, new: Range<Int>)] = []
    let equal = Self.equalInOrder(oldWords, newWords) + [(oldWords.count, newWords.count)]
    var (left, right) = (0, 0)
    for (nextLeft, nextRight) in equal {
      matches += similar(left..<nextLeft, right..<nextRight).map { ($0..<$0 + 1, $1..<$1 + 1) }
      if nextLeft < oldWords.count || nextRight < newWords.count {
        matches.append((nextLeft..<nextLeft + 1, nextRight..<nextRight + 1))
      }
      (left, right) = (nextLeft + 1, nextRight + 1)
    }
    widen(&matches)
    list(matches)
  }

  private static func pairs(_ words: [String]) -> [Pair: Int] {
    // A last word alone keeps passages of one word comparable.
    zip(words, words.dropFirst() + [""]).reduce(into: [:]) {
      $0[Pair(first: $1.0, second: $1.1), default: 0] += 1
    }
  }

  private static func equalInOrder(_ old: [[String]], _ new: [[String]]) -> [(Int, Int)] {
    var removed: Set<Int> = []
    var added: Set<Int> = []
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    return Array(
      zip(old.indices.filter { !removed.contains($0) }, new.indices.filter { !added.contains($0) }))
  }

  private func shared(_ left: Int, _ right: Int) -> Int {
    let (small, large) =
      old[left].count < new[right].count ? (old[left], new[right]) : (new[right], old[left])
    return small.reduce(0) { $0 + min($1.value, large[$1.key] ?? 0) }
  }

  /// The share of word pairs that two passages have in common, 0 to 1.
  private func similarity(_ left: Int, _ right: Int) -> Double {
    2 * Double(shared(left, right)) / Double(max(1, oldWords[left].count + newWords[right].count))
  }

  /// The pairing of two stretches, in order, that keeps the most words.
  private func similar(_ left: Range<Int>, _ right: Range<Int>) -> [(Int, Int)] {
    guard !left.isEmpty, !right.isEmpty, left.count * right.count <= Self.mostPairs else { return [] }
    let width = right.count + 1
    var best = [Double](repeating: 0, count: (left.count + 1) * width)
    var values = [Double](repeating: 0, count: left.count * right.count)
    for row in (0..<left.count).reversed() {
      for column in (0..<right.count).reversed() {
        let (before, now) = (left.lowerBound + row, right.lowerBound + column)
        let similarity = similarity(before, now)
        let value =
          similarity < Self.leastSimilarity
          ? 0 : similarity * Double(min(oldWords[before].count, newWords[now].count))
        values[row * right.count + column] = value
        best[row * width + column] = max(
          best[(row + 1) * width + column], best[row * width + column + 1],
          value > 0 ? value + best[(row + 1) * width + column + 1] : 0)
      }
    }
    var matches: [(Int, Int)] = []
    var (row, column) = (0, 0)
    while row < left.count, column < right.count {
      let value = values[row * right.count + column]
      if value > 0, best[row * width + column] == value + best[(row + 1) * width + column + 1] {
        matches.append((left.lowerBound + row, right.lowerBound + column))
        row += 1
        column += 1
      } else if best[row * width + column] == best[(row + 1) * width + column] {
        row += 1
      } else {
        column += 1
      }
    }
    return matches
  }

  /// Takes in unpaired neighbors of which a large part stands in the partner: divided and joined passages.
  private func widen(_ matches: inout [(old: Range<Int>, new: Range<Int>)]) {
    func isPart(_ shared: Int, of words: Int) -> Bool {
      Double(shared) >= Self.leastOfDivided * Double(words)
    }
    for index in matches.indices {
      let (before, now) = (matches[index].old.lowerBound, matches[index].new.lowerBound)
      // Equal passages have nothing left to give.
      guard oldWords[before] != newWords[now] else { continue }
      let isLast = index + 1 == matches.count
      let oldStart = index == 0 ? 0 : matches[index - 1].old.upperBound
      let oldEnd = isLast ? oldWords.count : matches[index + 1].old.lowerBound
      let newStart = index == 0 ? 0 : matches[index - 1].new.upperBound
      let newEnd = isLast ? newWords.count : matches[index + 1].new.lowerBound
      let divided = Self.widened(now, in: newStart..<newEnd) {
        isPart(shared(before, $0), of: newWords[$0].count)
      }
      if divided.count > 1 {
        matches[index].new = divided
      } else {
        matches[index].old = Self.widened(before, in: oldStart..<oldEnd) {
          isPart(shared($0, now), of: oldWords[$0].count)
        }
      }
    }
  }

  /// A passage with its neighbors on both sides as far as they belong to it.
  private static func widened(_ position: Int, in free: Range<Int>, _ belongs: (Int) -> Bool) -> Range<Int> {
    var (start, end) = (position, position + 1)
    while start > free.lowerBound, belongs(start - 1) { start -= 1 }
    while end < free.upperBound, belongs(end) { end += 1 }
    return start..<end
  }

  private mutating func list(_ matches: [(old: Range<Int>, new: Range<Int>)]) {
    let end = [(old: oldWords.count..<oldWords.count, new: newWords.count..<newWords.count)]
    var lonelyOld: [Int] = []
    var lonelyNew: [Int] = []
    var (left, right) = (0, 0)
    for match in matches + end {
      lonelyOld += left..<match.old.lowerBound
      lonelyNew += right..<match.new.lowerBound
      (left, right) = (match.old.upperBound, match.new.upperBound)
    }
    let (origins, gone) = moved(lonelyOld, lonelyNew)
    (left, right) = (0, 0)
    for match in matches + end {
      for position in left..<match.old.lowerBound {
        steps.append(gone.contains(position) ? .movedAway(position) : .removed(position))
      }
      for position in right..<match.new.lowerBound {
        steps.append(origins[position].map { .moved(old: $0, new: position) } ?? .added(position))
      }
      if !match.old.isEmpty { steps.append(.matched(old: match.old, new: match.new)) }
      (left, right) = (match.old.upperBound, match.new.upperBound)
    }
  }

  /// For passages that stand in another place now: where they stood.
  private func moved(_ old: [Int], _ new: [Int]) -> (origins: [Int: Int], gone: Set<Int>) {
    var origins: [Int: Int] = [:]
    var gone: Set<Int> = []
    guard old.count * new.count <= Self.mostPairs else { return (origins, gone) }
    for position in new where newWords[position].count >= Self.fewestMovedWords {
      let candidates = old.filter { !gone.contains($0) }.map { ($0, similarity($0, position)) }
      guard let best = candidates.max(by: { $0.1 < $1.1 }), best.1 >= Self.leastOfMoved else { continue }
      origins[position] = best.0
      gone.insert(best.0)
    }
    return (origins, gone)
  }
}
