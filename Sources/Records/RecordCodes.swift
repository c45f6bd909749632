// The messages about fields, places of files and plan sections.
package import Diagnostics

extension DiagnosticCode {
  package static let unknownField = DiagnosticCode(
    "content.unknown-field", "A field's name is not known for this kind of record.",
    remedy: "Correct the name, or remove the line. The authoring guide lists every field.",
    example: .init("Content/pages/broken.md", "---\ntitle: Broken\nsumary: Short\n---\n"))
  package static let missingField = DiagnosticCode(
    "content.missing-field", "A record lacks a field that every record of its kind needs.",
    remedy: "Add the field to the front matter.",
    example: .init("Content/pages/broken.md", "---\nsummary: Short\n---\n"))
  package static let wrongType = DiagnosticCode(
    "content.wrong-type",
    "A field's value has the wrong structure: a list where text is needed, or the reverse.",
    remedy: "Write a list with one item a line, each after “- ”; write text on the line of the field.",
    example: .init("Content/pages/broken.md", "---\ntitle:\n  - Broken\n---\n"))
  package static let invalidValue = DiagnosticCode(
    "content.invalid-value", "A field's value does not have the form that the field needs.",
    remedy: "Follow the form that the message names: a date, a web address, one of a few words …",
    example: .init("Content/changes.yml", "changes:\n  - date: 2026-13-01\n    text: Started\n"))
  package static let tooLong = DiagnosticCode(
    "content.too-long", "A text is longer than its place on the site allows.",
    remedy: "Shorten it; details belong into the text below the front matter.",
    example: .init(
      "Content/practices/broken.md",
      "---\ntitle: Broken\nsummary:" + String(repeating: " many", count: 61) + "\n---\n"))
  package static let repeatedValue = DiagnosticCode(
    "content.repeated-value", "A list holds the same value twice.", remedy: "Remove one of the two.",
    example: .init(
      "Content/pages/broken.md", "---\ntitle: Broken\nredirect_from:\n  - /old/\n  - /old/\n---\n"))
  package static let unknownTerm = DiagnosticCode(
    "content.unknown-term", "A field names a term that its vocabulary does not have.",
    remedy: "Use an id from the vocabulary, or add the term to the vocabulary first.",
    example: .init("Content/guidance/broken.md", "---\ntitle: Broken\ntopics:\n  - no-such-topic\n---\n"))
  package static let unknownElement = DiagnosticCode(
    "content.unknown-element", "A field names an element that the outline edition does not have.",
    remedy: "Use a code from the outline, such as II.c.1.",
    example: .init("Content/guidance/broken.md", "---\ntitle: Broken\nelements:\n  - II.c.99\n---\n"))
  package static let unknownJurisdiction = DiagnosticCode(
    "content.unknown-jurisdiction", "A field or folder names a jurisdiction that the list does not have.",
    remedy: "Use a code from Content/jurisdictions.yml, lower case.",
    example: .init("Content/profiles/zz.md", "---\nsummary: Nobody knows this state.\n---\n"))
  package static let unknownSource = DiagnosticCode(
    "content.unknown-source", "A result or tip names a source that the record does not list.",
    remedy: "Add the source under “sources”, with the same address.",
    example: .init(
      "Content/practices/broken.md",
      "---\ntips:\n  - text: Begin early.\n    source: https://example.org/unlisted\n    basis: stated\n---\n"
    ))
  package static let duplicateID = DiagnosticCode(
    "content.duplicate-id", "Two records or entries have the same id.",
    remedy: "Rename one of them.",
    example: .init(
      "Content/vocabularies/sectors.yml",
      "title: Sectors\ndescription: Industries.\nterms:\n"
        + String(repeating: "  - id: health-care\n    label: Health care\n    definition: Care.\n", count: 2))
  )
  package static let wrongPlace = DiagnosticCode(
    "content.wrong-place", "A file stands where no kind of record belongs.",
    remedy:
      "Move it to the folder of its kind; files that are only shown or downloaded belong into Content/assets.",
    example: .init("Content/practices/deep/broken.md", "---\ntitle: Broken\n---\n"))
  package static let invalidID = DiagnosticCode(
    "content.invalid-id", "A file or folder name cannot be an id.",
    remedy: "Use lower-case letters, digits and hyphens only.",
    example: .init("Content/pages/Broken Page.md", "---\ntitle: Broken\n---\n"))
  package static let missingFile = DiagnosticCode(
    "content.missing-file", "A file that every site needs is not there.",
    remedy: "Add the file that the message names.")
  package static let mismatch = DiagnosticCode(
    "content.mismatch", "Front matter and the file's folder say different things.",
    remedy: "Correct the front matter, or move the file.",
    example: .init("Content/plans/aa/2024/plan.md", "---\ncycle: \"2020\"\n---\n"))
  package static let unexpectedHeading = DiagnosticCode(
    "content.unexpected-heading",
    "A practice has a heading of its own instead of one of the six that all practices share.",
    remedy: "Use the shared headings, in their order, so that readers can compare practices.",
    example: .init("Content/practices/broken.md", "---\ntitle: Broken\n---\n\n## Our story\n\nText.\n"))
  package static let skippedHeading = DiagnosticCode(
    "content.skipped-heading", "A heading skips a level, which people who listen to the page get lost by.",
    remedy: "Take one # away, or add the heading that is missing between. The page closes the gap up.",
    example: .init("Content/pages/broken.md", "---\ntitle: Broken\n---\n\n## One\n\n#### Two\n"))
  package static let csvSyntax = DiagnosticCode(
    "content.csv", "A table of performance levels is not well formed.",
    remedy: "Write the header line as the message says, and as many cells in each row.",
    example: .init("Content/performance/broken.csv", "jurisdiction,program\nco,adult\n"))
  package static let unknownCode = DiagnosticCode(
    "plans.unknown-code",
    "A heading names an element by its full code, but the outline edition has no such element.",
    remedy: "Correct the code, or add {#…} with the right code behind the heading.",
    example: .init("Content/plans/aa/2024/broken.md", "## II.c.9 Strategies\n\nText.\n"))
  package static let repeatedElement = DiagnosticCode(
    "plans.repeated-element", "Two sections of one plan answer the same element.",
    remedy: "Join the two texts, or give one of the headings the code that it really answers.",
    example: .init(
      "Content/plans/aa/2024/broken.md", "## II.b Again\n\nText.\n\n## II.b Once more\n\nText.\n"))
  package static let doubtfulMatch = DiagnosticCode(
    "plans.doubtful-match",
    "A heading was matched to an element by its number alone; no word of its title agrees.",
    remedy: "If the match is right, write the full code; if it is wrong, remove the number from the heading.",
    example: .init("Content/plans/aa/2024/broken.md", "# II. Strategic Elements\n\n## c. Budget\n\nText.\n"))

  /// Every code that the Records room may report.
  package static let recordCodes: [DiagnosticCode] = [
    .unknownField, .missingField, .wrongType, .invalidValue, .tooLong, .repeatedValue, .unknownTerm,
    .unknownElement,
    .unknownJurisdiction, .unknownSource, .duplicateID, .wrongPlace, .invalidID, .missingFile, .mismatch,
    .unexpectedHeading, .csvSyntax, .unknownCode, .repeatedElement, .doubtfulMatch, .skippedHeading,
    .repeatedAnchor,
  ]
}
