// How large and how deep a text may be: guards that keep libcmark 0.30.2 and our own walks in bounded time.
import Diagnostics

/// libcmark 0.30.2 needs quadratic time for four inputs. Three of them cost depth times lines, one the number of `![` in
/// a paragraph; with these limits none takes long (measured in Benchmarks/markdown).
enum Limits {
  /// Open quotes, list items and footnotes at one place.
  static let depth = 32
  static let bytes = 1_000_000
  static let lines = 100_000
  /// `![` in one run of lines without a blank one.
  static let images = 1_000
  /// `[` in one run of lines without a blank one.
  static let brackets = 100_000

  /// Empty cells that rows of a table may lack in the whole text.
  static let missingCells = 100_000

  /// What makes the whole text too large, said before anything is parsed.
  static func check(_ bytes: UnsafeBufferPointer<UInt8>, _ lines: SourceLines, _ triggers: Triggers)
    -> Diagnostic?
  {
    if let (offset, reason) = triggers.excess { return diagnostic(reason, at: lines.place(at: offset)) }
    if triggers.hasNoFreeMarker {
      return diagnostic(
        "it holds all characters that Unicode keeps for programs", at: lines.place(at: lines.start))
    }
    let count = lines.starts.count - 1
    if bytes.count - lines.start > Self.bytes {
      return diagnostic("it has more than a million bytes", at: lines.place(at: lines.start))
    }
    if count > Self.lines {
      return diagnostic("it has more than \(Self.lines) lines", at: lines.place(at: lines.starts[Self.lines]))
    }
    return nil
  }

  static func diagnostic(_ reason: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .markdownLimit, at: place, "this text cannot be read: \(reason)",
      help: "Split the file into several, or look for something that was pasted here by accident.")
  }
}
