// The paths of files below the Output folder, which cannot lead out of it.

/// The path of one made file, with forward slashes.
///
/// Compared by bytes: two spellings of one accented name are two files, although Swift calls the strings equal.
struct OutputPath: Sendable, Hashable, Comparable {
  let bytes: [UInt8]

  /// nil for text that is no UTF-8, an absolute path, an empty, `.` or `..` part, a control character, and the names
  /// that this room keeps for itself.
  init?(_ path: some Sequence<UInt8>) {
    bytes = Array(path)
    guard String(validating: bytes, as: UTF8.self) != nil,
      !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }),
      !bytes.elementsEqual(Manifest.fileName.utf8), !bytes.elementsEqual(".gitignore".utf8)
    else { return nil }
    for part in bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      guard !part.isEmpty, !part.elementsEqual(".".utf8), !part.elementsEqual("..".utf8) else { return nil }
    }
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  static func < (left: OutputPath, right: OutputPath) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}
