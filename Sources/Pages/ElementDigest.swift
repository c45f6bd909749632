// An element in five lines: who answers it, who does not, what shows it, what is shared, what has changed.
import Layouts
import Links
import Records

/// One line of a digest.
struct DigestLineFacts: LayoutFacts {
  let label: String
  let text: String
  var url = ""
  var links: [LinkFacts] = []

  static let facts: [Fact<DigestLineFacts>] = [
    .text("label", "What the line is about.") { $0.label },
    .text("text", "The line.") { $0.text },
    .address("url", "The part of the page that says more; empty when there is none.") { $0.url },
    .list("links", "The records that the line counts, where they are few.") { $0.links },
  ]
}

extension ElementPageFacts {
  var digest: [DigestLineFacts] {
    guard element.isNarrative || !answers.isEmpty else { return [] }
    return [answerLine, absenceLine, practiceLine, sharedTextLine, changeLine].compactMap { $0 }
  }

  private var answerLine: DigestLineFacts {
    let all = model.library.jurisdictions.count
    // An answer of an older plan that the newest one has no longer is shown below, and counted as what it is.
    let standing = answers.filter { $0.newestPlan.isEmpty }
    let older = answers.count - standing.count
    let summaries = standing.count { $0.isSummary }
    let whose =
      summaries == standing.count
      ? "all in an editor’s summary"
      : summaries == 0
        ? "all in the plan’s own words"
        : "\(standing.count - summaries) in the plan’s own words, \(summaries) in an editor’s summary"
    let text =
      answers.isEmpty
      ? "No jurisdiction’s answer is on this site yet."
      : standing.isEmpty
        ? "No jurisdiction’s newest plan answers it; \(older) did in an older plan."
        : "\(standing.count) of \(counted(all, "jurisdiction")) with text on this site, \(whose)"
          + (older == 0 ? "." : "; \(older) more in an older plan only.")
    return DigestLineFacts(label: "Answers", text: text, url: answers.isEmpty ? "" : "#answers")
  }

  private var absenceLine: DigestLineFacts? {
    absences.isEmpty
      ? nil
      : DigestLineFacts(
        label: "No answer here",
        text: absences.map { "\($0.jurisdictions.count) \($0.label.lowercased())" }.joined(separator: ", ")
          + ".", url: "#without-answer")
  }

  private var practiceLine: DigestLineFacts? {
    let practices = (model.index.practicesByElement[element.id] ?? []).map { model.library.practices[$0] }
    guard !practices.isEmpty else { return nil }
    let states = Set(practices.map(\.jurisdiction)).count
    let studied = practices.count { $0.basis == "evaluated" || $0.basis == "rated" }
    return DigestLineFacts(
      label: "Practices",
      text: "\(counted(practices.count, "practice")) of \(counted(states, "jurisdiction")) "
        + (practices.count == 1 ? "shows" : "show") + " it"
        + (studied == 0 ? "." : "; \(studied) with a named study or a clearinghouse’s rating."),
      url: "#practices")
  }

  private var sharedTextLine: DigestLineFacts? {
    let clusters = model.graph.sharedText.sharedText(for: element.id).map {
      model.graph.sharedText.clusters[$0]
    }
    guard !clusters.isEmpty else { return nil }
    let states = Set(clusters.flatMap(\.jurisdictions)).sorted()
    let shown = states.prefix(6).map { model.library.jurisdictions[$0].name }
    return DigestLineFacts(
      label: "Shared text",
      text: "\(counted(clusters.count, "text")) in answers of more than one state: "
        + shown.joined(separator: ", ")
        + (states.count > shown.count ? " and \(states.count - shown.count) more." : "."),
      url: "#shared-text")
  }

  private var changeLine: DigestLineFacts? {
    verdicts.isEmpty
      ? nil
      : DigestLineFacts(
        label: "Since the last cycle",
        text: verdicts.map { "\($0.links.count) \($0.verdict.rawValue)" }.joined(separator: ", ") + ".",
        url: "#changes")
  }
}
