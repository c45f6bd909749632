// What the planner fetches: what to look at for each element, and each jurisdiction's last answers.
import Documents
import Links
import Records

extension SiteModel {
  static let plannerLeadsAddress = "/planner/outline.json"

  static func plannerAnswersAddress(_ jurisdiction: Jurisdiction) -> String {
    "/planner/\(jurisdiction.code).json"
  }

  /// For each element that asks for text: at most three practices, best known first, and three states to look at.
  ///
  /// - Parameter coverage: each element's coverage, in the order of the outline.
  func plannerLeads(_ outline: Outline, _ coverage: [[Coverage]]) -> [UInt8] {
    let elements = zip(outline.elements, coverage).filter(\.0.isNarrative).map { element, coverage in
      let practices = ordered(index.practicesByElement[element.id] ?? [])
      let states = leadingAnswers(coverage, having: Set(practices.map(\.jurisdiction)))
      return (
        element.id,
        DataValue.object([
          (
            "practices",
            .list(
              practices.prefix(3).map { practice in
                .object([
                  ("title", .text(practice.title)), ("url", Self.path(of: practice.id)),
                  ("note", .text(jurisdictionName(practice.jurisdiction))),
                ])
              })
          ), ("states", .list(states)),
        ])
      )
    }
    let data = DataValue.object([("edition", .text(outline.id)), ("elements", .object(elements))])
    return data.jsonFile
  }

  /// Answers of states that have a practice for the element first, then the longest; four, so that the planner can
  /// leave out the reader's own state.
  private func leadingAnswers(_ coverage: [Coverage], having practice: Set<String>) -> [DataValue] {
    let answers = zip(library.jurisdictions, coverage).compactMap { jurisdiction, coverage in
      coverage.section.map { position in
        (jurisdiction: jurisdiction, section: library.plans[position.plan].sections[position.section])
      }
    }
    .sorted { left, right in
      let (a, b) = (practice.contains(left.jurisdiction.code), practice.contains(right.jurisdiction.code))
      if a != b { return a }
      let (first, second) = (left.section.body.wordCount, right.section.body.wordCount)
      return first != second ? first > second : left.jurisdiction.code < right.jurisdiction.code
    }
    return answers.prefix(4).map { answer in
      .object([
        ("jurisdiction", .text(answer.jurisdiction.code)), ("title", .text(answer.jurisdiction.name)),
        ("url", Self.path(of: answer.section.id)),
      ])
    }
  }

  /// A jurisdiction's last answers, or the word for their absence; elements not yet coded are left out.
  ///
  /// - Parameter coverage: each element's coverage, in the order of the outline.
  func plannerAnswers(_ position: Int, _ outline: Outline, _ coverage: [[Coverage]]) -> [UInt8] {
    let jurisdiction = library.jurisdictions[position]
    let elements = zip(outline.elements, coverage).compactMap { element, coverage -> (String, DataValue)? in
      guard element.isNarrative, coverage[position] != .notCoded else { return nil }
      return (element.id, plannerAnswer(coverage[position]))
    }
    let data = DataValue.object([
      ("jurisdiction", .text(jurisdiction.code)), ("name", .text(jurisdiction.name)),
      ("elements", .object(elements)),
    ])
    return data.jsonFile
  }

  private func plannerAnswer(_ coverage: Coverage) -> DataValue {
    var fields: [(String, DataValue)] = [("coverage", .text(coverage.word))]
    if case .byReference(let place) = coverage { fields.append(("place", .text(place))) }
    if let position = coverage.section {
      let plan = library.plans[position.plan]
      let section = plan.sections[position.section]
      fields += [
        ("cycle", .text(cycleName(plan.cycle))), ("url", Self.path(of: section.id)),
        ("is_summary", .flag(plan.text == .summary)),
        ("extract", .text(shortened(ownText(of: section, at: position), to: 360))),
      ]
    }
    return .object(fields)
  }

  /// A section's text without headings and without the passages that only repeat the requirement, which the
  /// worksheet shows already; all of it when there is nothing else.
  private func ownText(of section: Section, at position: RecordIndex.SectionPosition) -> String {
    graph.texts[position].ownPassages.map { section.body.markdown.blocks[$0.block].text }
      .joined(separator: " ")
  }
}
