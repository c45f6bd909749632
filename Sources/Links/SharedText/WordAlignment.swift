// Two texts laid side by side: runs of equal words, chained over the words that differ between them.

/// A stretch of equal words in two texts.
struct WordRun: Sendable, Hashable {
  /// Where it begins in either text.
  var left: Int
  var right: Int
  var length: Int

  var leftEnd: Int { left + length }
  var rightEnd: Int { right + length }

  /// The same run with the texts the other way round.
  var mirrored: WordRun { WordRun(left: right, right: left, length: length) }
}

/// Finds what two sections share, from places where five words in a row are equal.
struct WordAlignment {
  /// So many words may differ in a row.
  static let widestGap = 24
  /// Runs of so few equal words in all are no passage.
  private static let fewest = 8
  /// So many seeds of two sections are looked at: a table that repeats itself has more.
  private static let mostSeeds = 2048

  let left: PlanTexts.SectionText
  let right: PlanTexts.SectionText

  /// The shared passages, each as runs of equal words in both orders, longest first.
  ///
  /// - Parameter seeds: places with equal words, sorted by their place in the left text.
  func passages(from seeds: [(left: Int, right: Int)]) -> [[WordRun]] {
    var runs = extended(seeds.prefix(Self.mostSeeds))
    var passages: [[WordRun]] = []
    while let chain = bestChain(runs) {
      let used = Set(chain)
      runs.removeAll { run in
        used.contains(run)
          || chain.contains { $0.left < run.leftEnd && run.left < $0.leftEnd }
          || chain.contains { $0.right < run.rightEnd && run.right < $0.rightEnd }
      }
      passages.append(withGapsAndEdges(chain))
    }
    return passages
  }

  /// Each seed as the longest run of equal words around it.
  private func extended(_ seeds: ArraySlice<(left: Int, right: Int)>) -> [WordRun] {
    let (a, b) = (left.words, right.words)
    var runs: [WordRun] = []
    for seed in seeds {
      // Several seeds lie in one run.
      if runs.contains(where: {
        $0.left - $0.right == seed.left - seed.right && $0.left <= seed.left && seed.left < $0.leftEnd
      }) {
        continue
      }
      var start = 0
      while seed.left > start, seed.right > start, a[seed.left - start - 1] == b[seed.right - start - 1] {
        start += 1
      }
      var end = 0
      while seed.left + end < a.count, seed.right + end < b.count, a[seed.left + end] == b[seed.right + end] {
        end += 1
      }
      if end > 0 {
        runs.append(WordRun(left: seed.left - start, right: seed.right - start, length: start + end))
      }
    }
    return runs.sorted { ($0.left, $0.right) < ($1.left, $1.right) }
  }

  /// The runs that follow each other with the most equal words and the least between them; nil when too few are left.
  private func bestChain(_ runs: [WordRun]) -> [WordRun]? {
    guard !runs.isEmpty else { return nil }
    var scores = runs.map { Double($0.length) }
    var before = [Int](repeating: -1, count: runs.count)
    for (position, run) in runs.enumerated() {
      // Runs are few and sorted: those long before are out of reach.
      for earlier in max(0, position - 32)..<position {
        let other = runs[earlier]
        guard other.left < run.left, other.right < run.right, other.leftEnd < run.leftEnd,
          other.rightEnd < run.rightEnd
        else { continue }
        let gap = (left: run.left - other.leftEnd, right: run.right - other.rightEnd)
        guard max(gap.left, gap.right) <= Self.widestGap else { continue }
        let overlap = max(0, -min(gap.left, gap.right))
        guard overlap < run.length else { continue }
        let score =
          scores[earlier] + Double(run.length - overlap) - 0.5 * Double(max(gap.left, gap.right, 0))
        if score > scores[position] {
          scores[position] = score
          before[position] = earlier
        }
      }
    }
    var best = 0
    for position in scores.indices where scores[position] > scores[best] { best = position }
    var chain: [WordRun] = []
    var current = best
    while current >= 0 {
      chain.append(runs[current])
      current = before[current]
    }
    chain.reverse()
    // A run begins where the one before it ends, in both texts.
    for position in chain.indices.dropFirst() {
      let previous = chain[position - 1]
      let overlap = max(0, previous.leftEnd - chain[position].left, previous.rightEnd - chain[position].right)
      chain[position].left += overlap
      chain[position].right += overlap
      chain[position].length -= overlap
    }
    return chain.reduce(0) { $0 + $1.length } >= Self.fewest ? chain : nil
  }

  /// The chain with the equal words between its runs, and beyond its ends as long as more words are equal than not.
  private func withGapsAndEdges(_ chain: [WordRun]) -> [WordRun] {
    var result = edge(before: chain[0])
    for (position, run) in chain.enumerated() {
      if position > 0 {
        let previous = chain[position - 1]
        result += equalWords(previous.leftEnd..<run.left, previous.rightEnd..<run.right)
      }
      result.append(run)
    }
    return joined(result + edge(after: chain[chain.count - 1]))
  }

  private func edge(after run: WordRun) -> [WordRun] {
    var runs: [WordRun] = []
    var (leftStart, rightStart) = (run.leftEnd, run.rightEnd)
    while true {
      let a = leftStart..<min(leftStart + Self.widestGap, left.words.count)
      let b = rightStart..<min(rightStart + Self.widestGap, right.words.count)
      guard let reach = EditTable(a.map { left.words[$0] }, b.map { right.words[$0] }).bestPrefix else {
        return runs
      }
      runs += equalWords(leftStart..<leftStart + reach.left, rightStart..<rightStart + reach.right)
      leftStart += reach.left
      rightStart += reach.right
    }
  }

  private func edge(before run: WordRun) -> [WordRun] {
    var runs: [WordRun] = []
    var (leftEnd, rightEnd) = (run.left, run.right)
    while true {
      let a = max(0, leftEnd - Self.widestGap)..<leftEnd
      let b = max(0, rightEnd - Self.widestGap)..<rightEnd
      let table = EditTable(a.reversed().map { left.words[$0] }, b.reversed().map { right.words[$0] })
      guard let reach = table.bestPrefix else { return runs }
      runs = equalWords(leftEnd - reach.left..<leftEnd, rightEnd - reach.right..<rightEnd) + runs
      leftEnd -= reach.left
      rightEnd -= reach.right
    }
  }

  /// The equal words of two short stretches, in order.
  private func equalWords(_ a: Range<Int>, _ b: Range<Int>) -> [WordRun] {
    guard !a.isEmpty, !b.isEmpty else { return [] }
    return EditTable(a.map { left.words[$0] }, b.map { right.words[$0] }).common
      .map { WordRun(left: a.lowerBound + $0.left, right: b.lowerBound + $0.right, length: 1) }
  }

  private func joined(_ runs: [WordRun]) -> [WordRun] {
    var result: [WordRun] = []
    for run in runs where run.length > 0 {
      if let last = result.last, last.leftEnd == run.left, last.rightEnd == run.right {
        result[result.count - 1].length += run.length
      } else {
        result.append(run)
      }
    }
    return result
  }
}

/// All ways to lay two short stretches of words side by side.
private struct EditTable {
  private let a: [Int32]
  private let b: [Int32]

  init(_ a: [Int32], _ b: [Int32]) {
    self.a = a
    self.b = b
  }

  /// How many words of each to take so that equal words outweigh those that differ; nil when they nowhere do.
  var bestPrefix: (left: Int, right: Int)? {
    guard !a.isEmpty, !b.isEmpty else { return nil }
    var row = (0...b.count).map { -$0 }
    var best = 0
    var place: (left: Int, right: Int)?
    for left in 1...a.count {
      var diagonal = row[0]
      row[0] = -left
      var bestOfRow = row[0]
      for right in 1...b.count {
        let isEqual = a[left - 1] == b[right - 1]
        let score = max(diagonal + (isEqual ? 1 : -1), row[right] - 1, row[right - 1] - 1)
        diagonal = row[right]
        row[right] = score
        bestOfRow = max(bestOfRow, score)
        if isEqual, score > best {
          best = score
          place = (left, right)
        }
      }
      // Were all words that are left equal, it would not be enough: so it is soon where the texts have nothing in common.
      if bestOfRow + a.count - left <= best { break }
    }
    return place
  }

  /// The positions of the longest common subsequence.
  var common: [(left: Int, right: Int)] {
    let begin = zip(a, b).prefix { $0 == $1 }.count
    var pairs = (0..<begin).map { (left: $0, right: $0) }
    guard begin < a.count, begin < b.count else { return pairs }
    let width = b.count - begin + 1
    // Of what is left from two words on, counted from the equal beginning.
    var lengths = [Int32](repeating: 0, count: (a.count - begin + 1) * width)
    for left in stride(from: a.count - 1, through: begin, by: -1) {
      let row = (left - begin) * width - begin
      for right in stride(from: b.count - 1, through: begin, by: -1) {
        lengths[row + right] =
          a[left] == b[right]
          ? lengths[row + width + right + 1] + 1 : max(lengths[row + width + right], lengths[row + right + 1])
      }
    }
    var (left, right) = (begin, begin)
    while left < a.count, right < b.count {
      let row = (left - begin) * width - begin
      if a[left] == b[right] {
        pairs.append((left, right))
        left += 1
        right += 1
      } else if lengths[row + width + right] >= lengths[row + right + 1] {
        left += 1
      } else {
        right += 1
      }
    }
    return pairs
  }
}
