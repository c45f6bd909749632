// Lines and columns: each mark in a document must be found exactly where it stands in the file.
import Diagnostics
import Documents
import Testing

@Suite struct MarkdownPlacesTests {
  /// The place of the `number`-th occurrence of `needle`, counted in bytes from the file's first byte.
  private func place(of needle: String, number: Int = 1, in file: SourceFile) throws -> Place {
    let bytes = Array(needle.utf8)
    var left = number
    for start in 0...(file.bytes.count - bytes.count)
    where file.bytes[start..<(start + bytes.count)].elementsEqual(bytes) {
      left -= 1
      if left == 0 { return file.place(at: start, length: bytes.count) }
    }
    throw Missing()
  }
  private struct Missing: Error {}

  @Test(arguments: [
    "[a](practice:x)", "[A\nB](practice:x)", "> [a](practice:x)",
    "> > text\n> > more [a *b*\n> > c](practice:x) d",
    "- one\n- two [a](practice:x)", "1.\ttab [a](practice:x)", "- a\n\n    deep [a](practice:x)",
    "日本 🎉 [a](practice:x)",
    "\u{FEFF}[a](practice:x)", "a\r\n  b [a](practice:x)\r\nc", "`[a](practice:x` [b](<practice:x>)",
    "| h |\n|---|\n| x [a](practice:x) |", "> | h | [a](practice:x) |\n> |---|---|\n",
    "- | h |\n  |---|\n  | \\| `\\|` [a](practice:x) |",
    "# Title [a](practice:x) {#id}", "Title\n  more [a](practice:x)\n===",
    "text\n\n[^1]\n\n[^1]: see [a](practice:x)",
    "[^1]\n\n[^1]:\n    - list [a](practice:x)", "x ~~del [a](practice:x)~~ www.example.org",
    "- [ ] task [a](practice:x)",
    "lazy > quote\n> one\ntwo [a](practice:x)", "\\[a](practice:y) [b](practice:x)",
    "[[a](practice:x)](practice:y)", "![i](assets/i.png) [a](practice:x)",
    "[a](practice:x \"title (practice:z)\")", "<b title=\"[a](practice:y)\">\n\n[a](practice:x)",
    "> [!NOTE]\n> [a](practice:x)",
    "[r]: practice:q\n[a](practice:x)", "a &amp; b &copy; [a](practice:x)", "\ttab\n\nb [a](practice:x)",
    "***a* b** [a](practice:x)",
  ])
  func referencesAreFoundWhereTheyStand(_ text: String) throws {
    let file = SourceFile(path: "a.md", text: text)
    let parsed = Markdown.parse(file)
    let reference = try #require(parsed.value.references.first { $0.destination == "practice:x" })
    #expect(
      reference.place
        == (try place(of: "practice:x", number: text.contains("(practice:x` ") ? 2 : 1, in: file)))
  }

  @Test(arguments: [
    "# Words {#one two}", "> ## Words {#one two} ##", "- a\n\n  ### Words {#one two}",
    "Words {#one two}\n---", "\u{FEFF}#\tWords\t{#one two}",
    "a\r\n\r\n##   Words {#one two}\r\n",
  ])
  func headingsAndTheirIdsAreFound(_ text: String) throws {
    let file = SourceFile(path: "a.md", text: text)
    let heading = try #require(Markdown.parse(file).value.headings.first)
    #expect(heading.text == "Words")
    var start = try place(of: "Words", in: file)
    start.length = 1
    #expect(heading.place == start)
    #expect(
      heading.ids == [
        Located("one", at: try place(of: "one", in: file)),
        Located("two", at: try place(of: "two", in: file)),
      ])
  }

  @Test func anOffsetBehindFrontMatterKeepsTheFilesLines() throws {
    let front = "---\ntitle: A\n---\n"
    let file = SourceFile(path: "a.md", text: front + "x\n\n> [a](plan:co/2024)\n")
    let parsed = Markdown.parse(file, from: front.utf8.count)
    #expect(parsed.value.references.first?.place == Place(file: "a.md", line: 6, column: 7, length: 12))
    #expect(parsed.value.blocks.map(\.line) == [4, 6])
  }

  @Test func imagesTagsAndFootnotesAreFound() throws {
    let text = "> a <i>b</i>\n> ![](assets/x.png) c[^no]\n\n- ![x](http://a.example/y.png)\n\n[^un]: d\n"
    let file = SourceFile(path: "a.md", text: text)
    let parsed = Markdown.parse(file)
    let found = parsed.diagnostics.map {
      "\($0.code.name) \($0.place.line):\($0.place.column)+\($0.place.length)"
    }
    #expect(
      found == [
        "documents.raw-html 1:5+3", "documents.raw-html 1:9+4", "documents.image-text 2:7+12",
        "documents.footnote-missing 2:22+5", "documents.image 4:8+22", "documents.footnote-unused 6:3+2",
      ])
    #expect(parsed.value.images.map(\.source.place) == [try place(of: "assets/x.png", in: file)])
  }
}
