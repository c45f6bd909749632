// The offline copy of a build: made with the real zip, the same everywhere, used again, left out, failed.
import Foundation
import Testing

@Suite struct OfflineTests {
  private static let zip = "data/offline-copy.zip"
  private static let label = "data/.offline-copy.zip.made-from"

  private func build(
    _ place: Workplace, _ arguments: String..., environment: [String: String] = [:]
  ) throws -> Run {
    try clearinghouse(
      ["build"] + arguments, in: place.folder.url, environment: environment, hasOfflineCopy: true)
  }

  /// A folder with a program `zip` that knows its version and does what `script` says.
  private func standIn(_ script: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let program = folder.url.appending(path: "zip")
    try Data("#!/bin/sh\n[ \"$1\" = -v ] && { echo 'This is Zip 3.0'; exit; }\n\(script)\n".utf8).write(
      to: program)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: program.path(percentEncoded: false))
    return folder
  }

  private func path(_ folder: TemporaryFolder) -> String {
    "\(folder.url.path(percentEncoded: false)):/usr/bin:/bin"
  }

  @Test func theCopyIsPublishedNamedAndListed() throws {
    let place = try Workplace()
    let built = try build(place, "--base-url", "https://example.org/sub/")
    #expect(built.status == 0, "\(built.errors)")
    #expect(built.errors.isEmpty)
    let made = try tree(place.output)
    let zip = try #require(made[Self.zip])
    #expect(zip.starts(with: Array("PK".utf8)))
    let page = String(decoding: try #require(made["data/index.html"]), as: UTF8.self)
    #expect(page.contains("<a href=\"/sub/data/offline-copy.zip\">offline-copy.zip</a> ("))
    let sums = String(decoding: try #require(made["data/SHA256SUMS"]), as: UTF8.self).split(separator: "\n")
    #expect(sums.contains { $0.hasSuffix("  offline-copy.zip") })
    let names = sums.map { $0.dropFirst(66) }
    #expect(names == names.sorted())
    let manifest = String(decoding: try #require(made[".clearinghouse-manifest"]), as: UTF8.self)
    #expect(manifest.contains(" \(zip.count) \(Self.zip)\n"))
    let beside = try FileManager.default.contentsOfDirectory(
      atPath: place.folder.url.path(percentEncoded: false))
    #expect(!beside.contains { $0.contains("archive") }, "the folder of the copy is left over")

    // What is unpacked: one folder, whose pages link to each other's files.
    let unpacked = try TemporaryFolder()
    let archive = place.output.appending(path: Self.zip).path(percentEncoded: false)
    let unpacking = ["python3", "-m", "zipfile", "-e", archive, "."]
    #expect(try run(URL(filePath: "/usr/bin/env"), unpacking, in: unpacked.url).status == 0)
    let copy = try tree(unpacked.url)
    #expect(copy.keys.allSatisfy { $0.split(separator: "/")[0] == "offline-copy" })
    let home = String(decoding: try #require(copy["offline-copy/index.html"]), as: UTF8.self)
    #expect(home.contains("href=\"practices/index.html\""))
    #expect(copy["offline-copy/data/practices.csv"] == made["data/practices.csv"])
    for path in ["data/offline-copy.zip", "404.html", "pagefind", "_headers", ".clearinghouse-manifest"] {
      #expect(copy["offline-copy/\(path)"] == nil)
    }
  }

  /// Neither the clock, the time zone, the language, the rights of new files, the folder nor `ZIPOPT` shows.
  @Test func theCopyIsTheSameEverywhere() throws {
    let (one, other) = (try Workplace(), try Workplace())
    #expect(
      try build(one, environment: ["TZ": "Pacific/Kiritimati", "LC_ALL": "C", "ZIPOPT": "-9"]).status == 0)
    let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "clearinghouse").path(percentEncoded: false)
    let built = try run(
      URL(filePath: "/bin/sh"),
      ["-c", "umask 077; exec \"$0\" build --no-search --jobs 1", program], in: other.folder.url,
      ["TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1700000000"])
    #expect(built.status == 0)
    #expect(try tree(one.output)[Self.zip] == tree(other.output)[Self.zip])
  }

  @Test func theCopyIsUsedAgainUntilAFileOfItChanges() throws {
    let place = try Workplace()
    let log = place.folder.url.appending(path: "runs")
    let counting = try standIn("echo run >>'\(log.path(percentEncoded: false))'\nexec /usr/bin/zip \"$@\"")
    func runs() -> Int {
      ((try? String(contentsOf: log, encoding: .utf8)) ?? "").split(separator: "\n").count
    }
    let environment = ["PATH": path(counting)]
    #expect(try build(place, environment: environment).status == 0)
    #expect(try build(place, environment: environment).output.contains("(0 new or changed, 0 removed)"))
    #expect(runs() == 1)
    // Only the copy shows these words.
    let search = place.folder.url.appending(path: "Layouts/search.mustache")
    let layout = try String(contentsOf: search, encoding: .utf8)
    try place.write(
      "Layouts/search.mustache", layout.replacing("This is an offline copy of the site.", with: "Offline."))
    #expect(try build(place, environment: environment).status == 0)
    #expect(runs() == 2)
    try place.write("Content/pages/p.md", "---\ntitle: P\n---\n\nNew words.\n")
    #expect(try build(place, environment: environment).status == 0)
    #expect(runs() == 3)
    // Somebody changed the file: it is made anew.
    try Data("PK".utf8).write(to: place.output.appending(path: Self.zip))
    #expect(try build(place, environment: environment).status == 0)
    #expect(runs() == 4)
    #expect(try #require(try tree(place.output)[Self.zip]).count > 1_000)
  }

  @Test func withoutZipTheSiteIsPublishedWithAWarning() throws {
    let place = try Workplace()
    let built = try build(place, environment: ["PATH": "/nowhere"])
    #expect(built.status == 0)
    #expect(built.errors.contains("zip is not installed, so the site has no offline copy"))
    #expect(built.errors.contains("[workspace.no-zip]"))
    let made = try tree(place.output)
    #expect(made[Self.zip] == nil)
    let page = String(decoding: try #require(made["data/index.html"]), as: UTF8.self)
    #expect(!page.contains("offline-copy.zip"))
    #expect(try build(place, "--strict", environment: ["PATH": "/nowhere"]).status == 1)
  }

  @Test func noOfflineCopyLeavesItOutWithoutAWarning() throws {
    let place = try Workplace()
    #expect(try build(place).status == 0)
    let built = try place.run("build", "--strict")
    #expect(built.status == 0)
    #expect(built.errors.isEmpty)
    let made = try tree(place.output)
    #expect(made[Self.zip] == nil)
    #expect(made[Self.label] == nil)
    #expect(!String(decoding: try #require(made["data/SHA256SUMS"]), as: UTF8.self).contains(".zip"))
  }

  @Test func aZipThatFailsLeavesTheSiteWhole() throws {
    let place = try Workplace()
    let failing = try standIn("echo 'zip error: out of luck'; exit 14")
    let built = try build(place, environment: ["PATH": path(failing)])
    #expect(built.status == 0)
    #expect(built.errors.contains("zip made no offline copy: zip error: out of luck"))
    #expect(built.errors.contains("[workspace.zip-failed]"))
    let made = try tree(place.output)
    #expect(made[Self.zip] == nil)
    #expect(made["data/index.html"] != nil && made["search/index.html"] != nil && made["index.html"] != nil)
  }

  @Test func aSiteWithErrorsIsNotPacked() throws {
    let place = try Workplace()
    let failing = try standIn("touch '\(place.folder.url.path(percentEncoded: false))/ran'; exit 1")
    try place.write("Layouts/page.mustache", "<p><a href=\"/no-such-page/\">{{summary}}{{{main}}}</a></p>")
    #expect(try build(place, environment: ["PATH": path(failing)]).status == 1)
    #expect(try tree(place.folder.url)["ran"] == nil)
  }
}
