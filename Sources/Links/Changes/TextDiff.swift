// Two texts set side by side: passages first, then the words inside passages that belong together.

/// What changed from an older text to a newer one, in the order of the newer.
package struct TextDiff: Sendable {
  /// Words that stand in both texts, or words of one that stand for words of the other.
  package struct Piece: Sendable, Hashable {
    package let isSame: Bool
    /// As written, with what stands behind the last word; empty where words were only added.
    package let old: String
    /// Empty where words were only removed.
    package let new: String
  }

  package enum Row: Sendable, Hashable {
    /// A passage with the same words in both texts.
    case same(DiffPassage)
    /// A passage with changed words. Where one passage became two, or two one, their texts are joined by a line break.
    case changed([Piece])
    case added(DiffPassage)
    case removed(DiffPassage)
    /// A passage that stood elsewhere; with changed words or none.
    case moved([Piece])
    /// The place where a passage stood that moved.
    case movedAway(DiffPassage)
  }

  package let rows: [Row]

  /// Compares the passages of two texts.
  package init(old: [DiffPassage], new: [DiffPassage]) {
    let alignment = PassageAlignment(old: old, new: new)
    rows = alignment.steps.map { step in
      switch step {
      case .added(let position): return .added(new[position])
      case .removed(let position): return .removed(old[position])
      case .movedAway(let position): return .movedAway(old[position])
      case .moved(let before, let now): return .moved(wordPieces(old: old[before], new: new[now]))
      case .matched(let before, let now):
        let (left, right) = (Self.joined(old[before]), Self.joined(new[now]))
        let pieces = wordPieces(old: left, new: right)
        return pieces.allSatisfy(\.isSame) && before.count == now.count ? .same(right) : .changed(pieces)
      }
    }
  }

  private static func joined(_ passages: ArraySlice<DiffPassage>) -> DiffPassage {
    if let only = passages.first, passages.count == 1 { return only }
    return DiffPassage(passages.map(\.text).joined(separator: "\n"))
  }
}

/// How few words are no reason to interrupt a change.
private let strayWords = 2

/// The words of two passages as runs of same and of changed words, without confetti: a word or two that stand between
/// changes by chance belong to them.
func wordPieces(old: DiffPassage, new: DiffPassage) -> [TextDiff.Piece] {
  var removed: Set<Int> = []
  var added: Set<Int> = []
  for change in new.words.difference(from: old.words) {
    switch change {
    case .remove(let offset, _, _): removed.insert(offset)
    case .insert(let offset, _, _): added.insert(offset)
    }
  }
  var runs: [(isSame: Bool, old: Range<Int>, new: Range<Int>)] = []
  var (left, right) = (0, 0)
  while left < old.words.count || right < new.words.count {
    let (oldStart, newStart) = (left, right)
    while left < old.words.count, removed.contains(left) { left += 1 }
    while right < new.words.count, added.contains(right) { right += 1 }
    if left > oldStart || right > newStart { runs.append((false, oldStart..<left, newStart..<right)) }
    let (oldSame, newSame) = (left, right)
    while left < old.words.count, right < new.words.count, !removed.contains(left), !added.contains(right) {
      left += 1
      right += 1
    }
    if left > oldSame { runs.append((true, oldSame..<left, newSame..<right)) }
  }
  slide(&runs, old, new)
  return joiningStrays(runs).flatMap { run in
    let piece = TextDiff.Piece(isSame: run.isSame, old: old.text(of: run.old), new: new.text(of: run.new))
    return run.isSame || run.old.isEmpty || run.new.isEmpty ? [piece] : sharingEnd(of: piece)
  }
}

/// Takes what both sides have behind their last word out of a change: “2024.” and “2028.” differ in the year only.
private func sharingEnd(of piece: TextDiff.Piece) -> [TextDiff.Piece] {
  let common = zip(piece.old.reversed(), piece.new.reversed())
    .prefix { $0 == $1 && !$0.isLetter && !$0.isNumber }.count
  guard common > 0 else { return [piece] }
  let end = String(piece.new.suffix(common))
  return [
    TextDiff.Piece(
      isSame: false, old: String(piece.old.dropLast(common)), new: String(piece.new.dropLast(common))),
    TextDiff.Piece(isSame: true, old: end, new: end),
  ]
}

private typealias Run = (isSame: Bool, old: Range<Int>, new: Range<Int>)

/// Moves words that were only added, or only removed, to where a sentence begins, when the words there are the same.
private func slide(_ runs: inout [Run], _ old: DiffPassage, _ new: DiffPassage) {
  for index in runs.indices.dropFirst().dropLast() where !runs[index].isSame {
    guard runs[index - 1].isSame, runs[index + 1].isSame, runs[index].old.isEmpty != runs[index].new.isEmpty
    else { continue }
    let isAdded = runs[index].old.isEmpty
    let passage = isAdded ? new : old
    let range = isAdded ? runs[index].new : runs[index].old
    func isStart(_ word: Int) -> Bool {
      let before = passage.text(of: word - 1..<word)
      return before.contains { ".!?;:\n|".contains($0) } && before.last?.isLetter == false
    }
    // The word before the change may trade places with the last word of it, and so on.
    let most = min(runs[index - 1].old.count - 1, range.count)
    var steps = 0
    while steps < most, !isStart(range.lowerBound - steps),
      passage.words[range.lowerBound - steps - 1] == passage.words[range.upperBound - steps - 1]
    {
      steps += 1
    }
    guard steps > 0, isStart(range.lowerBound - steps) else { continue }
    func shifted(_ range: Range<Int>) -> Range<Int> { range.lowerBound - steps..<range.upperBound - steps }
    runs[index - 1].old = runs[index - 1].old.lowerBound..<runs[index - 1].old.upperBound - steps
    runs[index - 1].new = runs[index - 1].new.lowerBound..<runs[index - 1].new.upperBound - steps
    runs[index] = (false, shifted(runs[index].old), shifted(runs[index].new))
    runs[index + 1].old = runs[index + 1].old.lowerBound - steps..<runs[index + 1].old.upperBound
    runs[index + 1].new = runs[index + 1].new.lowerBound - steps..<runs[index + 1].new.upperBound
  }
}

/// Joins two changes over a stray word between them: one always, two where both changes are longer than that.
private func joiningStrays(_ runs: [Run]) -> [Run] {
  var joined: [Run] = []
  for (index, run) in runs.enumerated() {
    let isBetween = run.isSame && joined.last?.isSame == false && index + 1 < runs.count
    let isStray: Bool
    if isBetween, let before = joined.last {
      let neighbors = min(
        max(before.old.count, before.new.count), max(runs[index + 1].old.count, runs[index + 1].new.count))
      isStray = run.old.count < strayWords || run.old.count == strayWords && neighbors > strayWords
    } else {
      isStray = false
    }
    guard let last = joined.last, isStray || !run.isSame && !last.isSame else {
      joined.append(run)
      continue
    }
    joined[joined.count - 1] = (
      false, last.old.lowerBound..<run.old.upperBound, last.new.lowerBound..<run.new.upperBound
    )
  }
  return joined
}
