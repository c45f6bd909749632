// A file's bytes with the places inside it: the one owner of lines and columns.

/// One file of the site's sources, read once and never changed.
package struct SourceFile: Sendable, Hashable {
  /// The path with forward slashes, relative to the folder that the command runs in (`Content/pages/about.md`).
  package let path: String
  /// The bytes as they are on disk; a leading byte order mark is kept.
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  package init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// The place of a byte offset; linear in the offset, meant for the few places that a message names.
  package func place(at offset: Int, length: Int = 1) -> Place {
    var line = 1
    var start = 0
    let end = min(max(offset, 0), bytes.count)
    var index = 0
    while index < end {
      if bytes[index] == UInt8(ascii: "\n")
        || (bytes[index] == UInt8(ascii: "\r")
          && !(index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")))
      {
        line += 1
        start = index + 1
      }
      index += 1
    }
    return Place(file: path, line: line, column: end - start + 1, length: length)
  }

  /// The bytes of a 1-based line without its line ending; empty past the end.
  package func line(_ number: Int) -> ArraySlice<UInt8> {
    var current = 1
    var start = 0
    while current < number {
      guard let end = bytes[start...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return [] }
      start = end + 1
      if bytes[end] == 0x0D, start < bytes.count, bytes[start] == 0x0A { start += 1 }
      current += 1
    }
    let end = bytes[start...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) ?? bytes.count
    return bytes[start..<end]
  }
}
