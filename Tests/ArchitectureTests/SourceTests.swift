// Every Swift file says what it holds, and none grows out of sight.
import TestSupport
import Testing

@Suite struct SourceTests {
  static let files = ["Sources", "Plugins", "Tests"].flatMap { Repository.swiftFiles(below: $0) }

  @Test func thereAreFiles() {
    // A test without arguments would be skipped in silence.
    #expect(Self.files.count > 50)
  }

  @Test(arguments: files)
  func startsWithASentence(_ path: String) throws {
    let comment = try SwiftCode(path: path).lines.prefix { $0.hasPrefix("// ") }
    let words = comment.joined(separator: " ")
    let isSentence = [".", "…", "?"].contains { words.hasSuffix($0) } || words.contains(". ")
    #expect(isSentence, "\(path): the first line is one // sentence on what the file holds")
  }

  /// Files that may be longer, with the reason.
  static let longFiles = [
    // It follows the one function by which libcmark finds blocks; the parts share all of their state.
    "Sources/Documents/Markdown/BlockScan.swift": 800
  ]

  @Test(arguments: files)
  func isNotTooLong(_ path: String) throws {
    let count = try SwiftCode(path: path).lines.count
    #expect(count <= Self.longFiles[path] ?? 600, "\(path) has \(count) lines; ask what it hides")
  }

  /// A specification that no test reads proves nothing.
  @Test func everySpecificationIsRead() throws {
    let specifications = Repository.files(below: "Tests").filter { $0.contains("/Specs/") }
    #expect(!specifications.isEmpty)
    for path in specifications {
      let parts = path.split(separator: "/").map(String.init)
      let code = try Repository.swiftFiles(below: "Tests/\(parts[1])")
        .map { try Repository.text($0) }.joined()
      let name = parts[3...].joined(separator: "/")
      let isNamed = code.contains("\"\(name)\"")
      #expect(isNamed, "no test of \(parts[1]) names \(path)")
    }
  }

  /// A golden site that no test builds proves nothing.
  @Test func everyGoldenSiteIsBuilt() throws {
    for folder in ["Sites", "BrokenSites"] {
      let names = Set(
        Repository.files(below: "Tests/PublishingTests/\(folder)").map {
          String($0.split(separator: "/")[3])
        })
      let code = try Repository.swiftFiles(below: "Tests/PublishingTests")
        .map { try Repository.text($0) }.joined()
      for name in names.sorted() {
        let isNamed = code.contains(name)
        #expect(isNamed, "no test names Tests/PublishingTests/\(folder)/\(name)")
      }
    }
  }
}
