// What pages and data files ask about changes between cycles.
import Documents
import Records

extension LinkGraph {
  /// A jurisdiction's newest change of an element: of its newest plan, or, where a modification leaves the element as
  /// it is, of the plan that it modifies. Nil where nothing can be compared.
  package func newestChange(of element: String, in jurisdiction: String) -> (
    plan: Int, change: ElementChange
  )? {
    for plan in index.plansByJurisdiction[jurisdiction] ?? [] {
      if let change = changes[plan]?[element] { return (plan, change) }
      if library.plans[plan].modifies == nil { return nil }
    }
    return nil
  }

  /// The changes of the elements that a section answers, each text once, in the order of its elements.
  package func changes(of section: RecordIndex.SectionPosition) -> [ElementChange] {
    guard let changes = changes[section.plan] else { return [] }
    let plan = library.plans[section.plan]
    var seen: Set<Int> = []
    return crosswalk.currentElements(of: plan.sections[section.section], in: plan).compactMap { element in
      guard let change = changes[element] else { return nil }
      if let comparison = change.comparison, !seen.insert(comparison).inserted { return nil }
      return change
    }
  }

  /// The older and the newer text of a comparison set side by side. Passages of the requirement's own wording are left
  /// out; how many words these have is returned beside it.
  ///
  /// Made when a page asks for it: the word diff costs more than all verdicts.
  package func diff(of comparison: TextComparison) -> (diff: TextDiff, requirementWords: Int) {
    let (old, oldRequirement) = ownPassages(comparison.old)
    let (new, newRequirement) = ownPassages(comparison.new)
    return (TextDiff(old: old, new: new), max(oldRequirement, newRequirement))
  }

  private func ownPassages(_ sections: [RecordIndex.SectionPosition]) -> ([DiffPassage], Int) {
    var own: [DiffPassage] = []
    var requirementWords = 0
    for position in sections {
      let text = texts[position]
      let marks = Dictionary(uniqueKeysWithValues: text.passages.map { ($0.block, $0.words) })
      for (passage, block) in DiffPassage.passages(
        of: library.plans[position.plan].sections[position.section].body)
      {
        let words = marks[block] ?? 0..<0
        let marked = text.isRequirement[words].count { $0 }
        // A state's name inside the prompt does not make the passage its own.
        if marked * 10 >= words.count * 9, !words.isEmpty {
          requirementWords += passage.words.count
        } else {
          own.append(passage)
        }
      }
    }
    return (own, requirementWords)
  }

  /// The words of a stretch as written, at most about `limit` words of one passage.
  package func text(of stretch: TextComparison.Stretch, limit: Int) -> String {
    let text = texts[stretch.section]
    guard let passage = text.passages.first(where: { $0.words.upperBound > stretch.words.lowerBound })
    else { return "" }
    let body = library.plans[stretch.section.plan].sections[stretch.section.section].body
    let words = DiffPassage(body.markdown.blocks[passage.block].text)
    let start = stretch.words.lowerBound - passage.words.lowerBound
    let end = min(stretch.words.upperBound, passage.words.upperBound) - passage.words.lowerBound
    guard start >= 0, end <= words.words.count else { return "" }
    let shown = words.text(of: start..<min(end, start + limit))
    let isCut = end > start + limit || stretch.words.upperBound > passage.words.upperBound
    return isCut ? shown.trimmingEnd() + " …" : shown.trimmingEnd()
  }
}

extension String {
  /// The text without the spaces and punctuation at its end.
  fileprivate func trimmingEnd() -> String {
    var text = self[...]
    while let last = text.last, last.isWhitespace || ".,;:–—-|".contains(last) { text.removeLast() }
    return String(text)
  }
}
