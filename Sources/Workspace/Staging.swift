// The next Output, built beside the present one by as many threads as like.

private import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

extension OutputFolder {
  /// Begins a new tree beside Output, which stays as it is until `Staging.commit()`.
  ///
  /// Takes the lock, clears up after builds that were killed, and reads what the last build made.
  package func stage(whenBusy: WhenBusy = .fail) throws(WorkspaceError) -> Staging {
    try Staging(self, whenBusy: whenBusy)
  }
}

/// A whole new Output in the making; abandoned when it goes away without `commit()`.
package final class Staging: Sendable {
  package let output: OutputFolder
  /// Where the new tree stands, absolute: for outside tools that read or add files.
  package let path: String
  let old: Manifest
  /// What stood at Output when the staging began; nil when nothing did.
  let oldIdentity: FileIdentity?
  private let lock: Mutex<OutputLock?>
  /// How the system makes new files for us; a file that was made otherwise is not used again.
  private let usual: FileLook
  private let progress = Mutex(Progress())

  private struct Progress {
    var made: [OutputPath: MadeFile] = [:]
    var written = 0
    var failure: WorkspaceError?
    var finished = false
  }

  /// The look of a file beside its bytes.
  private struct FileLook: Equatable {
    let mode: mode_t
    let owner: uid_t

    init(_ status: stat) {
      mode = status.st_mode
      owner = status.st_uid
    }
  }

  fileprivate init(_ output: OutputFolder, whenBusy: WhenBusy) throws(WorkspaceError) {
    self.output = output
    let path = "\(output.parent)/\(output.stagingPrefix)\(getpid())"
    self.path = path
    try attempt("make the folder", output.parent) { () throws(SystemFailure) in
      try makeFolders(output.parent.utf8CString.map { $0 })
    }
    lock = Mutex(try OutputLock(output, whenBusy: whenBusy))
    try output.clearUp()
    // Another build may have been here while we waited for the lock.
    oldIdentity = try output.standing()
    if oldIdentity != nil { try output.refuseForeignFiles() }
    old = try output.manifest()
    usual = try attempt("make the new site beside \(output.shownPath) in", path) { () throws(SystemFailure) in
      guard mkdir(path, 0o777) == 0 else { throw .latest }
      let probe = "\(path)/\(Manifest.fileName)"
      let look = FileLook(try OpenFile(probe, O_WRONLY | O_CREAT | O_EXCL, mode: 0o666).status())
      guard unlink(probe) == 0 else { throw .latest }
      return look
    }
  }

  deinit {
    if !progress.withLock({ $0.finished }) { _ = try? removeTree(path) }
  }

  /// Adds one file of the new site; may be called from several threads at once.
  ///
  /// An unchanged file is linked from the old site, so that its time and its place on the disk stay.
  /// - Parameter path: relative to Output, with forward slashes: `plans/co/2024/index.html`.
  package func write(_ path: String, _ bytes: [UInt8]) throws(WorkspaceError) {
    let shown = "\(output.shownPath)/\(path)"
    guard let outputPath = OutputPath(path.utf8) else {
      throw failed(mistake("“\(shown)” leads out of the output folder or is kept for the program itself"))
    }
    let file = MadeFile(bytes)
    guard progress.withLock({ $0.made.updateValue(file, forKey: outputPath) }) == nil else {
      throw failed(mistake("\(shown) was made twice by one build"))
    }
    do {
      if old.files[outputPath] == file, try linkOld(outputPath, bytes) { return }
      try withParents(of: fullPath(self.path, outputPath.bytes)) { (full) throws(SystemFailure) in
        let new = try OpenFile(full, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o666)
        try new.writeAll(bytes)
        // Some file systems only now say that the disk is full.
        try new.closeChecked()
      }
    } catch {
      throw failed(WorkspaceError(cannot: "write", shown, error))
    }
    progress.withLock { $0.written += 1 }
  }

  /// The bytes of a file that was written.
  package func read(_ path: String) throws(WorkspaceError) -> [UInt8] {
    let bytes = try attempt("read", "\(self.path)/\(path)") { () throws(SystemFailure) in
      try readFile(fullPath(self.path, Array(path.utf8)))
    }
    guard let bytes else { throw failed(mistake("“\(path)” was read before it was written")) }
    return bytes
  }

  /// The SHA-256 of a file that was written, 32 bytes; nil when it was not.
  package func digest(of path: String) -> [UInt8]? {
    OutputPath(path.utf8).flatMap { path in progress.withLock { $0.made[path]?.digest } }
  }

  /// Adds the files that an outside tool left below a folder of the new tree.
  ///
  /// The tool must make new files: an unchanged page of the new tree is the old site's very file. What is not adopted
  /// would count as somebody else's from the next build on.
  package func adopt(below folder: String) throws(WorkspaceError) {
    do throws(SystemFailure) {
      for found in try walkTree("\(path)/\(folder)") where found.kind != .folder {
        guard found.kind == .file, let outputPath = OutputPath(Array("\(folder)/".utf8) + found.path),
          let bytes = try readFile(fullPath(path, outputPath.bytes))
        else { throw SystemFailure(EINVAL) }
        progress.withLock {
          if $0.made.updateValue(MadeFile(bytes), forKey: outputPath) == nil { $0.written += 1 }
        }
      }
    } catch {
      throw failed(WorkspaceError(cannot: "take over an outside tool's files in", "\(path)/\(folder)", error))
    }
  }

  /// Uses the old site's files below a folder once more, as they are; false when there are none or one was changed.
  package func reuse(below folder: String) throws(WorkspaceError) -> Bool {
    let prefix = Array("\(folder)/".utf8)
    let paths = old.files.keys.filter { $0.bytes.starts(with: prefix) }.sorted()
    var contents: [(String, [UInt8])] = []
    for path in paths {
      guard let bytes = try? readFile(fullPath(output.path, path.bytes)), MadeFile(bytes) == old.files[path]
      else { return false }
      contents.append((path.text, bytes))
    }
    for (path, bytes) in contents { try write(path, bytes) }
    return !paths.isEmpty
  }

  /// Remembers a failure, so that a site with a file missing cannot be committed by a caller who overlooked it.
  private func failed(_ error: WorkspaceError) -> WorkspaceError {
    progress.withLock { $0.failure = error }
    return error
  }

  private func mistake(_ message: String) -> WorkspaceError {
    WorkspaceError(.failed, message, help: "This is a mistake in the program. Please report it.")
  }

  /// What has been made, and how many files of it are new on the disk; throws when a file could not be written.
  func made() throws(WorkspaceError) -> (files: [OutputPath: MadeFile], written: Int) {
    let progress = progress.withLock { $0 }
    if let failure = progress.failure { throw failure }
    return (progress.made, progress.written)
  }

  /// Removes the new tree.
  func abandon() throws(SystemFailure) {
    finish()
    try removeTree(path)
  }

  /// Nothing is left to abandon: the new tree has become Output.
  func finish() { progress.withLock { $0.finished = true } }

  /// Lets the next build begin; only when nothing of this one is left beside Output.
  func release() { lock.withLock { $0 = nil } }

  /// Links the old site's file when it truly holds the same bytes; false when it has to be written.
  private func linkOld(_ path: OutputPath, _ bytes: [UInt8]) throws(SystemFailure) -> Bool {
    let oldPath = fullPath(output.path, path.bytes)
    // The digest in the manifest says what a build wrote, not what somebody did to the file since.
    guard let file = try? OpenFile(oldPath, O_RDONLY | O_NOFOLLOW), let status = try? file.status(),
      Int(status.st_size) == bytes.count, FileLook(status) == usual,
      let standing = try? file.readAll(expecting: bytes.count, limit: bytes.count), standing == bytes
    else { return false }
    do {
      try withParents(of: fullPath(self.path, path.bytes)) { (full) throws(SystemFailure) in
        guard linkat(AT_FDCWD, oldPath, AT_FDCWD, full, 0) == 0 else { throw .latest }
      }
      return true
    } catch {
      guard error.meansNoLinks else { throw error }
      return false
    }
  }
}
