// Brackets: links, images and the uses of footnotes.

extension InlineScan {
  mutating func pushBracket(isImage: Bool, length: Int) {
    if let last = brackets.indices.last { brackets[last].hasBracketAfter = true }
    brackets.append(
      Bracket(
        isImage: isImage, start: position, position: position + length, previousDelimiter: emphasis.last))
    position += length
  }

  private func isActive(_ index: Int) -> Bool { brackets[index].isImage || index >= inactiveBelow }

  private mutating func popBracket() {
    brackets.removeLast()
    inactiveBelow = min(inactiveBelow, brackets.count)
  }

  mutating func closeBracket() {
    let close = position
    position += 1
    guard let opener = brackets.last else { return }
    guard isActive(brackets.count - 1) else { return popBracket() }
    if position < end, text[position] == UInt8(ascii: "("), let (target, after) = inlineTarget(position + 1) {
      position = after
      return finishLink(opener, target: target)
    }
    var label = syntax.label(position)
    var isImplied = false
    if label.map({ trim($0.inside).isEmpty }) ?? true, !opener.hasBracketAfter {
      // A label of its own text: [text] or [text][].
      isImplied = true
      label = (opener.position..<close, label?.after ?? position)
    }
    if let label, label.inside.count <= 1000, !trim(label.inside).isEmpty,
      context.definitions.contains(text[label.inside])
    {
      position = label.after
      if isImplied { implied.append((close: close, label: label.inside, after: label.after)) }
      return finishLink(opener, target: isImplied ? label.inside : trim(label.inside))
    }
    position = close + 1
    if context.hasExtensions, !opener.isImage, takeNote(opener, close) { return }
    popBracket()
  }

  private func trim(_ range: Range<Int>) -> Range<Int> {
    var (lower, upper) = (range.lowerBound, range.upperBound)
    while lower < upper, isWhiteSpace(text[lower]) { lower += 1 }
    while upper > lower, isWhiteSpace(text[upper - 1]) { upper -= 1 }
    return lower..<upper
  }

  private func inlineTarget(_ start: Int) -> (target: Range<Int>, after: Int)? {
    guard let (inside, afterAddress) = syntax.destination(syntax.spaces(start)) else { return nil }
    var index = syntax.spaces(afterAddress)
    if index > afterAddress, let afterTitle = syntax.title(index) { index = afterTitle }
    index = syntax.spaces(index)
    guard index < end, text[index] == UInt8(ascii: ")") else { return nil }
    return (inside, index + 1)
  }

  private mutating func finishLink(_ opener: Bracket, target: Range<Int>) {
    marks.append(Mark(kind: opener.isImage ? .image : .link, start: opener.start, target: target))
    emphasis.resolve(above: opener.previousDelimiter)
    popBracket()
    guard !opener.isImage else { return }
    // There are no links in links.
    inactiveBelow = brackets.count
  }

  private mutating func takeNote(_ opener: Bracket, _ close: Int) -> Bool {
    let label = (opener.position + 1)..<max(close, opener.position + 1)
    guard !label.isEmpty, text[opener.position] == UInt8(ascii: "^"), label.count <= 1000,
      !text[label].contains(where: { $0 <= 0x20 || $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "\\") })
    else { return false }
    let use = NoteUse(label: label, whole: opener.start..<(close + 1))
    guard context.notes.contains(LinkDefinitions.normalized(text[label])) else {
      unknownUses.append(use)
      return false
    }
    token(UInt8(ascii: "f"), context.firstUse + uses.count, replacing: use.whole)
    uses.append(use)
    // What looked like emphasis, a link or an address inside the label is none.
    for index in emphasis.delimiters.indices.reversed() {
      guard emphasis.delimiters[index].start > opener.start else { break }
      emphasis.delimiters[index].isInsideToken = true
    }
    emphasis.cut(after: opener.previousDelimiter)
    popBracket()
    return true
  }
}
