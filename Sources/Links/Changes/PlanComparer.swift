// Compares one plan with its base: which texts belong together, and what became of them.
import Records

/// Compares a plan with the plans before it; one is made for each plan.
struct PlanComparer {
  private typealias Position = RecordIndex.SectionPosition

  let library: Library
  let crosswalk: Crosswalk
  let texts: PlanTexts
  /// Each current element's place in the outline.
  let order: [String: Int]
  let plan: Int
  let bases: [Int]
  private var kept = KeptWords()

  init(
    library: Library, crosswalk: Crosswalk, texts: PlanTexts, order: [String: Int], plan: Int, bases: [Int]
  ) {
    self.library = library
    self.crosswalk = crosswalk
    self.texts = texts
    self.order = order
    self.plan = plan
    self.bases = bases
  }

  mutating func compare() -> PlanChanges {
    let new = answers(of: plan)
    let old = oldAnswers()
    let isModification = library.plans[plan].modifies != nil
    // A modification holds only what changed: what it leaves out still stands.
    let elements = Set(new.keys).union(isModification ? [] : Set(old.keys))
      .sorted { (order[$0] ?? .max, $0) < (order[$1] ?? .max, $1) }
    let absent = absences()
    let (groups, replaced) = groups(elements, new, old)
    let members = Dictionary(grouping: elements) { groups.root(of: $0) }
    var comparisons: [TextComparison] = []
    var comparisonOfGroup: [String: Int] = [:]
    for element in elements {
      let root = groups.root(of: element)
      guard members[root]?.first == element, let together = members[root] else { continue }
      let newSections = unique(together.flatMap { new[$0] ?? [] })
      let oldSections = unique(together.flatMap { old[$0] ?? [] })
      guard !newSections.isEmpty, !oldSections.isEmpty else { continue }
      comparisonOfGroup[root] = comparisons.count
      comparisons.append(comparison(of: together, newSections, oldSections))
    }
    var repeated: Set<String> = []
    let changes = elements.compactMap { element -> ElementChange? in
      let isInBoth = new[element] != nil && old[element] != nil || replaced.contains(element)
      let comparison = isInBoth ? comparisonOfGroup[groups.root(of: element)] : nil
      // Where one plan is silent and the other only repeats the question, nothing came and nothing went.
      if comparison == nil,
        ((new[element] ?? []) + (old[element] ?? [])).allSatisfy({ texts[$0].ownWordCount == 0 })
      {
        repeated.insert(element)
        return nil
      }
      return ElementChange(
        element: element,
        verdict: comparison.map { comparisons[$0].verdict }
          ?? (new[element] != nil ? .new : absent[element] ?? .dropped),
        comparison: comparison, new: new[element] ?? [], old: old[element] ?? [],
        formerCodes: formerCodes(of: element, old[element] ?? []))
    }
    return PlanChanges(bases: bases, changes: changes, comparisons: comparisons, repeated: repeated)
  }

  // MARK: Which texts

  /// The sections of a plan by current element, in the plan's order.
  private func answers(of plan: Int) -> [String: [Position]] {
    var answers: [String: [Position]] = [:]
    for (position, section) in library.plans[plan].sections.enumerated() {
      for element in crosswalk.currentElements(of: section, in: library.plans[plan]) {
        answers[element, default: []].append(Position(plan: plan, section: position))
      }
    }
    return answers
  }

  /// What stood before: each element's answer in the first of the older plans that has one.
  private func oldAnswers() -> [String: [Position]] {
    bases.reduce(into: [:]) { all, base in all.merge(answers(of: base)) { newer, _ in newer } }
  }

  /// Elements that the plan itself sets aside, in current ids.
  private func absences() -> [String: Verdict] {
    let plan = library.plans[plan]
    var absences: [String: Verdict] = [:]
    for (element, _) in plan.byReference {
      for current in crosswalk.currentElements(of: element, in: plan.outline) {
        absences[current] = .byReference
      }
    }
    for element in plan.notApplicable {
      for current in crosswalk.currentElements(of: element, in: plan.outline) {
        absences[current] = .notApplicable
      }
    }
    return absences
  }

  /// Elements whose texts must be compared as one, because a section of either plan answers several of them, or because
  /// one plan answers an element as a whole and the other one its parts. The latter are also returned alone.
  private func groups(
    _ elements: [String], _ new: [String: [Position]], _ old: [String: [Position]]
  ) -> (groups: ElementGroups, replaced: Set<String>) {
    var groups = ElementGroups()
    var first: [Position: String] = [:]
    for element in elements {
      for section in (new[element] ?? []) + (old[element] ?? []) {
        if let other = first[section] { groups.join(element, other) } else { first[section] = element }
      }
    }
    var replaced: Set<String> = []
    guard let outline = library.outline, library.plans[plan].modifies == nil else { return (groups, []) }
    for element in elements {
      let isNew = new[element] != nil
      guard isNew != (old[element] != nil), let position = order[element] else { continue }
      let (own, others) = isNew ? (new, old) : (old, new)
      var ancestor = outline.elements[position].parent
      while let current = ancestor {
        let id = outline.elements[current].id
        if own[id] != nil { break }
        if others[id] != nil {
          groups.join(element, id)
          replaced.formUnion([element, id])
          break
        }
        ancestor = outline.elements[current].parent
      }
    }
    return (groups, replaced)
  }

  private func unique(_ sections: [Position]) -> [Position] {
    var seen: Set<Position> = []
    return sections.filter { seen.insert($0).inserted }
  }

  /// The codes under which an older plan answered, when they are others than today's.
  private func formerCodes(of element: String, _ sections: [Position]) -> [String] {
    let today = library.outline?[element]?.code
    let codes = unique(sections).flatMap { position -> [String] in
      let plan = library.plans[position.plan]
      return plan.sections[position.section].elements
        .filter { crosswalk.currentElements(of: $0, in: plan.outline).contains(element) }
        .map { library.code(of: $0, in: plan.outline) }
    }
    return codes == [today] ? [] : codes
  }

  // MARK: Two texts

  private mutating func comparison(
    of elements: [String], _ new: [Position], _ old: [Position]
  ) -> TextComparison {
    let (newWords, oldWords) = (ownWords(of: new), ownWords(of: old))
    func count(_ words: [Int32]) -> Int { words.reduce(0) { $0 + ($1 >= 0 ? 1 : 0) } }
    if newWords.filter({ $0 >= 0 }) == oldWords.filter({ $0 >= 0 }) {
      let words = count(newWords)
      return TextComparison(
        elements: elements, new: new, old: old, verdict: .unchanged,
        figures: ChangeFigures(oldWords: words, newWords: words, keptOfOld: words, keptOfNew: words),
        added: nil, removed: nil)
    }
    let newMarks = kept.marks(of: newWords, in: oldWords)
    let oldMarks = kept.marks(of: oldWords, in: newWords)
    func count(_ marks: [Bool]) -> Int { marks.reduce(0) { $0 + ($1 ? 1 : 0) } }
    let figures = ChangeFigures(
      oldWords: count(oldWords), newWords: count(newWords), keptOfOld: count(oldMarks),
      keptOfNew: count(newMarks))
    return TextComparison(
      elements: elements, new: new, old: old, verdict: ChangeRules.verdict(figures), figures: figures,
      added: longestStretch(newWords, newMarks, new), removed: longestStretch(oldWords, oldMarks, old))
  }

  /// The words of sections, one after the other, with -1 for each word of the requirement's and between sections.
  private func ownWords(of sections: [Position]) -> [Int32] {
    var words: [Int32] = []
    for section in sections {
      let text = texts[section]
      words.reserveCapacity(words.count + text.words.count + 1)
      for index in text.words.indices { words.append(text.isRequirement[index] ? -1 : text.words[index]) }
      words.append(-1)
    }
    return words
  }

  /// The longest run of words that are not kept, as a place in its section.
  private func longestStretch(
    _ words: [Int32], _ marks: [Bool], _ sections: [Position]
  ) -> TextComparison.Stretch? {
    var longest = 0..<0
    var start = 0
    for index in words.indices where words[index] < 0 || marks[index] {
      if index - start > longest.count { longest = start..<index }
      start = index + 1
    }
    guard !longest.isEmpty else { return nil }
    var offset = 0
    for section in sections {
      let count = texts[section].words.count
      if longest.lowerBound < offset + count {
        return .init(section: section, words: longest.lowerBound - offset..<longest.upperBound - offset)
      }
      offset += count + 1
    }
    return nil
  }
}

/// Elements joined into groups; the first of a group names it.
private struct ElementGroups {
  private var parents: [String: String] = [:]

  func root(of element: String) -> String {
    var root = element
    while let parent = parents[root] { root = parent }
    return root
  }

  mutating func join(_ element: String, _ other: String) {
    let (first, second) = (root(of: element), root(of: other))
    if first != second { parents[first] = second }
  }
}
