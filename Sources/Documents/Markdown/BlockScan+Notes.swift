// Footnotes, whose lines go elsewhere, and callouts, which begin a quote.
import Diagnostics

extension BlockScan {
  /// Sends the line to its footnote when it belongs to one and nothing else was said about it.
  mutating func changeLineOfNote() {
    guard origin.note >= 0 else { return }
    if origin.label >= 0 {
      found.changes.append(
        ChangedLine(line: line, change: .noteStart(origin)))
    } else {
      found.changes.append(
        ChangedLine(line: line, change: .note(origin.note, start: origin.start, indent: origin.indent)))
    }
  }

  mutating func takeCallout() -> Bool {
    let upper = trimEnd(cursor.nonspace..<cursor.end)
    guard upper - cursor.nonspace > 3, bytes[cursor.nonspace] == UInt8(ascii: "["),
      bytes[cursor.nonspace + 1] == UInt8(ascii: "!"),
      bytes[upper - 1] == UInt8(ascii: "]")
    else { return false }
    let word = String(decoding: bytes[(cursor.nonspace + 2)..<(upper - 1)], as: UTF8.self).uppercased()
    guard let callout = Callout(rawValue: word) else {
      if let help = didYouMean(word, in: Callout.allCases.map(\.rawValue)) {
        found.diagnostics.append(
          Diagnostic(
            .markdownCallout, .warning,
            at: lines.place(at: cursor.nonspace + 2, length: upper - cursor.nonspace - 3),
            "there is no callout “\(word)”, so this is an ordinary quote", help: help))
      }
      return false
    }
    found.callouts[line] = callout
    if let last = stack.indices.last { stack[last].hasChild = true }
    found.edits.append(Edit(range: cursor.nonspace..<upper, replacement: []))
    return true
  }
}
