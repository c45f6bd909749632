// Vectors with few entries, kept one after the other in flat arrays.

/// Many sparse vectors; each one's terms ascend.
struct SparseVectors: Sendable {
  private(set) var offsets: [Int] = [0]
  private(set) var terms: [Int32] = []
  private(set) var weights: [Float] = []

  var count: Int { offsets.count - 1 }

  /// Where the entries of a vector stand in ``terms`` and ``weights``.
  subscript(_ vector: Int) -> Range<Int> { offsets[vector]..<offsets[vector + 1] }

  /// Adds the `limit` heaviest entries, scaled to length 1; on equal weights the lower term stays.
  mutating func append(heaviest limit: Int, of entries: inout [(term: Int32, weight: Float)]) {
    if entries.count > limit { Self.moveHeaviest(limit, toFrontOf: &entries) }
    if entries.count > limit { entries.removeSubrange(limit...) }
    entries.sort { $0.term < $1.term }
    let square = entries.reduce(Float(0)) { $0 + $1.weight * $1.weight }
    let scale = square > 0 ? 1 / square.squareRoot() : 0
    for entry in entries {
      terms.append(entry.term)
      weights.append(entry.weight * scale)
    }
    offsets.append(terms.count)
  }

  /// Brings the `limit` heaviest entries to the front, in any order: quickselect, linear on average.
  private static func moveHeaviest(
    _ limit: Int, toFrontOf entries: inout [(term: Int32, weight: Float)]
  ) {
    entries.withUnsafeMutableBufferPointer { entries in
      var (low, high) = (0, entries.count - 1)
      while low < high {
        let pivot = entries[(low + high) / 2]
        var (left, right) = (low, high)
        while left <= right {
          while isHeavier(entries[left], pivot) { left += 1 }
          while isHeavier(pivot, entries[right]) { right -= 1 }
          if left <= right {
            entries.swapAt(left, right)
            left += 1
            right -= 1
          }
        }
        if limit - 1 <= right {
          high = right
        } else if limit - 1 >= left {
          low = left
        } else {
          return
        }
      }
    }
  }

  @inline(__always)
  private static func isHeavier(
    _ first: (term: Int32, weight: Float), _ second: (term: Int32, weight: Float)
  ) -> Bool {
    first.weight != second.weight ? first.weight > second.weight : first.term < second.term
  }

  /// Adds the vectors of another list behind these.
  mutating func append(_ other: SparseVectors) {
    let start = terms.count
    terms += other.terms
    weights += other.weights
    offsets += other.offsets.dropFirst().map { $0 + start }
  }
}

/// The natural logarithm of a positive number, the same to the last bit on every platform; the standard library has none.
func naturalLogarithm(_ value: Double) -> Double {
  guard value > 0 else { return 0 }
  // The significand is brought around 1, where the series converges fast.
  let isHigh = value.significand > 1.414_213_562_373_095_1
  let fraction = isHigh ? value.significand / 2 : value.significand
  let exponent = Double(value.exponent) + (isHigh ? 1 : 0)
  let ratio = (fraction - 1) / (fraction + 1)
  let square = ratio * ratio
  var term = ratio
  var sum = 0.0
  for divisor in stride(from: 1.0, through: 21, by: 2) {
    sum += term / divisor
    term *= square
  }
  return 2 * sum + exponent * 0.693_147_180_559_945_3
}
