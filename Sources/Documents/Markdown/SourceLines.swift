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

  init(_ file: SourceFile, starts: [Int]) {
    self.file = file
    self.start = starts.first ?? 0
    self.firstNumber = start == 0 ? 1 : file.place(at: start).line
    self.starts = starts
  }

  /// Where a body begins: behind the front matter, or behind a byte order mark.
  static func start(of file: SourceFile, from offset: Int) -> Int {
    let start = min(max(offset, 0), file.bytes.count)
    return start == 0 && file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : start
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
