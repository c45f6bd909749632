// Whole folders: making them, walking through everything below one, and removing it.

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Something below a folder.
struct FoundEntry {
  /// Relative to the folder, any bytes.
  let path: [UInt8]
  let kind: FileKind
}

/// An absolute path of any bytes, with the NUL that system calls want.
func fullPath(_ folder: String, _ relative: [UInt8]) -> [CChar] {
  (Array(folder.utf8) + [UInt8(ascii: "/")] + relative + [0]).map { CChar(bitPattern: $0) }
}

/// Everything below a folder, each folder before what is in it, in the system's order; links are not followed.
///
/// Stops with `EXDEV` at a place where another file system is mounted: it is not part of the tree.
func walkTree(_ path: String) throws(SystemFailure) -> [FoundEntry] {
  let root = try OpenFile.folder(path)
  let device = try root.status().st_dev
  var found: [FoundEntry] = []
  func walk(_ folder: borrowing OpenFile, _ prefix: [UInt8]) throws(SystemFailure) {
    guard try folder.status().st_dev == device else { throw SystemFailure(EXDEV) }
    for entry in try folder.entries() {
      let path = prefix + entry.name.bytes
      found.append(FoundEntry(path: path, kind: entry.kind))
      if entry.kind == .folder {
        try walk(.folder(entry.name.terminated, in: folder.descriptor), path + [UInt8(ascii: "/")])
      }
    }
  }
  try walk(root, [])
  return found
}

/// Removes a folder and everything below it.
func removeTree(_ path: String) throws(SystemFailure) {
  func empty(_ folder: borrowing OpenFile) throws(SystemFailure) {
    for entry in try folder.entries() {
      if entry.kind == .folder {
        try empty(.folder(entry.name.terminated, in: folder.descriptor))
      }
      let flags = entry.kind == .folder ? AT_REMOVEDIR : 0
      guard unlinkat(folder.descriptor, entry.name.terminated, flags) == 0 else { throw .latest }
    }
  }
  try empty(.folder(path))
  guard rmdir(path) == 0 else { throw .latest }
}

/// Makes a folder and the missing ones above it; other threads may be doing the same.
func makeFolders(_ path: [CChar]) throws(SystemFailure) {
  if mkdir(path, 0o777) == 0 { return }
  switch errno {
  case EEXIST:
    var standing = stat()
    guard fstatat(AT_FDCWD, path, &standing, 0) == 0, FileKind(mode: standing.st_mode) == .folder else {
      throw SystemFailure(ENOTDIR)
    }
  case ENOENT:
    guard let above = folder(above: path) else { throw SystemFailure(ENOENT) }
    try makeFolders(above)
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw .latest }
  default: throw .latest
  }
}

/// Runs `make` with the path, and once more after making the folders above it if one was missing.
func withParents(
  of path: [CChar], _ make: ([CChar]) throws(SystemFailure) -> Void
) throws(SystemFailure) {
  do {
    try make(path)
  } catch {
    guard error.number == ENOENT, let above = folder(above: path) else { throw error }
    try makeFolders(above)
    try make(path)
  }
}

private func folder(above path: [CChar]) -> [CChar]? {
  guard let slash = path.lastIndex(of: CChar(0x2F)), slash > 0 else { return nil }
  return path[..<slash] + [0]
}
