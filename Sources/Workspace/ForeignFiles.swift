// Files in Output that no build made: they are carried into each new tree untouched.

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

extension Manifest {
  /// Every folder that holds a made file.
  private var folders: Set<[UInt8]> {
    var folders: Set<[UInt8]> = []
    for path in files.keys {
      var end = path.bytes.endIndex
      while let slash = path.bytes[..<end].lastIndex(of: UInt8(ascii: "/")) {
        guard folders.insert(Array(path.bytes[..<slash])).inserted else { break }
        end = slash
      }
    }
    return folders
  }

  /// Those of a tree's entries that this manifest does not account for.
  func foreign(among entries: [FoundEntry]) -> [FoundEntry] {
    let folders = folders
    return entries.filter { entry in
      if entry.kind == .folder { return !folders.contains(entry.path) }
      if entry.path.elementsEqual(Self.fileName.utf8) { return false }
      return OutputPath(entry.path).map { files[$0] == nil } ?? true
    }
  }
}

extension Staging {
  /// Brings foreign files into the new tree: the very same files under a second name, or copies where that is impossible.
  func carry(_ entries: [FoundEntry]) throws(WorkspaceError) {
    var newFolders: [FoundEntry] = []
    for entry in entries {
      let shown = "\(output.shownPath)/\(String(decoding: entry.path, as: UTF8.self))"
      do {
        let old = fullPath(output.path, entry.path)
        try withParents(of: fullPath(path, entry.path)) { (new) throws(SystemFailure) in
          if entry.kind != .folder {
            try linkOrCopy(old, to: new, entry.kind)
          } else if mkdir(new, 0o777) == 0 {
            newFolders.append(entry)
          } else {
            // The new site has a folder of that name: one folder for both.
            guard errno == EEXIST, try fileStatus(at: new).map({ FileKind(mode: $0.st_mode) }) == .folder
            else {
              throw SystemFailure(EEXIST)
            }
          }
        }
      } catch {
        guard error.number == EEXIST || error.number == ENOTDIR else {
          throw WorkspaceError(cannot: "keep", shown, error)
        }
        throw OutputFolder.refusal(
          "\(shown) was made by no build, and the new site needs its name",
          "Move it away or rename it, then build again.")
      }
    }
    // Last, because filling a folder changes its time, and inner folders before outer ones.
    for entry in newFolders.reversed() {
      copyLook(from: fullPath(output.path, entry.path), to: fullPath(path, entry.path))
    }
  }
}

private func linkOrCopy(_ old: [CChar], to new: [CChar], _ kind: FileKind) throws(SystemFailure) {
  if linkat(AT_FDCWD, old, AT_FDCWD, new, 0) == 0 { return }
  let failure = SystemFailure.latest
  guard failure.meansNoLinks else { throw failure }
  switch kind {
  case .file:
    guard let bytes = try readFile(old) else { throw SystemFailure(ENOENT) }
    let copy = try OpenFile(new, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
    try copy.writeAll(bytes)
    try copy.closeChecked()
    copyLook(from: old, to: new)
  case .link:
    guard symlink(try linkTarget(old), new) == 0 else { throw .latest }
  case .folder, .other: throw failure
  }
}

/// Where a symbolic link leads, as it is written.
func linkTarget(_ path: [CChar]) throws(SystemFailure) -> [CChar] {
  var target = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
  let count = readlink(path, &target, target.count - 1)
  guard count >= 0 else { throw .latest }
  return target[..<count] + [0]
}

/// Gives a copy the owner, rights and time of what it was copied from, as far as the system lets us.
func copyLook(from old: [CChar], to new: [CChar]) {
  guard let look = try? fileStatus(at: old) else { return }
  _ = fchownat(AT_FDCWD, new, look.st_uid, look.st_gid, AT_SYMLINK_NOFOLLOW)
  _ = fchmodat(AT_FDCWD, new, look.st_mode & 0o7777, 0)
  #if canImport(Darwin)
    let times = [look.st_atimespec, look.st_mtimespec]
  #else
    let times = [look.st_atim, look.st_mtim]
  #endif
  _ = utimensat(AT_FDCWD, new, times, AT_SYMLINK_NOFOLLOW)
}
