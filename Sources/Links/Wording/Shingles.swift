// Stretches of five words as numbers, and a table that counts them.

/// The numbers that a stretch of words gets, so that equal stretches are found by lookup.
struct Shingles {
  /// How many words make one.
  static let length = 5

  private static let base: UInt64 = 0x9e37_79b9_7f4a_7c15
  private static let topPower = (0..<length).reduce(UInt64(1)) { power, _ in power &* base }

  /// Calls `visit` with the hash of every ``length`` words in a row and the position of the first.
  @inline(__always)
  static func forEach(in words: [Int32], _ visit: (_ position: Int, _ hash: UInt64) -> Void) {
    guard words.count >= length else { return }
    words.withUnsafeBufferPointer { words in
      var rolling: UInt64 = 0
      for position in 0..<words.count {
        rolling = rolling &* base &+ spread(words[position])
        if position >= length { rolling = rolling &- spread(words[position - length]) &* topPower }
        // The low bits of a product are weak, and tables use all of them.
        let mixed = (rolling ^ (rolling >> 32)) &* 0xd6e8_feb8_6659_fd93
        if position >= length - 1 { visit(position - length + 1, mixed ^ (mixed >> 32)) }
      }
    }
  }

  @inline(__always)
  private static func spread(_ word: Int32) -> UInt64 {
    (UInt64(UInt32(bitPattern: word)) &+ 1) &* 0xd6e8_feb8_6659_fd93
  }
}

/// A small number for each shingle, in open addressing: one word of memory a slot, so that a lookup costs one cache line.
///
/// Shingles are told apart by 40 bits of their hash; whoever needs certainty compares the words.
struct ShingleTable: Sendable {
  /// The greatest value.
  static let limit: UInt32 = 0xFF_FFFF

  /// The hash's upper 40 bits above the value; 0 is free.
  private var slots: [UInt64]
  /// How many bits of a hash are not its slot.
  private var shift: UInt64
  private var used = 0

  /// - Parameter capacity: how many shingles are expected.
  init(capacity: Int) {
    var bits: UInt64 = 10
    while 1 << bits < capacity { bits += 1 }
    slots = Array(repeating: 0, count: 1 << Int(bits))
    shift = 64 - bits
  }

  /// The slot of a shingle; nil when it is not in the table.
  @inline(__always)
  func find(_ hash: UInt64) -> Int? {
    let key = Self.key(hash)
    var slot = Int(truncatingIfNeeded: hash >> shift)
    while slots[slot] != 0 {
      if slots[slot] >> 24 == key { return slot }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// The slot of a shingle, which is added with the value 0 when it is new. Adding changes the slots of others.
  @inline(__always)
  mutating func slot(of hash: UInt64) -> Int {
    if used * 10 > slots.count * 6 { grow() }
    let key = Self.key(hash)
    var slot = Int(truncatingIfNeeded: hash >> shift)
    while slots[slot] != 0 {
      if slots[slot] >> 24 == key { return slot }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = key << 24
    used += 1
    return slot
  }

  /// The value in a slot, at most ``limit``.
  subscript(_ slot: Int) -> UInt32 {
    @inline(__always) get { UInt32(truncatingIfNeeded: slots[slot]) & Self.limit }
    @inline(__always) set { slots[slot] = (slots[slot] & ~UInt64(Self.limit)) | UInt64(newValue) }
  }

  @inline(__always)
  private static func key(_ hash: UInt64) -> UInt64 { hash >> 24 | 1 }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: 0, count: old.count * 2)
    shift -= 1
    for entry in old where entry != 0 {
      // A hash's upper bits are its slot, and the entry keeps them.
      var slot = Int(truncatingIfNeeded: entry >> shift)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = entry
    }
  }
}
