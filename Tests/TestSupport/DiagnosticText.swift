// Messages as the specifications show them: one line each, with help and notes below.
package import Diagnostics

/// The messages in the order given, each as `file:line:column: error: message [code]`.
package func diagnosticText(_ diagnostics: [Diagnostic]) -> String {
  var text = ""
  for diagnostic in diagnostics {
    text += "\(placeText(diagnostic.place)): \(diagnostic.severity.rawValue): \(diagnostic.message)"
    text += " [\(diagnostic.code.name)]\n"
    if let help = diagnostic.help { text += "  help: \(help)\n" }
    for note in diagnostic.notes {
      text += "  note: \(note.place.map { "\(placeText($0)): " } ?? "")\(note.message)\n"
    }
  }
  return text
}

private func placeText(_ place: Place) -> String { "\(place.file):\(place.line):\(place.column)" }
