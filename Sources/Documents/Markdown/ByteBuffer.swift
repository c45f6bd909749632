// Bytes under construction: the HTML and the words of a block while it is written.

/// What HTML can be appended to.
protocol ByteSink: ~Copyable {
  var last: UInt8? { get }
  mutating func append(_ byte: UInt8)
  mutating func append(contentsOf bytes: UnsafeBufferPointer<UInt8>)
}

extension [UInt8]: ByteSink {}

/// A growing run of bytes that nobody shares: most of what is added is a few bytes long, and an array would ask each time
/// whether it is shared.
struct ByteBuffer: ~Copyable, ByteSink {
  private var storage = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1024)
  private(set) var count = 0

  deinit { storage.deallocate() }

  var isEmpty: Bool { count == 0 }
  var last: UInt8? { count > 0 ? storage[count - 1] : nil }
  /// The bytes so far, until the next change.
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: storage[..<count]) }
  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func append(_ byte: UInt8) {
    if count == storage.count { grow(by: 1) }
    storage[count] = byte
    count += 1
  }

  mutating func append(contentsOf bytes: UnsafeBufferPointer<UInt8>) {
    if storage.count - count < bytes.count { grow(by: bytes.count) }
    _ = storage[count...].update(fromContentsOf: bytes)
    count += bytes.count
  }

  mutating func removeLast() {
    if count > 0 { count -= 1 }
  }

  mutating func removeAll() { count = 0 }

  private mutating func grow(by added: Int) {
    let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(storage.count * 2, count + added))
    _ = larger.update(fromContentsOf: bytes)
    storage.deallocate()
    storage = larger
  }
}
