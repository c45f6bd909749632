// Messages as text and JSON, places in bytes, and near misses.
import Diagnostics
import TestSupport
import Testing

private let code = DiagnosticCode("test.code", "A test.", remedy: "Nothing.")

@Suite struct DiagnosticTextSpecs {
  /// Fences: `file PATH` is the source; `at LINE COLUMN LENGTH` holds a message; `text` is what a person sees.
  @Test(arguments: try Spec.examples(in: "text.md"))
  func example(_ example: SpecExample) throws {
    let file = try #require(example.files.first)
    let text = try example.fences("at").map { fence -> String in
      let numbers = fence.argument.split(separator: " ").compactMap { Int($0) }
      try #require(numbers.count == 3)
      let place = Place(file: file.path, line: numbers[0], column: numbers[1], length: numbers[2])
      let message = fence.text.split(separator: "\n").first.map(String.init) ?? ""
      return Diagnostic(code, at: place, message).text { $0 == file.path ? file : nil }
    }.joined()
    let problems = Spec.problems(of: example, inputs: ["file", "at"], outputs: [("text", text)])
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
  }
}

@Suite struct DiagnosticTests {
  static let full = Diagnostic(
    code, .warning, at: Place(file: "Content/a.md", line: 2, column: 3, length: 4), "it is “so”",
    help: "Do this.",
    notes: [.init("first here", at: Place(file: "Content/b.md", line: 7, column: 1)), .init("by the way")])

  @Test func textHasNotesAndHelp() {
    #expect(
      Self.full.text(source: { _ in nil }) == """
        Content/a.md:2:3: warning: it is “so” [test.code]
          note: first here (Content/b.md:7:1)
          note: by the way
          help: Do this.

        """)
  }

  @Test func valuesInMessagesNeitherBreakLinesNorSteerTheTerminal() {
    let hostile = Diagnostic(
      code, at: Place(file: "a\n.md"), "“a\u{1B}[31m\r\nb\u{9B}2J\u{202E}c” is no date", help: "d\ne",
      notes: [.init("f\ng", at: Place(file: "h\u{7}"))])
    #expect(
      hostile.text(source: { _ in nil }) == """
        a .md:1:1: error: “a [31m  b 2J c” is no date [test.code]
          note: f g (h :1:1)
          help: d e

        """)
  }

  @Test func colorsAreOnlyAroundTheSeverity() {
    let text = Self.full.text(source: { _ in nil }, colored: true)
    #expect(text.hasPrefix("Content/a.md:2:3: \u{1B}[1;33mwarning\u{1B}[0m: it is"))
    #expect(text.count { $0 == "\u{1B}" } == 2)
  }

  @Test func jsonHasTheKeysOfTheContractInOrder() {
    #expect(
      Self.full.json == """
        {"code":"test.code","severity":"warning","file":"Content/a.md","line":2,"column":3,\
        "message":"it is “so”","help":"Do this.","notes":[{"message":"first here","file":"Content/b.md",\
        "line":7,"column":1},{"message":"by the way"}]}
        """)
  }

  @Test func jsonWithoutHelpHasNull() {
    let plain = Diagnostic(code, at: Place(file: "a\"\\.md"), "one\ntwo\t<b>\u{2028}\u{1}\u{7F}")
    #expect(
      plain.json == """
        {"code":"test.code","severity":"error","file":"a\\"\\\\.md","line":1,"column":1,\
        "message":"one\\ntwo\\t\\u003cb>\\u2028\\u0001\\u007f","help":null,"notes":[]}
        """)
  }

  @Test func sortedByPlaceThenCodeThenMessageWithoutRepeats() {
    func make(_ file: String, _ line: Int, _ column: Int, _ message: String) -> Diagnostic {
      Diagnostic(code, at: Place(file: file, line: line, column: column), message)
    }
    let sorted = [
      make("a", 1, 1, "x"), make("a", 2, 1, "x"), make("a", 10, 1, "x"), make("a", 10, 2, "a"),
      make("a", 10, 2, "b"), make("b", 1, 1, "x"),
    ]
    #expect((sorted.reversed() + sorted).sortedByPlace() == sorted)
  }

  @Test func onlyErrorsAreErrors() {
    #expect(![Self.full].hasErrors)
    #expect([Self.full, Diagnostic(code, at: Place(file: "a"), "x")].hasErrors)
  }
}

@Suite struct SourceFileTests {
  static let text = "one\r\nß🙂\rthree\n\nfive"

  /// Offsets, and the line and column in bytes where they stand; `\r`, `\n` and `\r\n` end lines.
  @Test(arguments: [
    (0, 1, 1), (3, 1, 4), (5, 2, 1), (7, 2, 3), (11, 2, 7), (12, 3, 1), (17, 3, 6), (18, 4, 1), (19, 5, 1),
    (23, 5, 5), (99, 5, 5), (-1, 1, 1),
  ])
  func placesCountBytes(offset: Int, line: Int, column: Int) {
    let place = SourceFile(path: "a", text: Self.text).place(at: offset)
    #expect([place.line, place.column] == [line, column])
  }

  @Test(arguments: zip(1...7, ["one", "ß🙂", "three", "", "five", "", ""]))
  func linesComeWithoutTheirEnds(number: Int, expected: String) {
    let line = SourceFile(path: "a", text: Self.text).line(number)
    #expect(String(decoding: line, as: UTF8.self) == expected)
  }
}

@Suite struct NearestTests {
  static let names = ["title", "tile", "summary", "sources", "status", "populations", "populations_named"]

  @Test(arguments: [
    ("titel", ["title"]), ("sumary", ["summary"]), ("SUMMARY", ["summary"]), ("staus", ["status"]),
    ("stauts", ["status"]), ("population", ["populations"]), ("zzzzz", []), ("", []), ("x", []),
    ("source", ["sources"]),
  ])
  func theNearestNamesComeFirst(word: String, expected: [String]) {
    #expect(nearest(to: word, in: Self.names) == expected)
  }

  @Test func tiesAreAlphabeticalWhateverTheOrder() {
    let names = ["cat", "bat", "hat", "rat"]
    #expect(nearest(to: "mat", in: names) == ["bat", "cat", "hat"])
    #expect(nearest(to: "mat", in: names.reversed()) == ["bat", "cat", "hat"])
  }

  @Test func hugeWordsAreNotCompared() {
    let huge = String(repeating: "a", count: 100_000)
    #expect(nearest(to: huge, in: [huge]).isEmpty)
    #expect(nearest(to: "a", in: [huge]).isEmpty)
  }

  @Test func oneSentenceNamesThem() {
    #expect(didYouMean("mat", in: ["cat", "bat"]) == "Did you mean “bat” or “cat”?")
    #expect(didYouMean("staus", in: Self.names) == "Did you mean “status”?")
    #expect(didYouMean("zzzzz", in: Self.names) == nil)
  }
}
