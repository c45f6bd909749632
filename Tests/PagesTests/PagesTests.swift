// The small writers of the Pages room: addresses, sitemaps, citations, data.
import Records
import Testing

@testable import Pages

@Suite struct RoutesTests {
  @Test(arguments: [
    ("https://example.org/", "/"), ("https://example.org", "/"), ("https://example.org/a/b", "/a/b/"),
    ("http://127.0.0.1:8000/plans/", "/plans/"),
  ])
  func takesTheBasePathFromTheBaseURL(baseURL: String, path: String) {
    #expect(Routes(baseURL: baseURL).basePath == path)
  }

  @Test func putsTheBasePathBeforeEveryLink() {
    let routes = Routes(baseURL: "https://example.org/plans/")
    let section = RecordID(.section, "co/2024/ii-c-1")
    #expect(routes.url(of: section, fragment: "p-3f9a12bc") == "/plans/plans/co/2024/ii-c-1/#p-3f9a12bc")
    #expect(routes.absolute("/feeds/all.xml") == "https://example.org/plans/feeds/all.xml")
  }

  @Test func givesEveryKindOfRecordItsOwnFolder() {
    let addresses = RecordKind.allCases.map { Routes.address(of: RecordID($0, "x")) }
    // A plan and its sections share a folder; their names differ in depth.
    #expect(Set(addresses).count == RecordKind.allCases.count - 1)
  }
}

@Suite struct SitemapTests {
  let routes = Routes(baseURL: "https://example.org/")

  @Test func isOneFileUpToTheLimit() throws {
    let files = routes.sitemaps(["/", "/a/"], limit: 2)
    #expect(files.map(\.path) == ["sitemap.xml"])
    #expect(
      String(decoding: files[0].bytes, as: UTF8.self).contains("<url><loc>https://example.org/a/</loc></url>")
    )
  }

  @Test func isAnIndexOfPartsAboveTheLimit() {
    let files = routes.sitemaps(["/", "/a/", "/b/"], limit: 2)
    #expect(files.map(\.path) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"])
    #expect(
      String(decoding: files[0].bytes, as: UTF8.self)
        .contains("<sitemap><loc>https://example.org/sitemap-2.xml</loc></sitemap>"))
    #expect(String(decoding: files[2].bytes, as: UTF8.self).contains("https://example.org/b/"))
  }
}

@Suite struct CitationTests {
  let citation = Citation(
    title: "Learn & Earn {100 %}", publisher: "The Center", site: "Practices", date: "2026-11-22",
    url: "https://example.org/practices/x/")

  @Test func readsAsASentence() {
    #expect(
      citation.plain
        == "“Learn & Earn {100 %}.” Practices. The Center, November 22, 2026. https://example.org/practices/x/"
    )
  }

  @Test func escapesWhatBibTeXWouldRead() {
    #expect(citation.bibTeX(key: "practice-x").contains("title = {{Learn \\& Earn \\{100 \\%\\}}},"))
  }

  @Test func leavesOutADateThatIsNotKnown() {
    let undated = Citation(title: "T", publisher: "P", site: "S", date: "", url: "https://example.org/")
    #expect(undated.plain == "“T.” S. P. https://example.org/")
    #expect(!undated.bibTeX(key: "t").contains("year"))
    #expect(!undated.ris.contains("PY  -"))
  }
}

@Suite struct DataTests {
  @Test(arguments: [
    (DataValue.text("plain"), "plain"), (.text("a, b"), "\"a, b\""),
    (.text("say \"x\""), "\"say \"\"x\"\"\""),
    (.texts(["a", "b"]), "a; b"), (.number("63.90"), "63.90"), (.none, ""), (.flag(true), "true"),
  ])
  func writesCellsAsRFC4180Says(value: DataValue, cell: String) {
    #expect(value.cell == cell)
  }

  @Test func leavesNestedColumnsOutOfCSVOnly() {
    let table = DataTable(
      name: "t", title: "T",
      columns: [.init(name: "id", meaning: ""), .init(name: "text", meaning: "", isNested: true)],
      rows: [[.text("x"), .texts(["a", "b"])]])
    #expect(String(decoding: table.csv, as: UTF8.self) == "id\r\nx\r\n")
    #expect(
      String(decoding: table.json, as: UTF8.self).contains("\"text\": [\n      \"a\",\n      \"b\"\n    ]"))
  }

  @Test func writesJSONThatIsSafeInsideHTML() {
    var json: [UInt8] = []
    DataValue.text("</script>\u{1}").appendJSON(to: &json)
    #expect(String(decoding: json, as: UTF8.self) == "\"\\u003c/script>\\u0001\"")
  }

  @Test(arguments: [
    ("2026-11-22", "November 22, 2026"), ("2026-03", "March 2026"), ("2026", "2026"), ("soon", "soon"),
  ])
  func writesDatesOut(date: String, words: String) {
    #expect(longDate(date) == words)
  }
}
