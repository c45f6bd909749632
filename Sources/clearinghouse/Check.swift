// `clearinghouse check`: everything that build checks, writing nothing.
import ArgumentParser
import Diagnostics
import Pages
import Publishing

struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks everything that build checks and writes nothing.",
    discussion: """
      Examples:
        clearinghouse check --strict
        clearinghouse check --format sarif > clearinghouse.sarif
      """)

  @OptionGroup var options: SiteOptions

  func run() async throws {
    let progress = Progress(isQuiet: options.quiet, isVerbose: options.verbose)
    let prepared = try await options.prepare(progress)
    let console = prepared.console
    var diagnostics = prepared.diagnostics
    if let site = prepared.site {
      diagnostics += try await options.render(site, progress) { _, _ in }
    }
    options.finish(progress)
    diagnostics = diagnostics.sortedByPlace()
    console.report(diagnostics)
    guard let site = prepared.site, !diagnostics.hasErrors else {
      throw SiteOptions.failure(console, diagnostics)
    }
    console.say(
      "All is well: \(counted(site.files.count { $0.isPage }, "page")) checked, "
        + "\(diagnostics.warningsAndNotes).")
  }
}
