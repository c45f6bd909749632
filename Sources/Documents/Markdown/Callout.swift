// The five callouts, written as a quote whose first line is `[!NOTE]`.

/// A quote with a purpose, shown with a visible title.
enum Callout: String, CaseIterable, Sendable {
  case note = "NOTE"
  case tip = "TIP"
  case important = "IMPORTANT"
  case warning = "WARNING"
  case caution = "CAUTION"

  /// The last part of the HTML class, `callout-note`.
  var name: String { rawValue.lowercased() }
  /// The word that readers see.
  var title: String { rawValue.prefix(1) + rawValue.dropFirst().lowercased() }
}
