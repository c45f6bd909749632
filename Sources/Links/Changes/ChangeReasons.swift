// The reasons of verdicts, in figures and words that a reader can check.
import Records

extension LinkGraph {
  /// Why a change has its verdict: `412 → 655 words; 71% of the old words kept`.
  ///
  /// - Parameter plan: the position of the newer plan.
  package func reason(of change: ElementChange, in plan: Int) -> String {
    guard let changes = changes[plan] else { return "" }
    let before = "the \(planName(library.plans[change.old.first?.plan ?? changes.bases[0]].cycle))"
    var reason: String
    if let comparison = changes.comparison(of: change) {
      reason = Self.reason(of: comparison, before)
      let others = comparison.elements.filter { $0 != change.element }
        .map { library.code(of: $0, in: library.site.currentOutline) }
      if !others.isEmpty {
        reason += "; compared as one text with \(others.joined(separator: ", "))"
      }
    } else {
      let words = change.old.reduce(0) { $0 + texts[$1].ownWordCount }
      let length = "\(words) \(words == 1 ? "word" : "words") in \(before)"
      switch change.verdict {
      case .notApplicable: reason = "\(length); now the plan says that the element does not apply"
      case .byReference: reason = "\(length); now in another document\(place(of: change.element, in: plan))"
      case .dropped: reason = "\(length); no section answers it now"
      default:
        reason = absence(of: change.element, in: changes.bases[0], before) + carried(change.new)
      }
    }
    if !change.formerCodes.isEmpty {
      reason += "; was \(change.formerCodes.joined(separator: ", ")) in \(before)"
    }
    return reason
  }

  private static func reason(of comparison: TextComparison, _ before: String) -> String {
    let figures = comparison.figures
    let lengths = "\(figures.oldWords) → \(figures.newWords) words"
    if comparison.verdict == .unchanged {
      return figures.newWords == 0
        ? "only the requirement’s own words, as in \(before)"
        : "\(figures.newWords) words, the same as in \(before)"
    }
    guard let kept = figures.keptPercent else {
      return "\(lengths); in \(before) only the requirement’s own words"
    }
    if figures.isReordered { return "\(lengths), the same as in \(before) in another order" }
    if figures.newWords == 0 { return "\(lengths); now only the requirement’s own words" }
    return "\(lengths); \(kept)% of the old words kept"
  }

  /// That a new answer is made of words that stood under other elements; empty where less than half of it is.
  private func carried(_ sections: [RecordIndex.SectionPosition]) -> String {
    let shares = sections.map { texts.sectionsByPlan[$0.plan].lowerBound + $0.section }.map {
      sharedText.sections[$0]
    }
    let own = shares.reduce(0) { $0 + $1.words - $1.requirement }
    let carried = shares.reduce(0) { $0 + $1.carried }
    guard carried > 0, carried * 2 >= own else { return "" }
    return "; \(carried) of its \(own) words stood under other elements there"
  }

  /// Why the older plan has no answer.
  private func absence(of element: String, in base: Int, _ before: String) -> String {
    let plan = library.plans[base]
    func isNamed(_ id: String) -> Bool {
      crosswalk.currentElements(of: id, in: plan.outline).contains(element)
    }
    if plan.notApplicable.contains(where: isNamed) { return "not applicable in \(before)" }
    if let place = plan.byReference.first(where: { isNamed($0.element) })?.place {
      return "in another document in \(before): \(place)"
    }
    return "no answer in \(before)"
  }

  private func place(of element: String, in plan: Int) -> String {
    let plan = library.plans[plan]
    return plan.byReference.first {
      crosswalk.currentElements(of: $0.element, in: plan.outline).contains(element)
    }.map { ": \($0.place)" } ?? ""
  }

  /// The longest stretch of new words, else of removed words, in a change of words; empty where there is none.
  package func mainChange(_ change: ElementChange, in plan: Int) -> String {
    guard change.verdict.hasDiff, let comparison = changes[plan]?.comparison(of: change) else { return "" }
    let (added, removed) = (comparison.added, comparison.removed)
    if let added, comparison.verdict != .narrowed || removed == nil {
      return "Adds “\(text(of: added, limit: 14))”"
    }
    return removed.map { "Leaves out “\(text(of: $0, limit: 14))”" } ?? ""
  }
}

extension Verdict {
  /// What the verdict means, for readers.
  package var meaning: String {
    let (run, kept, length) = (ChangeRules.run, ChangeRules.keptPercent, ChangeRules.lengthPercent)
    switch self {
    case .new: return "The plan answers the element; the plan before had no answer."
    case .expanded:
      return
        "At least \(length) percent longer, and at least \(kept) percent of the old words kept; or nothing taken away"
        + " and at least \(ChangeRules.fewestWords) words added."
    case .reworded:
      return
        "The words differ, and neither “expanded” nor “narrowed” fits. The figures say how much of the old text is kept:"
        + " words that stand in runs of \(run) or more in both texts."
    case .unchanged:
      return
        "The same words. Spaces, punctuation, quotes, hyphens and capital letters do not count; numbers do."
    case .narrowed:
      return
        "At least \(length) percent shorter, and at least \(kept) percent of the words left stood in the old text; or"
        + " nothing added and at least \(ChangeRules.fewestWords) words taken away."
    case .dropped: return "The plan before answers the element; no section of this plan does."
    case .notApplicable: return "Answered before; now the plan says that the element does not apply."
    case .byReference: return "Answered before; now the plan points to another document."
    }
  }
}
