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
    func name(_ place: Place) -> String { "\(oneLine(place.file)):\(place.line):\(place.column)" }
    var lines = [
      "\(name(place)): \(paint(severity.rawValue, color)): \(oneLine(message)) [\(code.name)]"
    ]
    if let file = source(place.file) { lines += excerpt(of: file) }
    for note in notes {
      lines.append("  note: " + oneLine(note.message) + (note.place.map { " (\(name($0)))" } ?? ""))
    }
    if let help { lines.append("  help: " + oneLine(help)) }
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
    let indent = (from > 0 ? 1 : 0) + columns(printable(bytes[from..<max(from, start)]))
    let width = max(1, columns(printable(bytes[start..<max(start, min(start + marked, to))])))
    let number = String(place.line)
    let gutter = String(repeating: " ", count: number.count)
    return [
      "  \(number) | \(shown)",
      "  \(gutter) | \(String(repeating: " ", count: indent))\(String(repeating: "^", count: width))",
    ]
  }

  /// The bytes as text in which every control character is one space, so that carets stay aligned.
  private func printable(_ bytes: ArraySlice<UInt8>) -> String {
    oneLine(String(decoding: bytes, as: UTF8.self))
  }

  /// The text with every control character and line end as one space: a value that a message quotes must neither
  /// break its line nor steer the terminal.
  private func oneLine(_ text: String) -> String {
    func steers(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.value {
      case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
      default: false
      }
    }
    guard text.unicodeScalars.contains(where: steers) else { return text }
    return text.unicodeScalars.reduce(into: "") { $0.unicodeScalars.append(steers($1) ? " " : $1) }
  }

  /// How many columns of a terminal a text takes: two for emoji and the wide letters of East Asia.
  private func columns(_ text: String) -> Int {
    text.reduce(0) { sum, character in
      guard let first = character.unicodeScalars.first else { return sum }
      switch first.value {
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
        0xFF00...0xFF60,
        0x2_0000...0x3_FFFD:
        return sum + 2
      default: return sum + (first.properties.isEmojiPresentation ? 2 : 1)
      }
    }
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
  var output: [UInt8] = []
  output.reserveCapacity(text.utf8.count + 2)
  appendJSON(text, to: &output)
  return String(decoding: output, as: UTF8.self)
}

/// Appends a text to JSON as ``quotedJSON(_:)`` writes it.
package func appendJSON(_ text: String, to output: inout [UInt8]) {
  output.append(UInt8(ascii: "\""))
  var text = text
  text.withUTF8 { bytes in
    var written = 0
    func escape(_ offset: Int, _ length: Int, _ escaped: String) {
      output.append(contentsOf: bytes[written..<offset])
      output.append(contentsOf: escaped.utf8)
      written = offset + length
    }
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "\""): escape(offset, 1, "\\\"")
      case UInt8(ascii: "\\"): escape(offset, 1, "\\\\")
      case UInt8(ascii: "\n"): escape(offset, 1, "\\n")
      case UInt8(ascii: "\r"): escape(offset, 1, "\\r")
      case UInt8(ascii: "\t"): escape(offset, 1, "\\t")
      case UInt8(ascii: "<"), 0x7F, 0..<0x20:
        let hex = String(byte, radix: 16)
        escape(offset, 1, "\\u" + String(repeating: "0", count: 4 - hex.count) + hex)
      // U+2028 and U+2029 end a line in old scripts.
      case 0xE2
      where offset + 2 < bytes.count && bytes[offset + 1] == 0x80 && bytes[offset + 2] & 0xFE == 0xA8:
        escape(offset, 3, bytes[offset + 2] == 0xA8 ? "\\u2028" : "\\u2029")
      default: break
      }
    }
    output.append(contentsOf: bytes[written...])
  }
  output.append(UInt8(ascii: "\""))
}
