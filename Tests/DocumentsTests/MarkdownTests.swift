// What a body tells the other rooms: blocks, words, references, slots, tables, callouts, footnotes.
import Diagnostics
import Documents
import Testing

@Suite struct MarkdownTests {
  private func parse(_ text: String) -> Diagnosed<Markdown> {
    Markdown.parse(SourceFile(path: "a.md", text: text))
  }
  private func html(_ text: String, _ dialect: Dialect = .site) -> String {
    let parsed = Markdown.parse(SourceFile(path: "a.md", text: text), dialect: dialect)
    return String(decoding: parsed.value.html(), as: UTF8.self)
  }

  @Test func blocksHaveKindsLinesWordsAndPassages() {
    let body = parse(
      "# Head\n\nTwo  *words*\nhere.\n\n- a\n- b\n\n---\n\n| a |\n|---|\n| b |\n\n> [!TIP]\n> Do.\n"
    ).value
    #expect(body.blocks.map(\.kind) == [.heading(0), .paragraph, .list, .rule, .table, .callout])
    #expect(body.blocks.map(\.line) == [1, 3, 6, 9, 11, 15])
    #expect(body.blocks.map(\.text) == ["", "Two words here.", "a b", "", "a b", "Tip Do."])
    #expect(body.blocks.map { $0.passage != nil } == [false, true, true, false, true, true])
    #expect(body.blocks[1].passage == "p-c41cac49")
  }

  @Test func aPassageDependsOnItsWordsAlone() {
    let one = parse("Some *words* here.").value.blocks[0].passage
    #expect(parse("other\n\nSome words\nhere.").value.blocks[1].passage == one)
    #expect(parse("Some words there.").value.blocks[0].passage != one)
  }

  @Test func referencesCarryWordsSentenceAndBlock() throws {
    let body = parse(
      "First one. In the U.S. see [Colorado *now*](section:co/2024/ii-c-1#p-1) for more. Last.\n\n[](plan:co/2024) [f](x.md#y)"
    ).value
    #expect(body.references.map(\.destination) == ["section:co/2024/ii-c-1#p-1", "plan:co/2024", "x.md#y"])
    #expect(body.references.map(\.text) == ["Colorado now", "", "f"])
    #expect(body.references[0].sentence == "In the U.S. see Colorado now for more.")
    #expect(body.references.map(\.block) == [0, 1, 1])
    #expect(body.blocks[1].html.slots.map(\.kind) == [.address(1), .title(1), .address(2)])
  }

  @Test func longSentencesAreCutAroundTheReference() throws {
    let words = String(repeating: "word ", count: 200)
    let sentence = try #require(
      parse(words + "[here](plan:co/2024) " + words).value.references.first?.sentence)
    #expect(sentence.hasPrefix("… ") && sentence.hasSuffix(" …") && sentence.contains("here"))
    #expect(sentence.utf8.count <= 320)
  }

  @Test(arguments: [
    ("practise:x", "practice"), ("jurisdictions:co", "jurisdiction"), ("htps://x.y", "https"), ("foo:x", ""),
  ])
  func unknownSchemesAreErrorsWithTheNearestName(_ address: String, _ near: String) throws {
    let parsed = parse("[a](\(address))")
    let diagnostic = try #require(parsed.diagnostics.first)
    #expect(diagnostic.severity == .error && diagnostic.code.name == "documents.address")
    #expect(
      near.isEmpty
        ? !(diagnostic.help ?? "").contains("Did you mean") : (diagnostic.help ?? "").contains("“\(near)”"))
    #expect(html("[a](\(address))").hasSuffix(">a</p>\n"))
  }

  @Test(arguments: [
    "https://a.example", "http://a.example", "mailto:a@b.example", "tel:+1", "#part", "../file.pdf",
    "/about/",
  ])
  func allowedAddressesBecomeLinks(_ address: String) {
    #expect(html("[a](\(address))").contains("<a href=\"\(address)\">a</a>"))
    #expect(parse("[a](\(address))").diagnostics.isEmpty)
  }

  @Test func tablesAreAccessible() {
    let text = "## Goals\n\nTable: The *rate*\n\n| a | b |\n|---|--:|\n| <br> | c |\n"
    let page = html(text)
    #expect(page.contains("role=\"region\" aria-label=\"The rate\" tabindex=\"0\">"))
    #expect(page.contains("<caption>The <em>rate</em></caption>"))
    #expect(page.contains("<th scope=\"col\">a</th>") && page.contains("<td><br /></td>"))
    #expect(parse(text).diagnostics.isEmpty)
    let below = parse("| a |\n|---|\n| b |\n\nTable: See [x](plan:co/2024).\n\nnext").value
    #expect(below.blocks.map(\.kind) == [.table, .paragraph])
    #expect(below.references[0].block == 0 && below.blocks[0].text.contains("See x."))
    #expect(html("| a |\n|---|\n").contains("aria-label=\"Table\""))
    #expect(html("## H & I\n\n| a |\n|---|\n").contains("aria-label=\"Table: H &amp; I\""))
  }

  @Test(arguments: ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"])
  func calloutsHaveAVisibleTitle(_ word: String) {
    let page = html("> [!\(word)]\n> Text.", .extended)
    #expect(
      page.contains("callout-\(word.lowercased())\"")
        && page.contains(">\(word.prefix(1) + word.dropFirst().lowercased())</p>"))
    #expect(html("> [!\(word)]\n> Text.", .plain).contains("<blockquote>"))
  }

  @Test func footnotesAreNumberedByUseWithLinksBack() throws {
    let text = "b[^two] a[^One] b[^two]\n\n[^one]: word\n\n[^two]: https://a.example\n\n    - list\n"
    let body = parse(text).value
    #expect(body.footnotes.map(\.label.value) == ["two", "one"] && body.footnotes.map(\.uses) == [2, 1])
    #expect(
      body.blocks[0].html.slots.map(\.kind) == [
        .footnote(0, use: 1), .footnote(1, use: 1), .footnote(0, use: 2),
      ])
    #expect(body.footnotes[1].text == "word" && body.footnotes[0].text == "https://a.example list")
    #expect(parse(text).diagnostics.isEmpty)
    let twice = parse("a[^1]\n\n[^1]: b\n\n[^1]: c").diagnostics
    #expect(twice.map(\.code.name) == ["documents.footnote-twice"])
  }

  @Test func everyCodeHasARemedyAndAnExampleCausesIt() {
    for code in DiagnosticCode.markdownCodes {
      #expect(code.name.hasPrefix("documents.") && !code.remedy.isEmpty && !code.summary.isEmpty)
      guard let example = code.example else { continue }
      let file = SourceFile(path: example.path, text: example.text)
      let offset = example.text.utf8.count - example.text.components(afterFrontMatter: "---\n").utf8.count
      let found = Markdown.parse(file, from: offset).diagnostics.map(\.code)
      #expect(found.contains(code), "\(code.name)")
    }
  }
}

extension String {
  fileprivate func components(afterFrontMatter mark: String) -> Substring {
    guard let first = range(of: mark), let second = self[first.upperBound...].range(of: mark) else {
      return self[...]
    }
    return self[second.upperBound...]
  }

  fileprivate func range(of mark: String) -> Range<Index>? { self[...].range(of: mark) }
}

extension Substring {
  fileprivate func range(of mark: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(mark) { return start..<index(start, offsetBy: mark.count) }
      start = index(after: start)
    }
    return nil
  }
}
