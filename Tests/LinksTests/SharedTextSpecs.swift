// Runs the specification pages of shared text and of the requirement's own words.
import Diagnostics
import Links
import Publishing
import Records
import TestSupport
import Testing

/// Fences: `prompt CODE` is an element's federal wording; `plan STATE/CYCLE` is a plan's text below its front matter, with
/// further fields behind the name (`published=2024-03-01`, `text=summary`, `modifies=2024`).
@Suite struct SharedTextSpecs {
  @Test(arguments: try Spec.examples(in: "shared-text.md"))
  func sharedText(_ example: SpecExample) async throws {
    let graph = try await graph(of: example)
    let problems = Spec.problems(
      of: example, inputs: ["prompt", "plan"],
      outputs: [("shared", clusters(graph)), ("sections", sections(graph))])
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
  }

  @Test(arguments: try Spec.examples(in: "requirement-wording.md"))
  func requirementWording(_ example: SpecExample) async throws {
    let graph = try await graph(of: example)
    let problems = Spec.problems(
      of: example, inputs: ["prompt", "plan"], outputs: [("marked", marked(graph))])
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
  }

  // MARK: Input

  private func graph(of example: SpecExample) async throws -> LinkGraph {
    let prompts = example.fences("prompt").map { (code: $0.argument, text: $0.text) }
    let plans = example.fences("plan").map { fence in
      (words: fence.argument.split(separator: " ").map(String.init), text: fence.text)
    }
    let codes = ["II.a", "II.b", "II.c"]
    let elements = codes.map { code in
      let prompt = prompts.first { $0.code == code }?.text.split(whereSeparator: \.isWhitespace)
      return """
              - code: \(code)
                title: Element \(code)
                summary: Summary.
                prompt: "\(prompt?.joined(separator: " ") ?? "Say it.")"
                narrative: true
                verified: sample

        """
    }
    let outline = """
      title: Outline
      omb_control: "0000-0000"
      cycle: "2024"
      verified_legend:
        - id: sample
          text: Invented.
      elements:
        - code: II
          title: Part two
          summary: Everything.
          narrative: false
          verified: sample
          children:

      """
    let states = Set(plans.map { String($0.words[0].prefix(2)) }).sorted()
    let jurisdictions = states.enumerated().map { position, code in
      """
        - code: \(code)
          name: State \(code.uppercased())
          kind: state
          fips: "\(position + 10)"
          tile: [\(position), 0]

      """
    }
    var files = SmallSite.content(today: "2026-01-01").filter { file in
      file.path == "Content/site.yml" || file.path.hasPrefix("Content/vocabularies/")
    }
    files.append(
      SourceFile(path: "Content/jurisdictions.yml", text: "jurisdictions:\n" + jurisdictions.joined()))
    files.append(
      SourceFile(path: "Content/outlines/wioa-2024.yml", text: outline + elements.joined()))
    for plan in plans {
      let place = plan.words[0].split(separator: "/").map(String.init)
      var fields = plan.words.dropFirst().map { $0.split(separator: "=").map(String.init) }
      if !fields.contains(where: { $0[0] == "text" }) { fields.append(["text", "full"]) }
      let lines = fields.map { "\($0[0]): \($0[0] == "modifies" ? "\"\($0[1])\"" : $0[1])\n" }.joined()
      let front = """
        ---
        jurisdiction: \(place[0])
        cycle: "\(place[1])"
        outline: wioa-2024
        type: unified
        status: approved
        sources:
          - title: An invented plan
            publisher: Nobody
            url: https://example.org/plan
            accessed: 2026-01-01

        """
      files.append(
        SourceFile(
          path: "Content/plans/\(plan.words[0])/plan.md", text: front + lines + "---\n\n" + plan.text))
    }
    let content = await readGraph(files, options: PublishOptions())
    guard content.diagnostics.isEmpty else {
      throw SpecError(description: diagnosticText(content.diagnostics))
    }
    return content.value.graph
  }

  // MARK: Output

  private func name(_ section: Int, _ graph: LinkGraph) -> String {
    let position = graph.texts.sections[section].position
    return graph.library.plans[position.plan].sections[position.section].id.name
  }

  /// The words of a stretch; those that `isMarked` picks stand in brackets.
  private func text(_ words: Range<Int>, of section: Int, _ graph: LinkGraph, _ isMarked: (Int) -> Bool)
    -> String
  {
    let numbers = graph.texts.sections[section].words
    var text = ""
    for word in words {
      let (before, after) = (
        word > words.lowerBound && isMarked(word - 1), word + 1 < words.upperBound && isMarked(word + 1)
      )
      if word > words.lowerBound { text += " " }
      if isMarked(word), !before { text += "[" }
      text += graph.texts.lexicon.words[Int(numbers[word])]
      if isMarked(word), !after { text += "]" }
    }
    return text
  }

  private func clusters(_ graph: LinkGraph) -> String {
    var lines: [String] = []
    for cluster in graph.sharedText.clusters {
      let first = cluster.earliest { section in
        let text = graph.texts.sections[section]
        return (Filing(graph.library.plans[text.position.plan]), text.jurisdiction)
      }
      lines.append(
        cluster.name + ", filed first: " + (first.map { name($0.stretch.section, graph) } ?? "not known"))
      for member in cluster.members {
        let section = member.stretch.section
        let equal = member.match?.isEqual(in: section) ?? []
        let start = member.stretch.words.lowerBound
        let share = member.match.map { " (\($0.share)%)" } ?? ""
        lines.append(
          "  \(name(section, graph))\(share): "
            + text(member.stretch.words, of: section, graph) { !equal.isEmpty && !equal[$0 - start] })
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func sections(_ graph: LinkGraph) -> String {
    var lines: [String] = []
    for (position, shares) in graph.sharedText.sections.enumerated() where shares.words > 0 {
      lines.append(
        "\(name(position, graph)): \(shares.words) words: requirement \(shares.requirement), "
          + "carried over \(shares.carried), shared \(shares.shared), own \(shares.own)")
      for passage in shares.passages {
        var says: [String] = []
        if passage.isRequirement { says.append("the requirement’s own words") }
        if let since = passage.since {
          let cycle = graph.library.plans[since.plan].cycle
          says.append(since.isExact ? "unchanged since \(cycle)" : "\(since.share)% in \(cycle)")
        }
        says += passage.clusters.map { "shared: \(graph.sharedText.clusters[$0].name)" }
        let number = graph.texts.sections[position].passages.firstIndex { $0.block == passage.block } ?? 0
        lines.append("  passage \(number + 1): " + says.joined(separator: "; "))
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func marked(_ graph: LinkGraph) -> String {
    graph.texts.sections.indices.map { section in
      let sectionText = graph.texts.sections[section]
      return name(section, graph) + ": "
        + text(0..<sectionText.words.count, of: section, graph) { sectionText.isRequirement[$0] } + "\n"
    }.joined()
  }
}
