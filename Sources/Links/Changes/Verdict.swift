// What became of an answer from one plan to the next, and the figures that decide it.

/// What became of an element's answer since the older plan.
package enum Verdict: String, Sendable, CaseIterable {
  case new, expanded, reworded, unchanged, narrowed, dropped
  /// Answered before; the plan says that the element does not apply.
  case notApplicable = "not applicable"
  /// Answered before; the plan now points to another document.
  case byReference = "by reference"

  /// The word that starts a sentence: `Expanded`.
  package var label: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

  /// Whether the text is there in both plans and differs, so that there is something to set side by side.
  package var hasDiff: Bool { self == .expanded || self == .reworded || self == .narrowed }
}

/// Where one verdict ends and the next begins. `Documentation/decisions` says why, under “Verdicts”.
enum ChangeRules {
  /// A word counts as kept when it stands in so many words in a row that stand in the other text, too.
  static let run = 3
  /// From this share of length on, a text is longer or shorter, in percent of the old words …
  static let lengthPercent = 20
  /// … and it is the same answer with more or less in it when it keeps this share of the shorter text, in percent.
  static let keptPercent = 70
  /// Where the other side loses at most this share, in percent …
  static let untouchedPercent = 2
  /// … so many added or removed words are enough.
  static let fewestWords = 5

  /// The verdict on two texts that are not the same.
  static func verdict(_ figures: ChangeFigures) -> Verdict {
    if figures.oldWords == 0 { return .new }
    if figures.newWords == 0 { return .dropped }
    let added = figures.newWords - figures.keptOfNew
    let removed = figures.oldWords - figures.keptOfOld
    let growth = figures.newWords - figures.oldWords
    if removed * 100 <= figures.oldWords * untouchedPercent, added >= fewestWords { return .expanded }
    if added * 100 <= figures.newWords * untouchedPercent, removed >= fewestWords { return .narrowed }
    if growth * 100 >= figures.oldWords * lengthPercent,
      figures.keptOfOld * 100 >= figures.oldWords * keptPercent
    {
      return .expanded
    }
    if -growth * 100 >= figures.oldWords * lengthPercent,
      figures.keptOfNew * 100 >= figures.newWords * keptPercent
    {
      return .narrowed
    }
    return .reworded
  }
}

/// The lengths of two texts and what they share, without the requirement's own words.
package struct ChangeFigures: Sendable, Hashable {
  package let oldWords: Int
  package let newWords: Int
  /// Words of the old text that stand in the new one, in runs of ``ChangeRules/run`` words or more.
  package let keptOfOld: Int
  /// Words of the new text that stand in the old one, counted the same way.
  package let keptOfNew: Int

  /// Whether two texts that differ do so only in the order of their passages.
  var isReordered: Bool {
    oldWords > 0 && oldWords == newWords && keptOfOld == oldWords && keptOfNew == newWords
  }

  /// How many percent of the old words are kept, rounded down; nil without old words.
  package var keptPercent: Int? { oldWords == 0 ? nil : keptOfOld * 100 / oldWords }
}
