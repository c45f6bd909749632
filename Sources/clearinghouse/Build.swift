// `clearinghouse build`: the whole site, or nothing.
import ArgumentParser
import Diagnostics
import Pages
import Publishing
import Workspace

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

struct Build: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks everything and renders the whole site.",
    discussion: """
      Example: clearinghouse build --base-url https://example.org/plans/

      The output folder is at every instant the whole old site or the whole new one. With errors it stays as it is.
      """)

  @OptionGroup var options: SiteOptions

  @Option(help: "The folder of the finished site.")
  var output = "Output"

  func run() async throws {
    let start = ContinuousClock.now
    let console = Console(isQuiet: options.quiet, format: options.format)
    let folder: OutputFolder
    do {
      folder = try OutputFolder(
        output, sources: [options.content, options.layouts], home: getenv("HOME").map { String(cString: $0) })
    } catch {
      throw console.fail(error)
    }
    let (site, reporter, warnings) = try await options.prepare()
    do {
      let staging = try folder.stage(whenBusy: .wait(announce: { _ in }))
      let found = options.shown(
        try await site.render(jobs: options.workers) { file, bytes in try staging.write(file.path, bytes) })
      reporter.report(found)
      guard !found.hasErrors else { throw SiteOptions.failure(reporter, found) }
      let summary = try staging.commit()
      let pages = site.files.count { $0.layout != nil }
      let seconds =
        Double((ContinuousClock.now - start).components.attoseconds) / 1e18
        + Double((ContinuousClock.now - start).components.seconds)
      let tenths = Int((seconds * 10).rounded())
      reporter.say(
        "\(counted(pages, "page")) and \(counted(site.files.count - pages, "other file")) in \(output)"
          + " (\(summary.written) new or changed, \(summary.removed) removed), "
          + "\(counted(warnings + found.count, "warning")), \(tenths / 10).\(tenths % 10) s")
      if !site.drafts.isEmpty {
        reporter.say("Not published: " + site.drafts.map { "\($0.id) (\($0.file))" }.joined(separator: ", "))
      }
      if let leftover = summary.leftover { reporter.say("Left over, please remove: \(leftover)") }
    } catch let error as WorkspaceError {
      throw reporter.fail(error)
    }
  }
}
