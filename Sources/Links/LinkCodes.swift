// The messages about references.
package import Diagnostics
import Records

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

  package static let twoClaimants = DiagnosticCode(
    "links.two-claimants", "A name by which plans mention records belongs to two of them.",
    remedy: """
      Mentions of such a name are not linked, because nobody can be sure which record is meant. Remove the alias from \
      one of the records, or write a longer one.
      """,
    example: .init(
      "Content/vocabularies/programs.yml",
      """
      title: Programs
      description: Money.
      terms:
        - id: adult
          label: Adult
          definition: Services for adults.
          aliases:
            - Title I
        - id: youth
          label: Youth
          definition: Services for young people.
          aliases:
            - Title I

      """))

  package static let quoteNotFound = DiagnosticCode(
    "links.quote-not-found", "A quoted text does not stand in the plan section that it names.",
    remedy: """
      Copy the words from the section's text; footnotes cannot be quoted. Spaces, the forms of quotation marks and \
      hyphens, and the case of the first letter do not matter; words and figures do. Write “…” where words are left \
      out. The message names the nearest passage.
      """,
    example: quotingPractice(from: "aa/2020/ii-c-1"))
  package static let quoteNotChecked = DiagnosticCode(
    "links.quote-not-checked", "A quote is from a plan of which the site has only a summary.",
    remedy: """
      Nothing is wrong here. The site holds an editor's summary of the plan, so the program cannot see whether the \
      quoted words stand in the plan. Compare them with the plan itself, or add its full text.
      """,
    example: quotingPractice(from: "bb/2024/ii-c-1"))
  package static let choiceWithoutEffect = DiagnosticCode(
    "links.choice-without-effect",
    "A record that is pinned or muted can never stand in the list “Who else does this”.",
    remedy: """
      The list has sections and practices of other jurisdictions. Pin these. Mute these, or a plan or a jurisdiction \
      with all of its texts. What is pinned and muted is shown; remove one of the two.
      """,
    example: practice(with: "pin:\n  - element:II.c.1"))

  private static func quotingPractice(from section: String) -> Example {
    practice(with: "quotes:\n  - section: \(section)\n    text: No plan says these words.")
  }

  private static func practice(with fields: String) -> Example {
    Example(
      "Content/practices/bb-quoting.md",
      """
      ---
      title: A practice with a quote
      jurisdiction: bb
      summary: What it does.
      agency: An office
      topics: []
      programs: []
      elements:
        - II.c.1
      basis: described
      sources:
        - title: A report
          publisher: An office
          accessed: 2026-01-01
      status: published
      compiled: 2026-01-01
      \(fields)
      ---

      """)
  }

  /// Every code that the Links room may report.
  package static let linkCodes: [DiagnosticCode] =
    [
      .unresolvedReference, .unresolvedFragment, .referenceToDraft, .ambiguousReference, .missingImage,
      .twoClaimants, .quoteNotFound, .quoteNotChecked, .choiceWithoutEffect,
    ] + GraphRule.allCases.map(\.code)
}
