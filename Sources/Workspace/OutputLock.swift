// One build at a time on one Output folder.

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What a build does when another one is writing the same Output folder.
package enum WhenBusy: Sendable {
  /// Fails at once and says who holds the folder.
  case fail
  /// Calls the closure with who holds the folder, then waits for the end of that build.
  case wait(announce: @Sendable (String) -> Void)
}

/// A lock file beside Output, held as long as the value lives; the system frees it when the process dies.
struct OutputLock: ~Copyable {
  private let file: OpenFile
  private let path: String

  init(_ folder: OutputFolder, whenBusy: WhenBusy) throws(WorkspaceError) {
    let path = folder.lockPath
    func lock<Value: ~Copyable>(_ body: () throws(SystemFailure) -> Value) throws(WorkspaceError) -> Value {
      try attempt("lock \(folder.shownPath) with", path, body)
    }
    while true {
      let file = try lock { () throws(SystemFailure) in
        try OpenFile(path, O_RDWR | O_CREAT | O_NOFOLLOW, mode: 0o666)
      }
      if try !lock({ () throws(SystemFailure) in try take(file.descriptor, waiting: false) }) {
        let holder = String(decoding: (try? file.readAll(expecting: 40, limit: 40)) ?? [], as: UTF8.self)
        let who = "another build (\(holder)) is writing \(folder.shownPath)"
        guard case .wait(let announce) = whenBusy else {
          throw WorkspaceError(.failed, who, help: "Wait for its end, then run the command again.")
        }
        announce(who)
        _ = try lock { () throws(SystemFailure) in try take(file.descriptor, waiting: true) }
      }
      let isOurs = try lock { () throws(SystemFailure) in
        // The holder removes the file when it is done; a lock on a removed file locks nothing.
        guard let standing = try fileStatus(at: path),
          FileIdentity(standing) == FileIdentity(try file.status())
        else { return false }
        guard ftruncate(file.descriptor, 0) == 0 else { throw .latest }
        try file.writeAll(Array("process \(getpid())".utf8))
        return true
      }
      guard isOurs else { continue }
      self.file = file
      self.path = path
      return
    }
  }

  // The file is closed, and with that unlocked, after this.
  deinit { _ = unlink(path) }
}

/// Locks an open file; false when another process has it.
private func take(_ descriptor: Int32, waiting: Bool) throws(SystemFailure) -> Bool {
  while flock(descriptor, waiting ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
    switch errno {
    case EINTR: continue
    case EWOULDBLOCK: return false
    default: throw .latest
    }
  }
  return true
}
