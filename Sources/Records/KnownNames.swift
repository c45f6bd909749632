// The names that fields may use: jurisdictions, elements and terms, known before any other record is checked.

/// The names that are defined once for the whole site.
package struct KnownNames: Sendable {
  /// Jurisdiction codes, lower case.
  package var jurisdictions: Set<String> = []
  /// Element codes by element id, of the current edition.
  package var elements: [String: String] = [:]
  /// Labels by term id.
  package var terms: [VocabularyKind: [String: String]] = [:]
}
