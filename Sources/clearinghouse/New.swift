// `clearinghouse new`: files that teach, written only where nothing stands yet.
import ArgumentParser
import Diagnostics
import Publishing
import Records
import Workspace

struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Starts a practice, plan, guidance record, page or site; adds layouts that are missing.",
    discussion: """
      Examples:
        clearinghouse new practice co-careerwise --title "CareerWise youth apprenticeship"
        clearinghouse new plan co/2028
        clearinghouse new site my-site
        clearinghouse new layouts

      Nothing is ever overwritten.
      """,
    subcommands: [
      PracticeFile.self, PlanFile.self, GuidanceFile.self, PageFile.self, SiteFolder.self,
      MissingLayouts.self,
    ])

  struct PracticeFile: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "practice", abstract: "Starts a practice, as a draft.",
      discussion: "Example: clearinghouse new practice co-careerwise --title \"CareerWise\"")

    @Argument(help: "The id: lower-case letters, digits and hyphens; it begins with the jurisdiction's code.")
    var name: String

    @Option(help: "What the practice is called.")
    var title: String?

    @Option(help: "The jurisdiction's code; default: the beginning of the id.")
    var jurisdiction: String?

    @OptionGroup var options: NewOptions

    func run() async throws {
      let id = try options.checked(name)
      let library = try await options.library()
      let codes = library.jurisdictions.map(\.code)
      if let jurisdiction, !codes.contains(jurisdiction) {
        throw Console.mistake(
          "no jurisdiction has the code “\(jurisdiction)”",
          help: didYouMean(jurisdiction, in: codes) ?? "The codes are in Content/jurisdictions.yml.")
      }
      try options.write(
        .practice(
          id: id, title: title, jurisdiction: jurisdiction, library: library, today: try options.day()))
    }
  }

  struct PlanFile: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "plan", abstract: "Starts a plan, hidden until it is ready.",
      discussion: "Example: clearinghouse new plan co/2028")

    @Argument(help: "Jurisdiction and cycle: co/2024, or co/2024-mod for a modification.")
    var name: String

    @OptionGroup var options: NewOptions

    func run() async throws {
      let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, isID(parts[1]) else {
        throw Console.mistake(
          "“\(name)” does not name a plan",
          help: "Write the jurisdiction's code, a slash and the cycle, for instance co/2028.")
      }
      let library = try await options.library()
      let codes = library.jurisdictions.map(\.code)
      guard codes.contains(parts[0]) else {
        throw Console.mistake(
          "no jurisdiction has the code “\(parts[0])”",
          help: didYouMean(parts[0], in: codes) ?? "The codes are in Content/jurisdictions.yml.")
      }
      try options.write(
        .plan(jurisdiction: parts[0], cycle: parts[1], library: library, today: try options.day()))
    }
  }

  struct GuidanceFile: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "guidance", abstract: "Starts a guidance record.",
      discussion: "Example: clearinghouse new guidance tegl-04-23 --title \"TEGL 04-23\"")

    @Argument(help: "The id: lower-case letters, digits and hyphens.")
    var name: String

    @Option(help: "The document's title.")
    var title: String?

    @OptionGroup var options: NewOptions

    func run() async throws {
      let id = try options.checked(name)
      try options.write(
        .guidance(id: id, title: title, library: try await options.library(), today: try options.day()))
    }
  }

  struct PageFile: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "page", abstract: "Starts a page of the site's own.",
      discussion: "Example: clearinghouse new page about/method")

    @Argument(help: "The path of the address: about, or about/method.")
    var name: String

    @Option(help: "The page's title.")
    var title: String?

    @OptionGroup var options: NewOptions

    func run() async throws {
      let id = try options.checked(name, allowsFolders: true)
      try options.write(
        .page(id: id, title: title, library: try await options.library(), today: try options.day()))
    }
  }

  struct SiteFolder: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "site", abstract: "Starts a small, complete site: content and layouts.",
      discussion: "Example: clearinghouse new site my-site && cd my-site && clearinghouse build")

    @Argument(help: "The folder to make.", completion: .directory)
    var folder: String

    @Option(help: ArgumentHelp("The day that records get, YYYY-MM-DD.", valueName: "date"))
    var today: Day?

    func run() throws {
      let day = try (today ?? .ofEnvironment ?? .ofMachine).orMistake()
      let files =
        SmallSite.content(today: day.text).map { NewFile($0.path, $0.bytes) }
        + embeddedLayoutFiles().map { NewFile($0.path, $0.bytes) }
        + [NewFile("Output/.gitignore", text: "*\n!.gitignore\n")]
      do {
        try requireEmptyFolder(folder)
        try createFiles(files, in: folder)
      } catch {
        throw Console().fail(error)
      }
      Console().say(
        """
        \(folder) holds a small, complete site: \(counted(files.count, "file")).
          cd \(folder)
          clearinghouse build
        Content holds what the site says, Layouts how it looks, Output what is published.
        """)
    }
  }
}

extension New {
  /// A newer version of the program may make kinds of pages for which an older site has no layout.
  struct MissingLayouts: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "layouts", abstract: "Adds the program's own layouts where a site has none of that name.",
      discussion: """
        Example: clearinghouse new layouts

        Of use after an update of the program. Layouts that are there stay as they are.
        """)

    @Option(help: "The folder of the layouts.", completion: .directory)
    var layouts = "Layouts"

    func run() throws {
      do {
        let missing = try embeddedLayouts.filter { layout in
          try !isTaken("\(layouts)/\(layout.path)")
        }
        try createFiles(missing.map { NewFile($0.path, $0.bytes) }, in: layouts)
        Console().say(
          missing.isEmpty
            ? "\(layouts) lacks nothing." : missing.map { "\(layouts)/\($0.path)" }.joined(separator: "\n"))
      } catch let error as WorkspaceError {
        throw Console().fail(error)
      }
    }
  }
}

/// The options of all kinds of content files, and what they do.
struct NewOptions: ParsableArguments {
  @Option(help: "The folder of the content.", completion: .directory)
  var content = "Content"

  @Option(
    help: ArgumentHelp("The day that the record gets, YYYY-MM-DD; default: today.", valueName: "date"))
  var today: Day?

  func day() throws -> String { try (today ?? .ofEnvironment ?? .ofMachine).orMistake().text }

  /// The records that are there, as far as they can be read: scaffolds use their names.
  func library() async throws -> Library {
    try await ContentOptions.parse(["--content", content]).readAnything().value.library
  }

  /// A name that can be an id; throws the exit code, with the nearest id, for any other.
  func checked(_ name: String, allowsFolders: Bool = false) throws -> String {
    let parts = allowsFolders ? name.split(separator: "/", omittingEmptySubsequences: false) : [name[...]]
    if parts.allSatisfy({ isID($0) }) { return name }
    let better = parts.map { elementID(ofCode: String($0)) }.filter { !$0.isEmpty }.joined(separator: "/")
    throw Console.mistake(
      "“\(name)” cannot be an id",
      help: better.isEmpty
        ? "Ids are lower-case letters, digits and hyphens." : "Did you mean “\(better)”?")
  }

  func write(_ record: NewRecord) throws {
    do {
      try createFiles([NewFile(record.path, text: record.text)], in: content)
    } catch {
      throw Console().fail(error)
    }
    Console().say("\(content)/\(record.path)\n\(record.advice)")
  }
}

extension Day? {
  fileprivate func orMistake() throws -> Day {
    guard let self else {
      throw Console.mistake("this machine does not know the day", help: "Name it with --today.")
    }
    return self
  }
}

/// The layouts that travel inside the program, as files below `Layouts/`.
func embeddedLayoutFiles() -> [SourceFile] {
  embeddedLayouts.map { SourceFile(path: "Layouts/" + $0.path, bytes: $0.bytes) }
}
