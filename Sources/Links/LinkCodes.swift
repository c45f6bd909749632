// The messages about references.
package import Diagnostics

extension DiagnosticCode {
  package static let unresolvedReference = DiagnosticCode(
    "links.unresolved", "A reference leads to a record that does not exist.",
    remedy: "Correct the id. The message names the nearest ones.",
    example: .init(
      "Content/pages/broken.md", "---\ntitle: Broken\n---\n\nSee [this](practice:no-such-practice).\n"))
  package static let unresolvedFragment = DiagnosticCode(
    "links.no-passage", "A reference leads to a heading or passage that its page does not have.",
    remedy: "Open the page and copy the link again: a passage's id changes when its words change.",
    example: .init("Content/pages/broken.md", "---\ntitle: Broken\n---\n\nSee [this](page:broken#nowhere).\n")
  )
  package static let referenceToDraft = DiagnosticCode(
    "links.draft", "A published record refers to one that is not published.",
    remedy: "Publish the other record, or remove the link.",
    example: .init("Content/pages/broken.md", "---\ntitle: Broken\n---\n\nSee [this](practice:bb-draft).\n"))
  package static let ambiguousReference = DiagnosticCode(
    "links.ambiguous", "A reference leads to more than one record.",
    remedy: "Name the cycle of the plan: section:co/2024/ii-c-1 instead of section:co/ii-c-1.",
    example: .init("Content/pages/broken.md", "---\ntitle: Broken\n---\n\nSee [this](section:aa/ii-c-1).\n"))

  package static let missingImage = DiagnosticCode(
    "links.missing-image", "A text shows an image that is not in Content/assets.",
    remedy: "Put the file into Content/assets, or correct its name.",
    example: .init("Content/pages/broken.md", "---\ntitle: Broken\n---\n\n![A map](assets/no-such-map.png)\n")
  )

  /// Every code that the Links room may report.
  package static let linkCodes: [DiagnosticCode] = [
    .unresolvedReference, .unresolvedFragment, .referenceToDraft, .ambiguousReference, .missingImage,
  ]
}
