// The built program: exit codes, what stays on disk, and what is printed where.
import Foundation
import Testing

/// A change of the small site that must not be published.
struct BrokenInput: Sendable, CustomTestStringConvertible {
  let name: String
  let path: String
  let text: String
  /// The start of a line of the message.
  let message: String
  var arguments: [String] = []

  var testDescription: String { name }

  static let all: [BrokenInput] = [
    .init(
      name: "an unknown field", path: "Content/pages/p.md", text: "---\ntitle: P\nsumary: S\n---\n",
      message: "Content/pages/p.md:3:1: error: "),
    .init(
      name: "a dead reference", path: "Content/pages/p.md",
      text: "---\ntitle: P\n---\n\n[x](practice:nobody)\n",
      message: "Content/pages/p.md:5:5: error: "),
    .init(
      name: "a reference to a draft", path: "Content/pages/p.md",
      text: "---\ntitle: P\n---\n\n[x](practice:bb-draft)\n", message: "Content/pages/p.md:5:5: error: "),
    .init(
      name: "open front matter", path: "Content/pages/p.md", text: "---\ntitle: P\n",
      message: "Content/pages/p.md:1:1: error: "),
    .init(
      name: "a NUL byte", path: "Content/pages/p.md", text: "---\ntitle: P\n---\na\u{0}\n",
      message: "Content/pages/p.md:4:2: error: "),
    .init(
      name: "a javascript: link", path: "Content/pages/p.md",
      text: "---\ntitle: P\n---\n\n[x](javascript:alert(1))\n", message: "Content/pages/p.md:5:5: error: "),
    .init(
      name: "two pages with one address", path: "Content/pages/practices.md", text: "---\ntitle: P\n---\n",
      message: "Content/pages/practices.md:1:1: error: "),
    .init(
      name: "a broken layout", path: "Layouts/not-found.mustache", text: "{{#x}}\n",
      message: "Layouts/not-found.mustache:1:1: error: "),
    .init(
      name: "a dead link that only the audit of the finished pages finds", path: "Content/pages/p.md",
      text: "---\ntitle: P\n---\n\n[x](#nowhere)\n", message: "Content/pages/p.md:1:1: error: "),
    .init(
      name: "a warning with --strict", path: "Content/pages/p.md",
      text: "---\ntitle: P\n---\n\n## One\n\n#### Two\n", message: "Content/pages/p.md:7:6: error: ",
      arguments: ["--strict"]),
  ]
}

@Suite struct CommandTests {
  @Test func aBuildMakesTheSiteAndABuildOfTheSameChangesNothing() throws {
    let place = try Workplace()
    let first = try place.run("build")
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output.contains("Not published: practice:bb-draft (Content/practices/bb-draft.md)"))
    let made = try tree(place.output)
    #expect(made["index.html"] != nil)
    #expect(made["practices/aa-pathways/index.html"] != nil)
    let second = try place.run("build")
    #expect(second.status == 0)
    #expect(second.output.contains("(0 new or changed, 0 removed)"))
    #expect(try tree(place.output) == made)
  }

  @Test(arguments: BrokenInput.all)
  func errorsEndWithOneAndKeepTheOldSite(_ input: BrokenInput) throws {
    let place = try Workplace()
    #expect(try place.run("build", "--quiet").status == 0)
    try place.write(input.path, input.text)
    let before = try tree(place.folder.url)
    for command in ["build", "check"] {
      let broken = try clearinghouse([command] + input.arguments, in: place.folder.url)
      #expect(broken.status == 1)
      #expect(
        broken.errors.split(separator: "\n").contains { $0.hasPrefix(input.message) }, "\(broken.errors)")
      #expect(broken.output.contains("Nothing was published."))
      // Neither Output nor anything beside it has changed.
      #expect(try tree(place.folder.url) == before)
    }
  }

  @Test func aLinkAmongTheSourcesIsAnError() throws {
    let place = try Workplace()
    try FileManager.default.createSymbolicLink(
      atPath: place.folder.url.appending(path: "Content/pages/p.md").path(percentEncoded: false),
      withDestinationPath: "/etc/hostname")
    let broken = try place.run("build")
    #expect(broken.status == 1)
    #expect(broken.errors.contains("Content/pages/p.md:1:1: error: "))
    #expect(broken.errors.contains("[workspace.link]"))
    #expect(!FileManager.default.fileExists(atPath: place.output.path(percentEncoded: false)))
  }

  @Test(arguments: [
    ["built"], ["build", "--outptu", "x"], ["build", "extra"], ["build", "--jobs", "0"],
    ["build", "--jobs", "many"], ["build", "--base-url", "ftp://example.org/"],
    ["build", "--format", "xml"], ["build", "--content", "Contents"], ["build", "--layouts", "Layout"],
    ["check", "--content", "Contents"], ["build", "--output", "Content"],
    ["build", "--output", "Content/Output"], ["build", "--output", "."], ["build", "--output", "Layouts"],
    ["build", "--output", "Foreign"], ["build", "--output", "Foreign/file.txt"],
    ["render", "no-such-file.md"], ["render"],
  ])
  func mistakesInTheCommandLineEndWithTwo(_ arguments: [String]) throws {
    let place = try Workplace()
    try place.write("Foreign/file.txt", "mine")
    let before = try tree(place.folder.url)
    let refused = try clearinghouse(arguments, in: place.folder.url)
    #expect(refused.status == 2, "\(refused.errors)")
    #expect(!refused.errors.isEmpty)
    #expect(try tree(place.folder.url) == before)
  }

  #if os(Linux)
    @Test func aDiskThatTakesNothingEndsWithThree() throws {
      let place = try Workplace()
      let failed = try place.run("build", "--output", "/proc/self/Output")
      #expect(failed.status == 3, "\(failed.errors)")
      #expect(failed.errors.contains("error: "))
    }
  #endif

  @Test func foreignFilesStayAndOldPagesGo() throws {
    let place = try Workplace()
    try place.write("Output/.gitignore", "*\n")
    #expect(try place.run("build", "--quiet").status == 0)
    try place.write("Output/CNAME", "example.org\n")
    try place.write("Output/practices/notes.txt", "mine\n")
    try place.remove("Content/guidance/letter-0.md")
    #expect(try place.run("build", "--quiet").status == 0)
    let made = try tree(place.output)
    #expect(made["CNAME"] == Data("example.org\n".utf8))
    #expect(made["practices/notes.txt"] == Data("mine\n".utf8))
    #expect(made[".gitignore"] == Data("*\n".utf8))
    #expect(made["guidance/letter-1/index.html"] != nil)
    #expect(made["guidance/letter-0/index.html"] == nil)
  }

  @Test func aWarmBuildEqualsAColdOne() throws {
    let place = try Workplace()
    #expect(try place.run("build", "--quiet").status == 0)
    try place.write("Content/pages/p.md", "---\ntitle: P\n---\n\nSee [](practice:aa-pathways).\n")
    try place.remove("Content/guidance/letter-0.md")
    try place.write("Content/changes.yml", "changes:\n  - date: 2026-11-23\n    text: Changed.\n")
    #expect(try place.run("build", "--quiet").status == 0)
    #expect(try place.run("build", "--quiet", "--output", "Cold").status == 0)
    #expect(try tree(place.output) == tree(place.folder.url.appending(path: "Cold")))
  }

  @Test func draftsAppearInNoFileUnlessAsked() throws {
    let place = try Workplace()
    #expect(try place.run("build", "--quiet").status == 0)
    let words = ["Beta Draft", "bb-draft", "Nothing yet."].map { Data($0.utf8) }
    for (path, bytes) in try tree(place.output) {
      for word in words { #expect(bytes.range(of: word) == nil, "\(path)") }
      #expect(!path.contains("bb-draft"))
    }
    #expect(try place.run("build", "--quiet", "--drafts", "--output", "Preview").status == 0)
    let preview = try tree(place.folder.url.appending(path: "Preview"))
    #expect(preview["practices/bb-draft/index.html"]?.range(of: words[2]) != nil)
  }

  @Test func jsonIsOneObjectALineWithTheKeysOfTheContract() throws {
    let place = try Workplace()
    try place.write("Content/pages/p.md", "---\ntitle: \"A\\tB\"\nsumary: S\n---\n\n[x](practice:“nobody”)\n")
    let broken = try place.run("check", "--format", "json")
    #expect(broken.status == 1)
    let lines = broken.output.split(separator: "\n")
    #expect(lines.count == 2)
    for line in lines {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(
        Set(try #require(object).keys) == [
          "code", "severity", "file", "line", "column", "message", "help", "notes",
        ])
    }
  }

  @Test func textIsPlainWhenNoTerminalReadsIt() throws {
    let place = try Workplace()
    try place.write("Content/pages/p.md", "---\ntitle: \"\\e[31mred\"\ncompiled: \"\\e[2J\"\n---\n")
    let broken = try place.run("check")
    #expect(broken.status == 1)
    #expect(!broken.errors.contains("\u{1B}"))
    #expect(!broken.output.contains("\u{1B}"))
  }

  @Test func renderPrintsAFileOrStandardInput() throws {
    let place = try Workplace()
    try place.write("one.md", "---\ntitle: x\n---\n# One *two*\n")
    #expect(try place.run("render", "one.md").output == "<h1>One <em>two</em></h1>\n")
    let piped = try clearinghouse(["render", "-"], in: place.folder.url, input: "a < b\n")
    #expect(piped.status == 0)
    #expect(piped.output == "<p>a &lt; b</p>\n")
  }

  @Test(arguments: [
    ["--help"], ["build", "--help"], ["check", "--help"], ["render", "--help"], ["new", "--help"],
    ["explain", "--help"], ["stats", "--help"], ["doctor", "--help"], ["links", "--help"], ["--version"],
  ])
  func helpEndsWithNothingWrong(_ arguments: [String]) throws {
    let help = try clearinghouse(arguments, in: FileManager.default.temporaryDirectory)
    #expect(help.status == 0)
    #expect(!help.output.isEmpty)
    if arguments.count > 1 { #expect(help.output.contains("Example")) }
  }
}
