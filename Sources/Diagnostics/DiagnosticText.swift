// Diagnostics as people and programs read them: text with the excerpt and a caret, or one JSON object a line.

extension Diagnostic {
  /// The message as text, ending in a newline.
  ///
  /// ```
  /// Content/pages/about.md:3:7: error: no practice “co-carer” [links.unresolved]
  ///   3 | See [Colorado](practice:co-carer).
  ///     |                ^^^^^^^^^^^^^^^^^
  ///   help: Did you mean “co-career”?
  /// ```
  /// - Parameters:
  ///   - source: finds the file that a place names, for the excerpt; nil leaves the excerpt out.
  ///   - colored: whether to add ANSI colors.
  package func text(source: (String) -> SourceFile?, colored: Bool = false) -> String {
    func paint(_ text: String, _ code: String) -> String {
      colored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
    let color =
      switch severity {
      case .error: "1;31"
      case .warning: "1;33"
      case .note: "1;36"
      }
    var lines = [
      "\(place.file):\(place.line):\(place.column): \(paint(severity.rawValue, color)): \(message) [\(code.name)]"
    ]
    if let file = source(place.file) { lines += excerpt(of: file) }
    for note in notes {
      lines.append(
        "  note: " + note.message + (note.place.map { " (\($0.file):\($0.line):\($0.column))" } ?? ""))
    }
    if let help { lines.append("  help: " + help) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The line that the message is about and a caret under the place; long lines are cut around the place.
  private func excerpt(of file: SourceFile) -> [String] {
    let bytes = Array(file.line(place.line))
    guard !bytes.isEmpty else { return [] }
    let start = min(max(place.column - 1, 0), bytes.count)
    let marked = min(place.length, max(1, bytes.count - start))
    // At most 100 bytes of the line, with the place in view; cuts move to the start of a character.
    var from = start > 70 ? start - 40 : 0
    while from > 0, from < bytes.count, bytes[from] & 0xC0 == 0x80 { from -= 1 }
    var to = min(bytes.count, from + 100)
    while to < bytes.count, bytes[to] & 0xC0 == 0x80 { to += 1 }
    let shown = (from > 0 ? "…" : "") + printable(bytes[from..<to]) + (to < bytes.count ? "…" : "")
    let indent = (from > 0 ? 1 : 0) + printable(bytes[from..<max(from, start)]).count
    let width = max(1, printable(bytes[start..<max(start, min(start + marked, to))]).count)
    let number = String(place.line)
    let gutter = String(repeating: " ", count: number.count)
    return [
      "  \(number) | \(shown)",
      "  \(gutter) | \(String(repeating: " ", count: indent))\(String(repeating: "^", count: width))",
    ]
  }

  /// The bytes as text in which every control character is one space, so that carets stay aligned.
  private func printable(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }, as: UTF8.self)
  }

  /// The message as one JSON object without a newline; keys in the order of the contract (PRODUCT 5).
  package var json: String {
    var notesText: [String] = []
    for note in notes {
      var object = "{\"message\":\(quotedJSON(note.message))"
      if let place = note.place {
        object += ",\"file\":\(quotedJSON(place.file)),\"line\":\(place.line),\"column\":\(place.column)"
      }
      notesText.append(object + "}")
    }
    return "{\"code\":\(quotedJSON(code.name)),\"severity\":\"\(severity.rawValue)\""
      + ",\"file\":\(quotedJSON(place.file)),\"line\":\(place.line),\"column\":\(place.column)"
      + ",\"message\":\(quotedJSON(message)),\"help\":\(help.map(quotedJSON) ?? "null")"
      + ",\"notes\":[\(notesText.joined(separator: ","))]}"
  }
}

/// A JSON string literal that is also safe inside an HTML script element (`<`, U+2028 and U+2029 are escaped).
package func quotedJSON(_ text: String) -> String {
  var output = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": output += "\\\""
    case "\\": output += "\\\\"
    case "\n": output += "\\n"
    case "\r": output += "\\r"
    case "\t": output += "\\t"
    case "<", "\u{2028}", "\u{2029}", "\u{0}"..."\u{1F}", "\u{7F}":
      let hex = String(scalar.value, radix: 16)
      output += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
    default: output.unicodeScalars.append(scalar)
    }
  }
  return output + "\""
}
