// New content files that teach: front matter from the schema, and the body that a record of this kind has.
package import Records

/// A file for `Content`, to be filled in by a person.
package struct NewRecord: Sendable {
  /// Below the content folder: `practices/co-careerwise.md`.
  package let path: String
  package let text: String
  /// What the person should know now, in full sentences.
  package let advice: String

  /// A draft of a practice; it stays off the site until its status changes.
  package static func practice(
    id: String, title: String? = nil, jurisdiction: String? = nil, library: Library, today: String
  ) -> NewRecord {
    var values = [
      "title": title ?? words(of: id), "status": "draft", "compiled": today,
      "agency": "The office that runs it",
    ]
    // The ids of practices begin with the jurisdiction's code.
    let guess = jurisdiction ?? id.split(separator: "-").first.map(String.init)
    values["jurisdiction"] = library.jurisdictions.map(\.code).first { $0 == guess }
    let body = practiceHeadings.map { "## \($0.heading)\n\n\($0.advice)\n" }.joined(separator: "\n")
    return NewRecord(
      path: "practices/\(id).md",
      text: document(
        "A practice: one thing that a jurisdiction does, with its evidence. It is a draft until status says published.",
        .practice, values, library, today) + body,
      advice: "It is a draft: build leaves it out until its status is “published”.")
  }

  /// A plan with one section; `publish: false` keeps it off the site.
  package static func plan(jurisdiction: String, cycle: String, library: Library, today: String) -> NewRecord
  {
    var values = [
      "jurisdiction": jurisdiction, "cycle": cycle, "type": "unknown", "status": "unknown",
      "text": "summary", "publish": "false",
    ]
    if let outline = library.outline { values["outline"] = outline.id }
    if cycle.hasSuffix("-mod") { values["modifies"] = String(cycle.dropLast("-mod".count)) }
    let element =
      library.outline?.elements.first { $0.isNarrative }.map { "\($0.code) \($0.title)" } ?? "I. Title"
    return NewRecord(
      path: "plans/\(jurisdiction)/\(cycle)/plan.md",
      text: document(
        "A plan. Text stands below the fields, or in further .md files in this folder.", .plan, values,
        library, today)
        + "## \(element)\n\nA section begins at a heading that names an element by its code. Replace this text with"
        + " the state’s answer, and add a heading for each further element.\n",
      advice: "It is hidden: build leaves it out until the line “publish: false” is removed.")
  }

  package static func guidance(id: String, title: String? = nil, library: Library, today: String) -> NewRecord
  {
    let values = [
      "title": title ?? words(of: id), "publisher": "Who issued it", "status": "unknown", "accessed": today,
      "url": "https://example.org/",
      "summary": "Replace this: what the document says, in two or three sentences.",
    ]
    return NewRecord(
      path: "guidance/\(id).md",
      text: document("A federal or association document.", .guidance, values, library, today)
        + "Notes on the document, if there is more to say than its summary.\n",
      advice: "Guidance has no drafts: the next build shows it.")
  }

  /// - Parameter id: the path below `Content/pages` and of the address: `about/method`.
  package static func page(id: String, title: String? = nil, library: Library, today: String) -> NewRecord {
    let values = ["title": title ?? words(of: String(id.split(separator: "/").last ?? "Page"))]
    return NewRecord(
      path: "pages/\(id).md",
      text: document("A page of the site’s own.", .page, values, library, today)
        + "Write the page here, in Markdown. Links to records are written"
        + " `[words](practice:id)`; the kinds are practice, plan, section, element, jurisdiction, guidance, page"
        + " and the vocabularies.\n",
      advice: "Pages have no drafts: the next build shows it at /\(id)/.")
  }

  /// The headings that every practice may have, each with what belongs below it.
  private static let practiceHeadings: [(heading: String, advice: String)] = [
    ("The challenge", "What was wrong, for whom, and how large it was."),
    ("What the state does", "Who does what, for whom, since when; the steps in their order."),
    (
      "Results so far",
      "What is known to have come of it, with the year and the source. Say so if nothing is known."
    ),
    ("What it costs and who pays", "The amounts, the funds and the staff."),
    ("How to adapt it", "What another state would need: law, partners, data, time."),
    ("Watch out for", "What went wrong, and what was changed."),
  ]

  private static func document(
    _ intent: String, _ schema: Schema, _ values: [String: String], _ library: Library, _ today: String
  ) -> String {
    "---\n## \(intent)\n## Lines that begin with ## explain; remove them when you no longer need them.\n\n"
      + FieldScaffold(library: library, today: today).yaml(schema, values) + "---\n\n"
  }

  /// An id as words: `co-career-wise` is “Co career wise”.
  private static func words(of id: String) -> String {
    let words = id.split(separator: "-").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
