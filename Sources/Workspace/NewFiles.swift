// Files that a person asked for by name: written only where nothing stands yet.

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file to be made.
package struct NewFile: Sendable {
  /// Relative to the folder given to ``createFiles(_:in:)``; slashes make folders.
  package let path: String
  package let bytes: [UInt8]

  package init(_ path: String, _ bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  package init(_ path: String, text: String) {
    self.init(path, Array(text.utf8))
  }
}

/// Writes all files, or none when any of them is there already; folders are made as needed.
///
/// Throws `.refused` when a file stands there, `.failed` when the disk says no; what was written by then is removed.
package func createFiles(_ files: [NewFile], in folder: String) throws(WorkspaceError) {
  func path(_ file: NewFile) -> String { "\(folder)/\(file.path)" }
  for file in files {
    if try isTaken(path(file)) {
      throw WorkspaceError(
        .refused, "\(path(file)) exists already, and nothing is ever overwritten",
        help: "Choose another name, or edit the file that is there.")
    }
  }
  var written: [String] = []
  do {
    for file in files {
      try createFolders(above: path(file))
      let target = path(file)
      try attempt("create", target) { () throws(SystemFailure) in
        // O_EXCL refuses whatever came into being since the check, links included.
        let open = try OpenFile(target, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o666)
        written.append(target)
        try open.writeAll(file.bytes)
        try open.closeChecked()
      }
    }
  } catch {
    for file in written { unlink(file) }
    throw error
  }
}

/// Whether anything stands at the path, be it a link that leads nowhere.
package func isTaken(_ path: String) throws(WorkspaceError) -> Bool {
  do {
    return try fileStatus(at: path) != nil
  } catch {
    // A file where a folder should be is reported when the folder is made.
    if error.number == ENOTDIR { return false }
    throw WorkspaceError(cannot: "look at", path, error)
  }
}

/// Throws `.refused` unless nothing stands at the path, or a folder with nothing in it.
package func requireEmptyFolder(_ path: String) throws(WorkspaceError) {
  let isFree = try attempt("look at", path, kind: .refused) { () throws(SystemFailure) in
    guard try fileStatus(at: path) != nil else { return true }
    return try OpenFile(path, O_RDONLY | O_DIRECTORY).entries().isEmpty
  }
  guard isFree else {
    throw WorkspaceError(
      .refused, "\(path) is not empty, and nothing is ever overwritten",
      help: "Name a folder that does not exist yet.")
  }
}

private func createFolders(above path: String) throws(WorkspaceError) {
  var end = path.startIndex
  while let slash = path[end...].firstIndex(of: "/") {
    let folder = String(path[..<slash])
    end = path.index(after: slash)
    guard !folder.isEmpty, mkdir(folder, 0o777) != 0, errno != EEXIST else { continue }
    throw WorkspaceError(cannot: "create the folder", folder, .latest)
  }
}
