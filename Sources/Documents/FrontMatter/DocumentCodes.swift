// The messages about a file's bytes and its front matter.
package import Diagnostics

extension DiagnosticCode {
  package static let invalidUTF8 = DiagnosticCode(
    "documents.invalid-utf8", "A file is not text in UTF-8.",
    remedy:
      "Open the file in your editor and save it with the encoding “UTF-8”. Word files must be imported, not copied."
  )
  package static let openFrontMatter = DiagnosticCode(
    "documents.open-front-matter", "The front matter has a first --- line but no second one.",
    remedy: "Add a line that holds only --- between the fields and the text.",
    example: .init("Content/pages/broken.md", "---\ntitle: Broken\n\nText.\n"))
  package static let yamlSyntax = DiagnosticCode(
    "yaml.syntax", "Front matter or a .yml file is not valid YAML.",
    remedy: "Put values that hold a colon, a # or quotes in double quotes, and indent with spaces, not tabs.",
    example: .init("Content/pages/broken.md", "---\ntitle: \"Broken\nsummary: x\n---\n"))
  package static let yamlDuplicateField = DiagnosticCode(
    "yaml.duplicate-field", "A field is written twice in the same group.",
    remedy: "Keep one of the two; nothing decides for you which one counts.",
    example: .init("Content/pages/broken.md", "---\ntitle: One\ntitle: Two\n---\n"))
  package static let yamlAnchor = DiagnosticCode(
    "yaml.anchor", "YAML anchors and aliases are not used in content.",
    remedy: "Write the value out where it is needed. A text that begins with & or * goes in quotes.",
    example: .init("Content/pages/broken.md", "---\ntitle: &name Broken\n---\n"))
  package static let yamlTag = DiagnosticCode(
    "yaml.tag", "YAML tags are not used in content.",
    remedy: "Each field's type is known. Remove the word that begins with !, or put the text in quotes.",
    example: .init("Content/pages/broken.md", "---\ntitle: !!int 3\n---\n"))
  package static let yamlLimit = DiagnosticCode(
    "yaml.limit", "YAML is larger or more deeply nested than any real record.",
    remedy: "Make the structure flatter, or move long text into the body.",
    example: .init("Content/pages/broken.md", "---\ntitle: " + String(repeating: "[", count: 80) + "\n---\n"))

  /// Every code that reading front matter may report.
  package static let frontMatterCodes: [DiagnosticCode] = [
    .invalidUTF8, .openFrontMatter, .yamlSyntax, .yamlDuplicateField, .yamlAnchor, .yamlTag, .yamlLimit,
  ]
}
