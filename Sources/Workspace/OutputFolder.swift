// Which folder may be taken over as Output, judged before anything is written.

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A folder that a build may replace: absent, empty, holding only a `.gitignore`, or made by an earlier build.
package struct OutputFolder: Sendable, Hashable {
  /// The path as it was typed, for messages.
  package let shownPath: String
  /// The folder above, absolute and without links; it may not exist yet.
  let parent: String
  let name: String

  var path: String { parent == "/" ? "/\(name)" : "\(parent)/\(name)" }
  var lockPath: String { "\(parent)/.\(name).clearinghouse-lock" }
  /// What the names of our folders beside Output begin with; the rest is a process number.
  var stagingPrefix: String { ".\(name).staging-" }
  var previousPrefix: String { ".\(name).previous-" }
  var archivePrefix: String { ".\(name).archive-" }

  /// Judges the folder and changes nothing. Throws `.refused` for any folder that a build must not replace.
  ///
  /// - Parameters:
  ///   - sources: the folders the site is built from; Output may neither hold one nor lie inside one.
  ///   - home: the person's home folder, which is never Output.
  package init(_ path: String, sources: [String], home: String? = nil) throws(WorkspaceError) {
    shownPath = path
    guard let place = Self.resolve(path) else {
      throw Self.refusal("“\(path)” cannot be the output folder", "Name a folder, such as Output.")
    }
    (parent, name) = place
    let identity = try standing()
    if let identity { try refuseMountPoint(identity) }
    try refuseKinship(identity, sources: sources, home: home)
    if identity != nil { try refuseForeignFiles() }
  }

  static func refusal(_ message: String, _ help: String) -> WorkspaceError {
    WorkspaceError(.refused, message, help: help)
  }

  /// The folder above, with links resolved as far as it exists, and the last name; nil for the root of the disk and `..`.
  private static func resolve(_ path: String) -> (parent: String, name: String)? {
    guard !path.isEmpty, !path.utf8.contains(0) else { return nil }
    var parts = path.split(separator: "/").filter { $0 != "." }
    if path.first != "/" {
      // `.` and `..` name folders that exist and have another name.
      guard let here = try? realPath(".") else { return nil }
      parts = here.split(separator: "/") + parts
    }
    if parts.last == ".." {
      guard let there = try? realPath(path) else { return nil }
      parts = there.split(separator: "/")
    }
    guard let name = parts.popLast() else { return nil }
    // The part of the way that is still to be made has no links in it.
    var missing: [Substring] = []
    while true {
      let above = "/" + parts.joined(separator: "/")
      if let resolved = try? realPath(above) {
        guard !missing.contains("..") else { return nil }
        let whole = resolved.split(separator: "/") + missing
        return ("/" + whole.joined(separator: "/"), String(name))
      }
      guard let last = parts.popLast() else { return nil }
      missing.insert(last, at: 0)
    }
  }

  /// What stands at the path; nil when nothing does. Refuses anything but a folder.
  func standing() throws(WorkspaceError) -> FileIdentity? {
    let found = try attempt("use", shownPath, kind: .refused) { () throws(SystemFailure) in
      try fileStatus(at: path)
    }
    guard let found else { return nil }
    switch FileKind(mode: found.st_mode) {
    case .folder: return FileIdentity(found)
    case .link:
      throw Self.refusal(
        "\(shownPath) is a symbolic link, not a folder", "Name the folder that the link leads to.")
    case .file, .other:
      throw Self.refusal("\(shownPath) is not a folder", "Choose another folder with --output.")
    }
  }

  /// A mount point cannot be swapped for another folder, so it could only be replaced file by file.
  private func refuseMountPoint(_ identity: FileIdentity) throws(WorkspaceError) {
    guard isMountPoint(path, below: parent) else { return }
    throw Self.refusal(
      "\(shownPath) is a mount point, which cannot be replaced in one step",
      "Choose a folder inside it, for example --output \(shownPath)/site.")
  }

  private func refuseKinship(
    _ identity: FileIdentity?, sources: [String], home: String?
  ) throws(WorkspaceError) {
    let above = ancestors(of: parent)
    for source in sources {
      guard let resolved = try? realPath(source) else { continue }
      let chain = ancestors(of: resolved)
      if let identity, chain.contains(identity) || resolved == path {
        throw Self.refusal(
          "\(shownPath) holds the sources in \(source)",
          "A build replaces the whole output folder. Choose another one with --output.")
      }
      if let own = chain.first, above.contains(own) {
        throw Self.refusal(
          "\(shownPath) lies inside the sources in \(source)",
          "What a build writes must not become a source of the next one. Choose another folder with --output."
        )
      }
    }
    if let identity, let home, let resolved = try? realPath(home),
      ancestors(of: resolved).contains(identity)
    {
      throw Self.refusal(
        "\(shownPath) is a home folder or holds one", "Choose a folder for the site alone with --output.")
    }
  }

  /// Refuses a folder with files in it and no manifest of ours.
  func refuseForeignFiles() throws(WorkspaceError) {
    let names = try attempt("use", shownPath, kind: .refused) { () throws(SystemFailure) in
      try OpenFile.folder(path).entries().map(\.name.text)
    }
    if names.contains(Manifest.fileName) {
      _ = try manifest()
    } else if let foreign = names.filter({ $0 != ".gitignore" }).min() {
      throw Self.refusal(
        "\(shownPath) holds files that no build made (“\(foreign)”)",
        "A build replaces the whole folder, so it takes only an empty one or one it made itself. "
          + "Move the files away or choose another folder with --output.")
    }
  }

  /// What the last build made; empty when there was none.
  func manifest() throws(WorkspaceError) -> Manifest {
    let shown = "\(shownPath)/\(Manifest.fileName)"
    let bytes = try attempt("read", shown, kind: .refused) { () throws(SystemFailure) in
      try readFile("\(path)/\(Manifest.fileName)")
    }
    guard let bytes else { return Manifest() }
    if let manifest = Manifest(bytes) { return manifest }
    throw Self.refusal(
      "\(shown) is damaged, so nobody can tell which files a build made",
      "If everything in \(shownPath) was made by clearinghouse, delete the folder and build again.")
  }
}

/// The identities of a folder and of every folder above it; those that cannot be looked at are left out.
private func ancestors(of path: String) -> [FileIdentity] {
  var parts = path.split(separator: "/")
  var chain: [FileIdentity] = []
  while true {
    if let found = try? fileStatus(at: "/" + parts.joined(separator: "/")) {
      chain.append(FileIdentity(found))
    }
    guard parts.popLast() != nil else { return chain }
  }
}

/// Whether another file system, or another part of the same one, is mounted on the folder.
private func isMountPoint(_ path: String, below parent: String) -> Bool {
  guard let folder = try? OpenFile.folder(path), let above = try? OpenFile.folder(parent) else {
    return false
  }
  if let inner = try? folder.status(), let outer = try? above.status(), inner.st_dev != outer.st_dev {
    return true
  }
  // A bind mount keeps the device; Linux numbers each mount.
  func mountNumber(_ descriptor: Int32) -> ArraySlice<UInt8>? {
    guard let file = try? OpenFile("/proc/self/fdinfo/\(descriptor)", O_RDONLY),
      let text = try? file.readAll(expecting: 200)
    else { return nil }
    return text.split(separator: UInt8(ascii: "\n")).first { $0.starts(with: "mnt_id:".utf8) }
  }
  return mountNumber(folder.descriptor) != mountNumber(above.descriptor)
}
