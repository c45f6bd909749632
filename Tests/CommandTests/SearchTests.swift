// The search index of a build, with a stand-in for Pagefind: made, used again, left out, failed.
import Foundation
import Testing

/// A folder with a program `pagefind` that indexes nothing: it notes each run, and the pages that it would index.
private struct StandIn {
  let folder: TemporaryFolder
  /// Where the stand-in is the only program but for the system's own.
  var environment: [String: String] { ["PATH": "\(folder.url.path(percentEncoded: false)):/usr/bin:/bin"] }

  init(version: String = "1.5.2", ending: String = "") throws {
    folder = try TemporaryFolder()
    try change(version: version, ending: ending)
  }

  func change(version: String = "1.5.2", ending: String = "") throws {
    let log = folder.url.appending(path: "runs").path(percentEncoded: false)
    let script = """
      #!/bin/sh
      [ "$1" = --version ] && { echo "pagefind \(version)"; exit; }
      echo run >>'\(log)'
      mkdir -p "$4/fragment"
      (cd "$2" && grep -rl data-pagefind-body --include=index.html . | sort) >"$4/fragment/pages"
      echo "$PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE" >"$4/fragment/size"
      echo interface >"$4/pagefind-ui.js"
      echo engine >"$4/pagefind.js"
      \(ending)
      """
    let program = folder.url.appending(path: "pagefind")
    try Data(script.utf8).write(to: program)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: program.path(percentEncoded: false))
  }

  func runs() -> Int {
    let log = try? String(contentsOf: folder.url.appending(path: "runs"), encoding: .utf8)
    return log?.split(separator: "\n").count ?? 0
  }
}

@Suite struct SearchTests {
  @Test func theIndexIsMadeFromRecordsAndUsedAgainUntilOneChanges() throws {
    let (place, pagefind) = (try Workplace(), try StandIn())
    let first = try place.run("build", environment: pagefind.environment)
    #expect(first.status == 0, "\(first.errors)")
    let made = try tree(place.output)
    #expect(made["pagefind/pagefind.js"] == Data("engine\n".utf8))
    #expect(made["pagefind/pagefind-ui.js"] == nil, "what no browser fetches is not kept")
    #expect(made["pagefind/input.sha256"] != nil)
    #expect(made["pagefind/fragment/size"] == Data("3000\n".utf8), "a query fetches small pieces")
    let page = String(decoding: try #require(made["search/index.html"]), as: UTF8.self)
    #expect(page.contains("/pagefind/\">"))

    let indexed = String(decoding: try #require(made["pagefind/fragment/pages"]), as: UTF8.self)
      .split(separator: "\n").map { String($0.dropFirst()) }
    for page in [
      "/practices/aa-pathways/", "/elements/ii-c-1/", "/plans/aa/2024/ii-c-1/", "/jurisdictions/aa/",
    ] {
      #expect(indexed.contains(page + "index.html"))
    }
    for page in [
      "/", "/practices/", "/elements/", "/plans/aa/2024/print/", "/search/", "/practices/bb-draft/",
    ] {
      #expect(!indexed.contains(page + "index.html"), "\(page) must stay out of the index")
    }

    #expect(
      try place.run("build", environment: pagefind.environment).output.contains(
        "(0 new or changed, 0 removed)"))
    #expect(pagefind.runs() == 1)
    // A new style sheet changes every page, but nothing that is searched.
    try place.write("Layouts/assets/site.css", "body { color: black }")
    #expect(try place.run("build", environment: pagefind.environment).status == 0)
    #expect(pagefind.runs() == 1)
    try place.write("Content/pages/p.md", "---\ntitle: P\n---\n\nNew words.\n")
    #expect(try place.run("build", environment: pagefind.environment).status == 0)
    #expect(pagefind.runs() == 2)
    try pagefind.change(version: "1.6.0")
    #expect(try place.run("build", environment: pagefind.environment).status == 0)
    #expect(pagefind.runs() == 3)
  }

  @Test func draftsAreInTheIndexOnlyWhereTheyAreOnTheSite() throws {
    let (place, pagefind) = (try Workplace(), try StandIn())
    for (arguments, isThere) in [([], false), (["--drafts"], true)] {
      _ = try clearinghouse(
        ["build", "--quiet"] + arguments, in: place.folder.url, environment: pagefind.environment)
      let made = try tree(place.output)
      for file in ["pagefind/fragment/pages", "search/places.json"] {
        let text = String(decoding: try #require(made[file]), as: UTF8.self)
        #expect(text.contains("bb-draft") == isThere)
      }
    }
  }

  @Test func withoutPagefindTheSiteIsPublishedWithAWarning() throws {
    let place = try Workplace()
    let built = try place.run("build", environment: ["PATH": "/nowhere"])
    #expect(built.status == 0)
    #expect(built.errors.contains("Pagefind is not installed"))
    #expect(built.errors.contains("pip install 'pagefind[bin]'"))
    #expect(built.errors.contains("[workspace.no-pagefind]"))
    let made = try tree(place.output)
    let page = String(decoding: try #require(made["search/index.html"]), as: UTF8.self)
    #expect(page.contains("built without a search index"))
    #expect(!page.contains("data-index"))
    #expect(made["search/places.json"] != nil)
    #expect(try place.run("build", "--strict", environment: ["PATH": "/nowhere"]).status == 1)
  }

  @Test func noSearchLeavesTheIndexOutWithoutAWarning() throws {
    let (place, pagefind) = (try Workplace(), try StandIn())
    #expect(try place.run("build", environment: pagefind.environment).status == 0)
    let built = try place.run("build", "--no-search", "--strict", environment: pagefind.environment)
    #expect(built.status == 0)
    #expect(built.errors.isEmpty)
    #expect(pagefind.runs() == 1)
    #expect(try tree(place.output)["pagefind/pagefind.js"] == nil)
  }

  @Test func aPagefindThatFailsLeavesNoHalfIndex() throws {
    let place = try Workplace()
    let pagefind = try StandIn(ending: "echo 'out of luck' >&2; exit 1")
    let built = try place.run("build", environment: pagefind.environment)
    #expect(built.status == 0)
    #expect(built.errors.contains("Pagefind made no search index: out of luck"))
    #expect(built.errors.contains("[workspace.index-failed]"))
    #expect(try tree(place.output).keys.allSatisfy { !$0.hasPrefix("pagefind") })
  }
}
