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
    return [answerLine, absenceLine, practiceLine].compactMap { $0 }
  }

  private var answerLine: DigestLineFacts {
    let all = model.library.jurisdictions.count
    let summaries = answers.count { $0.isSummary }
    let whose =
      summaries == answers.count
      ? "all in an editor’s summary"
      : summaries == 0
        ? "all in the plan’s own words"
        : "\(answers.count - summaries) in the plan’s own words, \(summaries) in an editor’s summary"
    let text =
      answers.isEmpty
      ? "No jurisdiction’s answer is on this site yet."
      : "\(answers.count) of \(counted(all, "jurisdiction")) with text on this site, \(whose)."
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
}
