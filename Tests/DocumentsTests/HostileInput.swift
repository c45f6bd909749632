// The hostile inputs, by name; the benchmark measures the same list.

/// An input whose time or memory some parser gets wrong.
struct HostileInput: Sendable {
  let name: String
  let bytes: [UInt8]
  /// Whether a result without a block is right.
  var isEmpty = false

  init(_ name: String, _ text: String, isEmpty: Bool = false) {
    self.name = name
    bytes = Array(text.utf8)
    self.isEmpty = isEmpty
  }

  private static func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  static let all: [HostileInput] = classic + quadratic + ours + bytesAndSizes

  /// What upstream's list of slow inputs is about, in our own words.
  private static let classic = [
    HostileInput("nested strong emphasis", times("*a **a ", 60_000) + "b" + times(" a** a*", 60_000)),
    HostileInput("closers without openers", times("a_ ", 60_000)),
    HostileInput("openers without closers", times("_a ", 60_000)),
    HostileInput("link closers without openers", times("a]", 60_000)),
    HostileInput("link openers without closers", times("[a", 60_000)),
    HostileInput("mismatched openers and closers", times("*a_ ", 60_000)),
    HostileInput("openers and closers in multiples of three", "a**b" + times("c* ", 60_000)),
    HostileInput("link openers and emphasis closers", times("[ a_", 60_000)),
    HostileInput("link opener and colon", times("[ (](", 60_000)),
    HostileInput("hard link and emphasis", "**x [a*b**c*](d)"),
    HostileInput("nested brackets", times("[", 60_000) + "a" + times("]", 60_000)),
    HostileInput("nested quotes", times("> ", 60_000) + "a"),
    HostileInput("deep lists by indentation", (0..<1_000).map { times("  ", $0) + "* a\n" }.joined()),
    HostileInput("backslashes", times("\\", 60_000)),
    HostileInput("backticks of all lengths", (1...1_500).map { "e" + times("`", $0) }.joined()),
    HostileInput("unclosed autolinks", times("<http://a ", 60_000)),
    HostileInput("unclosed HTML comments", times("<!--a ", 60_000)),
    HostileInput(
      "unclosed declarations", times("<!A ", 60_000) + times("<?", 60_000) + times("<![CDATA[", 30_000)),
    HostileInput("unclosed tags", times("<a b=\"", 60_000) + times("<a b='\"", 30_000)),
    HostileInput("empty link destinations", times("[a](<b", 60_000)),
    HostileInput("unclosed titles", times("[a](b \"", 60_000) + times("[a](b 'c\"", 30_000)),
    HostileInput("definitions of nothing", times("[a]: u\n", 60_000) + times("[a] ", 20_000)),
    HostileInput("many definitions", (0..<40_000).map { "[r\($0)]: u\n" }.joined() + times("[r1] ", 20_000)),
    HostileInput("long label", "[" + times("a", 200_000) + "]: u\n\n[" + times("a", 200_000) + "]"),
    HostileInput("entities", times("&#x", 60_000) + times("&lt", 60_000)),
  ]

  /// The four inputs for which libcmark 0.30.2 needs quadratic time.
  private static let quadratic = [
    HostileInput("images in images", times("![[]()", 60_000)),
    HostileInput("images in images, below the limit", times(times("![[]()", 990) + "\n\n", 100)),
    HostileInput("list markers, then blank lines", times("- ", 60_000) + "x" + times("\n", 60_000)),
    HostileInput("list markers, below the limit", times("- ", 31) + "x" + times("\n", 90_000)),
    HostileInput(
      "list in quote, then quoted blank lines", "> " + times("- ", 60_000) + "x\n" + times(">\n", 60_000)),
    HostileInput("list in quote, below the limit", "> " + times("- ", 30) + "x\n" + times(">\n", 90_000)),
    HostileInput("quotes, then emphasis", times(">", 60_000) + times("a*", 60_000)),
    HostileInput("quotes, then emphasis, below the limit", times(">", 32) + times("a*", 200_000)),
  ]

  private static let ours = [
    HostileInput(
      "table with many columns", times("|a", 60_000) + "\n" + times("|-", 60_000) + "\n" + times("|b", 60_000)
    ),
    HostileInput("table with many rows", "|a|b|\n|-|-|\n" + times("|c|d|\n", 60_000)),
    HostileInput(
      "wide table with short rows", times("|a", 200) + "\n" + times("|-", 200) + "\n" + times("|b\n", 400)),
    HostileInput(
      "very wide table with short rows",
      times("|a", 30_000) + "\n" + times("|-", 30_000) + "\n" + times("|b\n", 30_000)),
    HostileInput("headers that never match", times("|a|b|\n|-|\n", 40_000)),
    HostileInput("escaped pipes", "|a|\n|-|\n|" + times("\\|", 60_000) + "|"),
    HostileInput("delimiter rows", times("|-|\n", 60_000)),
    HostileInput("captions", times("Table: a\n\n|a|\n|-|\n|b|\n\n", 15_000)),
    HostileInput("tasks", times("- [ ] a\n", 60_000)),
    HostileInput("empty tasks", times("- [ ] \n", 60_000)),
    HostileInput("tildes", times("~", 60_000)),
    HostileInput("strike openers", times("~~a ", 60_000)),
    HostileInput("strike closers", times("a~~ ", 60_000)),
    HostileInput("strike and emphasis", times("~~a *b ", 60_000) + times("c~~ d* ", 60_000)),
    HostileInput("tilde lengths", times("~a~~ ", 60_000)),
    HostileInput("bare addresses", times("http://a ", 60_000)),
    HostileInput("addresses in a row", times("http://", 60_000)),
    HostileInput("hosts with underscores", times("_www.a", 60_000)),
    HostileInput("addresses that lose their points", times("~www..\n", 60_000)),
    HostileInput("long host", "www." + times("a.", 100_000)),
    HostileInput("closing brackets behind an address", "http://a" + times(")", 200_000)),
    HostileInput("entities behind an address", "http://a" + times("&a;", 60_000)),
    HostileInput("schemes without an end", times("a:", 60_000) + times("http:", 60_000)),
    HostileInput("at signs", times("@", 60_000) + times("a@", 60_000)),
    HostileInput("mail addresses", times("a@b.c ", 60_000) + times("a.", 60_000) + "@" + times("b.", 60_000)),
    HostileInput("footnotes", (0..<20_000).map { "a[^\($0)]\n\n[^\($0)]: b\n\n" }.joined()),
    HostileInput("one footnote, many uses", times("a[^1] ", 60_000) + "\n\n[^1]: b"),
    HostileInput("unknown footnotes", times("a[^1] ", 20_000)),
    HostileInput("footnotes in footnotes", times("[^1]: ", 60_000), isEmpty: true),
    HostileInput(
      "footnotes that are never used", (0..<20_000).map { "[^\($0)]: b\n" }.joined(), isEmpty: true),
    HostileInput("footnote marks", times("[^", 60_000) + times("[^a]", 20_000)),
    HostileInput("heading ids", times("# a {#b}\n", 60_000)),
    HostileInput("one heading, many ids", "# a {#" + times("b ", 60_000) + "}"),
    HostileInput("braces behind a heading", "# a " + times("{#", 60_000) + "}"),
    HostileInput("callouts", times("> [!NOTE]\n> a\n\n", 30_000)),
    HostileInput("callouts in callouts", times("> ", 30) + "[!NOTE]\n" + times(">", 31) + " [!TIP]\n"),
    HostileInput("unknown callouts", times("> [!NOTES]\n> a\n\n", 5_000)),
    HostileInput("references", times("[a](practice:b) ", 20_000)),
    HostileInput("references in one word", times("[a](practice:b)", 20_000)),
    HostileInput("images", times("![](assets/a.png) ", 990)),
    HostileInput("refused addresses", times("[a](javascript:b) ", 20_000)),
  ]

  private static let bytesAndSizes = [
    HostileInput("20 MB in one line", times("a", 20_000_000)),
    HostileInput("1 MB in one line", times("abc *d* ", 124_000)),
    HostileInput("1 MB of emphasis", times("*a", 499_000)),
    HostileInput("1 MB of strike", times("~a", 499_000)),
    HostileInput("too many lines", times("a\n", 200_000)),
    HostileInput("NUL", times("a\u{0}b ", 60_000)),
    HostileInput("nothing", "", isEmpty: true),
    HostileInput("only a byte order mark", "\u{FEFF}", isEmpty: true),
    HostileInput("only line ends", times("\r\n\r\n\n", 30_000), isEmpty: true),
    HostileInput("tabs", times("\t", 60_000) + "a"),
    HostileInput("spaces before text", times(times(" ", 1_000) + "a\n", 200)),
    HostileInput(
      bytes: "a character kept for programs",
      [0xEF, 0xB7, 0x90] + Array("e;~~b~~ ".utf8) + [0xEF, 0xB7, 0x90] + Array("a0; http://a.example".utf8)),
    HostileInput(
      bytes: "all characters kept for programs",
      (0x90...0xAF).flatMap { [0xEF, 0xB7, $0] } + Array(" ~~a~~".utf8)),
    HostileInput(bytes: "invalid UTF-8", (0..<60_000).map { UInt8(truncatingIfNeeded: $0 &* 37 | 0x80) }),
    HostileInput(bytes: "every byte", (0..<60_000).map { UInt8(truncatingIfNeeded: $0 &* $0 / 7) }),
    HostileInput(
      bytes: "broken characters in addresses",
      Array("http://a".utf8) + [0xE2, 0x82] + Array(" ~a~ [^1]\n\n[^1]: ".utf8) + [0xFF]),
  ]

  private init(bytes name: String, _ bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
