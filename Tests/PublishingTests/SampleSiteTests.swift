// The sample clearinghouse of invented states is sound, and holds what its README says of coverage.
import Diagnostics
import Links
import Pages
import Publishing
import Records
import Testing

@Suite struct SampleSiteTests {
  @Test func everyPageIsSound() async throws {
    let built = try await DeterminismTests.build(SmallSite.sample, jobs: 2)
    #expect(built.digests.count > 300)
    #expect(built.diagnostics.filter { $0.severity == .error } == [])
  }

  @Test(arguments: [
    // Moved through the crosswalk: the newest plan answers, under its own code.
    ("iii-a-2-f", "xa xb xc xd xf", "answered"), ("vi-vr-c", "xa xb xc xd xf", "answered"),
    ("iii-b-7", "xa xb xc xd xf", "not found"), ("iii-b-8", "xd xf", "not found"),
    ("iii-b-8", "xc", "by reference"), ("iv", "xd", "not found"), ("iv", "xe", "not yet coded"),
    ("vi-title1b-d", "xa xb xc xf", "not applicable"), ("ii-c-1", "xe", "answered"),
  ])
  func coverage(of element: String, in jurisdictions: String, is word: String) async {
    let graph = await readGraph(SmallSite.sample, options: PublishOptions()).value.graph
    let coverage = zip(graph.library.jurisdictions.map(\.code), graph.coverage(of: element).map(\.word))
    let words = Dictionary(uniqueKeysWithValues: coverage)
    for code in jurisdictions.split(separator: " ") {
      #expect(words[String(code)] == word, "\(element) in \(code)")
    }
  }

  /// Where the newest plan follows an older edition, what it calls not applicable is followed to the element of today.
  @Test func absencesOfOlderEditionsStandUnderTheElementOfToday() async throws {
    let files = SmallSite.sample.filter { !$0.path.hasPrefix("Content/plans/xc/2024/") }.map { file in
      guard file.path == "Content/plans/xc/2020/plan.md" else { return file }
      let text = String(decoding: file.bytes, as: UTF8.self)
        .replacing("outline: wioa-2020\n", with: "outline: wioa-2020\nnot_applicable: [III.b.1.B]\n")
      return SourceFile(path: file.path, text: text)
    }
    let read = await readGraph(files, options: PublishOptions())
    #expect(read.diagnostics.filter { $0.code.name == "content.unknown-element" } == [])
    let graph = read.value.graph
    let words = zip(graph.library.jurisdictions, graph.coverage(of: "iii-b-6-a")).filter { $0.0.code == "xc" }
      .map(\.1.word)
    #expect(words == ["not applicable"])
  }

  /// `III.a.2.F` of 2020 and of today are different elements; a section is called by the code that its plan has.
  @Test(arguments: [
    "xa/2016/ii-a-1-b-iv", "xa/2020/iii-a-2-f", "xa/2020/iii-a-2-h", "xa/2024/iii-a-2-f",
  ])
  func sectionsAreFoundByTheirOwnCodes(name: String) async throws {
    let graph = await readGraph(SmallSite.sample, options: PublishOptions()).value.graph
    guard case .found(let id) = graph.find("section:\(name)") else {
      Issue.record("no section is found")
      return
    }
    #expect(id.name == name)
  }

  /// A section of an older edition leads to the element of today, and the element to all that it was made of.
  @Test func sectionsOfOlderEditionsStandUnderTheElementOfToday() async {
    let graph = await readGraph(SmallSite.sample, options: PublishOptions()).value.graph
    let sections = (graph.index.sectionsByElement["iii-a-2-e"] ?? []).map {
      graph.library.plans[$0.plan].sections[$0.section].id.name
    }
    let expected = ["xa/2024/iii-a-2-e", "xa/2020/iii-a-2-e", "xa/2020/iii-a-2-f", "xa/2020/iii-a-2-g"]
    #expect(sections.prefix(4) == expected[...])
    let targets = graph.edges(fields: true).filter { $0.source.name == "xa/2020/iii-a-2-h" }
      .map(\.target.name)
    #expect(targets.contains("iii-a-2-f"))
    #expect(!targets.contains("iii-a-2-h"))
  }
}
