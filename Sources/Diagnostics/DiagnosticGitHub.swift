// Diagnostics as workflow commands: GitHub shows them beside the lines of a pull request.

extension Diagnostic {
  /// The message as one workflow command, without a newline: `::error file=…,line=…,col=…,title=…::message`.
  package var gitHubCommand: String {
    let command = severity == .note ? "notice" : severity.rawValue
    var properties = ["file=\(property(place.file))"]
    if place.line > 0 { properties.append("line=\(place.line)") }
    if place.column > 0 { properties.append("col=\(place.column)") }
    properties.append("title=\(property(code.name))")
    var text = messageWithHelp
    for note in notes {
      text += "\nnote: \(note.message)"
      if let place = note.place { text += " (\(place.file):\(place.line):\(place.column))" }
    }
    return "::\(command) \(properties.joined(separator: ","))::\(escaped(text, also: []))"
  }

  private func property(_ text: String) -> String { escaped(text, also: [":", ","]) }

  /// The runner ends a message at a line end and a property at a comma or colon; these are percent-encoded.
  private func escaped(_ text: String, also others: Set<Unicode.Scalar>) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar == "%" || scalar == "\r" || scalar == "\n" || others.contains(scalar) {
        let hex = String(scalar.value, radix: 16, uppercase: true)
        result += "%" + (hex.utf8.count == 1 ? "0" : "") + hex
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
