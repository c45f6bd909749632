// The one kind of message that the whole product speaks.

/// One thing that is wrong with the sources, said to the person who must fix it.
package struct Diagnostic: Sendable, Hashable {
  package enum Severity: String, Sendable, Hashable, CaseIterable {
    case error, warning, note
  }

  /// Another place that belongs to the message ("first named here").
  package struct Note: Sendable, Hashable {
    package var message: String
    package var place: Place?

    package init(_ message: String, at place: Place? = nil) {
      self.message = message
      self.place = place
    }
  }

  package var code: DiagnosticCode
  package var severity: Severity
  package var place: Place
  /// One line, without a full stop: what is wrong, in the reader's words.
  package var message: String
  /// What to do about it: a full sentence, or nil where the message says it all.
  package var help: String?
  package var notes: [Note]

  package init(
    _ code: DiagnosticCode, _ severity: Severity = .error, at place: Place, _ message: String,
    help: String? = nil, notes: [Note] = []
  ) {
    self.code = code
    self.severity = severity
    self.place = place
    self.message = message
    self.help = help
    self.notes = notes
  }
}

extension [Diagnostic] {
  /// Sorted by place, then code and message, with exact repeats removed: the order in which people read them.
  package func sortedByPlace() -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return filter { seen.insert($0).inserted }
      .sorted { ($0.place, $0.code.name, $0.message) < ($1.place, $1.code.name, $1.message) }
  }

  package var hasErrors: Bool { contains { $0.severity == .error } }
}

/// A value, and everything there was to say while making it.
package struct Diagnosed<Value> {
  package var value: Value
  package var diagnostics: [Diagnostic]

  package init(_ value: Value, _ diagnostics: [Diagnostic] = []) {
    self.value = value
    self.diagnostics = diagnostics
  }
}

extension Diagnosed: Sendable where Value: Sendable {}
