// The names that fields may use: jurisdictions, elements and terms, known before any other record is checked.

/// The names that are defined once for the whole site.
package struct KnownNames: Sendable {
  /// Jurisdiction codes, lower case.
  package var jurisdictions: Set<String> = []
  /// Jurisdiction codes by name, lower case: what a person writes who does not know the code.
  package var jurisdictionCodes: [String: String] = [:]
  /// Element codes by element id, of the current edition.
  package var elements: [String: String] = [:]
  /// Labels by term id.
  package var terms: [VocabularyKind: [String: String]] = [:]

  package init() {}

  /// The names that a library defines, for the JSON Schema of its front matter.
  package init(of library: Library) {
    jurisdictions = Set(library.jurisdictions.map(\.code))
    for element in library.outline?.elements ?? [] { elements[element.id] = element.code }
    for vocabulary in library.vocabularies {
      terms[vocabulary.kind] = Dictionary(
        uniqueKeysWithValues: vocabulary.terms.map { ($0.id.name, $0.label) })
    }
  }
}
