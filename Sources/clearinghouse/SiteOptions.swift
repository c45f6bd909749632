// The options that build and check share, and what both do first.
import ArgumentParser
import Diagnostics
import Publishing
import Workspace

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

struct SiteOptions: ParsableArguments {
  @Option(help: "The folder of the content.")
  var content = "Content"

  @Option(help: "The folder of the layouts.")
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

  @Flag(name: .shortAndLong, help: "Say nothing but errors and warnings.")
  var quiet = false

  @Option(help: "How errors and warnings are printed: text or json.")
  var format = DiagnosticFormat.text

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
    if let baseURL, !(baseURL.hasPrefix("https://") || baseURL.hasPrefix("http://")) {
      throw ValidationError(
        "--base-url must begin with https:// or http://, for instance https://example.org/plans/.")
    }
  }

  var workers: Int { jobs ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Reads and checks the sources, reports what is wrong, and throws the exit code when nothing may be published.
  func prepare() async throws -> (site: Site, console: Console, warnings: Int) {
    var console = Console(isQuiet: quiet, format: format)
    let tree: Diagnosed<[SourceFile]>
    do {
      tree = try readTree([SourceRoot(content, as: "Content"), SourceRoot(layouts, as: "Layouts")])
    } catch {
      throw console.fail(error)
    }
    let files = Dictionary(tree.value.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    console.source = { files[$0] }
    var options = PublishOptions()
    options.baseURL = baseURL
    options.includesDrafts = drafts
    options.jobs = workers
    let prepared = await publish(tree.value, options: options)
    let diagnostics = shown(tree.diagnostics + prepared.diagnostics)
    console.report(diagnostics)
    guard let site = prepared.value, !diagnostics.hasErrors else { throw Self.failure(console, diagnostics) }
    return (site, console, diagnostics.count)
  }

  /// The diagnostics sorted, with warnings turned into errors where `--strict` asks for it.
  func shown(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.sortedByPlace().map { diagnostic in
      var copy = diagnostic
      if strict, copy.severity == .warning { copy.severity = .error }
      return copy
    }
  }

  /// Says how much is wrong, and returns the exit code of content with errors.
  static func failure(_ console: Console, _ diagnostics: [Diagnostic]) -> ExitCode {
    let errors = diagnostics.count { $0.severity == .error }
    console.say(
      "\(counted(errors, "error")), \(counted(diagnostics.count - errors, "warning")). Nothing was published."
    )
    return ExitStatus.contentHasErrors
  }
}
