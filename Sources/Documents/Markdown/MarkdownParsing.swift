// From the bytes of a file to its body: the order of the steps.
package import Diagnostics

extension Markdown {
  /// Parses the body of `file` from the byte `offset` on (front matter cut off before it); positions are those of the file.
  ///
  /// Time and memory are linear in the file's size for any bytes. May report any of ``DiagnosticCode/markdownCodes``;
  /// a text beyond the limits gives an error and an empty body.
  package static func parse(_ file: SourceFile, from offset: Int = 0, dialect: Dialect = .site) -> Diagnosed<
    Markdown
  > {
    let lines = SourceLines(file, from: offset)
    return file.bytes.withUnsafeBufferPointer { bytes in
      guard let tree = CommonMarkTree(parsing: UnsafeBufferPointer(rebasing: bytes[lines.start...])) else {
        let place = Place(file: file.path)
        return Diagnosed(
          Markdown(), [Diagnostic(.markdownLimit, at: place, "There is no memory left for this text")])
      }
      var writer = MarkdownWriter(lines: lines, dialect: dialect)
      tree.walk { node, isEntering in writer.visit(node, isEntering) }
      return Diagnosed(writer.markdown, writer.diagnostics.sortedByPlace())
    }
  }
}
