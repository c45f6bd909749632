// The options that build and check share, and what both do first.
import ArgumentParser
import Diagnostics
import Pages
import Publishing
import Workspace

struct SiteOptions: ParsableArguments {
  @Option(help: "The folder of the content.", completion: .directory)
  var content = "Content"

  @Option(help: "The folder of the layouts.", completion: .directory)
  var layouts = "Layouts"

  @Option(
    name: .customLong("base-url"),
    help: "The address at which the site will stand; default: baseURL in site.yml.")
  var baseURL: String?

  @Flag(help: "Warnings count as errors.")
  var strict = false

  @Flag(help: "Show drafts and archived practices, for a preview that stays inside.")
  var drafts = false

  @Option(help: "How many files to work on at once; default: one per core.")
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "The day, as YYYY-MM-DD: reviews due by then are noted. Default: SOURCE_DATE_EPOCH, else no day.",
      valueName: "date"))
  var today: Day?

  @Flag(name: .shortAndLong, help: "Say nothing but errors and warnings.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Say on standard error what is being done.")
  var verbose = false

  @Flag(help: "Print on standard error how long each phase and layout took.")
  var profile = false

  @Option(help: "How errors and warnings are printed: text, json (one object a line), sarif or github.")
  var format = DiagnosticFormat.text

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
    if let baseURL, !(baseURL.hasPrefix("https://") || baseURL.hasPrefix("http://")) {
      throw ValidationError(
        "--base-url must begin with https:// or http://, for instance https://example.org/plans/.")
    }
    if quiet, verbose { throw ValidationError("--quiet and --verbose contradict each other.") }
  }

  var workers: Int { jobs ?? processorCount() }

  var console: Console {
    Console(isQuiet: quiet, format: format, shownPath: shownPath(of: content, layouts: layouts))
  }

  /// Sources that were read and checked.
  struct Prepared {
    /// Nil when there are errors.
    let site: Site?
    let diagnostics: [Diagnostic]
    /// Knows the sources, for excerpts.
    let console: Console
  }

  /// Reads and checks the sources; throws only when a folder cannot be read. Nothing is reported yet.
  ///
  /// - Parameter hasSearch: whether the site will get a search index.
  func prepare(_ progress: Progress, hasSearch: Bool = false) async throws -> Prepared {
    var console = console
    progress.begin("Reading files")
    let tree: Diagnosed<[SourceFile]>
    do {
      tree = try readTree([SourceRoot(content, as: "Content"), SourceRoot(layouts, as: "Layouts")])
    } catch {
      progress.end()
      throw console.fail(error)
    }
    let files = Dictionary(tree.value.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    console.source = { files[$0] }
    var options = PublishOptions()
    options.baseURL = baseURL
    options.includesDrafts = drafts
    options.jobs = workers
    options.hasSearch = hasSearch
    options.today = (today ?? .ofEnvironment)?.text
    options.beginning = { progress.begin($0) }
    let prepared = await publish(tree.value, options: options)
    let diagnostics = shown(tree.diagnostics + prepared.diagnostics)
    return Prepared(
      site: diagnostics.hasErrors ? nil : prepared.value, diagnostics: diagnostics, console: console)
  }

  /// Renders every file, hands it to `write`, and returns what the audit of the finished pages found.
  func render(
    _ site: Site, _ progress: Progress, write: @escaping @Sendable (OutputFile, [UInt8]) throws -> Void
  ) async throws -> [Diagnostic] {
    progress.begin("Rendering", of: site.files.count)
    var measured = site
    if profile {
      measured = site.observed { file, render in
        let start = ContinuousClock.now
        let bytes = render()
        progress.add(.now - start, to: file.layout ?? "(other files)")
        return bytes
      }
    }
    return shown(
      try await measured.render(jobs: workers) { file, bytes in
        try write(file, bytes)
        progress.step()
      })
  }

  /// The diagnostics sorted, with warnings turned into errors where `--strict` asks for it.
  func shown(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.sortedByPlace().map { diagnostic in
      var copy = diagnostic
      if strict, copy.severity == .warning { copy.severity = .error }
      return copy
    }
  }

  /// Ends the progress line and prints what was asked for besides the result.
  func finish(_ progress: Progress) {
    progress.end()
    if profile { Console.emit(Array(progress.profile().utf8), to: 2) }
  }

  /// Says how much is wrong, and returns the exit code of content with errors.
  static func failure(_ console: Console, _ diagnostics: [Diagnostic]) -> ExitCode {
    let errors = diagnostics.count { $0.severity == .error }
    console.say("\(counted(errors, "error")), \(diagnostics.warningsAndNotes). Nothing was published.")
    return ExitStatus.contentHasErrors
  }
}
