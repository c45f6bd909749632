// Open files and folders as values that close themselves, with the few calls this room needs.

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The raw name of a folder entry: any bytes but NUL and `/`, kept with the NUL that system calls want.
struct RawName: Hashable {
  let terminated: [CChar]

  var bytes: [UInt8] { terminated.dropLast().map { UInt8(bitPattern: $0) } }

  /// The name for messages; bytes that are no UTF-8 appear as U+FFFD.
  var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// What stands at a name, with symbolic links not followed.
enum FileKind: Hashable {
  case file, folder, link, other

  init(mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    case S_IFLNK: self = .link
    default: self = .other
    }
  }
}

/// One name in a folder.
struct FolderEntry {
  let name: RawName
  let kind: FileKind
}

/// The same file has the same identity under every name.
struct FileIdentity: Hashable {
  let device: UInt64
  let inode: UInt64

  init(_ status: stat) {
    device = UInt64(truncatingIfNeeded: status.st_dev)
    inode = UInt64(truncatingIfNeeded: status.st_ino)
  }
}

/// An open file or folder; closed when the value ends.
struct OpenFile: ~Copyable {
  let descriptor: Int32

  /// Never waits for a fifo's other end and never takes over a terminal.
  init(
    _ path: UnsafePointer<CChar>, in folder: Int32 = AT_FDCWD, _ flags: Int32, mode: mode_t = 0
  ) throws(SystemFailure) {
    var number: Int32
    repeat {
      number = openat(folder, path, flags | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, mode)
    } while number < 0 && errno == EINTR
    guard number >= 0 else { throw .latest }
    descriptor = number
  }

  deinit { _ = close(descriptor) }

  /// Opens a folder that is no symbolic link.
  static func folder(
    _ path: UnsafePointer<CChar>, in folder: Int32 = AT_FDCWD
  ) throws(SystemFailure) -> OpenFile {
    try OpenFile(path, in: folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
  }

  func status() throws(SystemFailure) -> stat {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .latest }
    return status
  }

  /// Everything in the folder but `.` and `..`, in the system's order.
  func entries() throws(SystemFailure) -> [FolderEntry] {
    // A second opening, because `closedir` closes what it was given.
    let number = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard number >= 0 else { throw .latest }
    guard let stream = fdopendir(number) else {
      let failure = SystemFailure.latest
      _ = close(number)
      throw failure
    }
    defer { closedir(stream) }
    var entries: [FolderEntry] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        guard errno == 0 else { throw .latest }
        return entries
      }
      let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
      let name = UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
      let terminated = Array(UnsafeBufferPointer(start: name, count: strlen(name) + 1))
      guard terminated != [0x2E, 0], terminated != [0x2E, 0x2E, 0] else { continue }
      let kind: FileKind
      switch Int32(entry.pointee.d_type) {
      case Int32(DT_REG): kind = .file
      case Int32(DT_DIR): kind = .folder
      case Int32(DT_LNK): kind = .link
      case Int32(DT_UNKNOWN):
        // Some file systems do not say. Gone since it was listed: as if it had never been there.
        guard let status = try fileStatus(at: terminated, in: descriptor) else { continue }
        kind = FileKind(mode: status.st_mode)
      default: kind = .other
      }
      entries.append(FolderEntry(name: RawName(terminated: terminated), kind: kind))
    }
  }

  /// Reads to the end; nil when there are more than `limit` bytes.
  func readAll(expecting size: Int, limit: Int = .max - 1) throws(SystemFailure) -> [UInt8]? {
    // One byte more than expected, so that the end of an unchanged file shows in the first round.
    var bytes: [UInt8] = []
    var room = min(max(size, 0), limit) + 1
    while true {
      var failure: SystemFailure?
      var ended = false
      let part = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        while count < room {
          let got = read(descriptor, buffer.baseAddress! + count, room - count)
          if got > 0 {
            count += got
          } else if got == 0 {
            ended = true
            return
          } else if errno != EINTR {
            failure = .latest
            return
          }
        }
      }
      if let failure { throw failure }
      if bytes.isEmpty { bytes = part } else { bytes += part }
      guard bytes.count <= limit else { return nil }
      if ended { return bytes }
      room = min(limit - bytes.count + 1, 1 << 20)
    }
  }

  /// Closes the file and reports what the system says at that point.
  consuming func closeChecked() throws(SystemFailure) {
    let number = descriptor
    discard self
    guard close(number) == 0 || errno == EINTR else { throw .latest }
  }

  func writeAll(_ bytes: [UInt8]) throws(SystemFailure) {
    var done = 0
    while done < bytes.count {
      let wrote = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress! + done, $0.count - done) }
      if wrote > 0 {
        done += wrote
      } else if wrote == 0 {
        // Not allowed for a regular file, and never to be waited for.
        throw SystemFailure(ENOSPC)
      } else if errno != EINTR {
        throw .latest
      }
    }
  }
}

/// What stands at a path, a final symbolic link not followed; nil when nothing does.
func fileStatus(at path: UnsafePointer<CChar>, in folder: Int32 = AT_FDCWD) throws(SystemFailure) -> stat? {
  var status = stat()
  if fstatat(folder, path, &status, AT_SYMLINK_NOFOLLOW) == 0 { return status }
  guard errno == ENOENT else { throw .latest }
  return nil
}

/// The bytes of a regular file; nil when nothing stands at the path.
func readFile(_ path: UnsafePointer<CChar>) throws(SystemFailure) -> [UInt8]? {
  guard try fileStatus(at: path) != nil else { return nil }
  let file = try OpenFile(path, O_RDONLY | O_NOFOLLOW)
  let status = try file.status()
  guard FileKind(mode: status.st_mode) == .file else { throw SystemFailure(EINVAL) }
  return try file.readAll(expecting: Int(status.st_size))
}

/// The absolute path without links; the path must exist.
func realPath(_ path: String) throws(SystemFailure) -> String {
  guard let resolved = realpath(path, nil) else { throw .latest }
  defer { free(resolved) }
  return String(cString: resolved)
}
