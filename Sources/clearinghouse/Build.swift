// `clearinghouse build`: the whole site, or nothing.
import ArgumentParser
import Diagnostics
import Links
import Pages
import Publishing
import Records
import Synchronization
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
      Examples:
        clearinghouse build --base-url https://example.org/plans/
        clearinghouse build --explain /practices/co-careerwise/

      The output folder is at every instant the whole old site or the whole new one. With errors it stays as it is.
      """)

  @OptionGroup var options: SiteOptions

  @Option(help: "The folder of the finished site.", completion: .directory)
  var output = "Output"

  @Flag(
    name: .customLong("no-search"), help: "Make no search index; the search page offers the lists instead.")
  var leavesOutSearch = false

  @Flag(
    name: .customLong("no-offline-copy"),
    help: "Make no zip of the whole site for readers without a network.")
  var leavesOutOfflineCopy = false

  @Option(
    help: ArgumentHelp(
      "Write nothing; print the sources, layouts and records that make the page at this address.",
      valueName: "address"))
  var explain: String?

  func run() async throws {
    let start = ContinuousClock.now
    let folder: OutputFolder?
    do {
      folder =
        explain == nil
        ? try OutputFolder(
          output, sources: [options.content, options.layouts],
          home: getenv("HOME").map { String(cString: $0) }) : nil
    } catch {
      throw options.console.fail(error)
    }
    let progress = Progress(isQuiet: options.quiet, isVerbose: options.verbose)
    let pagefind =
      leavesOutSearch || explain != nil
      ? nil : findTool(["pagefind"], in: toolFolders(), asking: ["--version"])
    let zip =
      leavesOutOfflineCopy || explain != nil
      ? nil : findTool(["zip"], in: toolFolders(), asking: ["-v"])
    let prepared = try await options.prepare(progress, hasSearch: pagefind != nil)
    let console = prepared.console
    guard let site = prepared.site else {
      options.finish(progress)
      console.report(prepared.diagnostics)
      throw SiteOptions.failure(console, prepared.diagnostics)
    }
    guard let folder else {
      options.finish(progress)
      return try explain(site)
    }
    do {
      let staging = try folder.stage(whenBusy: .wait(announce: { _ in }))
      let input = Mutex(SearchInput())
      // What says something about the offline copy is written when that is made.
      let later = Mutex<[String: [UInt8]]>([:])
      var found = try await options.render(site, progress) { file, bytes in
        if zip != nil, file.adapted != nil { return later.withLock { $0[file.path] = bytes } }
        try staging.write(file.path, bytes)
        if let digest = SearchInput.digest(of: file.path, bytes) {
          input.withLock { $0.add(file.path, digest) }
        }
      }
      if !(prepared.diagnostics + found).hasErrors {
        progress.begin("Packing and indexing")
        // Side by side: either spends most of its time waiting for one process of another program.
        async let packed =
          leavesOutOfflineCopy ? [] : pack(site, in: staging, with: zip, later.withLock { $0 })
        async let indexed =
          leavesOutSearch ? [] : index(staging, with: pagefind, input.withLock { $0.digest() })
        found += options.shown(try await packed + indexed)
      }
      let diagnostics = (prepared.diagnostics + found).sortedByPlace()
      guard !diagnostics.hasErrors else {
        options.finish(progress)
        console.report(diagnostics)
        throw SiteOptions.failure(console, diagnostics)
      }
      progress.begin("Replacing \(output)")
      let summary = try staging.commit()
      options.finish(progress)
      console.report(diagnostics)
      summarize(site, summary, diagnostics, console, time: .now - start)
    } catch let error as WorkspaceError {
      progress.end()
      throw console.fail(error)
    }
  }

  private func summarize(
    _ site: Site, _ summary: CommitSummary, _ diagnostics: [Diagnostic], _ console: Console, time: Duration
  ) {
    let pages = site.files.count { $0.isPage }
    let tenths = time.components.seconds * 10 + time.components.attoseconds / 100_000_000_000_000_000
    console.say(
      "\(counted(pages, "page")) and \(counted(site.files.count - pages, "other file")) in \(output)"
        + " (\(summary.written) new or changed, \(summary.removed) removed), "
        + "\(diagnostics.warningsAndNotes), \(tenths / 10).\(tenths % 10) s")
    if !site.drafts.isEmpty {
      console.say("Not published: " + site.drafts.map { "\($0.id) (\($0.file))" }.joined(separator: ", "))
    }
    if let leftover = summary.leftover { console.say("Left over, please remove: \(leftover)") }
  }

  private func explain(_ site: Site) throws {
    guard let origin = site.origin(of: explain ?? "") else {
      throw Console.mistake(
        "there is no page at “\(explain ?? "")”",
        help: site.nearestAddress(to: explain ?? "") ?? "Addresses are listed in the site map of the site.")
    }
    let shownPath = shownPath(of: options.content, layouts: options.layouts)
    let text =
      options.format == .text ? origin.text(output: output, shownPath) : origin.json(shownPath) + "\n"
    Console.emit(Array(text.utf8))
  }
}

extension PageOrigin {
  fileprivate func text(output: String, _ shownPath: (String) -> String) -> String {
    var lines = ["\(address) is \(output)/\(path)"]
    func list(_ label: String, _ items: [String]) {
      if !items.isEmpty { lines += [label] + items.map { "  " + $0 } }
    }
    list("sources", sources.map(shownPath))
    list("layouts", layoutFiles.map(shownPath))
    list("record", record.map { ["\($0) “\(title ?? "")”"] } ?? [])
    list("refers to", outgoing.map { "\($0.target) (\($0.kind))" }.withoutRepeats)
    list("is referred to by", incoming.map { "\($0.source) (\($0.kind))" }.withoutRepeats)
    return lines.map { $0 + "\n" }.joined()
  }

  fileprivate func json(_ shownPath: (String) -> String) -> String {
    func list(_ items: [String]) -> String { "[" + items.map(quotedJSON).joined(separator: ",") + "]" }
    return "{\"address\":\(quotedJSON(address)),\"path\":\(quotedJSON(path))"
      + ",\"sources\":\(list(sources.map(shownPath))),\"layouts\":\(list(layoutFiles.map(shownPath)))"
      + ",\"record\":\(record.map { quotedJSON($0.description) } ?? "null")"
      + ",\"refersTo\":\(list(outgoing.map(\.target.description).withoutRepeats))"
      + ",\"referredToBy\":\(list(incoming.map(\.source.description).withoutRepeats))}"
  }

  private var layoutFiles: [String] { layouts.map { "Layouts/\($0).mustache" } }
}

extension [String] {
  fileprivate var withoutRepeats: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
