// Takes the steps of the ten-minute start, word for word, in a copy of the repository.
import Foundation
import TestSupport
import Testing

@Suite struct WalkthroughTests {
  @Test func gettingStartedPublishesAPractice() throws {
    let path = "Documentation/getting-started.md"
    var page = try Repository.text(path)
    let steps = walkthroughSteps(page)
    let copy = try RepositoryCopy()
    defer { copy.remove() }
    var written: [(path: String, text: String)] = []
    for step in steps {
      switch step {
      case .write(let path, let text):
        try copy.write(text, to: path)
        written.append((path, text))
      case .change(let path, let old, let new):
        let text = try copy.text(path)
        try #require(text.ranges(of: old).count == 1, "\(path) has the line once: \(old)")
        try copy.write(text.replacing(old, with: new), to: path)
      case .run(let script):
        let (status, output) = try copy.run(script)
        try #require(status == 0, "\(script)ended with \(status):\n\(output)")
      case .show(let command, let expected):
        let output = try copy.run(command).output
        guard output != expected else { continue }
        Issue.record("\(command) printed:\n\(output)")
        page = page.replacing("$ \(command)\n\(expected)", with: "$ \(command)\n\(output)")
      }
    }
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try page.write(to: Repository.root.appending(path: path), atomically: true, encoding: .utf8)
    }
    let practice = try #require(written.last { $0.path.hasPrefix("Content/practices/") })
    let id = String(practice.path.dropFirst("Content/practices/".count).dropLast(".md".count))
    let title = try #require(practice.text.firstMatch(of: /title: (.+)/)).1
    let published = try copy.text("Output/practices/\(id)/index.html")
    #expect(published.contains("<h1>\(title)</h1>"))
    let jurisdiction = String(id.prefix { $0 != "-" })
    // The site is there already, so the addresses that the README promises are looked up in it.
    for address in try addresses(in: "README.md") {
      let file = address.hasSuffix("/") && address != "/feeds/" ? address + "index.html" : address
      #expect(copy.exists("Output" + file), "README.md promises \(address)")
    }
    #expect(try copy.text("Output/jurisdictions/\(jurisdiction)/index.html").contains("/practices/\(id)/"))
  }

  /// The addresses of the site in the README's table.
  private func addresses(in paper: String) throws -> [String] {
    let table = try Repository.text(paper).split(separator: "| address | what it holds |")[1]
    let found = table.split(separator: "\n\n")[0].matches(of: /`(\/[^`]*)`/).map { String($0.1) }
    #expect(found.count > 10)
    return found
  }

  /// The table of commands in the README is the list of the program's own help.
  @Test func readmeListsEveryCommand() throws {
    let copy = try RepositoryCopy()
    defer { copy.remove() }
    let help = try copy.run(".build/release/clearinghouse --help").output
    let known = help.split(separator: "SUBCOMMANDS:")[1].matches(of: /(?m)^  ([a-z]+)\s/).map { String($0.1) }
    let readme = try Repository.text("README.md")
    let table = readme.split(separator: "| command | does |")[1].split(separator: "\n\n")[0]
    let listed = table.matches(of: /(?m)^\|\s`([a-z]+)`\s\|/).map { String($0.1) }
    #expect(!known.isEmpty && listed == known)
  }

  @Test func stepsAreFound() {
    let steps = walkthroughSteps(
      "```sh\nmake site\n```\n\n```console\n$ ls\na\n```\n\n```yaml b.yml\nx: 1\n```\n")
    #expect(
      "\(steps)"
        == "\([WalkthroughStep.run("make site\n"), .show(command: "ls", output: "a\n"), .write(path: "b.yml", text: "x: 1\n")])"
    )
  }
}

/// A copy of what a reader works with, and the program that this test run has built.
struct RepositoryCopy {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "clearinghouse-start-\(UUID().uuidString)")
    for path in ["Output", ".build/release", ".ci", "stubs"] {
      try FileManager.default.createDirectory(
        at: folder.appending(path: path), withIntermediateDirectories: true)
    }
    for path in ["Content", "Layouts", "Makefile"] {
      try FileManager.default.copyItem(
        at: Repository.root.appending(path: path), to: folder.appending(path: path))
    }
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: ".build/release/clearinghouse"), withDestinationURL: try builtProgram())
    // The program is built, and what it needs was installed for it: these two have nothing left to do.
    for path in [".ci/install-tools", "stubs/swift"] {
      try write("#!/bin/sh\n", to: path)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: folder.appending(path: path).path(percentEncoded: false))
    }
  }

  func write(_ text: String, to path: String) throws {
    try text.write(to: folder.appending(path: path), atomically: true, encoding: .utf8)
  }

  func text(_ path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: path).path(percentEncoded: false))
  }

  /// Runs a script as a reader's shell would; both streams come back as one text.
  func run(_ script: String) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-e", "-c", "PATH=\"$PWD/stubs:$PATH\"\nexec 2>&1\n\(script)"]
    process.currentDirectoryURL = folder
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  func remove() {
    try? FileManager.default.removeItem(at: folder)
  }

  /// The program stands beside the test bundle.
  private func builtProgram() throws -> URL {
    let bundles = [URL(filePath: CommandLine.arguments[0])] + Bundle.allBundles.map(\.bundleURL)
    let candidates =
      bundles.map { $0.deletingLastPathComponent().appending(path: "clearinghouse") }
      + [Repository.root.appending(path: ".build/debug/clearinghouse")]
    return try #require(
      candidates.first { FileManager.default.isExecutableFile(atPath: $0.path(percentEncoded: false)) })
  }
}
