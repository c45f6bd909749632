// Diagnostics as one SARIF 2.1.0 log: what code hosts and editors read.

extension [Diagnostic] {
  /// The messages as a SARIF log with one run, ending in a newline; also when there are none.
  ///
  /// Paths become relative addresses, columns UTF-16 units. The rules are the codes that occur, sorted by name.
  /// - Parameter source: finds the file that a place names; without it columns stay bytes.
  package func sarif(version: String, source: (String) -> SourceFile?) -> String {
    let codes = Set(map(\.code)).sorted { $0.name < $1.name }
    let positions = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1.name, $0) })
    let rules = codes.map { code in
      "{\"id\":\(quotedJSON(code.name)),\"shortDescription\":{\"text\":\(quotedJSON(code.summary))}"
        + ",\"help\":{\"text\":\(quotedJSON(code.remedy))}}"
    }
    let results = map { diagnostic in
      let place = diagnostic.place
      var text =
        "{\"ruleId\":\(quotedJSON(diagnostic.code.name)),\"ruleIndex\":\(positions[diagnostic.code.name] ?? 0)"
        + ",\"level\":\"\(diagnostic.severity.rawValue)\""
        + ",\"message\":{\"text\":\(quotedJSON(diagnostic.messageWithHelp))}"
        + ",\"locations\":[{\(place.physicalLocation(source))}]"
      if !diagnostic.notes.isEmpty {
        let notes = diagnostic.notes.map { note in
          let location = note.place.map { $0.physicalLocation(source) + "," } ?? ""
          return "{\(location)\"message\":{\"text\":\(quotedJSON(note.message))}}"
        }
        text += ",\"relatedLocations\":[\(notes.joined(separator: ","))]"
      }
      return text + "}"
    }
    return """
      {"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",\
      "version":"2.1.0","runs":[{"tool":{"driver":{"name":"clearinghouse","version":\(quotedJSON(version)),\
      "rules":[\(rules.joined(separator: ","))]}},"columnKind":"utf16CodeUnits",\
      "results":[\(results.joined(separator: ",\n"))]}]}

      """
  }
}

extension Diagnostic {
  /// The message, then what to do about it.
  var messageWithHelp: String { help.map { "\(message)\n\($0)" } ?? message }
}

extension Place {
  /// `"physicalLocation":{…}`; a place that is a whole file has no region.
  fileprivate func physicalLocation(_ source: (String) -> SourceFile?) -> String {
    var region = ""
    if line > 0 {
      region = ",\"region\":{\"startLine\":\(line)"
      if column > 0 {
        let columns = utf16Columns(in: source(file))
        region += ",\"startColumn\":\(columns.lowerBound),\"endColumn\":\(columns.upperBound)"
      }
      region += "}"
    }
    return
      "\"physicalLocation\":{\"artifactLocation\":{\"uri\":\(quotedJSON(relativeAddress(file)))}\(region)}"
  }

  /// The first column and the one behind the last, 1-based, in UTF-16 units; a byte order mark has no column.
  func utf16Columns(in file: SourceFile?) -> Range<Int> {
    guard let file else { return column..<(column + length) }
    var bytes = file.line(line)
    var start = column - 1
    var end = start + length
    if line == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      bytes = bytes.dropFirst(3)
      start = max(0, start - 3)
      end = max(start, end - 3)
    }
    func units(_ count: Int) -> Int { String(decoding: bytes.prefix(count), as: UTF8.self).utf16.count }
    let first = units(start) + 1
    return first..<Swift.max(first, units(end) + 1)
  }
}

/// A path as a relative URI: everything but letters, digits, `-._~` and slashes is percent-encoded.
private func relativeAddress(_ path: String) -> String {
  var address = ""
  for byte in path.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"), UInt8(ascii: "/"):
      address.unicodeScalars.append(Unicode.Scalar(byte))
    default:
      let hex = String(byte, radix: 16, uppercase: true)
      address += "%" + (hex.utf8.count == 1 ? "0" : "") + hex
    }
  }
  return address
}
