// Old trees: removed after the swap, and after builds that were killed, without losing anybody's file.

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

extension OutputFolder {
  /// Removes what killed builds left beside Output; only the holder of the lock may call this.
  func clearUp() throws(WorkspaceError) {
    try attempt("clear up after a build that was killed in", parent) { () throws(SystemFailure) in
      let names = try OpenFile.folder(parent).entries().filter { $0.kind == .folder }.map(\.name.text)
        .sorted()
      func leftovers(_ prefix: String) -> [String] {
        names.filter { $0.hasPrefix(prefix) && $0.dropFirst(prefix.count).utf8.allSatisfy(isDigit) }
          .map { "\(parent)/\($0)" }
      }
      for former in leftovers(previousPrefix) {
        // Killed between the two steps of a swap: the old site is the whole one.
        if try fileStatus(at: path) == nil {
          guard rename(former, path) == 0 else { throw .latest }
        } else {
          _ = try discard(former)
        }
      }
      for leftover in leftovers(stagingPrefix) { _ = try discard(leftover) }
      for leftover in leftovers(archivePrefix) { try removeTree(leftover) }
    }
  }

  /// Removes an old or unfinished tree, but not a file that nobody's build made and that Output lacks.
  ///
  /// Such a file was put there while the new tree was being swapped in. It moves to Output; where the new site has
  /// taken its name, it stays, and the folder's new path is returned.
  func discard(_ tree: String) throws(SystemFailure) -> String? {
    let list = "\(tree)/\(Manifest.fileName)"
    guard let bytes = try readFile(list), let manifest = Manifest(bytes), try fileStatus(at: path) != nil
    else {
      // A tree without a whole list was never Output, or was an Output without files. And where somebody has removed
      // Output since, its files are not wanted back.
      try removeTree(tree)
      return nil
    }
    let current = (try? self.manifest()) ?? Manifest()
    let entries = try walkTree(tree)
    var kept: Set<[UInt8]> = []
    for entry in manifest.foreign(among: entries) where entry.kind != .folder {
      let old = fullPath(tree, entry.path)
      let new = fullPath(path, entry.path)
      if isSame(old, new) { continue }
      let isTaken = OutputPath(entry.path).map { current.files[$0] != nil } ?? false
      do {
        guard !isTaken else { throw SystemFailure(EEXIST) }
        try withParents(of: new) { (new) throws(SystemFailure) in
          guard rename(old, new) == 0 else { throw .latest }
        }
      } catch {
        kept.insert(entry.path)
      }
    }
    for entry in entries.reversed() where entry.path != Array(Manifest.fileName.utf8) {
      guard !kept.contains(entry.path) else { continue }
      let flags = entry.kind == .folder ? AT_REMOVEDIR : 0
      guard unlinkat(AT_FDCWD, fullPath(tree, entry.path), flags) != 0 else { continue }
      switch errno {
      case ENOENT: continue
      case ENOTEMPTY where !kept.isEmpty, EEXIST where !kept.isEmpty: continue
      default: throw .latest
      }
    }
    // The list goes last: until then a killed clearing up can be taken up again.
    guard unlink(list) == 0 else { throw .latest }
    if kept.isEmpty {
      guard rmdir(tree) == 0 else { throw .latest }
      return nil
    }
    let rescue = "\(parent)/.\(name).rescued-\(getpid())"
    guard rename(tree, rescue) == 0 else { throw .latest }
    return rescue
  }
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

/// Whether two paths lead to one file or to equal copies.
private func isSame(_ left: [CChar], _ right: [CChar]) -> Bool {
  guard let first = try? fileStatus(at: left), let second = try? fileStatus(at: right) else { return false }
  if FileIdentity(first) == FileIdentity(second) { return true }
  let kind = FileKind(mode: first.st_mode)
  guard kind == FileKind(mode: second.st_mode), first.st_size == second.st_size else { return false }
  switch kind {
  case .file:
    guard let bytes = try? readFile(left) else { return false }
    return (try? readFile(right)) == bytes
  case .link:
    guard let target = try? linkTarget(left) else { return false }
    return (try? linkTarget(right)) == target
  case .folder, .other: return false
  }
}
