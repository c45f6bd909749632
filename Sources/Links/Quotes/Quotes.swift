// Quotes of practices, each found in the plan section that it names.
import Diagnostics
import Documents
package import Records

/// Where a quoted text stands.
package struct FoundQuote: Sendable {
  /// The section's id.
  package let section: RecordID
  package let position: RecordIndex.SectionPosition
  /// The blocks that hold it, in order, each with the quoted stretches of its text in UTF-8 bytes.
  package let passages: [(block: Int, ranges: [Range<Int>])]
}

/// The quotes that were found, by practice and position in its list.
package struct Quotes: Sendable {
  package let found: [RecordID: [Int: FoundQuote]]

  /// Looks up every quote whose section the site has; linear in the text of the plans that are quoted.
  ///
  /// - Parameter outgoing: the resolved references, which say what section a quote's path means.
  /// Reports `links.quote-not-found` and `links.quote-not-checked`.
  static func verifying(_ library: Library, _ outgoing: [RecordID: [Link]]) -> Diagnosed<Quotes> {
    guard library.practices.contains(where: { !$0.quotes.isEmpty }) else {
      return Diagnosed(Quotes(found: [:]))
    }
    var positions: [RecordID: RecordIndex.SectionPosition] = [:]
    for (planPosition, plan) in library.plans.enumerated() {
      for (position, section) in plan.sections.enumerated() {
        positions[section.id] = .init(plan: planPosition, section: position)
      }
    }
    var found: [RecordID: [Int: FoundQuote]] = [:]
    var diagnostics: [Diagnostic] = []
    for practice in library.practices {
      let links = (outgoing[practice.id] ?? []).filter { $0.kind == .quote }
      for (number, quote) in practice.quotes.enumerated() {
        // A section that does not exist has its own message.
        guard let link = links.first(where: { $0.place == quote.section.place }),
          let position = positions[link.target.id]
        else { continue }
        let plan = library.plans[position.plan]
        let section = plan.sections[position.section]
        guard plan.text == .full else {
          diagnostics.append(
            Diagnostic(
              .quoteNotChecked, .note, at: quote.text.place,
              "this quote cannot be checked: \(plan.id) is an editor's summary, not the plan's own words",
              help: "It is shown as it is written here. Compare it with the plan itself."))
          continue
        }
        if let passages = ComparableText(section.body).find(quote.text.value) {
          found[practice.id, default: [:]][number] = FoundQuote(
            section: section.id, position: position, passages: passages)
        } else {
          diagnostics.append(notFound(quote, in: section, of: plan))
        }
      }
    }
    return Diagnosed(Quotes(found: found), diagnostics)
  }

  private static func notFound(_ quote: Practice.Quote, in section: Section, of plan: Plan) -> Diagnostic {
    var help = "Copy the words from the section's page; “…” may stand for words left out."
    if ComparableText(notesOf: section.body).find(quote.text.value) != nil {
      help = "They stand in a footnote. Quote words of the text, and name the footnote in your own words."
    } else if let other = plan.sections.first(where: {
      $0.id != section.id && ComparableText($0.body).find(quote.text.value) != nil
    }) {
      help = "They stand in another section of the plan: write \(other.id.name)."
    } else if let near = nearestPassage(to: quote.text.value, in: section.body) {
      help = "The nearest passage is #\(near.id): “\(near.words)”."
    }
    return Diagnostic(
      .quoteNotFound, at: quote.text.place, "these words do not stand in \(section.id)", help: help,
      notes: [.init("the section begins here", at: section.place)])
  }

  /// How many words of a passage a message shows.
  private static let shownWords = 10

  /// The passage that has the most of the quote's words, with the stretch of it that has most of them.
  private static func nearestPassage(to quote: String, in body: BodyText) -> (id: String, words: String)? {
    let wanted = Set(words(of: quote).map(\.normal))
    func isWanted(_ word: some StringProtocol) -> Bool {
      words(of: String(word)).contains { wanted.contains($0.normal) }
    }
    var best: (share: Int, id: String, text: String)?
    for block in body.blocks {
      guard let id = block.passage else { continue }
      let share = Set(words(of: block.text).map(\.normal)).intersection(wanted).count
      if share > best?.share ?? 0 { best = (share, id, block.text) }
    }
    guard let best else { return nil }
    let written = best.text.split { $0 == " " || $0 == "\n" }
    let starts = 0...max(0, written.count - shownWords)
    let counts = starts.map { written[$0...].prefix(shownWords).count(where: isWanted) }
    let start = counts.firstIndex(of: counts.max() ?? 0) ?? 0
    let shown = written[start...].prefix(shownWords).joined(separator: " ")
    return (
      best.id, (start > 0 ? "… " : "") + shown + (start + shownWords < written.count ? " …" : "")
    )
  }
}
