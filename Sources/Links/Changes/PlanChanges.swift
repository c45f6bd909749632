// What changed from one plan to the next, element by element of the current edition.
import Parallel
import Records

/// A plan set beside the plan before it.
package struct PlanChanges: Sendable {
  /// The plans compared with, newest first: a modification holds only what changed, so the plan that it modifies
  /// stands behind it.
  package let bases: [Int]
  /// Every element that either plan answers, in the order of the outline.
  package let changes: [ElementChange]
  /// Texts that were compared; ``ElementChange/comparison`` points here.
  package let comparisons: [TextComparison]
  /// Elements under which one plan repeats the requirement’s words, and no plan has words of its own.
  package let repeated: Set<String>
  /// Positions in ``changes`` by element.
  private let positions: [String: Int]

  init(bases: [Int], changes: [ElementChange], comparisons: [TextComparison], repeated: Set<String>) {
    self.bases = bases
    self.repeated = repeated
    self.changes = changes
    self.comparisons = comparisons
    positions = Dictionary(uniqueKeysWithValues: changes.enumerated().map { ($1.element, $0) })
  }

  /// The change of an element; nil when neither plan answers it, or a modification leaves it as it is.
  package subscript(element: String) -> ElementChange? { positions[element].map { changes[$0] } }

  package func comparison(of change: ElementChange) -> TextComparison? {
    change.comparison.map { comparisons[$0] }
  }
}

/// What became of one element's answer.
package struct ElementChange: Sendable {
  /// Its id in the current edition.
  package let element: String
  package let verdict: Verdict
  /// The texts compared; nil where only one plan has a text.
  package let comparison: Int?
  /// The sections that answer it in the newer and in the older plan.
  package let new: [RecordIndex.SectionPosition]
  package let old: [RecordIndex.SectionPosition]
  /// Its codes in the older plan's edition, when it stood elsewhere.
  package let formerCodes: [String]
}

/// Two texts compared once, however many elements they answer.
package struct TextComparison: Sendable {
  /// The elements answered, in the order of the outline.
  package let elements: [String]
  package let new: [RecordIndex.SectionPosition]
  package let old: [RecordIndex.SectionPosition]
  package let verdict: Verdict
  package let figures: ChangeFigures
  /// The longest stretch of words that only the newer, or only the older text has.
  package let added: Stretch?
  package let removed: Stretch?

  /// Words of one section.
  package struct Stretch: Sendable {
    package let section: RecordIndex.SectionPosition
    /// In ``PlanTexts/SectionText/words``.
    package let words: Range<Int>
  }
}

extension PlanChanges {
  /// Compares every full plan with the one before it; the result has a place for each plan of the library.
  ///
  /// Linear in the words of the plans. Plans of which only a summary is here have no changes.
  static func comparing(
    _ library: Library, _ crosswalk: Crosswalk, _ texts: PlanTexts, _ earlier: EarlierPlans, jobs: Int
  ) async -> [PlanChanges?] {
    let order = Dictionary(
      uniqueKeysWithValues: (library.outline?.elements ?? []).enumerated().map { ($1.id, $0) })
    return await mapInParallel(Array(library.plans.indices), jobs: jobs, chunk: 1) { position in
      let bases = earlier[position]
      guard !bases.isEmpty else { return nil }
      var comparer = PlanComparer(
        library: library, crosswalk: crosswalk, texts: texts, order: order, plan: position, bases: bases)
      return comparer.compare()
    }
  }
}
