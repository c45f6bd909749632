// The offline copy: its links as a specification page, and the whole small site as one.
import Diagnostics
import Foundation
import Pages
import Publishing
import TestSupport
import Testing

@Suite struct OfflineCopyTests {
  /// The site that the examples belong to.
  private static let site: [OutputFile] = [
    ("404.html", .hosting), ("assets/1a2b/site.css", .reading), ("assets/q&a.pdf", .reading),
    ("data/practices.csv", .reading), ("elements/i/answers.json", .fetching), ("feeds/all.xml", .hosting),
    ("index.html", .reading), ("plans/aa/2024/i/part.html", .fetching), ("practices/index.html", .reading),
    ("practices/x/index.html", .reading), ("search/index.html", .reading),
  ].map { path, use in OutputFile(path: path, use: use) { [] } }

  /// Fences: `base` is the address of the site, else `https://example.org/sub/`; `site PATH` is a file of the site;
  /// `copy PATH` is a file that the copy holds for it.
  @Test(arguments: try Spec.examples(in: "offline.md"))
  func example(_ example: SpecExample) throws {
    let base = example.fences("base").first?.text.trimmingCharacters(in: .newlines)
    let copy = OfflineCopy(of: Self.site, routes: Routes(baseURL: base ?? "https://example.org/sub/"))
    var outputs: [(label: String, text: String)] = []
    for fence in example.fences("site") {
      let file = try #require(Self.site.first { $0.path == fence.argument }, "no file \(fence.argument)")
      for (path, bytes) in copy.contents(of: file, fence.bytes) {
        outputs.append(("copy \(path)", String(decoding: bytes, as: UTF8.self)))
      }
    }
    let problems = Spec.problems(of: example, inputs: ["base", "site"], outputs: outputs)
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
  }

  private func site(_ baseURL: String, drafts: Bool = false) async throws -> Site {
    var options = PublishOptions()
    options.baseURL = baseURL
    options.includesDrafts = drafts
    return try #require(await publish(SmallSite.files, options: options).value)
  }

  /// The copy of the small site by path.
  private func copy(of site: Site) -> [String: String] {
    let copy = OfflineCopy(of: site.files, routes: site.routes)
    var files: [String: String] = [:]
    for file in copy.files {
      let plain = file.render()
      for (path, bytes) in copy.contents(of: file, file.adapted?(plain, .copy) ?? plain) {
        files[path] = String(decoding: bytes, as: UTF8.self)
      }
    }
    return files
  }

  @Test func theCopyHoldsWhatReadersUseAndNoMore() async throws {
    let files = copy(of: try await site("https://example.org/"))
    for path in [
      "index.html", "data/practices.csv", "data/practices.json", "data/SHA256SUMS", "search/index.html",
      "plans/aa/2024/print/index.html", "practices/aa-pathways/cite.bib", "elements/ii-c-1/answers.json.js",
      "plans/aa/2024/ii-c-1/part.html.js", "planner/outline.json.js", "search/places.json.js",
    ] {
      #expect(files[path] != nil, "\(path) is missing")
    }
    for path in files.keys {
      #expect(!["404.html", "robots.txt", "sitemap.xml", "_headers", "_redirects"].contains(path))
      #expect(!path.hasPrefix("feeds/"))
    }
  }

  @Test func onlyThreePagesSayWhereTheyAre() async throws {
    let files = copy(of: try await site("https://example.org/plans/"))
    let saying = files.filter { $1.contains("This is an offline copy") }.keys.sorted()
    #expect(saying == ["data/index.html", "index.html", "search/index.html"])
    let search = try #require(files["search/index.html"])
    #expect(search.contains("<a href=\"https://example.org/plans/search/\">"))
    #expect(!search.contains("data-index"), "there is no index here")
  }

  /// Wherever the site stands, the pages of the copy lead to the same files.
  @Test func theBasePathLeavesNoTrace() async throws {
    let root = copy(of: try await site("https://example.org/"))
    let below = copy(of: try await site("https://example.org/a/b/"))
    #expect(Set(root.keys) == Set(below.keys))
    for (path, text) in below where path.hasSuffix(".html") {
      let own = text.replacing("https://example.org/a/b/", with: "https://example.org/")
      #expect(own == root[path], "\(path) differs")
      #expect(!text.contains("=\"/"), "\(path) has a link that begins at the root of the disk")
    }
  }

  @Test func draftsAreInTheCopyOnlyWhereTheyAreOnTheSite() async throws {
    for drafts in [false, true] {
      let files = copy(of: try await site("https://example.org/", drafts: drafts))
      #expect(files.values.contains { $0.contains("bb-draft") } == drafts)
    }
  }

  @Test func theDigestFollowsEveryFile() async throws {
    let site = try await site("https://example.org/")
    func digest(_ change: String = "", plain: String = "") -> String {
      let later = Dictionary(
        uniqueKeysWithValues: site.files.filter { $0.adapted != nil }.map { ($0.path, Array(plain.utf8)) })
      return OfflineCopy(of: site.files, routes: site.routes, plain: later)
        .digest { Array(($0 == change ? "other" : "same").utf8) }
    }
    #expect(digest() == digest())
    #expect(digest("practices/aa-pathways/index.html") != digest())
    #expect(digest("robots.txt") == digest(), "it is not in the copy")
    #expect(digest(plain: "other checksums") != digest())
  }
}
