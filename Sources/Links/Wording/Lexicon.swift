// Words as small numbers, so that comparing texts compares integers.

/// A hash that is the same in every process (FNV-1a, 64 bits).
func stableHash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  return hash
}

/// Every distinct word of a collection, numbered in the order of first use.
///
/// Words are told apart by 64 bits of hash: among a million words two meet with a chance of 1 in 30 million.
package struct Lexicon: Sendable {
  /// Normal forms by number.
  package private(set) var words: [String] = []
  private var hashes: [UInt64] = []
  /// Open addressing; 0 is free, else number + 1.
  private var slots: [Int32] = Array(repeating: 0, count: 1024)

  /// The number of a word's normal form; nil when no text has it.
  package subscript(_ normal: String) -> Int32? {
    var normal = normal
    let hash = normal.withUTF8 { stableHash($0) }
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = slots[slot] - 1
      if hashes[Int(number)] == hash { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// The number of a word, which is added when it is new.
  mutating func number(of normal: UnsafeBufferPointer<UInt8>) -> Int32 {
    number(hash: stableHash(normal)) { String(decoding: normal, as: UTF8.self) }
  }

  /// Adds the words of another lexicon; the result says which number each of them has here.
  mutating func merge(_ other: Lexicon) -> [Int32] {
    zip(other.hashes, other.words).map { hash, word in number(hash: hash) { word } }
  }

  private mutating func number(hash: UInt64, _ word: () -> String) -> Int32 {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = slots[slot] - 1
      if hashes[Int(number)] == hash { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    words.append(word())
    hashes.append(hash)
    slots[slot] = Int32(words.count)
    if words.count * 2 > slots.count { grow() }
    return Int32(words.count - 1)
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number + 1)
    }
  }
}
