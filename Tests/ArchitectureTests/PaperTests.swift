// The papers name only what is there, and the decisions have one form.
import Foundation
import TestSupport
import Testing

@Suite struct PaperTests {
  static let papers =
    ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]
    + Repository.files(below: "Documentation").filter { $0.hasSuffix(".md") }

  /// Folders whose files a paper may name.
  static let folders = [
    "Sources", "Plugins", "Tests", "Content", "Layouts", "Documentation", ".ci", "Benchmarks",
  ]

  @Test(arguments: papers)
  func namesOnlyPathsThatExist(_ paper: String) throws {
    // The examples of messages are files that nobody has, and the first steps write the file that they name.
    guard !["Documentation/diagnostics.md"].contains(paper) else { return }
    let text = try Repository.text(paper)
    let written = text.ranges(of: "```markdown ").map { range in
      String(text[range.upperBound...].prefix { !$0.isWhitespace })
    }
    // Content without images has no assets.
    for path in paths(in: text) where !written.contains(path) && path != "Content/assets" {
      #expect(Repository.exists(path), "\(paper) names \(path)")
    }
  }

  @Test(arguments: papers)
  func linksLeadSomewhere(_ paper: String) throws {
    let folder = paper.split(separator: "/").dropLast().joined(separator: "/")
    let text = try Repository.text(paper)
    for match in withoutCode(text).matches(of: /(?:^|[^\\])\]\(([^)\s]+)\)/) {
      let target = String(match.1)
      // References of the content's dialect are shown in code only; web addresses are not fetched.
      guard !target.hasPrefix("https://"), !target.hasPrefix("http://") else { continue }
      let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(
        String.init)
      let path = parts[0].isEmpty ? paper : normalized(folder.isEmpty ? parts[0] : "\(folder)/\(parts[0])")
      #expect(Repository.exists(path), "\(paper) links to \(target)")
      guard parts.count > 1, path.hasSuffix(".md"), Repository.exists(path) else { continue }
      #expect(anchors(in: try Repository.text(path)).contains(parts[1]), "\(paper) links to \(target)")
    }
  }

  @Test(arguments: papers)
  func holdsNoPathOfOneMachine(_ paper: String) throws {
    let text = try Repository.text(paper)
    for path in ["/work/", "/home/", "/Users/", "/root/"] {
      let isNamed = text.contains(path)
      #expect(!isNamed, "\(paper) holds \(path)")
    }
  }

  @Test func readmeIsShort() throws {
    #expect(
      try Repository.text("README.md").split(separator: "\n", omittingEmptySubsequences: false).count <= 201)
  }

  @Test func readmeHasARowForEveryRoom() throws {
    let text = try Repository.text("README.md")
    for room in Room.all.map(\.name) + Room.modulesOfC {
      let hasRow = text.contains("\n| `\(room)` |")
      #expect(hasRow, "the table of rooms lacks \(room)")
    }
  }

  @Test func readmeNamesEveryTargetOfMake() throws {
    let readme = try Repository.text("README.md") + Repository.text("CONTRIBUTING.md")
    for match in try Repository.text("Makefile").matches(of: /(?m)^([a-z-]+):/) {
      let isNamed = readme.contains("make \(match.1)")
      #expect(isNamed, "make \(match.1) is not explained")
    }
  }

  @Test func imagesAreSmallAndShown() throws {
    let all = try Self.papers.map { try Repository.text($0) }.joined()
    for path in Repository.files(below: "Documentation/images") {
      let bytes = try Data(contentsOf: Repository.root.appending(path: path)).count
      #expect(bytes <= 150_000, "\(path) has \(bytes) bytes")
      let isShown = all.contains(path)
      #expect(isShown, "no paper shows \(path)")
    }
  }

  @Test func decisionsHaveOneForm() throws {
    let decisions = Repository.files(below: "Documentation/decisions")
    #expect(!decisions.isEmpty)
    var numbers: Set<String> = []
    for path in decisions {
      let number = String(path.split(separator: "/")[2].prefix(4))
      #expect(numbers.insert(number).inserted, "the number \(number) is taken twice")
      let text = try Repository.text(path)
      let plain = Int(number).map(String.init) ?? number
      let hasTitle = text.hasPrefix("# \(plain). ")
      #expect(hasTitle, "\(path): the title is “# \(plain). …”")
      let decides = text.contains("\n## Decision\n")
      #expect(decides, "\(path) says what was decided under “## Decision”")
    }
  }

  // MARK: Reading Markdown

  /// Paths below the repository's folders in code spans; patterns and placeholders are no paths.
  private func paths(in text: String) -> [String] {
    withoutFences(text).matches(of: /`([^`\n]+)`/).map { String($0.1) }
      .filter { span in
        Self.folders.contains { span == $0 || span.hasPrefix($0 + "/") }
          && !span.contains { "<>*…{} ".contains($0) }
      }
      .map { span in
        // `Sources/Records/Schema.swift:12` names a line.
        String(span.prefix { $0 != ":" })
      }
  }

  private func withoutFences(_ text: String) -> String {
    var mark: String?
    return text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      let ticks = String(line.prefix { $0 == "`" })
      if let open = mark {
        if line == open { mark = nil }
        return false
      }
      if ticks.count >= 3 { mark = ticks }
      return mark == nil
    }
    .joined(separator: "\n")
  }

  private func withoutCode(_ text: String) -> String {
    withoutFences(text).replacing(/`[^`\n]*`/, with: "")
  }

  private func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", !parts.isEmpty { parts.removeLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }

  /// Heading ids as repository browsers make them.
  private func anchors(in text: String) -> Set<String> {
    Set(
      withoutFences(text).split(separator: "\n").filter { $0.hasPrefix("#") }.map { heading in
        String(
          heading.drop { $0 == "#" || $0 == " " }.lowercased()
            .filter { $0.isLetter || $0.isNumber || "-_ ".contains($0) }
            .map { $0 == " " ? "-" : $0 })
      })
  }
}
