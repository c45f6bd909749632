// Which section of a plan answers which required element: the table that states publish with a plan.
package import Records

extension LinkGraph {
  /// The elements that ask a plan for text, with the section that answers each or the word for its absence.
  ///
  /// They are those of the plan's own edition, in its order; of the current one where this library does not hold it.
  /// Elements of programs that the plan does not include are left out, unless it answers them.
  package func responses(of position: Int) -> [(element: PlanElement, coverage: Coverage)] {
    let plan = library.plans[position]
    guard let outline = library.outlines.first(where: { $0.id == plan.outline }) ?? library.outline
    else { return [] }
    let isOwnEdition = outline.id == plan.outline
    func names(_ id: String, _ element: PlanElement) -> Bool {
      isOwnEdition
        ? id == element.id : crosswalk.currentElements(of: id, in: plan.outline).contains(element.id)
    }
    var answers: [String: RecordIndex.SectionPosition] = [:]
    for (section, answer) in plan.sections.enumerated() {
      let elements = isOwnEdition ? answer.elements : crosswalk.currentElements(of: answer, in: plan)
      for element in elements where answers[element] == nil {
        answers[element] = .init(plan: position, section: section)
      }
    }
    let base = plan.modifies.flatMap { cycle in
      index.plansByJurisdiction[plan.jurisdiction]?.first { library.plans[$0].cycle == cycle }
    }
    return outline.elements.compactMap { element in
      if let answer = answers[element.id] { return (element, .answered(answer)) }
      guard element.isNarrative, includes(element, plan) else { return nil }
      if plan.notApplicable.contains(where: { names($0, element) }) { return (element, .notApplicable) }
      if let place = plan.byReference.first(where: { names($0.element, element) })?.place {
        return (element, .byReference(place))
      }
      if let base, let earlier = answer(to: element.id, in: base) { return (element, .earlier(earlier)) }
      return (element, plan.text == .full ? .notFound : .notCoded)
    }
  }

  /// Whether an element is about a program of the plan; without a list of programs, all are.
  private func includes(_ element: PlanElement, _ plan: Plan) -> Bool {
    element.programs.isEmpty || plan.programs.isEmpty
      || element.programs.contains { plan.programs.contains($0) }
  }

  private func answer(to element: String, in position: Int) -> RecordIndex.SectionPosition? {
    library.plans[position].sections.firstIndex { $0.elements.contains(element) }
      .map { .init(plan: position, section: $0) }
  }

  /// The elements of the current edition that ask a plan for text, and any other that changed, each with its change.
  package func modifications(of position: Int) -> [(element: PlanElement, change: ElementChange?)] {
    guard let outline = library.outline, let changes = changes[position] else { return [] }
    let plan = library.plans[position]
    return outline.elements.compactMap { element in
      let change = changes[element.id]
      return change != nil || element.isNarrative && includes(element, plan) ? (element, change) : nil
    }
  }
}
