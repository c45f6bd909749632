// Code between backticks, and what stands in angle brackets: addresses and tags.

extension InlineScan {
  mutating func skipCode() {
    let start = position
    while position < end, text[position] == UInt8(ascii: "`") { position += 1 }
    let length = position - start
    if let close = closingBackticks(length, from: position) {
      position = close
    } else if length >= 3, start == 0 || text[start - 1] == 0x0A {
      // A token may take the backtick that kept this line from opening a code block.
      literalBackticks.append(start..<position)
    }
  }

  private mutating func closingBackticks(_ length: Int, from start: Int) -> Int? {
    guard length <= 80 else { return nil }
    if hasSeenAllBackticks, backticks[length, default: -1] < start { return nil }
    var index = start
    while index < end {
      guard text[index] == UInt8(ascii: "`") else {
        index += 1
        continue
      }
      let run = index
      while index < end, text[index] == UInt8(ascii: "`") { index += 1 }
      backticks[index - run] = run
      if index - run == length { return index }
    }
    hasSeenAllBackticks = true
    return nil
  }

  mutating func skipAngle() {
    let start = position
    if let inside = AngleAddress.find(text, start + 1, end) {
      marks.append(Mark(kind: .link, start: start, target: inside))
      position = inside.upperBound + 1
      return
    }
    guard let after = htmlEnd(start + 1) else {
      position += 1
      return
    }
    marks.append(Mark(kind: .html, start: start, target: start..<after))
    position = after
  }

  private mutating func htmlEnd(_ start: Int) -> Int? {
    guard start + 1 < end else { return nil }
    switch text[start] {
    case UInt8(ascii: "?"):
      guard !noInstruction else { return nil }
      let found = find("?>", from: start + 1)
      noInstruction = found == nil
      return found
    case UInt8(ascii: "!"):
      if text[start + 1] == UInt8(ascii: "-") { return commentEnd(start + 1) }
      if text[start + 1] == UInt8(ascii: "[") {
        guard !noCharacterData, start + 8 <= end,
          text[(start + 1)..<(start + 8)].elementsEqual("[CDATA[".utf8)
        else {
          return nil
        }
        let found = find("]]>", from: start + 8)
        noCharacterData = found == nil
        return found
      }
      var index = start + 1
      while index < end, text[index] >= 0x41, text[index] <= 0x5A { index += 1 }
      guard !noDeclaration, index > start + 1, index < end, isWhiteSpace(text[index]) else { return nil }
      let found = find(">", from: index)
      noDeclaration = found == nil
      return found
    default: return HTMLTag(bytes: text).tagEnd(start, end)
    }
  }

  private func commentEnd(_ start: Int) -> Int? {
    guard start + 1 < end, text[start + 1] == UInt8(ascii: "-") else { return nil }
    var index = start + 2
    if index < end, text[index] == UInt8(ascii: ">") { return nil }
    if index + 1 < end, text[index] == UInt8(ascii: "-"), text[index + 1] == UInt8(ascii: ">") { return nil }
    while index + 1 < end {
      if text[index] == UInt8(ascii: "-"), text[index + 1] == UInt8(ascii: "-") {
        return index + 2 < end && text[index + 2] == UInt8(ascii: ">") && index > start + 1 ? index + 3 : nil
      }
      index += 1
    }
    return nil
  }

  private func find(_ word: StaticString, from start: Int) -> Int? {
    let count = word.utf8CodeUnitCount
    var index = start
    while index + count <= end {
      var step = 0
      while step < count, text[index + step] == word.utf8Start[step] { step += 1 }
      if step == count { return index + count }
      index += 1
    }
    return nil
  }
}
