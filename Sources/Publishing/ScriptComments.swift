// Scripts without the lines that only people read: they cost readers an eighth of every script.
import Diagnostics

/// A script of the layouts as it is published: without lines that are nothing but a comment `// …`.
///
/// Lines stay where they cannot be told from text: in a file with a template literal or a string that goes over a line's
/// end, and where they might end a block comment. Comments of another form (`//!`, `//#`, `/* */`) stay, so a licence can.
func withoutCommentLines(_ file: SourceFile) -> SourceFile {
  guard file.path.hasPrefix("Layouts/assets/"), file.path.hasSuffix(".js") else { return file }
  let lines = file.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  let isPlain = lines.allSatisfy { line in
    line.count { $0 == UInt8(ascii: "`") }.isMultiple(of: 2) && line.last != UInt8(ascii: "\\")
  }
  guard isPlain else { return file }
  let kept = lines.filter { line in
    let text = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    let isComment = text.starts(with: "// ".utf8)
    return !isComment || String(decoding: text, as: UTF8.self).contains("*/")
  }
  return SourceFile(
    path: file.path, bytes: Array(kept.joined(separator: CollectionOfOne(UInt8(ascii: "\n")))))
}
