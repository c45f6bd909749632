// Runs the specification pages about what the program finds in plans: mentions, quotes, and the rules of site.yml.
import Diagnostics
import Documents
import Links
import Publishing
import Records
import TestSupport
import Testing

@Suite struct GraphSpecs {
  static let pages = ["mentions.md", "quotes.md", "rules.md"]

  /// One practice, Harbor Pathways, stands beside a plan that answers II.c.1.
  ///
  /// Fences: `fields` are further fields of the practice; `text` is the section, of a summary where the fence says
  /// `text summary`; `introduction` stands before it; `plan` are further fields of the plan; `rules` are
  /// lines of `rules` in site.yml; `file PATH` is any file below Content. Answers: `mentions` in the order of the text,
  /// `quotes` as they were found, `diagnostics`.
  @Test(arguments: try pages.flatMap { try Spec.examples(in: $0) })
  func example(_ example: SpecExample) async throws {
    let library = Library.read(files(of: example).map { ParsedFile(parsing: $0) })
    let linked = await LinkGraph.linking(library.value)
    let graph = linked.value
    let problems = Spec.problems(
      of: example, inputs: ["fields", "introduction", "text", "plan", "rules", "file"],
      outputs: [
        ("mentions", graph.mentions.all.map { line($0, graph) }.joined()),
        ("quotes", quotes(graph)),
        (
          "diagnostics",
          diagnosticText(graph.judging(library.diagnostics + linked.diagnostics).sortedByPlace())
        ),
      ])
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
  }

  private func line(_ mention: Mention, _ graph: LinkGraph) -> String {
    let link = graph.link(of: mention)
    return
      "\(link.source.name): \(link.text) → \(link.target.id)\(mention.isLinked ? ", linked" : "")\n  \(link.sentence)\n"
  }

  private func quotes(_ graph: LinkGraph) -> String {
    graph.quotes.found.keys.sorted().flatMap { practice in
      (graph.quotes.found[practice] ?? [:]).sorted { $0.key < $1.key }.map { _, quote in
        let body = graph.library.plans[quote.position.plan].sections[quote.position.section].body
        let words = quote.passages.flatMap { passage in
          let text = Array(body.markdown.blocks[passage.block].text.utf8)
          return passage.ranges.map { "[" + String(decoding: text[$0], as: UTF8.self) + "]" }
        }
        return "\(quote.section.name): \(words.joined(separator: " "))\n"
      }
    }.joined()
  }

  private func files(of example: SpecExample) -> [SourceFile] {
    func lines(_ kind: String) -> String { example.fences(kind).map(\.text).joined() }
    let text = example.fences("text").first
    var overlay = [
      SourceFile(
        path: "Content/practices/aa-harbor.md",
        text:
          "---\ntitle: Harbor Pathways\njurisdiction: aa\nsummary: Work and class.\nagency: An office\ntopics: []\n"
          + "programs: []\nelements:\n  - II.c.1\nbasis: described\nsources:\n  - title: A report\n"
          + "    publisher: An office\n    accessed: 2026-01-01\nstatus: published\ncompiled: 2026-01-01\n"
          + "\(lines("fields"))---\n"),
      SourceFile(
        path: "Content/plans/aa/2020/plan.md",
        text: "---\njurisdiction: aa\ncycle: \"2020\"\noutline: wioa-2024\ntype: unified\nstatus: approved\n"
          + "text: \(text?.argument == "summary" ? "summary" : "full")\nsources: []\n\(lines("plan"))---\n\n"
          + example.fences("introduction").map { $0.text + "\n" }.joined()
          + "## II.c.1 Sector strategies\n\n\(text?.text ?? "Text.\n")\n"
          + "See [an example](practice:aa-example-practice).\n"
      ),
    ]
    overlay += example.fences("file").map { SourceFile(path: "Content/" + $0.argument, bytes: $0.bytes) }
    let paths = Set(overlay.map(\.path))
    let files = SmallSite.forExamples().filter { !paths.contains($0.path) }.map { file in
      guard file.path == "Content/site.yml", !example.fences("rules").isEmpty else { return file }
      let rules = lines("rules").split(separator: "\n").map { "  \($0)\n" }.joined()
      return SourceFile(path: file.path, bytes: file.bytes + Array("rules:\n\(rules)".utf8))
    }
    return (files + overlay).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }
}
