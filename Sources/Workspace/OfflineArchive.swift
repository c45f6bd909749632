// The zip of the offline copy: made by Info-ZIP from a folder beside the new site, or taken over from the old site.

package import Diagnostics
private import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// How a site came by an archive.
package enum ArchiveOutcome: Sendable, Hashable {
  /// The old site's archive was made from the same files by the same zip.
  case reused(ArchiveFile)
  case made(ArchiveFile)
  /// The tool did not do it; its own words.
  case failed(String)
}

/// An archive as readers check it after downloading.
package struct ArchiveFile: Sendable, Hashable {
  /// In bytes.
  package let size: Int
  /// SHA-256, 32 bytes.
  package let digest: [UInt8]
}

/// The files of an archive in the making, in a folder that goes away with it; written by as many threads as like.
package final class ArchiveFolder: Sendable {
  let path: String
  /// The one folder at the top of the archive.
  let top: String
  private let names = Mutex<[[UInt8]]>([])

  fileprivate init(_ path: String, top: String) throws(WorkspaceError) {
    self.path = path
    self.top = top
    try attempt("make the folder", path) { () throws(SystemFailure) in
      guard mkdir(path, 0o777) == 0 else { throw .latest }
    }
  }

  deinit { _ = try? removeTree(path) }

  /// Adds one file; the path is relative to the one folder at the top of the archive.
  package func write(_ path: String, _ bytes: [UInt8]) throws(WorkspaceError) {
    let name = "\(top)/\(path)"
    guard let safe = OutputPath(name.utf8) else {
      throw WorkspaceError(
        .failed, "“\(path)” leads out of the archive",
        help: "This is a mistake in the program. Please report it.")
    }
    try attempt("write", "\(self.path)/\(name)") { () throws(SystemFailure) in
      try withParents(of: fullPath(self.path, safe.bytes)) { (full) throws(SystemFailure) in
        let file = try OpenFile(full, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o644)
        try file.writeAll(bytes)
        // The archive holds both, so they are the same for everybody and every day.
        var times = [
          timespec(tv_sec: Self.firstDay, tv_nsec: 0), timespec(tv_sec: Self.firstDay, tv_nsec: 0),
        ]
        guard fchmod(file.descriptor, 0o644) == 0, futimens(file.descriptor, &times) == 0 else {
          throw .latest
        }
        try file.closeChecked()
      }
    }
    names.withLock { $0.append(safe.bytes) }
  }

  /// Writes the names of all files, sorted, a line each, into a file beside them.
  fileprivate func list(in file: String) throws(WorkspaceError) {
    let sorted = names.withLock { $0.sorted { $0.lexicographicallyPrecedes($1) } }
    try attempt("write", file) { () throws(SystemFailure) in
      let list = try OpenFile(file, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
      try list.writeAll(sorted.flatMap { $0 + [UInt8(ascii: "\n")] })
      try list.closeChecked()
    }
  }

  /// January 1, 1980, UTC: the first day that a zip can tell.
  private static let firstDay: time_t = 315_532_800
}

extension Staging {
  /// Gives the new tree an archive; call it when everything else is written.
  ///
  /// - Parameters:
  ///   - name: the archive's path in the new tree; what it was made from is kept beside it.
  ///   - top: the one folder at the top of the archive.
  ///   - digest: stands for all its files.
  ///   - timeLimit: in seconds.
  ///   - fill: writes the files; called only when the old site's archive is of no use.
  package func archive(
    _ name: String, top: String, with tool: OutsideTool, digest: String, timeLimit: Double = 900,
    fill: (ArchiveFolder) async throws -> Void
  ) async throws -> ArchiveOutcome {
    let label = Array("\(digest)  \(tool.version ?? "zip")\n".utf8)
    // Nobody reads it but the next build; hosts do not serve such names.
    let parts = name.split(separator: "/")
    let labelName = (parts.dropLast() + [".\(parts.last ?? "").made-from"]).joined(separator: "/")
    if let old = oldFile(labelName), old == label, let archive = oldFile(name) {
      return .reused(try take(name, archive, labelName, label))
    }
    let folder = try ArchiveFolder("\(output.parent)/\(output.archivePrefix)\(getpid())", top: top)
    try await fill(folder)
    let list = "\(folder.path)/names"
    try folder.list(in: list)
    let run = runTool(
      tool.path,
      // Nothing but names, times and bytes; no entries for folders; names as they are, from standard input.
      ["--quiet", "-X", "-D", "-nw", "archive.zip", "-@"],
      timeLimit: timeLimit, in: folder.path, environment: ["TZ": "UTC", "LC_ALL": "C.UTF-8"],
      input: list)
    guard let run, run.status == 0,
      let archive = try attempt(
        "read", folder.path,
        { () throws(SystemFailure) in
          try readFile("\(folder.path)/archive.zip")
        })
    else {
      return .failed(run.map { $0.isLate ? "it took too long" : $0.lastLine } ?? "it could not be started")
    }
    return .made(try take(name, archive, labelName, label))
  }

  /// A file of the old site, if it is still what the last build made.
  private func oldFile(_ name: String) -> [UInt8]? {
    guard let path = OutputPath(name.utf8), let made = old.files[path],
      let bytes = try? readFile(fullPath(output.path, path.bytes)), MadeFile(bytes) == made
    else { return nil }
    return bytes
  }

  private func take(
    _ name: String, _ archive: [UInt8], _ labelName: String, _ label: [UInt8]
  ) throws(WorkspaceError) -> ArchiveFile {
    try write(name, archive)
    try write(labelName, label)
    return ArchiveFile(size: archive.count, digest: digest(of: name) ?? MadeFile(archive).digest)
  }
}

extension DiagnosticCode {
  /// Reported by the command, which looks for zip.
  package static let noZip = DiagnosticCode(
    "workspace.no-zip", "zip is not installed, so the site is built without its offline copy.",
    remedy: """
      Install it with “apt-get install zip” or “make site”, and build again; “clearinghouse doctor” says whether it \
      is found. To build without the offline copy on purpose, use --no-offline-copy.
      """)
  package static let zipFailed = DiagnosticCode(
    "workspace.zip-failed", "zip could not make the offline copy, so the site is published without one.",
    remedy: """
      Read what zip said. A full disk is the usual cause. To build without the offline copy on purpose, use \
      --no-offline-copy.
      """)
}
