// `explain`, `doctor`, help and mistakes in the command line.
import Foundation
import Testing

@Suite struct ExplainTests {
  /// Every code has its page, and an example causes the very message it is for.
  @Test func everyCodeIsExplained() throws {
    let folder = try ScratchFolder()
    let list = try folder.run("explain")
    #expect(list.status == 0)
    let codes = list.lines.filter { $0.hasPrefix("  ") }.map { String($0.dropFirst(2).prefix { $0 != " " }) }
    #expect(codes.count > 50)
    #expect(codes.contains("workspace.symbolic-link") || codes.contains { $0.hasPrefix("workspace.") })
    #expect(codes == codes.sorted())
    var examples = 0
    for code in codes {
      let run = try folder.run("explain", code)
      #expect(run.status == 0)
      #expect(run.lines.first == code)
      #expect(run.output.contains("What to do: "), "\(code)")
      if run.output.contains("\nExample: ") {
        examples += 1
        let isCaused = run.output.contains(" [\(code)]")
        #expect(isCaused, "the example of \(code) does not cause it")
      }
    }
    #expect(examples > 30)
  }

  @Test func unknownCodesAreHelped() throws {
    let folder = try ScratchFolder()
    let run = try folder.run("explain", "[links.unresolvd]")
    #expect(run.status == 2)
    #expect(run.errors.contains("Did you mean “links.unresolved”?"))
    #expect(run.output == "")
    #expect(try folder.run("explain", "[Links.Unresolved]").status == 0)
  }

  @Test func doctorFindsToolsOnThePath() throws {
    let folder = try ScratchFolder()
    let tool = folder.url.appending(path: "bin/pandoc")
    try folder.write(
      "#!/bin/sh\necho /x/pandoc: line 3: 9.9 is odd >&2\necho pandoc 2.17.1\n", to: "bin/pandoc")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: tool.path(percentEncoded: false))
    let path = ["PATH": folder.url.appending(path: "bin").path(percentEncoded: false)]
    let run = try folder.run("doctor", "--format", "json", environment: path)
    #expect(run.status == 0)
    let tools = try run.lines.map { try object($0) }
    for tool in tools {
      let name = try #require(tool["tool"] as? String)
      #expect((tool["found"] as? Bool) == ["libcmark", "pandoc"].contains(name), "\(name)")
      #expect((tool["features"] as? String)?.isEmpty == false)
      if name != "libcmark" { #expect((tool["install"] as? [String])?.isEmpty == false, "\(name)") }
    }
    #expect(tools.first { $0["tool"] as? String == "pandoc" }?["version"] as? String == "pandoc 2.17.1")
    #expect(try folder.run("doctor").status == 0)
  }

  @Test func versionAndCompletions() throws {
    let folder = try ScratchFolder()
    #expect(try folder.run("--version").output.split(separator: ".").count == 3)
    for shell in ["bash", "zsh", "fish"] {
      let script = try folder.run("--generate-completion-script", shell)
      #expect(script.status == 0)
      #expect(script.output.contains("clearinghouse"))
    }
  }

  @Test(arguments: [
    "build", "check", "new", "render", "links", "stats", "explain", "doctor", "new practice", "new plan",
    "new guidance", "new page", "new site", "new layouts", "links to", "links from", "links all",
  ])
  func everyCommandHasHelpWithAnExample(_ command: String) throws {
    let folder = try ScratchFolder()
    let words = command.split(separator: " ").map(String.init)
    let run =
      words.count == 1
      ? try folder.run(words[0], "--help") : try folder.run(words[0], words[1], "--help")
    #expect(run.status == 0)
    #expect(run.output.contains("Example"))
    #expect(run.output.contains("clearinghouse \(command)"))
  }

  @Test(arguments: [
    (["bild"], "Did you mean “build”?"), (["build", "--stric"], "--strict"),
    (["build", "--today", "2026-02-30"], "--today"), (["check", "--format", "xml"], "sarif"),
    (["check", "--quiet", "--verbose"], "contradict"), (["new", "practice"], "name"),
    (["links", "between", "x"], "between"), (["stats", "--today", "2026"], "--today"),
  ])
  func mistakesInTheCommandLineExitWith2(_ arguments: [String], words: String) throws {
    let folder = try ScratchFolder()
    let run =
      switch arguments.count {
      case 1: try folder.run(arguments[0])
      case 2: try folder.run(arguments[0], arguments[1])
      default: try folder.run(arguments[0], arguments[1], arguments[2])
      }
    #expect(run.status == 2)
    #expect(run.output == "")
    #expect(run.errors.contains(words), "\(run.errors)")
  }
}
