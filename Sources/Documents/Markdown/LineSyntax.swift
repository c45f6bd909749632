// The marks at the beginning of a line: what opens a heading, a list, a fence, a table, a footnote.

/// Answers questions on a part of one line, from its first byte that is no space to its end; line ends are outside of it.
struct LineSyntax {
  let bytes: UnsafeBufferPointer<UInt8>

  /// The length of `##` with the spaces behind it.
  func headingMarks(_ line: Range<Int>) -> Int? {
    var index = skip(UInt8(ascii: "#"), line)
    guard index - line.lowerBound <= 6 else { return nil }
    guard index < line.upperBound else { return index - line.lowerBound }
    guard isBlank(bytes[index]) else { return nil }
    while index < line.upperBound, isBlank(bytes[index]) { index += 1 }
    return index - line.lowerBound
  }

  func openingFence(_ mark: UInt8, _ line: Range<Int>) -> Int? {
    let index = skip(mark, line)
    guard index - line.lowerBound >= 3 else { return nil }
    // An info string behind backticks must not hold another one.
    guard mark == UInt8(ascii: "~") || !bytes[index..<line.upperBound].contains(mark) else { return nil }
    return index - line.lowerBound
  }

  /// The length of a closing fence; 0 when the line holds anything else.
  func closingFence(_ mark: UInt8, _ line: Range<Int>) -> Int {
    let index = skip(mark, line)
    guard index - line.lowerBound >= 3, bytes[index..<line.upperBound].allSatisfy(isBlank) else { return 0 }
    return index - line.lowerBound
  }

  func isSetextLine(_ mark: UInt8, _ line: Range<Int>) -> Bool {
    bytes[skip(mark, line)..<line.upperBound].allSatisfy(isBlank)
  }

  func isRule(_ mark: UInt8, _ line: Range<Int>) -> Bool {
    guard mark == UInt8(ascii: "*") || mark == UInt8(ascii: "-") || mark == UInt8(ascii: "_") else {
      return false
    }
    var count = 0
    for byte in bytes[line] {
      if byte == mark { count += 1 } else if !isBlank(byte) { return false }
    }
    return count >= 3
  }

  /// The length of a bullet or number; one that interrupts a paragraph must have text behind it and start with 1.
  func listMarker(_ line: Range<Int>, interrupting: Bool) -> Int? {
    guard let first = bytes[line].first else { return nil }
    var index = line.lowerBound
    if first == UInt8(ascii: "*") || first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      index += 1
    } else if isDigit(first) {
      var number = 0
      while index < line.upperBound, isDigit(bytes[index]), index - line.lowerBound < 9 {
        number = number * 10 + Int(bytes[index] - 0x30)
        index += 1
      }
      guard index < line.upperBound, bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ")"),
        !interrupting || number == 1
      else { return nil }
      index += 1
    } else {
      return nil
    }
    guard index >= line.upperBound || isWhiteSpace(bytes[index]) else { return nil }
    if interrupting, bytes[index..<line.upperBound].allSatisfy(isBlank) { return nil }
    return index - line.lowerBound
  }

  // MARK: Footnotes and tasks

  /// The label in `[^label]:` and the offset behind the colon and its spaces.
  func noteStart(_ line: Range<Int>) -> (label: Range<Int>, after: Int)? {
    let start = line.lowerBound + 2
    guard line.count >= 5, bytes[line.lowerBound + 1] == UInt8(ascii: "^") else { return nil }
    var index = start
    while index < line.upperBound, bytes[index] != UInt8(ascii: "]") {
      guard bytes[index] > 0x20 else { return nil }
      index += 1
    }
    guard index > start, index + 1 < line.upperBound, bytes[index + 1] == UInt8(ascii: ":") else {
      return nil
    }
    var after = index + 2
    while after < line.upperBound, isBlank(bytes[after]) { after += 1 }
    return (start..<index, after)
  }

  /// The offset of `[ ]` or `[x]` when the whole line, from its first byte, is a list marker and such a box.
  func taskBox(_ line: Range<Int>) -> Int? {
    var index = skipSpaces(line.lowerBound, line.upperBound)
    guard index < line.upperBound else { return nil }
    if isDigit(bytes[index]) {
      while index < line.upperBound, isDigit(bytes[index]) { index += 1 }
    } else if bytes[index] != UInt8(ascii: "-"), bytes[index] != UInt8(ascii: "+"),
      bytes[index] != UInt8(ascii: "*")
    {
      return nil
    }
    let box = skipSpaces(index + 1, line.upperBound)
    guard box > index + 1, box + 3 < line.upperBound, bytes[box] == UInt8(ascii: "["),
      bytes[box + 1] == 0x20 || bytes[box + 1] == UInt8(ascii: "x"), bytes[box + 2] == UInt8(ascii: "]"),
      isSpace(bytes[box + 3])
    else { return nil }
    return box
  }

  func holdsDoneBox(_ line: Range<Int>) -> Bool {
    guard line.count >= 3 else { return false }
    for index in line.lowerBound..<(line.upperBound - 2)
    where bytes[index] == UInt8(ascii: "[") && bytes[index + 1] | 0x20 == UInt8(ascii: "x")
      && bytes[index + 2] == UInt8(ascii: "]")
    {
      return true
    }
    return false
  }

  // MARK: Tables

  /// The alignment of each column (`l`, `r`, `c` or 0) when the line is the row of dashes below a table's header.
  func delimiterRow(_ line: Range<Int>) -> [UInt8]? {
    guard let first = bytes[line].first,
      first == UInt8(ascii: "|") || first == UInt8(ascii: "-") || first == UInt8(ascii: ":")
    else { return nil }
    var index = line.lowerBound
    if first == UInt8(ascii: "|") { index += 1 }
    var alignments: [UInt8] = []
    while true {
      index = skipSpaces(index, line.upperBound)
      let isLeft = index < line.upperBound && bytes[index] == UInt8(ascii: ":")
      if isLeft { index += 1 }
      let dashes = index
      while index < line.upperBound, bytes[index] == UInt8(ascii: "-") { index += 1 }
      guard index > dashes else { return nil }
      let isRight = index < line.upperBound && bytes[index] == UInt8(ascii: ":")
      if isRight { index += 1 }
      alignments.append(
        isLeft && isRight
          ? UInt8(ascii: "c") : isLeft ? UInt8(ascii: "l") : isRight ? UInt8(ascii: "r") : 0)
      index = skipSpaces(index, line.upperBound)
      guard index < line.upperBound else { return alignments }
      guard bytes[index] == UInt8(ascii: "|") else { return nil }
      index = skipSpaces(index + 1, line.upperBound)
      guard index < line.upperBound else { return alignments }
    }
  }

  /// The trimmed cells of a row; a pipe behind a backslash belongs to its cell.
  func splitRow(_ line: Range<Int>) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    cells.reserveCapacity(8)
    var index = line.lowerBound
    if index < line.upperBound, bytes[index] == UInt8(ascii: "|") {
      index = skipSpaces(index + 1, line.upperBound)
    }
    while index < line.upperBound {
      let start = index
      while index < line.upperBound,
        bytes[index] != UInt8(ascii: "|") || (index > start && bytes[index - 1] == UInt8(ascii: "\\"))
      {
        index += 1
      }
      var lower = start
      var upper = index
      while lower < upper, isWhiteSpace(bytes[lower]) { lower += 1 }
      while upper > lower, isWhiteSpace(bytes[upper - 1]) { upper -= 1 }
      cells.append(lower..<upper)
      if index < line.upperBound { index = skipSpaces(index + 1, line.upperBound) }
    }
    return cells
  }

  /// Whether a line can go on with a table: anything but a lonely pipe.
  func isTableRow(_ line: Range<Int>) -> Bool {
    guard let first = bytes[line].first else { return false }
    return first != UInt8(ascii: "|") || skipSpaces(line.lowerBound + 1, line.upperBound) < line.upperBound
  }

  // MARK: Bytes

  private func skip(_ byte: UInt8, _ line: Range<Int>) -> Int {
    var index = line.lowerBound
    while index < line.upperBound, bytes[index] == byte { index += 1 }
    return index
  }

  private func skipSpaces(_ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end, isSpace(bytes[index]) { index += 1 }
    return index
  }

  /// White space inside a line as the table rules know it.
  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0B || byte == 0x0C }
  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
