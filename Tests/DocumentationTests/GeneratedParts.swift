// Papers with generated parts: what stands between two marks is compared with what the code says today.
//
// A part begins with the line `<!-- generated: name -->` and ends with `<!-- end -->`. With RECORD=1 in the environment
// the parts are written anew and the test fails once, so that recording never passes.
import Foundation
import TestSupport

struct GeneratedParts {
  let path: String

  /// What differs, in words; nothing when every part is up to date and every mark has its part.
  func problems(_ parts: [(name: String, text: String)]) throws -> [String] {
    let committed = try Repository.text(path)
    var lines: [String] = []
    var written: [String] = []
    var problems: [String] = []
    var isInside = false
    for line in committed.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line == "<!-- end -->" { isInside = false }
      if !isInside { lines.append(line) }
      guard let name = Self.name(ofMark: line) else { continue }
      isInside = true
      guard let part = parts.first(where: { $0.name == name }) else {
        problems.append("\(path) has a mark for “\(name)”, which nothing generates")
        continue
      }
      written.append(name)
      lines += ["", part.text.trimmingCharacters(in: .newlines), ""]
    }
    for part in parts where written.filter({ $0 == part.name }).count != 1 {
      problems.append("\(path) needs the line <!-- generated: \(part.name) --> exactly once")
    }
    guard !isInside else { return problems + ["\(path): a generated part has no <!-- end -->"] }
    let text = lines.joined(separator: "\n")
    guard text != committed else { return problems }
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try text.write(to: Repository.root.appending(path: path), atomically: true, encoding: .utf8)
      return problems + ["\(path) is recorded; run again without RECORD"]
    }
    return problems + ["\(path) is out of date: RECORD=1 swift test --filter DocumentationTests"]
  }

  private static func name(ofMark line: String) -> String? {
    guard line.hasPrefix("<!-- generated: "), line.hasSuffix(" -->") else { return nil }
    return String(line.dropFirst("<!-- generated: ".count).dropLast(" -->".count))
  }
}
