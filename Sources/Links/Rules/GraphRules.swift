// The rules of site.yml: what each finds, and what is said about it.
package import Diagnostics
package import Records

/// A record that breaks a rule.
package struct RuleFinding: Sendable {
  /// The record, as a reference would name it, or an element's code.
  package let name: String
  package let place: Place
}

extension LinkGraph {
  /// What breaks a rule, whether the site asks for the rule or not, in the library's order.
  package func findings(of rule: GraphRule) -> [RuleFinding] {
    switch rule {
    case .practiceWithoutSource: practices { $0.sources.isEmpty }
    case .practiceWithoutElement: practices { $0.elements.isEmpty }
    case .practiceWithoutPassage: practicesWithoutPassage()
    case .termWithoutDefinition:
      library.vocabularies.flatMap(\.terms).filter { $0.definition.isEmpty }
        .map { RuleFinding(name: $0.id.description, place: $0.place) }
    case .elementWithoutGuidanceOrPractice: elementsWithoutHelp()
    case .unreferencedRecord: unreferenced()
    }
  }

  /// What reading and linking reported, and what the site's rules say of the whole.
  ///
  /// Rules are judged only where there is no error: a record that could not be read would seem to be missing everywhere,
  /// and one mistake is one message.
  package func judging(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.hasErrors ? diagnostics : diagnostics + ruleDiagnostics()
  }

  /// Everything that the site's rules have to say.
  ///
  /// Errors and warnings name one record each. A note names them all in one line, so that an editor sees what matters.
  private func ruleDiagnostics() -> [Diagnostic] {
    GraphRule.allCases.flatMap { rule -> [Diagnostic] in
      guard let severity = library.site.severity(of: rule) else { return [] }
      let findings = findings(of: rule)
      guard let first = findings.first else { return [] }
      guard severity == .note, findings.count > 1 else {
        return findings.map { finding in
          Diagnostic(rule.code, severity, at: finding.place, "\(finding.name) \(rule.says)", help: rule.help)
        }
      }
      let names = findings.prefix(3).map(\.name).joined(separator: ", ") + (findings.count > 3 ? " …" : "")
      return [
        Diagnostic(
          rule.code, .note, at: Place(file: first.place.file),
          "\(findings.count) records: each \(rule.says) (\(names))",
          help: "“clearinghouse stats” lists them all.")
      ]
    }
  }

  private func practices(_ breaks: (Practice) -> Bool) -> [RuleFinding] {
    library.practices.filter(breaks).map { RuleFinding(name: $0.id.description, place: $0.common.place) }
  }

  private func practicesWithoutPassage() -> [RuleFinding] {
    let full = library.plans.filter { $0.text == .full }
    let withText = Set(full.map(\.jurisdiction))
    let sections = Set(full.flatMap(\.sections).map(\.id))
    return practices { practice in
      guard withText.contains(practice.jurisdiction) else { return false }
      func isOwn(_ id: RecordID) -> Bool {
        sections.contains(id) && id.name.hasPrefix(practice.jurisdiction + "/")
      }
      return !(outgoing[practice.id] ?? []).contains { isOwn($0.target.id) }
        && !(incoming[practice.id] ?? []).contains { isOwn($0.source) }
        && !(mentions.byTarget[practice.id] ?? []).contains {
          library.plans[mentions.all[$0].plan].jurisdiction == practice.jurisdiction
        }
    }
  }

  private func elementsWithoutHelp() -> [RuleFinding] {
    guard let outline = library.outline else { return [] }
    let place = Place(file: "Content/outlines/\(outline.id).yml")
    return outline.elements.filter { element in
      element.isNarrative && index.practicesByElement[element.id] == nil
        && index.guidanceByElement[element.id] == nil
    }
    .map { RuleFinding(name: $0.code, place: place) }
  }

  private func unreferenced() -> [RuleFinding] {
    let used = Set(index.practicesByTerm.keys).union(index.guidanceByTerm.keys).union(index.narrower.keys)
      .union(incoming.keys).union(mentions.byTarget.keys)
    return practices { !used.contains($0.id) }
      + library.guidance.filter { !used.contains($0.common.id) }
      .map { RuleFinding(name: $0.common.id.description, place: $0.common.place) }
      + library.vocabularies.flatMap(\.terms).filter { !used.contains($0.id) }
      .map { RuleFinding(name: $0.id.description, place: $0.place) }
  }
}

extension GraphRule {
  fileprivate var says: String {
    switch self {
    case .practiceWithoutSource: "names no source"
    case .practiceWithoutElement: "is an example for no plan element"
    case .practiceWithoutPassage:
      "is in no plan of its jurisdiction: none names it, links to it or is quoted by it"
    case .termWithoutDefinition: "has no definition"
    case .elementWithoutGuidanceOrPractice: "has neither guidance nor practices"
    case .unreferencedRecord: "is one that nothing refers to, names or uses"
    }
  }

  fileprivate var help: String {
    switch self {
    case .practiceWithoutSource: "Add where its facts come from, under “sources”."
    case .practiceWithoutElement: "Add the codes of elements that it is an example for, under “elements”."
    case .practiceWithoutPassage:
      "Quote a passage of the plan, link to it, or add the name that the plan uses to “aliases”."
    case .termWithoutDefinition: "Add a “definition”."
    case .elementWithoutGuidanceOrPractice:
      "Add its code to the “elements” of a practice or guidance document."
    case .unreferencedRecord: "Link to it where it matters, or set the rule to off in Content/site.yml."
    }
  }

  /// The code of its messages.
  package var code: DiagnosticCode {
    let remedy =
      "\(help) How strict the rule is stands in Content/site.yml, under “rules”: error, warning, note or off."
    return switch self {
    case .practiceWithoutSource:
      DiagnosticCode("rules.practice-without-source", meaning, remedy: remedy, example: example)
    case .practiceWithoutElement:
      DiagnosticCode("rules.practice-without-element", meaning, remedy: remedy, example: example)
    case .practiceWithoutPassage:
      DiagnosticCode("rules.practice-without-passage", meaning, remedy: remedy, example: example)
    case .termWithoutDefinition:
      DiagnosticCode("rules.term-without-definition", meaning, remedy: remedy, example: example)
    case .elementWithoutGuidanceOrPractice:
      DiagnosticCode("rules.element-without-guidance-or-practice", meaning, remedy: remedy, example: example)
    case .unreferencedRecord:
      DiagnosticCode("rules.unreferenced-record", meaning, remedy: remedy, example: example)
    }
  }

  private var example: DiagnosticCode.Example {
    switch self {
    case .practiceWithoutSource:
      Self.practice("elements:\n  - II.c.1\nsources: []\n")
    case .practiceWithoutElement: Self.practice("elements: []\n" + Self.source)
    case .practiceWithoutPassage: Self.practice("elements:\n  - II.c.1\n" + Self.source)
    case .termWithoutDefinition:
      .init(
        "Content/vocabularies/sectors.yml",
        "title: Sectors\ndescription: Industries.\nterms:\n  - id: health-care\n    label: Health care\n")
    case .elementWithoutGuidanceOrPractice, .unreferencedRecord:
      .init(
        "Content/site.yml",
        """
        schema: 1
        title: A site
        description: A site with a rule.
        baseURL: https://example.org/
        publisher:
          name: A center
        currentCycle: "2024"
        currentOutline: wioa-2024
        licence:
          name: None
        rules:
          \(rawValue): warning

        """)
    }
  }

  private static let source =
    "sources:\n  - title: A report\n    publisher: An office\n    accessed: 2026-01-01\n"

  private static func practice(_ fields: String) -> DiagnosticCode.Example {
    .init(
      "Content/practices/aa-new.md",
      "---\ntitle: A practice of its own\njurisdiction: aa\nsummary: What it does.\nagency: An office\ntopics: []\n"
        + "programs: []\nbasis: described\nstatus: published\ncompiled: 2026-01-01\n\(fields)---\n")
  }
}
