// What a site may demand of its records beyond their fields; site.yml says how strictly.
package import Diagnostics

/// A demand on how records hang together.
package enum GraphRule: String, Sendable, CaseIterable {
  case practiceWithoutSource = "practice-without-source"
  case practiceWithoutElement = "practice-without-element"
  case practiceWithoutPassage = "practice-without-passage"
  case termWithoutDefinition = "term-without-definition"
  case elementWithoutGuidanceOrPractice = "element-without-guidance-or-practice"
  case unreferencedRecord = "unreferenced-record"

  /// How strict the rule is where `site.yml` says nothing; nil is off.
  package var defaultSeverity: Diagnostic.Severity? {
    switch self {
    case .practiceWithoutSource, .practiceWithoutElement, .termWithoutDefinition: .error
    case .practiceWithoutPassage: .warning
    case .elementWithoutGuidanceOrPractice, .unreferencedRecord: nil
    }
  }

  /// What it finds, for the authoring guide.
  package var meaning: String {
    switch self {
    case .practiceWithoutSource: "A published practice without a source."
    case .practiceWithoutElement: "A published practice that is an example for no element."
    case .practiceWithoutPassage:
      "A practice whose jurisdiction's full plans neither name it nor are linked with it, in either direction."
    case .termWithoutDefinition: "A term without a definition."
    case .elementWithoutGuidanceOrPractice:
      "An element of the current edition that states write text for, without guidance and practices."
    case .unreferencedRecord: "A practice, guidance document or term that nothing refers to, names or uses."
    }
  }

  /// The words of `site.yml`.
  package static let severities = Diagnostic.Severity.allCases.map(\.rawValue) + ["off"]
}

extension SiteSettings {
  /// How strict a rule is on this site; nil is off.
  package func severity(of rule: GraphRule) -> Diagnostic.Severity? {
    guard let word = rules[rule] else { return rule.defaultSeverity }
    return Diagnostic.Severity(rawValue: word)
  }
}

extension Schema {
  static let rules = Schema(
    "a set of rules",
    GraphRule.allCases.map { rule in
      .optional(
        rule.rawValue, .choice(GraphRule.severities),
        "\(rule.meaning) Without this line: \(rule.defaultSeverity?.rawValue ?? "off").", example: "note")
    })
}
