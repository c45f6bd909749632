// `--format sarif|github`, `--explain`, `--today`, `--profile` and the paths that messages show.
import Diagnostics
import Foundation
import Testing

@Suite struct FormatTests {
  private static let code = DiagnosticCode("room.what", "A thing.", remedy: "Do this.")
  private static let source = SourceFile(
    path: "Content/ä b%.md", bytes: [0xEF, 0xBB, 0xBF] + Array("é\nÄ😀 [x](y)\n".utf8))

  /// The first result of a log about one message at a place.
  private func result(_ place: Place, notes: [Diagnostic.Note] = []) throws -> [String: Any] {
    let log = try object(
      [Diagnostic(Self.code, .warning, at: place, "it’s \"so\"", help: "Try.", notes: notes)]
        .sarif(version: "1.2.3", source: { $0 == Self.source.path ? Self.source : nil }))
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    return try #require((run["results"] as? [[String: Any]])?.first)
  }

  private func location(_ object: [String: Any]) throws -> (uri: String?, region: [String: Int]) {
    let physical = try #require(object["physicalLocation"] as? [String: Any])
    let artifact = try #require(physical["artifactLocation"] as? [String: Any])
    return (artifact["uri"] as? String, physical["region"] as? [String: Int] ?? [:])
  }

  @Test(arguments: [
    // Ä has two bytes and one unit, 😀 four bytes and two units.
    (Place(file: "Content/ä b%.md", line: 2, column: 8, length: 6), 5, 11),
    (Place(file: "Content/ä b%.md", line: 2, column: 3, length: 4), 2, 4),
    (Place(file: "Content/ä b%.md", line: 2, column: 8, length: 99), 5, 11),
    // A byte order mark has no column.
    (Place(file: "Content/ä b%.md", line: 1, column: 4, length: 2), 1, 2),
    (Place(file: "Content/ä b%.md", line: 1, column: 1, length: 3), 1, 1),
    // Past the end of the file.
    (Place(file: "Content/ä b%.md", line: 9, column: 1, length: 1), 1, 1),
  ])
  func columnsAreUTF16Units(place: Place, start: Int, end: Int) throws {
    let locations = try #require(try result(place)["locations"] as? [[String: Any]])
    let (uri, region) = try location(locations[0])
    #expect(uri == "Content/%C3%A4%20b%25.md")
    #expect(region == ["startLine": place.line, "startColumn": start, "endColumn": end])
  }

  @Test func resultsNameTheirRuleAndNotes() throws {
    let place = Place(file: "Content/x.md", line: 3, column: 2, length: 4)
    let result = try result(place, notes: [.init("first", at: place), .init("nowhere")])
    #expect(result["ruleId"] as? String == "room.what")
    #expect(result["ruleIndex"] as? Int == 0)
    #expect(result["level"] as? String == "warning")
    #expect((result["message"] as? [String: String])?["text"] == "it’s \"so\"\nTry.")
    let related = try #require(result["relatedLocations"] as? [[String: Any]])
    #expect(related.count == 2)
    #expect(try location(related[0]).region == ["startLine": 3, "startColumn": 2, "endColumn": 6])
    #expect((related[1]["message"] as? [String: String])?["text"] == "nowhere")
  }

  /// What the schema of SARIF 2.1.0 requires of the parts that we write.
  @Test func logHasTheRequiredStructure() throws {
    let folder = try ScratchFolder.withSite()
    try folder.write("---\ntitle: x\nsumary: y\n---\n[x](practice:none)\n", to: "site/Content/pages/q.md")
    let run = try folder.site("check", "--format", "sarif")
    #expect(run.status == 1)
    #expect(run.errors == "")
    let log = try object(run.output)
    #expect(log["version"] as? String == "2.1.0")
    #expect((log["$schema"] as? String)?.hasSuffix("sarif-schema-2.1.0.json") == true)
    let runs = try #require(log["runs"] as? [[String: Any]])
    #expect(runs.count == 1)
    #expect(runs[0]["columnKind"] as? String == "utf16CodeUnits")
    let tool = try #require(runs[0]["tool"] as? [String: Any])
    let driver = try #require(tool["driver"] as? [String: Any])
    #expect(driver["name"] as? String == "clearinghouse")
    let rules = try #require(driver["rules"] as? [[String: Any]])
    #expect(rules.map { $0["id"] as? String } == ["content.unknown-field", "links.unresolved"])
    for rule in rules {
      #expect((rule["shortDescription"] as? [String: String])?["text"]?.isEmpty == false)
      #expect((rule["help"] as? [String: String])?["text"]?.isEmpty == false)
    }
    let results = try #require(runs[0]["results"] as? [[String: Any]])
    #expect(results.count == 2)
    for result in results {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
      #expect(["none", "note", "warning", "error"].contains(result["level"] as? String))
      let locations = try #require(result["locations"] as? [[String: Any]])
      #expect(try location(locations[0]).uri == "Content/pages/q.md")
    }
  }

  @Test func nothingWrongIsALogToo() throws {
    let folder = try ScratchFolder.withSite()
    for command in ["check", "build"] {
      let run = try folder.site(command, "--format", "sarif")
      #expect(run.status == 0)
      let runs = try #require(try object(run.output)["runs"] as? [[String: Any]])
      #expect((runs[0]["results"] as? [Any])?.count == 0)
    }
    #expect(try folder.site("check", "--format", "json").output == "")
    #expect(try folder.site("check", "--format", "github").output == "")
  }

  @Test(arguments: [
    (Diagnostic.Severity.error, "error"), (.warning, "warning"), (.note, "notice"),
  ])
  func gitHubCommandsAreEscaped(severity: Diagnostic.Severity, command: String) {
    let place = Place(file: "Content/a,b:%.md", line: 3, column: 7)
    let diagnostic = Diagnostic(
      Self.code, severity, at: place, "100 %: a\r\nb::c, d", help: "Try.",
      notes: [.init("first", at: Place(file: "x.md", line: 1, column: 2)), .init("more")])
    #expect(
      diagnostic.gitHubCommand
        == "::\(command) file=Content/a%2Cb%3A%25.md,line=3,col=7,title=room.what"
        + "::100 %25: a%0D%0Ab::c, d%0ATry.%0Anote: first (x.md:1:2)%0Anote: more")
  }

  @Test func messagesShowThePathThatWasTyped() throws {
    let folder = try ScratchFolder.withSite()
    try folder.write("---\ntitle: x\n---\n[x](practice:none)\n", to: "site/Content/pages/q.md")
    try folder.write("{{nothing}}\n", to: "site/Layouts/page.mustache")
    let run = try folder.run("check", "--content", "./site/Content", "--layouts", "site/Layouts/")
    #expect(run.errors.contains("\nsite/Layouts/page.mustache:1:3: error:"))
    #expect(run.errors.hasPrefix("site/Content/pages/q.md:4:5: error:"))
    #expect(run.errors.contains("  4 | [x](practice:none)"))
    // A folder elsewhere keeps the name of its role: the same sources, the same messages.
    let content = folder.url.appending(path: "site/Content").path(percentEncoded: false)
    let elsewhere = try folder.run(
      "check", "--content", content, "--layouts", "site/Layouts", "--format", "json")
    #expect(try elsewhere.lines.contains { try object($0)["file"] as? String == "Content/pages/q.md" })
  }

  @Test(arguments: [
    "/plans/aa/2024/ii-c-1/", "plans/aa/2024/ii-c-1", "/plans/aa/2024/ii-c-1/index.html",
    "https://example.org/plans/aa/2024/ii-c-1/#p-1",
  ])
  func pagesAreExplained(_ address: String) throws {
    let folder = try ScratchFolder.withSite()
    let run = try folder.site("build", "--explain", address, "--format", "json")
    #expect(run.status == 0, "\(run.errors)")
    let origin = try object(run.output)
    #expect(origin["path"] as? String == "plans/aa/2024/ii-c-1/index.html")
    #expect((origin["sources"] as? [String])?.contains("Content/plans/aa/2024/part-ii.md") == true)
    #expect(
      origin["layouts"] as? [String] == ["Layouts/section.mustache", "Layouts/shell.mustache"])
    #expect(origin["record"] as? String == "section:aa/2024/ii-c-1")
    #expect((origin["refersTo"] as? [String])?.contains("practice:aa-example-practice") == true)
    #expect(!folder.exists("site/Output/index.html"))
  }

  @Test func pagesThatAreNotThereAreHelped() throws {
    let folder = try ScratchFolder.withSite()
    let run = try folder.site("build", "--explain", "/practises/aa-example-practice/")
    #expect(run.status == 2)
    #expect(run.errors.contains("Did you mean “/practices/aa-example-practice/"))
    let text = try folder.site("build", "--explain", "/")
    #expect(text.output.contains("Layouts/home.mustache"))
  }

  @Test func reviewsAreDueOnlyOnADay() throws {
    let folder = try ScratchFolder.withSite()
    let path = "site/Content/practices/aa-example-practice.md"
    let practice = try folder.text(path)
    try folder.write(
      practice.replacingOccurrences(of: "#next_review: 2026-11-22", with: "next_review: 2027-02-01"), to: path
    )
    #expect(try folder.site("check", "--format", "json").output == "")
    #expect(try folder.site("check", "--today", "2027-01-31", "--format", "json").output == "")
    let due = try folder.site("check", "--strict", "--today", "2027-02-01", "--format", "json")
    #expect(due.status == 0)
    #expect(try object(due.output)["code"] as? String == "content.review-due")
    #expect(try object(due.output)["severity"] as? String == "note")
    let environment = ["SOURCE_DATE_EPOCH": "1801440000"]
    #expect(try folder.site("check", "--format", "json", environment: environment).lines.count == 1)
  }

  @Test func profileAndPhasesGoToStandardError() throws {
    let folder = try ScratchFolder.withSite()
    let plain = try folder.site("check")
    #expect(plain.errors == "")
    let run = try folder.site("check", "--profile", "--verbose")
    #expect(run.output == plain.output)
    for word in ["Reading files", "Rendering", "Phase", "Layout", "practice"] {
      #expect(run.errors.contains(word), "\(word)")
    }
    let stats = try folder.site("stats", "--profile")
    #expect(stats.errors.contains("Reading words") && !stats.errors.contains("Layout"))
    #expect(try folder.site("check", "--quiet").output == "")
  }
}
