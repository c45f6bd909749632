// The lines of a body and the way from a byte to its place in the file.
import Diagnostics

/// Where the lines of a body start; the first line of the body may be any line of the file.
struct SourceLines {
  let file: SourceFile
  /// The first byte of the body, behind front matter and byte order mark.
  let start: Int
  /// The 1-based number of the body's first line in the file.
  let firstNumber: Int
  /// The byte offsets at which the body's lines start, and the end of the file.
  let starts: [Int]

  init(_ file: SourceFile, from offset: Int) {
    let bytes = file.bytes
    var start = min(max(offset, 0), bytes.count)
    if start == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    self.file = file
    self.start = start
    self.firstNumber = file.place(at: start).line
    var starts = [start]
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == 0x0A || (byte == 0x0D && !(index < bytes.count && bytes[index] == 0x0A)) {
        starts.append(index)
      }
    }
    if starts.last != bytes.count { starts.append(bytes.count) }
    self.starts = starts
  }

  /// The bytes of the lines `first` to `last` (1-based, counted from the body's start), line ends included.
  func range(_ first: Int, through last: Int) -> Range<Int> {
    let lower = starts[min(max(first - 1, 0), starts.count - 1)]
    let upper = starts[min(max(last, 0), starts.count - 1)]
    return lower..<max(lower, upper)
  }

  func place(at offset: Int, length: Int = 1) -> Place {
    // The last line that starts at or before the offset.
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    // Columns count from the line's first byte in the file, a byte order mark included.
    let lineStart = low == 0 ? file.lineStart(before: start) : starts[low]
    return Place(file: file.path, line: firstNumber + low, column: offset - lineStart + 1, length: length)
  }
}

extension SourceFile {
  fileprivate func lineStart(before offset: Int) -> Int {
    (bytes[..<offset].lastIndex { $0 == 0x0A || $0 == 0x0D } ?? -1) + 1
  }
}
