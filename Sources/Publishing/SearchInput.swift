// What the search index is made from, as one digest: while it stays the same, so may the index.
import Crypto

/// The finished pages that search finds, each by its digest.
package struct SearchInput: Sendable {
  private var pages: [String: [UInt8]] = [:]

  package init() {}

  /// The digest of what search sees of a file; nil for all but indexed pages.
  package static func digest(of path: String, _ bytes: [UInt8]) -> [UInt8]? {
    guard path.hasSuffix("index.html"), let part = indexedPart(of: bytes) else { return nil }
    return Array(SHA256.hash(data: part))
  }

  package mutating func add(_ path: String, _ digest: [UInt8]) { pages[path] = digest }

  /// The digest of everything added, in hexadecimal; it does not depend on the order.
  package func digest() -> String {
    var hash = SHA256()
    for (path, digest) in pages.sorted(by: { $0.key < $1.key }) {
      hash.update(data: Array("\(path)\0".utf8))
      hash.update(data: digest)
    }
    return hexadecimal(hash.finalize())
  }

  /// From the first filter in the head to the end of the text: a new style sheet or footer changes nothing here.
  private static func indexedPart(of bytes: [UInt8]) -> ArraySlice<UInt8>? {
    guard let start = position(of: "<meta name=\"search-", in: bytes, from: 0) else { return nil }
    let end = position(of: "</main>", in: bytes, from: start) ?? bytes.count
    return bytes[start..<end]
  }

  private static func position(of word: StaticString, in bytes: [UInt8], from start: Int) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      let length = word.utf8CodeUnitCount
      guard bytes.count >= length else { return nil }
      return (start...max(start, bytes.count - length)).first { position in
        bytes[position] == word.utf8Start[0] && position + length <= bytes.count
          && (1..<length).allSatisfy { bytes[position + $0] == word.utf8Start[$0] }
      }
    }
  }
}
