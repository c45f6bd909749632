// What the build writes for compare, planner and filter: fragments, lists of answers, worksheets, facets.
import Diagnostics
import Foundation
import Pages
import Publishing
import TestSupport
import Testing

@Suite struct ToolTests {
  /// The small site's finished files by path.
  private func site(with overlay: [SourceFile] = []) async throws -> [String: String] {
    var options = PublishOptions()
    options.baseURL = "https://example.org/"
    let site = try #require(await publish(SmallSite.files(with: overlay), options: options).value)
    return Dictionary(
      uniqueKeysWithValues: site.files.filter { !$0.path.hasSuffix(".svg") }
        .map { ($0.path, String(decoding: $0.render(), as: UTF8.self)) })
  }

  private func object(_ text: String?) throws -> [String: Any] {
    let data = Data(try #require(text).utf8)
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func fragmentHoldsTheWholeTextWithoutIDs() async throws {
    let files = try await site()
    let part = try #require(files["plans/aa/2024/ii-c-1/part.html"])
    #expect(!part.contains(" id="))
    // The page that shows it has the jurisdiction as its h2, so the state's own headings begin with h3.
    #expect(part.contains("<h3>A heading of the state"))
    #expect(part.contains("<sup class=\"footnote-ref\">1</sup>"))
    #expect(part.contains("href=\"/plans/aa/2020/ii-c-1/\""))
    #expect(part.contains("Source:"))
    #expect(!(files["sitemap.xml"] ?? "").contains("part.html"))
    #expect(try #require(files["plans/bb/2024/ii-c-1/part.html"]).contains("Editor’s summary"))
  }

  @Test(arguments: [
    ("ii-c-1", "aa", "answered"), ("ii-c-1", "bb", "answered"), ("vi-title1b-c-1", "aa", "not applicable"),
    ("i-a", "aa", "by reference"), ("vi-title1b-a-1", "aa", "not found"), ("iii-a-1", "bb", "not yet coded"),
  ])
  func listOfAnswersHasAWordForEveryJurisdiction(element: String, jurisdiction: String, word: String)
    async throws
  {
    let files = try await site()
    let data = try object(files["elements/\(element)/answers.json"])
    let rows = try #require(data["jurisdictions"] as? [[String: Any]])
    #expect(rows.compactMap { $0["jurisdiction"] as? String } == ["aa", "bb"])
    let row = try #require(rows.first { $0["jurisdiction"] as? String == jurisdiction })
    #expect(row["coverage"] as? String == word)
    #expect(row["place"] as? String == (word == "by reference" ? "The cover letter" : nil))
    let part = row["part"] as? String
    #expect((part == nil) == (word != "answered"))
    if let part { #expect(files[part] != nil) }
  }

  @Test func plannerKnowsLastAnswersAndWhatToLookAt() async throws {
    let files = try await site()
    let answers = try #require(try object(files["planner/aa.json"])["elements"] as? [String: [String: Any]])
    #expect(answers["i-a"]?["place"] as? String == "The cover letter")
    #expect((answers["iii-a-1"]?["extract"] as? String) == "The board meets.")
    #expect(answers["iii-a-1"]?["is_summary"] as? Bool == false)
    #expect(answers["vi-title1b-a-1"]?["coverage"] as? String == "not found")
    let others = try #require(try object(files["planner/bb.json"])["elements"] as? [String: Any])
    #expect(Array(others.keys) == ["ii-c-1"], "elements that are not yet coded are left out")
    let leads = try #require(
      try object(files["planner/outline.json"])["elements"] as? [String: [String: [[String: Any]]]])
    #expect(leads["ii-c-1"]?["practices"]?.first?["url"] as? String == "practices/aa-pathways/")
    // The state that has a practice comes first.
    #expect(leads["ii-c-1"]?["states"]?.compactMap { $0["jurisdiction"] as? String } == ["aa", "bb"])
  }

  @Test func worksheetNamesTheProgramsOfElementsAbove() async throws {
    let page = try #require(try await site()["planner/index.html"])
    #expect(page.contains("data-element=\"vi-vr-c-1\" data-programs=\"vocational-rehabilitation\""))
    #expect(page.contains("data-element=\"ii-c-1\" data-programs=\"\""))
    #expect(!page.contains("data-element=\"vi-vr\""), "only elements that ask for text")
  }

  @Test func facetsCountNarrowerTermsOfEveryDepth() async throws {
    let path = "Content/vocabularies/topics.yml"
    let topics = try #require(SmallSite.files.first { $0.path == path })
    let deeper = SourceFile(
      path: path,
      text: String(decoding: topics.bytes, as: UTF8.self)
        + "  - id: work\n    label: Work\n    definition: All of it.\n"
    ).text(
      replacing: "    label: Career pathways\n", with: "    label: Career pathways\n    broader: work\n")
    let files = try await site(with: [deeper])
    let list = try #require(files["practices/index.html"])
    for topic in ["work", "career-pathways"] {
      #expect(list.contains("data-option=\"\(topic)\""))
    }
    let page = try #require(files["topics/index.html"])
    #expect(page.contains("/topics/sector-partnerships/"), "a term two steps below is on the page")
    #expect(try #require(files["topics/work/index.html"]).contains("/practices/aa-pathways/"))
  }
}

extension SourceFile {
  fileprivate func text(replacing old: String, with new: String) -> SourceFile {
    SourceFile(
      path: path, text: String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: old, with: new))
  }
}
