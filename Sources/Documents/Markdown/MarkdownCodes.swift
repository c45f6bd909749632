// The messages that a Markdown body can cause.
package import Diagnostics

extension DiagnosticCode {
  /// Every code that parsing Markdown may report.
  package static let markdownCodes: [DiagnosticCode] = [
    markdownAddress, markdownRawHTML, markdownImage, markdownImageText, markdownHeadingID, markdownCallout,
    markdownFootnoteMissing, markdownFootnoteUnused, markdownFootnoteTwice, markdownLimit,
  ]

  static let markdownAddress = DiagnosticCode(
    "documents.address", "A link leads to an address that the site does not allow.",
    remedy: """
      Links may lead to records (practice:, section:, plan: and so on), to files beside this one (../x.md), to web \
      pages (https:, http:), to mail addresses (mailto:) and to telephone numbers (tel:). Correct the word before \
      the colon, or write the whole address with https: in front.
      """,
    example: example("See [the list](practise:co-careerwise)."))

  static let markdownRawHTML = DiagnosticCode(
    "documents.raw-html", "A text contains HTML, which is shown as it is written.",
    remedy: """
      Pages are written in Markdown; HTML tags are not carried out but shown to the reader. Write the same thing in \
      Markdown, or put the tag between backticks when it is meant to be seen. <br> is allowed in a table cell.
      """,
    example: example("This is <b>important</b>."))

  static let markdownImage = DiagnosticCode(
    "documents.image", "An image does not come from the site's own assets folder.",
    remedy: "Save the image in Content/assets and name it there, as in ![What it shows](assets/map.png).",
    example: example("![A map](https://example.org/map.png)"))

  static let markdownImageText = DiagnosticCode(
    "documents.image-text", "An image has no words for people who cannot see it.",
    remedy:
      "Say between the square brackets what the image shows, as in ![Map of the regions](assets/map.png).",
    example: example("![](assets/map.png)"))

  static let markdownHeadingID = DiagnosticCode(
    "documents.heading-id", "The braces behind a heading hold something that is no id.",
    remedy: """
      Write {#id} behind the heading's words: # first, then letters, digits, points, hyphens or underscores. Several \
      ids are separated by spaces and share one #, as in {#II.b.1 II.b.2}.
      """,
    example: example("## Goals {#II,b}"))

  static let markdownCallout = DiagnosticCode(
    "documents.callout", "A quote begins like a callout, but with a word that is none.",
    remedy:
      "Write one of the five: > [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION], alone on its line.",
    example: example("> [!WARNINGS]\n> Ask first."))

  static let markdownFootnoteMissing = DiagnosticCode(
    "documents.footnote-missing", "A text points to a footnote that the file does not hold.",
    remedy: """
      Write the footnote on a line of its own, as in [^1]: The words of the note. Its label must be the same as in \
      the text; only capital and small letters make no difference.
      """,
    example: example("Wages rose.[^1]"))

  static let markdownFootnoteUnused = DiagnosticCode(
    "documents.footnote-unused", "No text points to a footnote, so readers do not see it.",
    remedy: "Put the footnote's label behind the words that it explains, as in [^1], or remove the note.",
    example: example("Wages rose.\n\n[^1]: In 2023."))

  static let markdownFootnoteTwice = DiagnosticCode(
    "documents.footnote-twice", "Two footnotes of one file have the same label.",
    remedy: "Give one of them another label, and write that label in the text where it belongs.",
    example: example("Wages rose.[^1]\n\n[^1]: In 2023.\n\n[^1]: In 2024."))

  static let markdownLimit = DiagnosticCode(
    "documents.limit", "A text is nested so deeply, or is so large, that it cannot be meant.",
    remedy: """
      The limits keep a broken or hostile file from stopping the whole site; no text that a person wrote should meet \
      them. Look at the line that the message names, and split the file when it is really that large.
      """)

  private static func example(_ body: String) -> Example {
    Example("Content/pages/example.md", "---\ntitle: Example\n---\n\n\(body)\n")
  }
}
