// Who answers an element, as data: the list that the compare page and the planner choose from.
import Links
import Records

extension SiteModel {
  /// Whether an element has a list of answers: states write text for it, or a plan answers it anyway.
  func hasAnswers(_ element: PlanElement) -> Bool {
    element.isNarrative || index.sectionsByElement[element.id] != nil
  }

  /// A record's page as the scripts' data name it: from the beginning of the site, wherever that is.
  static func path(of id: RecordID) -> DataValue { .text(String(Routes.address(of: id).dropFirst())) }

  static func answersAddress(_ element: PlanElement) -> String {
    Routes.address(of: RecordID(.element, element.id)) + "answers.json"
  }

  /// `answers.json`: the element, then every jurisdiction with the word for its answer and where its text stands.
  func answersData(_ element: PlanElement) -> [UInt8] {
    let coverage = graph.coverage(of: element.id)
    let rows = zip(library.jurisdictions, coverage).map { jurisdiction, coverage in
      DataValue.object(
        [
          ("jurisdiction", .text(jurisdiction.code)), ("name", .text(jurisdiction.name)),
          ("coverage", .text(coverage.word)),
        ] + answerFields(coverage))
    }
    let data = DataValue.object([
      ("id", .text(element.id)), ("code", .text(element.code)), ("title", .text(element.title)),
      ("url", Self.path(of: RecordID(.element, element.id))), ("summary", .text(element.summary)),
      ("question", .optional(element.promptDigest)), ("cite", .optional(element.cite)),
      ("jurisdictions", .list(rows)),
    ])
    return data.jsonFile
  }

  private func answerFields(_ coverage: Coverage) -> [(String, DataValue)] {
    if case .byReference(let place) = coverage { return [("place", .text(place))] }
    guard let position = coverage.section else { return [] }
    let plan = library.plans[position.plan]
    let section = plan.sections[position.section]
    return [
      ("cycle", .text(cycleName(plan.cycle))), ("url", Self.path(of: section.id)),
      ("part", .text(String(Self.partAddress(section).dropFirst()))),
    ]
  }
}
