// From the bytes of a file to its body: the order of the steps.
package import Diagnostics

extension Markdown {
  /// Parses the body of `file` from the byte `offset` on (front matter cut off before it); positions are those of the
  /// file.
  ///
  /// Time and memory are linear in the file's size for any bytes. May report any of ``DiagnosticCode/markdownCodes``;
  /// a text beyond the limits gives an error and an empty body.
  package static func parse(
    _ file: SourceFile, from offset: Int = 0, dialect: Dialect = .site
  ) -> Diagnosed<Markdown> {
    let start = SourceLines.start(of: file, from: offset)
    return file.bytes.withUnsafeBufferPointer { bytes in
      let triggers = Triggers(bytes, from: start, dialect: dialect)
      let lines = SourceLines(file, starts: triggers.lineStarts)
      if let problem = Limits.check(bytes, lines, triggers) { return Diagnosed(Markdown(), [problem]) }
      let marker = triggers.freeMarker ?? []
      let blocks = BlockScan(bytes: bytes, lines: lines, dialect: dialect, triggers: triggers, marker: marker)
        .run()
      if blocks.isBeyondLimits { return Diagnosed(Markdown(), blocks.diagnostics) }
      var writer = MarkdownWriter(
        lines: lines, bytes: bytes,
        scan: BodyScan(blocks, bytes: bytes, lines: lines, dialect: dialect, marker: marker), dialect: dialect
      )
      let isWritten =
        if let text = writer.scan.rewriting.text {
          text.withUnsafeBufferPointer { writer.write($0) }
        } else {
          writer.write(UnsafeBufferPointer(rebasing: bytes[lines.start...]))
        }
      guard isWritten else {
        let place = Place(file: file.path)
        return Diagnosed(Markdown(), [Limits.diagnostic("there is no memory left for it", at: place)])
      }
      return Diagnosed(writer.markdown, (writer.scan.diagnostics + writer.diagnostics).sortedByPlace())
    }
  }
}
