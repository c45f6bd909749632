// One file, cut into its front matter and its body.
package import Diagnostics

/// A content file whose front matter is read; its meaning is the Records room's business.
package struct Document: Sendable {
  package let file: SourceFile
  /// The front matter's fields; nil when the file has none.
  package let frontMatter: Fields?
  /// The byte offset at which the body starts.
  package let bodyOffset: Int

  /// Reads a Markdown file's front matter, or returns nil with an error.
  ///
  /// Reports `documents.invalid-utf8`, `documents.open-front-matter` and the `yaml.*` codes.
  package static func read(_ file: SourceFile) -> Diagnosed<Document?> {
    if let diagnostic = invalidUTF8(in: file) { return Diagnosed(nil, [diagnostic]) }
    let start = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let bytes = file.bytes
    guard let firstEnd = delimiterEnd(bytes, at: start) else {
      return Diagnosed(Document(file: file, frontMatter: nil, bodyOffset: start))
    }
    var line = firstEnd
    while line < bytes.count {
      if let bodyOffset = delimiterEnd(bytes, at: line) {
        let yaml = YAMLText(file: file, range: firstEnd..<line)
        let fields = yaml.readFields()
        guard let value = fields.value else { return Diagnosed(nil, fields.diagnostics) }
        return Diagnosed(Document(file: file, frontMatter: value, bodyOffset: bodyOffset), fields.diagnostics)
      }
      line = nextLine(bytes, after: line)
    }
    return Diagnosed(
      nil,
      [
        Diagnostic(
          .openFrontMatter, at: file.place(at: start, length: 3),
          "the front matter that starts here is never closed",
          help: "Add a line that holds only --- below the last field.")
      ])
  }

  /// Reads a `.yml` file: a mapping of fields.
  package static func readYAML(_ file: SourceFile) -> Diagnosed<Fields?> {
    if let diagnostic = invalidUTF8(in: file) { return Diagnosed(nil, [diagnostic]) }
    let start = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    return YAMLText(file: file, range: start..<file.bytes.count).readFields()
  }

  /// The error of a file that is not UTF-8, at the first byte that is wrong; nil for a good file.
  package static func invalidUTF8(in file: SourceFile) -> Diagnostic? {
    if let nul = file.bytes.firstIndex(of: 0) {
      return Diagnostic(
        .invalidUTF8, at: file.place(at: nul), "the file holds a NUL byte, so it is no text",
        help: "Save the file as plain text in UTF-8.")
    }
    guard let offset = firstInvalidUTF8(file.bytes) else { return nil }
    return Diagnostic(
      .invalidUTF8, at: file.place(at: offset),
      "this byte (0x\(String(file.bytes[offset], radix: 16, uppercase: true))) is not valid UTF-8",
      help: "Save the file with the encoding UTF-8.")
  }

  /// The offset behind a line of three hyphens (spaces may follow) that starts at `start`; nil for another line.
  private static func delimiterEnd(_ bytes: [UInt8], at start: Int) -> Int? {
    guard bytes.count >= start + 3, bytes[start..<start + 3].allSatisfy({ $0 == UInt8(ascii: "-") }) else {
      return nil
    }
    var index = start + 3
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    if index == bytes.count { return index }
    if bytes[index] == 0x0D {
      return index + 1 < bytes.count && bytes[index + 1] == 0x0A ? index + 2 : index + 1
    }
    return bytes[index] == 0x0A ? index + 1 : nil
  }

  private static func nextLine(_ bytes: [UInt8], after start: Int) -> Int {
    var index = start
    while index < bytes.count {
      if bytes[index] == 0x0A { return index + 1 }
      if bytes[index] == 0x0D {
        return index + 1 < bytes.count && bytes[index + 1] == 0x0A ? index + 2 : index + 1
      }
      index += 1
    }
    return index
  }
}

/// The offset of the first byte that cannot belong to valid UTF-8; nil when all is well.
private func firstInvalidUTF8(_ bytes: [UInt8]) -> Int? {
  // The validating initializer is fast; the slow walk happens only for a file that is wrong.
  if String(validating: bytes, as: UTF8.self) != nil { return nil }
  var offset = 0
  var decoder = UTF8()
  var iterator = bytes.makeIterator()
  while true {
    switch decoder.decode(&iterator) {
    case .scalarValue(let scalar): offset += UTF8.width(scalar)
    case .emptyInput: return nil
    case .error: return min(offset, bytes.count - 1)
    }
  }
}
