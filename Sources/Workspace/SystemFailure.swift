// The system's error numbers with their words and what people can do about them.

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A failed system call: `errno` at the moment of failure.
struct SystemFailure: Error, Hashable {
  let number: Int32

  init(_ number: Int32) { self.number = number }

  /// The failure of the call that has just returned.
  static var latest: SystemFailure { SystemFailure(errno) }

  /// The system's own words, such as "Permission denied".
  var reason: String {
    guard let text = strerror(number) else { return "error \(number)" }
    return String(cString: text)
  }

  /// Whether a second name for a file failed because of what the file or its file system is.
  var meansNoLinks: Bool {
    switch number {
    case EPERM, EXDEV, EMLINK, EOPNOTSUPP, ENOSYS, EINVAL: true
    default: false
    }
  }

  var advice: String {
    switch number {
    case ENOSPC, EDQUOT:
      "The disk is full. Free some space and run the command again; the old site is untouched."
    case EACCES, EPERM: "Ask the owner for the right to read and write here, or choose another folder."
    case EROFS: "This file system cannot be written. Choose a folder on another one with --output."
    case ENAMETOOLONG: "Shorten the name of the file or of a folder above it."
    case EMFILE, ENFILE:
      "Too many files are open at once. Close other programs or raise the limit (ulimit -n)."
    case ENOENT: "Check that the path is spelled correctly."
    case ENOTDIR: "A file stands where a folder is needed. Move it away."
    default: "Check the disk and the folder, then run the command again."
    }
  }
}
