// `clearinghouse stats`: how much there is, how far plans are coded, and what waits for a person.
import ArgumentParser
import Diagnostics
import Links
import Publishing
import Records

struct Stats: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Counts records, references and coverage, and lists reviews due and drafts.",
    discussion: """
      Examples:
        clearinghouse stats
        clearinghouse stats --today 2027-01-01 --format json
      """)

  @OptionGroup var options: ContentOptions

  @Option(
    help: ArgumentHelp(
      "Reviews due by this day, YYYY-MM-DD. Default: SOURCE_DATE_EPOCH, else this machine's day in UTC.",
      valueName: "date"))
  var today: Day?

  @Option(help: "text or json (one object).")
  var format = AnswerFormat.text

  func run() async throws {
    guard let today = today ?? .ofEnvironment ?? .ofMachine else {
      throw Console.mistake("this machine does not know the day", help: "Name it with --today.")
    }
    let content = try await options.readGraph()
    let figures = content.graph.statistics(all: content.library, today: today.text)
    let shownPath = shownPath(of: options.content)
    let text =
      format == .json
      ? figures.json(today: today.text, shownPath) : figures.text(today: today.text, shownPath)
    Console.emit(Array(text.utf8))
  }
}

extension Statistics {
  /// A rule that many records break must not drown the other figures.
  private static let findingsShown = 20

  fileprivate func text(today: String, _ shownPath: (String) -> String) -> String {
    var lines = ["Records"]
    lines += records.map { "  " + $0.name.padded(to: 20) + "\($0.count)".padded(to: 8, left: true) }
    lines += ["", "References"]
    lines += references.map { "  " + $0.name.padded(to: 20) + "\($0.count)".padded(to: 8, left: true) }
    lines += ["", "Mentions in plan texts"]
    lines += mentions.map { "  " + $0.name.padded(to: 20) + "\($0.count)".padded(to: 8, left: true) }
    lines += ["", "Rules"]
    for (rule, severity, findings) in rules {
      lines.append(
        "  " + rule.rawValue.padded(to: 38) + severity.padded(to: 9)
          + "\(findings.count)".padded(to: 6, left: true))
      lines += findings.prefix(Self.findingsShown).map { "    \($0)" }
      if findings.count > Self.findingsShown {
        lines.append("    … and \(findings.count - Self.findingsShown) more; --format json has them all")
      }
    }
    if !coverage.isEmpty {
      let head = ["elements", "answered", "by ref.", "n/a", "open", "words"]
      lines += ["", "Coverage"]
      lines.append(
        "  " + "plan".padded(to: 14) + "text".padded(to: 8)
          + head.map { $0.padded(to: 9, left: true) }.joined())
      for row in coverage {
        let numbers = [
          row.elements, row.answered, row.byReference, row.notApplicable, row.open, row.words,
        ]
        lines.append(
          "  " + "\(row.jurisdiction)/\(row.cycle)".padded(to: 14) + row.text.rawValue.padded(to: 8)
            + numbers.map { "\($0)".padded(to: 9, left: true) }.joined())
      }
    }
    lines += ["", "Reviews due by \(today): \(reviewsDue.count)"]
    lines += reviewsDue.map { "  \($0.due)  \($0.id)  \(shownPath($0.file))" }
    lines += ["Practices that nobody has reviewed: \(neverReviewed)", "Not published: \(drafts.count)"]
    lines += drafts.map { "  \($0.id)  \(shownPath($0.file))" }
    return lines.map { $0 + "\n" }.joined()
  }

  fileprivate func json(today: String, _ shownPath: (String) -> String) -> String {
    func object(_ pairs: [(name: String, count: Int)]) -> String {
      "{" + pairs.map { "\(quotedJSON($0.name)):\($0.count)" }.joined(separator: ",") + "}"
    }
    func list(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }
    let rows = coverage.map { row in
      "{\"jurisdiction\":\(quotedJSON(row.jurisdiction)),\"cycle\":\(quotedJSON(row.cycle))"
        + ",\"text\":\"\(row.text.rawValue)\",\"elements\":\(row.elements),\"answered\":\(row.answered)"
        + ",\"byReference\":\(row.byReference),\"notApplicable\":\(row.notApplicable),\"open\":\(row.open)"
        + ",\"words\":\(row.words)}"
    }
    let ruleObjects = rules.map { rule, severity, findings in
      "{\"rule\":\"\(rule.rawValue)\",\"severity\":\"\(severity)\",\"count\":\(findings.count)"
        + ",\"records\":\(list(findings.map(quotedJSON)))}"
    }
    let reviews = reviewsDue.map {
      "{\"id\":\(quotedJSON($0.id.description)),\"due\":\(quotedJSON($0.due))"
        + ",\"file\":\(quotedJSON(shownPath($0.file)))}"
    }
    let unpublished = drafts.map {
      "{\"id\":\(quotedJSON($0.id.description)),\"file\":\(quotedJSON(shownPath($0.file)))}"
    }
    return "{\"today\":\"\(today)\",\"records\":\(object(records)),\"references\":\(object(references))"
      + ",\"mentions\":\(object(mentions)),\"rules\":\(list(ruleObjects)),\"coverage\":\(list(rows)),\"reviewsDue\":\(list(reviews)),\"neverReviewed\":\(neverReviewed)"
      + ",\"drafts\":\(list(unpublished))}\n"
  }
}
