// What stands on some lines of a text, found by the line's number.

/// Values by line, noted in the order of the lines.
struct LineMap<Value> {
  private var entries: [(line: Int, value: Value)] = []

  /// Notes the value of a line; a line that comes twice keeps its first value.
  mutating func append(_ value: Value, at line: Int) {
    entries.append((line, value))
  }

  mutating func reserveCapacity(_ count: Int) { entries.reserveCapacity(count) }

  subscript(line: Int) -> Value? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].line < line { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].line == line ? entries[low].value : nil
  }
}
