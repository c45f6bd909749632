// The list of what a build made: how the next build tells its own files from everybody else's.

private import Crypto

/// One file that a build made.
struct MadeFile: Sendable, Hashable {
  let size: Int
  /// SHA-256, 32 bytes.
  let digest: [UInt8]

  init(size: Int, digest: [UInt8]) {
    self.size = size
    self.digest = digest
  }

  init(_ bytes: [UInt8]) {
    self.init(size: bytes.count, digest: Array(SHA256.hash(data: bytes)))
  }
}

/// The files of a finished Output folder by path.
///
/// Written as text, a line for each file: digest, size, path; sorted by path bytes, with no time and no machine in it.
struct Manifest: Sendable {
  static let fileName = ".clearinghouse-manifest"
  private static let title = "clearinghouse manifest 1"

  var files: [OutputPath: MadeFile]

  init(files: [OutputPath: MadeFile] = [:]) { self.files = files }

  /// Reads `serialized`; nil when the text is not one that we wrote whole.
  init?(_ bytes: [UInt8]) {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[...]
    guard lines.popFirst()?.elementsEqual(Self.title.utf8) == true, lines.popLast()?.isEmpty == true,
      // The last line counts the files, so that a torn manifest shows.
      let count = lines.popLast(), count.elementsEqual("\(lines.count) files".utf8)
    else { return nil }
    files = [:]
    files.reserveCapacity(lines.count)
    for line in lines {
      let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
      guard fields.count == 3, let digest = Self.digest(hexadecimal: fields[0]),
        let size = Int(String(decoding: fields[1], as: UTF8.self)), size >= 0,
        let path = OutputPath(fields[2]),
        files.updateValue(MadeFile(size: size, digest: digest), forKey: path) == nil
      else { return nil }
    }
  }

  var serialized: [UInt8] {
    var bytes = Array("\(Self.title)\n".utf8)
    bytes.reserveCapacity(files.count * 128)
    for (path, file) in files.sorted(by: { $0.key < $1.key }) {
      for byte in file.digest {
        bytes.append(Self.hexadecimalDigits[Int(byte >> 4)])
        bytes.append(Self.hexadecimalDigits[Int(byte & 15)])
      }
      bytes += " \(file.size) ".utf8
      bytes += path.bytes
      bytes.append(UInt8(ascii: "\n"))
    }
    bytes += "\(files.count) files\n".utf8
    return bytes
  }

  private static let hexadecimalDigits = Array("0123456789abcdef".utf8)

  private static func digest(hexadecimal digits: ArraySlice<UInt8>) -> [UInt8]? {
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    var high: UInt8?
    for digit in digits {
      let value: UInt8
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
      default: return nil
      }
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return bytes
  }
}
