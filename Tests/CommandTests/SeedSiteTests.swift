// The repository's own site, built twice by the program and read by another one.
import Foundation
import Testing

@Suite struct SeedSiteTests {
  /// Two folders, two working folders, two locales, time zones and numbers of jobs: the same bytes. One of the two
  /// trees is then read by `check_pages.py`, which shares no line with the program's own audit.
  @Test func isTheSameFromTwoPlacesAndEveryPageIsSound() throws {
    let first = try TemporaryFolder()
    let second = try TemporaryFolder()
    let repository = Workplace.repository
    let plain = try clearinghouse(
      [
        "build", "--quiet", "--jobs", "1", "--output",
        first.url.appending(path: "Output").path(percentEncoded: false),
      ],
      in: repository, environment: ["LANG": "C", "LC_ALL": "C", "TZ": "UTC"])
    #expect(plain.status == 0, "\(plain.errors)")
    // Copies, because a path that leaked into the output would differ.
    for name in ["Content", "Layouts"] {
      try FileManager.default.copyItem(
        at: repository.appending(path: name), to: second.url.appending(path: name))
    }
    let other = try clearinghouse(
      ["build", "--quiet", "--jobs", "4"], in: second.url,
      environment: ["LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati"])
    #expect(other.status == 0, "\(other.errors)")
    let trees = try [first, second].map { try tree($0.url.appending(path: "Output")) }
    #expect(trees[0].count > 1_500)
    #expect(Set(trees[0].keys) == Set(trees[1].keys))
    #expect(trees[0].filter { trees[1][$0.key] != $0.value }.keys.sorted() == [])

    let check = try run(
      URL(filePath: "/usr/bin/env"),
      [
        "python3", Workplace.tests.appending(path: "CommandTests/check_pages.py").path(percentEncoded: false),
        "Output", "Content", "/",
      ], in: second.url)
    #expect(check.status == 0, "\(check.output)\(check.errors)")
    // The seed as it was delivered; a record that is added counts itself.
    for (name, least) in [
      ("practices", 141), ("elements", 293), ("jurisdictions", 57), ("guidance", 105), ("plans", 100),
      ("sections", 300), ("pages", 1_300), ("links", 10_000),
    ] {
      #expect(try count(name, in: check.output) >= least)
    }
  }

  private func count(_ name: String, in output: String) throws -> Int {
    let line = try #require(output.split(separator: "\n").first)
    let counts = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Int]
    return try #require(counts?[name])
  }
}
