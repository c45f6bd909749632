// The sources as they are on disk, read once: the way in.

package import Diagnostics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// One folder of sources and the name its files are known by.
package struct SourceRoot: Sendable, Hashable {
  /// Where it is on disk.
  package var folder: String
  /// What its files' paths begin with, without a slash at the end: `Content`.
  package var name: String

  package init(_ folder: String, as name: String) {
    self.folder = folder
    self.name = name
  }
}

/// How much of the disk one site may hold in memory.
package struct ReadLimits: Sendable, Hashable {
  package var fileBytes = 64 << 20
  package var allBytes = 4 << 30
  package var depth = 64

  package init() {}
}

/// Reads every file below the folders, sorted by the bytes of its path.
///
/// Hidden files and editors' leftovers are skipped; links are reported, never followed; nothing blocks.
/// Reports `workspaceCodes`; throws only when a root is no folder that can be opened.
package func readTree(
  _ roots: [SourceRoot], limits: ReadLimits = ReadLimits()
) throws(WorkspaceError) -> Diagnosed<[SourceFile]> {
  var reader = TreeReader(limits: limits)
  // A folder's files sort as if its name ended in a slash: `a-b/…`, `a.md`, `a/…`.
  for root in roots.sorted(by: { ($0.name + "/").utf8.lexicographicallyPrecedes(($1.name + "/").utf8) }) {
    let folder: OpenFile
    do {
      // The root itself may be a link: whoever typed it meant what it leads to.
      folder = try OpenFile(root.folder, O_RDONLY | O_DIRECTORY)
    } catch {
      throw WorkspaceError(.refused, cannot: "open the folder", root.folder, error)
    }
    reader.read(folder, path: root.name, depth: 0)
  }
  return Diagnosed(reader.files, reader.diagnostics.sortedByPlace())
}

private struct TreeReader {
  let limits: ReadLimits
  var files: [SourceFile] = []
  var diagnostics: [Diagnostic] = []
  var total = 0

  init(limits: ReadLimits) { self.limits = limits }

  mutating func read(_ folder: borrowing OpenFile, path: String, depth: Int) {
    guard depth < limits.depth else {
      return report(.workspaceTooLarge, path, "folders are nested more than \(limits.depth) deep")
    }
    let entries: [FolderEntry]
    do {
      entries = try folder.entries()
    } catch {
      return report(.workspaceUnreadable, path, "cannot list the folder: \(error.reason)")
    }
    let ordered =
      entries.filter { !isSkipped($0.name.bytes) }
      .map { (sortKey: $0.name.bytes + ($0.kind == .folder ? [UInt8(ascii: "/")] : []), entry: $0) }
      .sorted { $0.sortKey.lexicographicallyPrecedes($1.sortKey) }
    for (_, entry) in ordered {
      let name = entry.name
      let shown = "\(path)/\(visible(name.text))"
      if let problem = problem(withName: name.bytes) {
        report(.workspaceName, shown, problem)
      } else {
        read(name, entry.kind, in: folder, path: shown, depth: depth)
      }
    }
  }

  private mutating func read(
    _ name: RawName, _ kind: FileKind, in folder: borrowing OpenFile, path: String, depth: Int
  ) {
    do {
      switch kind {
      case .folder: read(try .folder(name.terminated, in: folder.descriptor), path: path, depth: depth + 1)
      case .file: try readFile(name, in: folder, path: path)
      case .link: report(.workspaceLink, path, "symbolic links are not followed")
      case .other: report(.workspaceSpecialFile, path, "neither a file nor a folder")
      }
    } catch {
      report(.workspaceUnreadable, path, "cannot be read: \(error.reason)")
    }
  }

  private mutating func readFile(
    _ name: RawName, in folder: borrowing OpenFile, path: String
  ) throws(SystemFailure) {
    let file = try OpenFile(name.terminated, in: folder.descriptor, O_RDONLY | O_NOFOLLOW)
    let status = try file.status()
    guard FileKind(mode: status.st_mode) == .file else {
      return report(.workspaceSpecialFile, path, "neither a file nor a folder")
    }
    guard Int(status.st_size) <= limits.fileBytes,
      let bytes = try file.readAll(expecting: Int(status.st_size), limit: limits.fileBytes)
    else {
      return report(.workspaceTooLarge, path, "the file is larger than \(limits.fileBytes >> 20) MB")
    }
    guard total + bytes.count <= limits.allBytes else {
      return report(
        .workspaceTooLarge, path, "with this file the sources hold more than \(limits.allBytes >> 20) MB")
    }
    total += bytes.count
    files.append(SourceFile(path: path, bytes: bytes))
  }

  private mutating func report(_ code: DiagnosticCode, _ path: String, _ message: String) {
    diagnostics.append(Diagnostic(code, at: Place(file: path), message, help: code.remedy))
  }
}

/// Whether a name is hidden or an editor's leftover (`.DS_Store`, `x~`, `#x#`, `~$x.docx`).
private func isSkipped(_ name: [UInt8]) -> Bool {
  name.first == UInt8(ascii: ".") || name.last == UInt8(ascii: "~")
    || (name.count > 1 && name.first == UInt8(ascii: "#") && name.last == UInt8(ascii: "#"))
    || name.starts(with: "~$".utf8)
    || name.elementsEqual("Thumbs.db".utf8) || name.elementsEqual("desktop.ini".utf8)
}

private func problem(withName name: [UInt8]) -> String? {
  guard let text = String(validating: name, as: UTF8.self) else { return "the name is not written in UTF-8" }
  guard !text.unicodeScalars.contains(where: isInvisible) else {
    return "the name holds an invisible control character"
  }
  return nil
}

/// Control characters, line separators, and the marks that turn the direction of text around.
private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
  default: false
  }
}

/// A name for messages: what would change the line it is printed on is spelled out.
private func visible(_ name: String) -> String {
  guard name.unicodeScalars.contains(where: isInvisible) else { return name }
  return name.unicodeScalars.map { isInvisible($0) ? $0.escaped(asASCII: true) : String($0) }.joined()
}

/// Reads one file that a person named; `-` is standard input. Reports no diagnostics: what fails is thrown.
package func readSource(at path: String, limit: Int = ReadLimits().fileBytes) throws(WorkspaceError)
  -> SourceFile
{
  do {
    let file = try OpenFile(path == "-" ? "/dev/stdin" : path, O_RDONLY)
    guard let bytes = try file.readAll(expecting: 65_536, limit: limit) else {
      throw WorkspaceError(
        .refused, "\(path) is larger than \(limit) bytes", help: "Cut the file into smaller ones.")
    }
    return SourceFile(path: path, bytes: bytes)
  } catch let failure as SystemFailure {
    throw WorkspaceError(.refused, cannot: "read", path, failure)
  } catch let error as WorkspaceError {
    throw error
  } catch {
    throw WorkspaceError(.failed, "\(path) cannot be read", help: "Look at the file.")
  }
}
