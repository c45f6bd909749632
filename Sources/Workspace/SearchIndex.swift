// The search index of a staged site: made by Pagefind from the finished pages, or taken over from the old site.

package import Diagnostics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// How a site came by its search index.
package enum IndexOutcome: Sendable, Hashable {
  /// The old site's index was made from the same pages by the same Pagefind.
  case reused
  case made
  /// Pagefind did not do it; its own words.
  case failed(String)
}

extension Staging {
  /// The folder of the index; the file in it that says what the index was made from.
  private static let folder = "pagefind"
  private static let digestFile = "pagefind/input.sha256"
  /// What of Pagefind's files a browser fetches; it also brings interfaces that this site has no use for.
  private static let kept = [
    "fragment/", "index/", "filter/", "pagefind.js", "pagefind-entry.json", "wasm.en.pagefind",
  ]

  /// How Pagefind is asked to cut its index: every word of a query costs a piece, which would have 20 kB instead of 4.
  ///
  /// A version that does not know the setting any more would make large pieces: the weight test of search would tell.
  private static let pieceSize = "3000"

  /// Gives the new tree its search index; call it when every page is written.
  ///
  /// Pagefind orders the values of its filters anew each time, so an index is used again as long as nothing changes
  /// that it was made from.
  /// - Parameters:
  ///   - digest: stands for everything the index is made from.
  ///   - timeLimit: in seconds.
  package func index(
    with tool: OutsideTool, digest: String, timeLimit: Double = 900
  ) throws(WorkspaceError) -> IndexOutcome {
    let label = Array("\(digest)  \(tool.version ?? "pagefind"), pieces of \(Self.pieceSize)\n".utf8)
    let old = try? readFile(fullPath(output.path, Array(Self.digestFile.utf8)))
    if old == label, try reuse(below: Self.folder) { return .reused }
    let run = runTool(
      tool.path,
      [
        "--site", path, "--output-path", "\(path)/\(Self.folder)", "--glob", "**/index.html", "--silent",
        // One index for the whole site, and nothing of the links that scripts turn into buttons.
        "--force-language", "en", "--exclude-selectors", ".passage-link",
      ], timeLimit: timeLimit,
      environment: ourEnvironment(with: ["PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": Self.pieceSize]))
    let place = "\(path)/\(Self.folder)"
    do throws(SystemFailure) {
      guard let run, run.status == 0, try fileStatus(at: "\(place)/pagefind.js") != nil else {
        if try fileStatus(at: place) != nil { try removeTree(place) }
        return .failed(run.map { $0.isLate ? "it took too long" : $0.lastLine } ?? "it could not be started")
      }
      for found in try walkTree(place) where found.kind == .file {
        let name = String(decoding: found.path, as: UTF8.self)
        let isKept = Self.kept.contains { name.hasPrefix($0) } || name.hasSuffix(".pf_meta")
        guard !isKept else { continue }
        guard unlink(fullPath(place, found.path)) == 0 else { throw .latest }
      }
    } catch {
      throw WorkspaceError(cannot: "take over the search index in", place, error)
    }
    try adopt(below: Self.folder)
    try write(Self.digestFile, label)
    return .made
  }
}

extension DiagnosticCode {
  /// Reported by the command, which looks for Pagefind.
  package static let noPagefind = DiagnosticCode(
    "workspace.no-pagefind", "Pagefind is not installed, so the site is built without a search index.",
    remedy: """
      Install it with “pip install 'pagefind[bin]'” or “make site”, and build again; “clearinghouse doctor” says \
      whether it is found. Without it the search page finds exact names and leads to the lists. To build without an \
      index on purpose, use --no-search.
      """)
  package static let indexFailed = DiagnosticCode(
    "workspace.index-failed",
    "Pagefind could not make the search index, so the site is published without one.",
    remedy: """
      Read what Pagefind said. A full disk, too little memory and an old version are the usual causes. To build \
      without an index on purpose, use --no-search.
      """)
}
