// Runs the specification pages of changes between cycles: verdicts, and texts set side by side.
import Diagnostics
import Foundation
import Links
import Publishing
import Records
import TestSupport
import Testing

@Suite struct ChangesTests {
  /// Fences: `plan CYCLE` holds the sections of a full plan of Alpha; `plan CYCLE EDITION` one in another edition than
  /// wioa-2024, `summary` one of which only a summary is here. Lines between `---` at its start go into front matter.
  /// `changes` lists what changed from plan to plan, each with its reason.
  @Test(arguments: try Spec.examples(in: "changes.md"))
  func verdicts(_ example: SpecExample) async throws {
    let graph = try await graph(
      example.fences("plan").map { fence in
        let words = fence.argument.split(separator: " ").map(String.init)
        return (words[0], words.dropFirst().first { $0 != "summary" }, words.contains("summary"), fence.text)
      })
    var lines: [String] = []
    for (position, plan) in graph.library.plans.enumerated() {
      guard let changes = graph.changes[position] else { continue }
      let bases = changes.bases.map { graph.library.plans[$0].cycle }.joined(separator: ", ")
      lines.append("\(plan.cycle) since \(bases)")
      for change in changes.changes {
        let code = graph.library.code(of: change.element, in: graph.library.site.currentOutline)
        lines.append("  \(code) \(change.verdict.rawValue): \(graph.reason(of: change, in: position))")
      }
    }
    let problems = Spec.problems(
      of: example, inputs: ["plan"], outputs: [("changes", lines.map { $0 + "\n" }.joined())])
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
  }

  /// Fences: `old` and `new` are the answers to II.c.1 in two plans; `diff` shows them side by side, a passage a line:
  /// `=` unchanged, `~` changed with [-removed-] and {+added+} words, `+` added, `-` removed, `>` moved here, `<` moved
  /// away. A bar shows where a passage was divided.
  @Test(arguments: try Spec.examples(in: "diff.md"))
  func diffs(_ example: SpecExample) async throws {
    let old = try #require(example.fences("old").first).text
    let new = try #require(example.fences("new").first).text
    let graph = try await graph([
      ("2020", nil, false, "## II.c.1\n\n" + old), ("2024", nil, false, "## II.c.1\n\n" + new),
    ])
    let comparison = try #require(graph.changes[1]?.comparisons.first)
    let problems = Spec.problems(
      of: example, inputs: ["old", "new"],
      outputs: [("diff", readable(graph.diff(of: comparison).diff))])
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
  }

  @Test func aDiffLeadsFromTheOldTextToTheNew() {
    var random = Numbers(seed: 7)
    for _ in 0..<300 {
      let old = random.text()
      let new = random.changed(old)
      let diff = TextDiff(old: old.map { DiffPassage($0) }, new: new.map { DiffPassage($0) })
      let (before, after) = sides(of: diff)
      #expect(before.sorted() == words(of: old.joined(separator: " ")).map(\.normal).sorted())
      #expect(after == words(of: new.joined(separator: " ")).map(\.normal))
    }
  }

  @Test func equalTextsHaveNoMarks() {
    var random = Numbers(seed: 11)
    for _ in 0..<50 {
      let text = random.text().map { DiffPassage($0) }
      let other = text.map { DiffPassage($0.text.uppercased()) }
      for row in TextDiff(old: text, new: other).rows {
        guard case .same = row else {
          Issue.record("\(row)")
          continue
        }
      }
    }
  }

  // MARK: Making and showing

  private typealias PlanText = (cycle: String, edition: String?, isSummary: Bool, text: String)

  private func graph(_ plans: [PlanText]) async throws -> LinkGraph {
    let files = try smallContent().filter { !$0.path.hasPrefix("Content/plans/") }
      .filter { !$0.path.hasPrefix("Content/practices/") }
    let own = plans.flatMap { plan -> [SourceFile] in
      var extra = ""
      var body = plan.text
      if body.hasPrefix("---\n"), let end = body.range(of: "\n---\n") {
        extra = String(body[body.index(body.startIndex, offsetBy: 4)..<end.lowerBound]) + "\n"
        body = String(body[end.upperBound...])
      }
      let front = """
        ---
        jurisdiction: aa
        cycle: "\(plan.cycle)"
        outline: \(plan.edition ?? "wioa-2024")
        type: unified
        status: unknown
        text: \(plan.isSummary ? "summary" : "full")
        sources:
          - title: The plan
            publisher: Board
            url: https://example.org/
            accessed: 2026-11-22
        \(extra)---

        """
      let folder = "Content/plans/aa/\(plan.cycle)/"
      return [
        SourceFile(path: folder + "plan.md", text: front), SourceFile(path: folder + "text.md", text: body),
      ]
    }
    let moved =
      "  - from_edition: wioa-2020\n    from: II.c.3\n    to: II.c.2\n"
      + "  - from_edition: wioa-2020\n    from: III.a.1\n    to: III.a.1\n"
      + "  - from_edition: wioa-2020\n    from: III.a.2\n    to: III.a.1\n"
    let editions = files.map { file in
      file.path.hasSuffix("outlines/wioa-2024.yml")
        ? SourceFile(path: file.path, text: String(decoding: file.bytes, as: UTF8.self) + moved) : file
    }
    let old = SourceFile(path: "Content/outlines/wioa-2020.yml", text: Self.edition2020)
    let sorted = (editions + own + [old]).sorted { $0.path < $1.path }
    let read = await readGraph(sorted, options: PublishOptions())
    let wrong = read.diagnostics.filter {
      $0.severity == .error
        && ($0.place.file.hasPrefix("Content/plans/") || $0.place.file.hasPrefix("Content/outlines/"))
    }
    #expect(wrong.isEmpty, "\(diagnosticText(wrong))")
    return read.value.graph
  }

  private static let edition2020 = """
    title: The edition of 2020
    omb_control: 1205-0522
    cycle: "2020"
    verified_legend:
      - id: seen
        text: Seen.
    elements:

    """
    + [
      ("II.c.1", "Sector Strategies"), ("II.c.3", "Alignment"), ("III.a.1", "Board"),
      ("III.a.2", "Board Duties"),
    ].map { code, title in
      "  - code: \(code)\n    title: \(title)\n    summary: About it.\n    narrative: true\n    verified: seen\n"
    }.joined()

  private func readable(_ diff: TextDiff) -> String {
    func text(_ pieces: [TextDiff.Piece]) -> String {
      pieces.map { piece in
        if piece.isSame { return piece.new }
        func mark(_ open: String, _ text: String, _ close: String) -> String {
          guard !text.isEmpty else { return "" }
          let end = text.reversed().prefix { $0.isWhitespace }.count
          return open + text.dropLast(end) + close + text.suffix(end)
        }
        return mark("[-", piece.old, "-]") + mark("{+", piece.new, "+}")
      }.joined().replacingOccurrences(of: "\n", with: " | ")
    }
    return diff.rows.map { row in
      switch row {
      case .same(let passage): "= \(passage.text)"
      case .changed(let pieces): "~ \(text(pieces))"
      case .added(let passage): "+ \(passage.text)"
      case .removed(let passage): "- \(passage.text)"
      case .moved(let pieces): "> \(text(pieces))"
      case .movedAway(let passage): "< \(passage.text)"
      }
    }.map { $0 + "\n" }.joined()
  }

  /// The words of both texts as a diff has them; those of the older one in no order, because passages move.
  private func sides(of diff: TextDiff) -> (old: [String], new: [String]) {
    var (old, new): ([String], [String]) = ([], [])
    func read(_ text: String) -> [String] { words(of: text).map(\.normal) }
    for row in diff.rows {
      switch row {
      case .same(let passage):
        old += read(passage.text)
        new += read(passage.text)
      case .changed(let pieces), .moved(let pieces):
        old += read(pieces.map(\.old).joined())
        new += read(pieces.map(\.new).joined())
      case .added(let passage): new += read(passage.text)
      case .removed(let passage): old += read(passage.text)
      case .movedAway: break
      }
    }
    return (old, new)
  }
}

/// Numbers from a fixed seed, and texts made of them.
private struct Numbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }

  mutating func text() -> [String] {
    (0..<1 + next(6)).map { _ in (0..<1 + next(40)).map { _ in "w\(next(60))" }.joined(separator: " ") + "." }
  }

  mutating func changed(_ text: [String]) -> [String] {
    var passages = text.map { passage in
      passage.split(separator: " ").flatMap { word -> [String] in
        switch next(8) {
        case 0: ["new\(next(20))"]
        case 1: []
        case 2: [String(word), "more"]
        default: [String(word)]
        }
      }.joined(separator: " ")
    }
    if next(2) == 0 {
      passages.insert("An added passage with w\(next(60)) in it.", at: next(passages.count + 1))
    }
    if next(3) == 0 { passages.swapAt(0, passages.count - 1) }
    if next(3) == 0 { passages.remove(at: next(passages.count)) }
    return passages.filter { !$0.isEmpty }
  }
}

/// The content of the small site that the tests of Publishing keep.
private func smallContent() throws -> [SourceFile] {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "PublishingTests/Sites/small")
  let paths = try FileManager.default.subpathsOfDirectory(
    atPath: folder.path(percentEncoded: false)
  ).filter { $0.hasSuffix(".md") || $0.hasSuffix(".yml") }.sorted()
  return try paths.map {
    SourceFile(path: $0, bytes: Array(try Data(contentsOf: folder.appending(path: $0))))
  }
}
