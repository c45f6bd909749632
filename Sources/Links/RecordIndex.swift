// Lists of records by what they share, built once so that no page walks the whole site.
import Diagnostics
package import Records

/// Positions in the library's lists, by element, term and jurisdiction; each list keeps the library's order.
package struct RecordIndex: Sendable {
  /// Practices by element id.
  package private(set) var practicesByElement: [String: [Int]] = [:]
  /// Practices by term.
  package private(set) var practicesByTerm: [RecordID: [Int]] = [:]
  /// Practices by jurisdiction code.
  package private(set) var practicesByJurisdiction: [String: [Int]] = [:]
  /// Sections by element id of the current edition, through the crosswalk; newest cycle first within a jurisdiction,
  /// jurisdictions by name.
  package private(set) var sectionsByElement: [String: [SectionPosition]] = [:]
  /// Plans by jurisdiction code, newest cycle first.
  package private(set) var plansByJurisdiction: [String: [Int]] = [:]
  /// Guidance by element id.
  package private(set) var guidanceByElement: [String: [Int]] = [:]
  /// Guidance by topic, program or partner term.
  package private(set) var guidanceByTerm: [RecordID: [Int]] = [:]
  /// Profiles by jurisdiction code.
  package private(set) var profileByJurisdiction: [String: Int] = [:]
  /// Performance levels by jurisdiction code.
  package private(set) var levelsByJurisdiction: [String: [Int]] = [:]
  /// Jurisdictions by code.
  package private(set) var jurisdictions: [String: Int] = [:]
  /// Terms by id: vocabulary and position in it.
  package private(set) var terms: [RecordID: (vocabulary: Int, term: Int)] = [:]
  /// Terms that name a term as their broader one, in the vocabulary's order.
  package private(set) var narrower: [RecordID: [RecordID]] = [:]

  /// A section's place in the library.
  package struct SectionPosition: Sendable, Hashable {
    package let plan: Int
    package let section: Int

    package init(plan: Int, section: Int) {
      self.plan = plan
      self.section = section
    }
  }

  init(_ library: Library, _ crosswalk: Crosswalk) {
    for (position, jurisdiction) in library.jurisdictions.enumerated() {
      jurisdictions[jurisdiction.code] = position
    }
    for (vocabularyPosition, vocabulary) in library.vocabularies.enumerated() {
      for (position, term) in vocabulary.terms.enumerated() {
        terms[term.id] = (vocabularyPosition, position)
        if let broader = term.broader {
          narrower[RecordID(term.id.kind, broader.value), default: []].append(term.id)
        }
      }
    }
    for (position, practice) in library.practices.enumerated() {
      practicesByJurisdiction[practice.jurisdiction, default: []].append(position)
      for element in practice.elements { practicesByElement[element, default: []].append(position) }
      for kind in VocabularyKind.allCases {
        for term in practice.terms(of: kind) {
          practicesByTerm[RecordID(kind.recordKind, term), default: []].append(position)
        }
      }
    }
    let byName = library.plans.indices.sorted { left, right in
      let (a, b) = (library.plans[left], library.plans[right])
      let (first, second) = (jurisdictions[a.jurisdiction] ?? .max, jurisdictions[b.jurisdiction] ?? .max)
      return first != second ? first < second : Self.isNewer(a.cycle, than: b.cycle)
    }
    for position in byName {
      let plan = library.plans[position]
      plansByJurisdiction[plan.jurisdiction, default: []].append(position)
      for (sectionPosition, section) in plan.sections.enumerated() {
        for element in crosswalk.currentElements(of: section, in: plan) {
          sectionsByElement[element, default: []].append(
            SectionPosition(plan: position, section: sectionPosition))
        }
      }
    }
    for (position, guidance) in library.guidance.enumerated() {
      for element in guidance.elements { guidanceByElement[element, default: []].append(position) }
      let terms =
        guidance.topics.map { RecordID(.topic, $0) } + guidance.programs.map { RecordID(.program, $0) }
        + [RecordID(.partner, guidance.department)]
      for term in terms { guidanceByTerm[term, default: []].append(position) }
    }
    for (position, profile) in library.profiles.enumerated() {
      profileByJurisdiction[profile.common.id.name] = position
    }
    for (position, level) in library.performance.enumerated() {
      levelsByJurisdiction[level.jurisdiction, default: []].append(position)
    }
  }

  /// Whether a cycle is newer: `2024-mod` is newer than `2024`, which is newer than `2020-mod`.
  package static func isNewer(_ cycle: String, than other: String) -> Bool {
    cycle == other ? false : cycle > other
  }
}
