// What a text's own structure gets wrong: skipped heading levels, ids used twice.
package import Diagnostics
import Documents

extension BodyText {
  /// Warnings about headings whose level skips one, and errors about explicit ids that stand twice in one text.
  func structureDiagnostics(on kind: RecordKind) -> [Diagnostic] {
    let reserved = Anchors.reserved(on: kind)
    var diagnostics: [Diagnostic] = []
    var open: [Int] = []
    var places: [String: Place] = [:]
    for index in headingIndices {
      let heading = markdown.headings[index]
      while let last = open.last, last >= heading.level { open.removeLast() }
      if let last = open.last, heading.level > last + 1 {
        diagnostics.append(
          Diagnostic(
            .skippedHeading, .warning, at: heading.place,
            "this heading of level \(heading.level) stands below one of level \(last)",
            help: "Write \(String(repeating: "#", count: last + 1)); the site shows it so."))
      }
      open.append(heading.level)
      for id in heading.ids {
        if let first = places[id.value] {
          diagnostics.append(
            Diagnostic(
              .repeatedAnchor, at: id.place, "the id “\(id.value)” stands twice in this text",
              help: "Give one of the headings another id.", notes: [.init("first used here", at: first)]))
        } else if reserved.contains(id.value) {
          diagnostics.append(
            Diagnostic(
              .repeatedAnchor, at: id.place, "the page itself uses the id “\(id.value)”",
              help: "Give the heading another id."))
        } else {
          places[id.value] = id.place
        }
      }
    }
    return diagnostics
  }
}

extension DiagnosticCode {
  package static let repeatedAnchor = DiagnosticCode(
    "content.repeated-anchor", "Two headings of one text have the same {#id}.",
    remedy: "Give one of them another id: a link can lead to only one of them.",
    example: .init("Content/pages/broken.md", "---\ntitle: Broken\n---\n\n## One {#here}\n\n## Two {#here}\n")
  )
}
