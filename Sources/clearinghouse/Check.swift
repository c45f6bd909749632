// `clearinghouse check`: everything that build checks, writing nothing.
import ArgumentParser
import Diagnostics
import Pages
import Publishing

struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks everything that build checks and writes nothing.",
    discussion: "Example: clearinghouse check --strict")

  @OptionGroup var options: SiteOptions

  func run() async throws {
    let (site, console, warnings) = try await options.prepare()
    let found = options.shown(try await site.render(jobs: options.workers) { _, _ in })
    console.report(found)
    guard !found.hasErrors else { throw SiteOptions.failure(console, found) }
    console.say(
      "All is well: \(counted(site.files.count { $0.layout != nil }, "page")) checked, "
        + "\(counted(warnings + found.count, "warning")).")
  }
}
