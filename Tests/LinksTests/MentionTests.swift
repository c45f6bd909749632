// How well mentions are found: every sentence of Specs/mention-sentences.md, labelled by hand, is read as a section.
import Diagnostics
import Documents
import Foundation
import Links
import Publishing
import Records
import TestSupport
import Testing

@Suite struct MentionTests {
  /// Counts what was found rightly, found wrongly and missed; a goal of the product is 0.98 for both measures.
  @Test func namesAreFoundInLabelledSentences() async throws {
    let table = try LabelledSentences.read()
    try #require(table.sentences.count >= 240)
    let graph = await LinkGraph.linking(Library.read(table.files.map { ParsedFile(parsing: $0) }).value).value
    var (right, wrong, missed) = (0, 0, 0)
    var report: [String] = []
    let plan = try #require(graph.library.plans.first)
    try #require(plan.sections.count == table.sentences.count)
    for section in plan.sections {
      let number = try #require(section.elements.first.flatMap { Int($0.dropFirst("i-".count)) })
      let sentence = table.sentences[number - 1]
      var open = sentence.mentions
      for mention in graph.mentions.mentions(in: section.id) {
        let link = graph.link(of: mention)
        let found = LabelledSentences.Label(words: link.text, target: link.target.id.description)
        if let index = open.firstIndex(of: found) {
          open.remove(at: index)
          right += 1
        } else {
          wrong += 1
          report.append("wrong: \(found) in: \(sentence.text)")
        }
      }
      missed += open.count
      report += open.map { "missed: \($0) in: \(sentence.text)" }
    }
    let precision = Double(right) / Double(right + wrong)
    let recall = Double(right) / Double(right + missed)
    print(
      "mentions: \(right) right, \(wrong) wrong, \(missed) missed; precision \(precision), recall \(recall)")
    for line in report { print(line) }
    #expect(precision >= 0.98, "\(report.joined(separator: "\n"))")
    #expect(recall >= 0.98, "\(report.joined(separator: "\n"))")
  }

  @Test func aNameOfTwoRecordsIsReportedWithBoth() async throws {
    let table = try LabelledSentences.read()
    let linked = await LinkGraph.linking(Library.read(table.files.map { ParsedFile(parsing: $0) }).value)
    let claims = linked.diagnostics.filter { $0.code == .twoClaimants }
    #expect(
      claims.map(\.message) == [
        "“Gateway” is a name of practice:xg-gateway-nursing and of practice:xg-gateway-welding",
        "“Open Door” is a name of practice:xc-open-door and of practice:xd-open-door",
      ])
    #expect(claims.allSatisfy { $0.severity == .warning && $0.notes.count == 1 && $0.place.line > 1 })
  }

  /// The link stands exactly around the words that are the mention, also behind entities and inside emphasis.
  @Test func theHTMLOfAMentionShowsItsWords() async throws {
    let table = try LabelledSentences.read()
    let graph = await LinkGraph.linking(Library.read(table.files.map { ParsedFile(parsing: $0) }).value).value
    #expect(
      graph.mentions.all.count { $0.html == nil } <= 5, "only names that markup interrupts have no place")
    for mention in graph.mentions.all {
      guard let range = mention.html else { continue }
      let markdown = graph.library.plans[mention.plan].body(of: mention.text).markdown
      let html =
        switch mention.passage {
        case .block(let index): markdown.blocks[index].html
        case .footnote(let index): markdown.footnotes[index].html
        }
      let shown = String(decoding: html.bytes[range], as: UTF8.self).replacingOccurrences(
        of: "&amp;", with: "&")
      let words = graph.link(of: mention).text
      #expect(LabelledSentences.folded(shown) == LabelledSentences.folded(words))
    }
  }

  /// Whatever a block holds, its text is found in its HTML: nowhere is a link left out because the two differ.
  @Test func everyTextIsFoundInItsHTML() throws {
    let source = """
      A *b* **c** [d](https://example.org) `e` &amp; &lt;f&gt; "g" é\u{A0}h <b>i</b> ![j](assets/k.png)

      > [!NOTE]
      > ## Inside
      >
      > A note[^1] with  two   spaces
      > and a line end.

      - [x] one
      - two

        ```
        code <here>
        ```

      | a | b |
      | - | - |
      | Table: `c` | d<br>e |

      Table: The caption & more

      Table: Before

      | a |
      | - |
      | b |

      [^1]: A footnote with *emphasis*.
      """
    let markdown = Markdown.parse(SourceFile(path: "Content/pages/a.md", text: source)).value
    #expect(markdown.blocks.count == 5)
    for block in markdown.blocks where !block.text.isEmpty {
      let visible = try #require(
        VisibleText(block), "\(block.text)\n\(String(decoding: block.html.bytes, as: UTF8.self))")
      let shown = visible.runs(in: 0..<block.text.utf8.count)
      #expect(shown.reduce(0) { $0 + $1.text.count } > 0)
    }
    #expect(markdown.footnotes.allSatisfy { VisibleText($0) != nil })
  }
}

/// The table of sentences, and the site whose one plan consists of them.
private struct LabelledSentences {
  struct Label: Equatable, CustomStringConvertible {
    let words: String
    let target: String

    init(words: String, target: String) {
      self.words = folded(words)
      self.target = target
    }

    var description: String { "\(words) → \(target)" }
  }

  struct Sentence {
    let text: String
    let mentions: [Label]
  }

  var sentences: [Sentence] = []
  private var records: [(id: String, name: String, aliases: [String])] = []

  /// White space of any kind as one space, and none behind a hyphen.
  static func folded(_ text: String) -> String {
    text.split { $0.isWhitespace }.joined(separator: " ").replacingOccurrences(of: "- ", with: "-")
      .replacingOccurrences(of: "<em>", with: "")
  }

  static func read() throws -> LabelledSentences {
    let page = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Specs").appending(path: "mention-sentences.md")
    var table = LabelledSentences()
    var columns = 0
    for line in try String(contentsOf: page, encoding: .utf8).split(separator: "\n")
    where line.hasPrefix("| ") {
      let cells = line.dropFirst(2).dropLast(2).components(separatedBy: " | ")
      if line.hasPrefix("| id |") || line.hasPrefix("| sentence |") {
        columns = cells.count
      } else if !line.hasPrefix("| ---"), cells.count == columns {
        func list(_ cell: String) -> [String] { cell == "–" ? [] : cell.components(separatedBy: "; ") }
        if columns == 3 {
          table.records.append((cells[0], cells[1], list(cells[2])))
        } else {
          let labels = list(cells[1]).map { $0.components(separatedBy: "→") }
          let text = cells[0].replacingOccurrences(of: "↵", with: "\n").replacingOccurrences(
            of: "·", with: " ")
          table.sentences.append(
            Sentence(text: text, mentions: labels.map { Label(words: $0[0], target: $0[1]) }))
        }
      }
    }
    return table
  }

  /// A site with the records; its plan belongs to a jurisdiction that has none of them.
  var files: [SourceFile] {
    var files = SmallSite.content(today: "2026-01-01").filter { file in
      !["practices/", "guidance/", "plans/", "outlines/", "jurisdictions.yml", "vocabularies/programs.yml"]
        .contains { file.path.hasPrefix("Content/" + $0) }
    }
    func add(_ path: String, _ text: String) { files.append(SourceFile(path: "Content/" + path, text: text)) }
    func quoted(_ text: String) -> String { "'" + text.replacingOccurrences(of: "'", with: "''") + "'" }
    func aliases(_ names: [String], _ indent: String = "") -> String {
      names.isEmpty ? "" : "\(indent)aliases:\n" + names.map { "\(indent)  - \(quoted($0))\n" }.joined()
    }
    var programs = "title: Programs\ndescription: Money.\nterms:\n"
    var boards: [String: String] = [:]
    for record in records {
      let id = record.id.components(separatedBy: ":")[1]
      switch record.id.prefix(3) {
      case "pra":
        add(
          "practices/\(id).md",
          "---\ntitle: \(quoted(record.name))\njurisdiction: \(id.prefix(2))\nsummary: A practice.\nagency: An office\n"
            + "topics: []\nprograms: []\nelements: [I.1]\nbasis: described\nsources: []\nstatus: published\n"
            + "compiled: 2026-01-01\n\(aliases(record.aliases))---\n\nText.\n")
      case "gui":
        add(
          "guidance/\(id).md",
          "---\ntitle: \(quoted(record.name))\npublisher: An office\ndepartment: labor\nkind: paper\n"
            + "summary: A document.\nstatus: current\naccessed: 2026-01-01\n\(aliases(record.aliases))---\n")
      case "jur": boards[id] = record.name
      default:
        programs += "  - id: \(id)\n    label: \(quoted(record.name))\n    definition: Money.\n"
        programs += aliases(record.aliases, "    ")
      }
    }
    add("vocabularies/programs.yml", programs)
    let names = [
      "xa": "Ashmere", "xb": "Birchland", "xc": "Cedaria", "xd": "Dunmoor", "xe": "Elmsound",
      "xf": "Fernholt",
      "xg": "Glenmark",
    ]
    add(
      "jurisdictions.yml",
      "jurisdictions:\n"
        + names.keys.sorted().enumerated().map { position, code in
          "  - code: \(code)\n    name: \(names[code] ?? "")\n    kind: state\n    fips: \"0\(position)\"\n"
            + "    tile: [\(position), 0]\n"
            + (boards[code].map { "    board:\n      name: \(quoted($0))\n" } ?? "")
        }.joined())
    add(
      "outlines/wioa-2024.yml",
      "title: Outline\nomb_control: \"1\"\ncycle: \"2024\"\nelements:\n  - code: I\n    title: All\n    summary: All.\n"
        + "    narrative: false\n    verified: recall\n    children:\n"
        + sentences.indices.map {
          "      - code: I.\($0 + 1)\n        title: Sentence \($0 + 1)\n        summary: One.\n        narrative: true\n"
            + "        verified: recall\n"
        }.joined())
    add(
      "plans/xe/2024/plan.md",
      "---\njurisdiction: xe\ncycle: \"2024\"\noutline: wioa-2024\ntype: unified\nstatus: approved\ntext: full\n"
        + "sources: []\n---\n")
    for (position, sentence) in sentences.enumerated() {
      add("plans/xe/2024/s\(position + 1).md", "---\nelement: I.\(position + 1)\n---\n\n\(sentence.text)\n")
    }
    return files.sorted { $0.path < $1.path }
  }
}
