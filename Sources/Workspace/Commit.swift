// The instant in which the new site becomes Output, and what has to be true before it.

private import CRename

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What a build did to Output, in files.
package struct CommitSummary: Sendable, Hashable {
  /// Files of the new site.
  package var files = 0
  /// Of these, how many are new on the disk; the others are the old site's own.
  package var written = 0
  /// Files of the old site that the new one lacks.
  package var removed = 0
  /// Files in Output that no build made and that are still there.
  package var foreign = 0
  /// A folder beside Output that could not be removed, or that keeps files which somebody put into the old site at
  /// the last moment and whose names the new site has taken; nil as good as always.
  package var leftover: String?
}

/// The points that a commit passes, in this order; the last two are left out when nothing changed.
package enum CommitStep: Sendable, Hashable, CaseIterable {
  case begun, carried, listed, synced, swapped, cleared
}

extension Staging {
  /// Makes the new tree Output in one step, files that no build made included, and removes the old one.
  ///
  /// Before the swap anything may fail and Output is the old site; after it Output is the new one. When the new site
  /// equals the old one, Output is left alone.
  /// - Parameters:
  ///   - exchanging: false to do without the system's exchange of two folders, which some file systems lack.
  ///   - step: called at each step, for progress and for tests that kill the process there.
  package func commit(
    exchanging: Bool = true, step: (CommitStep) -> Void = { _ in }
  ) throws(WorkspaceError) -> CommitSummary {
    let (files, written) = try made()
    var summary = CommitSummary(files: files.count, written: written)
    summary.removed = old.files.keys.reduce(0) { files[$1] == nil ? $0 + 1 : $0 }
    step(.begun)
    let foreign =
      oldIdentity == nil
      ? [] : old.foreign(among: try attempted { () throws(SystemFailure) in try walkTree(output.path) })
    summary.foreign = foreign.count { $0.kind != .folder }
    if oldIdentity != nil, written == 0, !files.isEmpty, files == old.files {
      try attempted { () throws(SystemFailure) in try abandon() }
      release()
      return summary
    }
    try carry(foreign)
    step(.carried)
    try attempted { () throws(SystemFailure) in
      let list = try OpenFile("\(path)/\(Manifest.fileName)", O_WRONLY | O_CREAT | O_EXCL, mode: 0o666)
      try list.writeAll(Manifest(files: files).serialized)
      try list.closeChecked()
      if oldIdentity != nil {
        copyLook(from: output.path.utf8CString.map { $0 }, to: path.utf8CString.map { $0 })
      }
    }
    step(.listed)
    try attempted { () throws(SystemFailure) in try sync() }
    step(.synced)
    guard try output.standing() == oldIdentity else {
      throw OutputFolder.refusal(
        "\(output.shownPath) was replaced by another program during the build", "Run the build again.")
    }
    let former = try attempted { () throws(SystemFailure) in try swap(exchanging: exchanging) }
    finish()
    step(.swapped)
    if let former {
      // The new site is published: what now fails is a remark, and the next build clears up.
      do { summary.leftover = try output.discard(former) } catch { summary.leftover = former }
    }
    step(.cleared)
    release()
    return summary
  }

  private func attempted<Value>(_ body: () throws(SystemFailure) -> Value) throws(WorkspaceError) -> Value {
    try attempt("put the new site in place of", output.shownPath, body)
  }

  /// Everything is on the disk before Output names it, so that a power cut finds one whole site, too.
  private func sync() throws(SystemFailure) {
    let folder = try OpenFile.folder(path)
    guard clearinghouse_sync(folder.descriptor) == 0 else { throw .latest }
  }

  /// Puts the new tree in Output's place; returns where the old tree stands now.
  private func swap(exchanging: Bool) throws(SystemFailure) -> String? {
    guard oldIdentity != nil else {
      guard rename(path, output.path) == 0 else { throw .latest }
      return nil
    }
    if exchanging {
      if clearinghouse_exchange(path, output.path) == 0 { return path }
      switch errno {
      case EINVAL, ENOSYS, EOPNOTSUPP: break
      default: throw .latest
      }
    }
    // Two steps where the system knows no exchange. Between them there is no Output, never half of one;
    // `clearUp` puts the old one back if we die there.
    let former = "\(output.parent)/\(output.previousPrefix)\(getpid())"
    guard rename(output.path, former) == 0 else { throw .latest }
    if rename(path, output.path) == 0 { return former }
    let failure = SystemFailure.latest
    _ = rename(former, output.path)
    throw failure
  }
}
