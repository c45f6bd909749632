// Runs the specification page of what readers see of the sample clearinghouse.
import Diagnostics
import Pages
import Publishing
import Synchronization
import TestSupport
import Testing

/// Fences: `page ADDRESS#ID` is the text of one part of a page, a line a block; links stand as `[words](address)`, words
/// that are marked as `{+added+}`, `[-removed-]` and `==marked==`. `lines FILE` is a file as it is.
@Suite struct SamplePagesSpecs {
  /// The built site by path, made once.
  private static let site = Task { () -> [String: [UInt8]] in
    let prepared = await publish(SmallSite.sample, options: PublishOptions())
    guard let site = prepared.value else {
      throw SpecError(description: diagnosticText(prepared.diagnostics))
    }
    let files = Mutex<[String: [UInt8]]>([:])
    _ = try await site.render(jobs: 2) { file, bytes in files.withLock { $0[file.path] = Array(bytes) } }
    return files.withLock { $0 }
  }

  @Test(arguments: try Spec.examples(in: "sample-pages.md"))
  func samplePages(_ example: SpecExample) async throws {
    let site = try await Self.site.value
    var outputs: [(label: String, text: String)] = []
    for fence in example.fences {
      let parts = fence.argument.split(separator: "#").map(String.init)
      let path = parts[0].hasSuffix("/") ? parts[0] + "index.html" : parts[0]
      let bytes = try #require(site[path], "the sample has no \(path)")
      let text = String(decoding: bytes, as: UTF8.self)
      outputs.append((fence.label, parts.count == 1 ? text : try PageText(text, id: parts[1]).lines))
    }
    let problems = Spec.problems(of: example, inputs: [], outputs: outputs)
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
  }
}

/// What a reader sees of one element of a page.
///
/// The site's pages are well-formed, which the audit of every build checks: tags nest, and void elements are few.
private struct PageText {
  private(set) var lines = ""
  private static let void: Set = ["br", "hr", "img", "input", "link", "meta", "wbr"]
  private static let inline: Set = [
    "a", "abbr", "b", "button", "cite", "code", "dd", "del", "dt", "em", "i", "ins", "mark", "span", "strong",
    "sup",
    "td", "th", "time",
  ]
  private static let marks = ["ins": ("{+", "+}"), "del": ("[-", "-]"), "mark": ("==", "==")]

  init(_ html: String, id: String) throws {
    var rest = html[...]
    var open: [(tag: String, end: String)] = []
    var line = ""
    var isInside = false
    while let start = rest.firstIndex(of: "<") {
      if isInside { line += rest[..<start] }
      guard let end = rest[start...].firstIndex(of: ">") else { break }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      let name = String(tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber })
      if !isInside {
        isInside = tag.contains(" id=\"\(id)\"")
        if isInside { open = [(name, "")] }
        continue
      }
      if !Self.inline.contains(name) {
        append(line)
        line = ""
      }
      if Self.void.contains(name) || tag.hasPrefix("!") { continue }
      if tag.hasPrefix("/") {
        line += open.popLast()?.end ?? ""
        if open.isEmpty { break }
        if name == "td" || name == "th" { line += " | " }
      } else {
        let (before, after) =
          Self.marks[name] ?? (name == "a" ? ("[", "](\(Self.address(in: tag)))") : ("", ""))
        line += before
        open.append((name, after))
      }
    }
    append(line)
    guard !lines.isEmpty else { throw SpecError(description: "the page has no text in #\(id)") }
  }

  private static func address(in tag: Substring) -> Substring {
    tag.split(separator: "href=\"", maxSplits: 1).last?.prefix { $0 != "\"" } ?? ""
  }

  private mutating func append(_ line: String) {
    let words = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    if !words.isEmpty { lines += words + "\n" }
  }
}
