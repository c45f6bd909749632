// The way along one line with tabs as libcmark counts them.

/// Where the block scan stands in its line: bytes and columns, and a tab that may be used only in part.
struct LineCursor {
  let bytes: UnsafeBufferPointer<UInt8>
  private(set) var start = 0
  /// Behind the line's last byte; the line end is outside.
  private(set) var end = 0
  private(set) var offset = 0
  private(set) var column = 0
  private(set) var isInsideTab = false
  /// The first byte from `offset` on that is neither space nor tab, and how many columns lie before it.
  private(set) var nonspace = 0
  private(set) var indent = 0
  private(set) var isBlank = false

  init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// Goes to the beginning of a line, whose range may hold its line end.
  mutating func enter(_ line: Range<Int>) {
    start = line.lowerBound
    end = line.upperBound
    if end > start, bytes[end - 1] == 0x0A { end -= 1 }
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    offset = start
    column = 0
    isInsideTab = false
  }

  /// Moves behind a list marker of `length` bytes; returns how many columns the item's content is indented.
  mutating func takeListMarker(_ length: Int) -> Int {
    let before = indent
    advance(nonspace + length - offset, byColumns: false)
    let (markEnd, markColumn, markTab) = (offset, column, isInsideTab)
    while column - markColumn <= 5, isSpaceOrTab(offset) { advance(1, byColumns: true) }
    let spaces = column - markColumn
    guard spaces >= 5 || spaces < 1 || offset >= end else { return before + length + spaces }
    // Only spaces follow, or so many that the item begins with code.
    (offset, column, isInsideTab) = (markEnd, markColumn, markTab)
    if spaces > 0 { advance(1, byColumns: true) }
    return before + length + 1
  }

  mutating func findNonspace() {
    nonspace = offset
    var position = column
    while nonspace < end {
      if bytes[nonspace] == 0x20 {
        position += 1
      } else if bytes[nonspace] == 0x09 {
        position += 4 - position % 4
      } else {
        break
      }
      nonspace += 1
    }
    indent = position - column
    isBlank = nonspace >= end
  }

  mutating func advance(_ distance: Int, byColumns: Bool) {
    var left = distance
    while left > 0, offset < end {
      if bytes[offset] == 0x09 {
        let toStop = 4 - column % 4
        if byColumns {
          isInsideTab = toStop > left
          let step = min(left, toStop)
          column += step
          if !isInsideTab { offset += 1 }
          left -= step
        } else {
          isInsideTab = false
          column += toStop
          offset += 1
          left -= 1
        }
      } else {
        isInsideTab = false
        offset += 1
        column += 1
        left -= 1
      }
    }
  }

  /// Inside a tab that a container has used in part, the columns that remain of it.
  func restOfTab() -> Int { isInsideTab ? 4 - column % 4 : 0 }

  func isSpaceOrTab(_ index: Int) -> Bool {
    index < end && (bytes[index] == 0x20 || bytes[index] == 0x09)
  }
}
