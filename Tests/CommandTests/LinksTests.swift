// `links` and `stats`: what they answer on the small site, in every format.
import Foundation
import Testing

@Suite struct LinksTests {
  @Test func linksToNamesEverySource() throws {
    let folder = try ScratchFolder.withSite()
    let run = try folder.site("links", "to", "practice:aa-example-practice", "--format", "json")
    #expect(run.status == 0)
    #expect(run.errors == "")
    let sources = try run.lines.map { try #require(try object($0)["from"] as? String) }
    #expect(sources == ["page:about", "section:aa/2024/ii-c-1"])
    let first = try object(run.lines[0])
    #expect(first["file"] as? String == "Content/pages/about.md")
    #expect(first["kind"] as? String == "reference")
    #expect((first["sentence"] as? String)?.contains("a practice, a plan") == true)
  }

  @Test func textNamesThePlace() throws {
    let folder = try ScratchFolder.withSite()
    let run = try folder.site("links", "from", "section:aa/2024/II.c.1")
    #expect(
      run.lines.first
        == "section:aa/2024/ii-c-1 -> practice:aa-example-practice  (reference, Content/plans/aa/2024/part-ii.md:12:4)"
    )
  }

  @Test func fieldsAreAddedWhenAskedFor() throws {
    let folder = try ScratchFolder.withSite()
    let without = try folder.site("links", "to", "element:II.c.1")
    #expect(without.status == 0)
    #expect(without.output == "")
    #expect(without.errors.contains("--fields"))
    let with = try folder.site("links", "to", "element:ii-c-1", "--fields", "--format", "json")
    let sources = try with.lines.map { try #require(try object($0)["from"] as? String) }
    #expect(Set(sources).isSuperset(of: ["practice:aa-example-practice", "section:aa/2024/ii-c-1"]))
  }

  @Test func wholeGraphForGraphviz() throws {
    let folder = try ScratchFolder.withSite()
    try folder.write(
      "---\ntitle: 'A \"b\" \\'\n---\n[](page:about) [](page:about)\n", to: "site/Content/pages/q.md")
    let run = try folder.site("links", "--format", "dot")
    #expect(run.lines.first == "digraph clearinghouse {")
    #expect(run.lines.last == "}")
    #expect(run.lines.filter { $0.contains("\"page:q\" -> \"page:about\"") }.count == 1)
    #expect(run.output.contains(#"label="A \"b\" \\"]"#))
  }

  @Test(arguments: [
    ("practice:aa-exmple-practice", "practice:aa-example-practice"), ("aa-example-practice", "practice:aa-"),
    ("practise:x", "practice"), ("page:aa-example-practice", "practice:aa-example-practice"),
    ("section:aa/2024/ii-z", "Did you mean"), ("zzz", "kind:name"), ("practice:aa-draft", "--drafts"),
    ("section:aa/ii-b", "section:aa/2024/ii-b, section:aa/2020/ii-b"),
  ])
  func unknownIDsAreHelped(id: String, help: String) throws {
    let folder = try ScratchFolder.withSite()
    #expect(try folder.site("new", "practice", "aa-draft").status == 0)
    let plan = try folder.text("site/Content/plans/aa/2024/plan.md")
      .replacingOccurrences(of: "\"2024\"", with: "\"2020\"")
    try folder.write(plan + "\n## II.b Vision\n\nText.\n", to: "site/Content/plans/aa/2020/plan.md")
    let run = try folder.site("links", "to", id)
    #expect(run.status == 2)
    #expect(run.output == "")
    #expect(run.errors.contains(help), "\(run.errors)")
  }

  @Test func draftsAreSeenWhenAskedFor() throws {
    let folder = try ScratchFolder.withSite()
    #expect(try folder.site("new", "practice", "aa-draft").status == 0)
    #expect(try folder.site("links", "to", "practice:aa-draft", "--drafts").status == 0)
  }

  @Test(arguments: [["links"], ["stats"], ["links", "to", "page:about"]])
  func brokenContentHasNoAnswer(_ command: [String]) throws {
    let folder = try ScratchFolder.withSite()
    try folder.write("---\ntitle: Broken\n---\n[x](practice:none)\n", to: "site/Content/pages/broken.md")
    let run =
      command.count == 1
      ? try folder.site(command[0]) : try folder.site(command[0], command[1], command[2])
    #expect(run.status == 1)
    #expect(run.output == "")
    #expect(run.errors.contains("Content/pages/broken.md:4:"))
  }

  @Test func statsCountEverything() throws {
    let folder = try ScratchFolder.withSite()
    #expect(try folder.site("new", "practice", "aa-draft").status == 0)
    let path = "site/Content/practices/aa-example-practice.md"
    let practice = try folder.text(path)
    try folder.write(
      practice.replacingOccurrences(of: "#next_review: 2026-11-22", with: "next_review: 2027-02"), to: path)
    let before = try figures(folder, "2027-01-31")
    #expect(before["today"] as? String == "2027-01-31")
    #expect((before["reviewsDue"] as? [Any])?.count == 0)
    let after = try figures(folder, "2027-02-01")
    let review = try #require((after["reviewsDue"] as? [[String: Any]])?.first)
    #expect(review["id"] as? String == "practice:aa-example-practice")
    #expect(review["due"] as? String == "2027-02")
    let records = try #require(after["records"] as? [String: Int])
    let references = try #require(after["references"] as? [String: Int])
    let all = try folder.site("links", "--format", "json").lines.count
    #expect(references.values.reduce(0, +) == all)
    #expect(records["practices"] == 1)
    #expect(records["sections"] == 2)
    let row = try #require((after["coverage"] as? [[String: Any]])?.first)
    #expect(row["cycle"] as? String == "2024")
    #expect(row["elements"] as? Int == 5)
    #expect(row["answered"] as? Int == 2)
    #expect(row["open"] as? Int == 3)
    #expect(after["neverReviewed"] as? Int == 1)
    let drafts = try #require(after["drafts"] as? [[String: Any]])
    #expect(drafts.map { $0["id"] as? String } == ["practice:aa-draft"])
    let text = try folder.site("stats", "--today", "2027-02-01").output
    #expect(text.contains("Reviews due by 2027-02-01: 1"))
    #expect(text.contains("Content/practices/aa-draft.md"))
  }

  private func figures(_ folder: ScratchFolder, _ today: String) throws -> [String: Any] {
    let run = try folder.site("stats", "--format", "json", environment: ["SOURCE_DATE_EPOCH": epoch(today)])
    #expect(run.lines.count == 1)
    return try object(run.output)
  }

  private func epoch(_ day: String) throws -> String {
    let format = ISO8601DateFormatter()
    format.formatOptions = [.withFullDate]
    return "\(Int(try #require(format.date(from: day)).timeIntervalSince1970))"
  }
}
