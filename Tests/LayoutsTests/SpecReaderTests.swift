// The reader of specification pages, on pages written for the purpose.
import Diagnostics
import Foundation
import TestSupport
import Testing

@Suite struct SpecReaderTests {
  /// Hands a page in a folder of its own to `body`.
  private func withPage(_ text: String, _ body: (_ test: String, _ page: URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "spec-\(UUID().uuidString)")
    let page = folder.appending(path: "Specs/page.md")
    try FileManager.default.createDirectory(
      at: page.deletingLastPathComponent(), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }  // Left behind it harms nobody.
    try text.write(to: page, atomically: true, encoding: .utf8)
    try body(folder.appending(path: "Test.swift").path(), page)
  }

  private let page = """
    # Page

    ## First

    Words.

    ```file a/b c.txt
    # no heading
    ```
    ````html
    ```
    ````

    ## Second

    ```file x escaped
    a\\r
    \\xFF\\\\\\t\\
    ```

    """

  @Test func readsHeadingsFencesAndEscapes() throws {
    try withPage(page) { test, _ in
      let examples = try Spec.examples(in: "page.md", testFile: test)
      #expect(examples.map(\.name) == ["First", "Second"])
      let first = try #require(examples.first)
      #expect(first.files.map(\.path) == ["a/b c.txt"])
      #expect(first.fences.map(\.text) == ["# no heading\n", "```\n"])
      #expect(examples[1].files.map(\.bytes) == [[0x61, 0x0D, 0x0A, 0xFF, 0x5C, 0x09]])
    }
  }

  @Test func refusesEmptyPagesAndRepeatedNames() throws {
    try withPage("# Nothing\n") { test, _ in
      #expect(throws: SpecError.self) { try Spec.examples(in: "page.md", testFile: test) }
    }
    try withPage(page + page) { test, _ in
      #expect(throws: SpecError.self) { try Spec.examples(in: "page.md", testFile: test) }
    }
  }

  @Test func tellsWhatDiffers() throws {
    try withPage(page) { test, _ in
      let first = try #require(try Spec.examples(in: "page.md", testFile: test).first)
      func problems(_ html: String, _ other: String, inputs: Set<String> = ["file"]) -> Int {
        let outputs = [(label: "html", text: html), (label: "other", text: other)]
        return Spec.problems(of: first, inputs: inputs, outputs: outputs, isRecording: false).count
      }
      #expect(problems("```\n", "") == 0)
      #expect(problems("```\n", "unexpected") == 1)
      #expect(problems("", "") == 1)
      #expect(problems("```\n", "", inputs: []) == 1)
      #expect(Spec.problems(of: first, inputs: ["file"], outputs: [], isRecording: false).count == 1)
    }
  }

  @Test func recordsAndFails() throws {
    try withPage(page) { test, url in
      let examples = try Spec.examples(in: "page.md", testFile: test)
      for (example, html) in zip(examples, ["new\n````\n", "a\r\nb"]) {
        let problems = Spec.problems(
          of: example, inputs: ["file"], outputs: [("html", html), ("gone", "")], isRecording: true)
        #expect(problems.last?.contains("run again") == true)
      }
      let recorded = try Spec.examples(in: "page.md", testFile: test)
      #expect(recorded.map { $0.fences("html").map(\.text) } == [["new\n````\n"], ["a\r\nb"]])
      #expect(try String(contentsOf: url, encoding: .utf8).contains("`````html\nnew\n````\n`````\n"))
      let first = try #require(recorded.first)
      _ = Spec.problems(of: first, inputs: ["file"], outputs: [("html", "")], isRecording: true)
      #expect(try Spec.examples(in: "page.md", testFile: test).first?.fences("html").isEmpty == true)
    }
  }
}
