// A passage that two plans share, and what makes it count.

/// A stretch of words of one section.
package struct TextStretch: Sendable, Hashable {
  /// The section's position in ``PlanTexts/sections``.
  package let section: Int
  package let words: Range<Int>
}

/// Two stretches with the same words, or nearly the same.
package struct TextMatch: Sendable {
  /// The section that comes first in the order of ``PlanTexts``.
  package let first: TextStretch
  package let second: TextStretch
  /// Runs of equal words, in order: `left` is in the first section.
  let runs: [WordRun]
  /// How many words are equal.
  package let equal: Int

  /// How many of a hundred words are the same, rounded down: both texts' words count.
  package var share: Int { 200 * equal / max(1, first.words.count + second.words.count) }

  /// The stretch in one of the two sections.
  package func stretch(in section: Int) -> TextStretch { first.section == section ? first : second }

  /// The stretch in the section that is not this one.
  package func counterpart(of section: Int) -> TextStretch { first.section == section ? second : first }

  /// The runs with one of the two sections on the left.
  func runs(from section: Int) -> [WordRun] {
    first.section == section ? runs : runs.map(\.mirrored)
  }

  /// For the words of the stretch in a section: whether each is equal in the other one.
  package func isEqual(in section: Int) -> [Bool] {
    let words = stretch(in: section).words
    var equal = [Bool](repeating: false, count: words.count)
    for run in runs(from: section) {
      for word in run.left..<run.leftEnd { equal[word - words.lowerBound] = true }
    }
    return equal
  }

  /// The passage between the first and the last word that is the plans' own; nil when too little of it is.
  ///
  /// - Parameters:
  ///   - least: how many words that are nobody's requirement must be equal.
  init?(
    _ runs: [WordRun], _ left: PlanTexts.SectionText, _ right: PlanTexts.SectionText,
    sections: (first: Int, second: Int), least: Int
  ) {
    func isOwn(_ run: WordRun, _ offset: Int) -> Bool {
      !left.isRequirement[run.left + offset] && !right.isRequirement[run.right + offset]
    }
    var runs = runs[...]
    while var run = runs.first {
      let skipped = (0..<run.length).first { isOwn(run, $0) } ?? run.length
      runs.removeFirst()
      if skipped < run.length {
        run = WordRun(left: run.left + skipped, right: run.right + skipped, length: run.length - skipped)
        runs = [run] + runs
        break
      }
    }
    while let run = runs.last {
      let kept = (0..<run.length).last { isOwn(run, $0) }.map { $0 + 1 } ?? 0
      runs.removeLast()
      if kept > 0 {
        runs = runs + [WordRun(left: run.left, right: run.right, length: kept)]
        break
      }
    }
    guard let start = runs.first, let end = runs.last else { return nil }
    let (leftWords, rightWords) = (start.left..<end.leftEnd, start.right..<end.rightEnd)
    let equal = runs.reduce(0) { $0 + $1.length }
    let ownEqual = runs.reduce(0) { sum, run in sum + (0..<run.length).count { isOwn(run, $0) } }
    let own =
      leftWords.count { !left.isRequirement[$0] } + rightWords.count { !right.isRequirement[$0] }
    guard ownEqual >= least, equal * 200 >= Self.leastShare * (leftWords.count + rightWords.count),
      ownEqual * 200 >= Self.leastOwnShare * own
    else { return nil }
    first = TextStretch(section: sections.first, words: leftWords)
    second = TextStretch(section: sections.second, words: rightWords)
    self.runs = Array(runs)
    self.equal = equal
  }

  /// The part of the match that stands in a stretch of one of its sections; nil when too little of it does.
  func within(_ stretch: TextStretch, _ texts: PlanTexts) -> TextMatch? {
    let isFirst = first.section == stretch.section
    let runs = runs.compactMap { run -> WordRun? in
      let start = isFirst ? run.left : run.right
      let part = (start..<start + run.length).clamped(to: stretch.words)
      guard !part.isEmpty else { return nil }
      let skipped = part.lowerBound - start
      return WordRun(left: run.left + skipped, right: run.right + skipped, length: part.count)
    }
    let (left, right) = (texts.sections[first.section], texts.sections[second.section])
    return TextMatch(
      runs, left, right, sections: (first.section, second.section), least: TextMatches.least(left, right))
  }

  /// What two sections share by way of a third one: the words that are equal in all three; nil when too few are.
  ///
  /// - Parameter middle: the section that both matches have.
  init?(_ first: TextMatch, _ second: TextMatch, over middle: Int, _ texts: PlanTexts) {
    var sections = (
      first: first.counterpart(of: middle).section, second: second.counterpart(of: middle).section
    )
    var runs: [WordRun] = []
    // In the middle section, both matches' runs are in order.
    for here in first.runs(from: middle) {
      for there in second.runs(from: middle) {
        let both = (here.left..<here.leftEnd).clamped(to: there.left..<there.leftEnd)
        guard !both.isEmpty else { continue }
        runs.append(
          WordRun(
            left: here.right + both.lowerBound - here.left, right: there.right + both.lowerBound - there.left,
            length: both.count))
      }
    }
    if sections.first > sections.second {
      sections = (sections.second, sections.first)
      runs = runs.map(\.mirrored)
    }
    let (left, right) = (texts.sections[sections.first], texts.sections[sections.second])
    self.init(runs, left, right, sections: sections, least: TextMatches.least(left, right))
  }

  /// So many of a hundred words must be equal.
  private static let leastShare = 70
  /// So many of a hundred words that are nobody's requirement must be.
  private static let leastOwnShare = 60
}
