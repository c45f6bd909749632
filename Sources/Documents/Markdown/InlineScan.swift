// Reads the inlines of one leaf as GitHub does: where its links stand, and what libcmark must be told about it.

/// One pass over a leaf's text with CommonMark's inline rules and GitHub's strikethrough, autolinks and footnotes.
///
/// libcmark still parses the leaf. When the leaf holds something that libcmark does not know, the scan resolves the
/// emphasis as well, since both interlock, and ``edits`` replaces all of it by tokens that ``MarkdownWriter`` reads.
struct InlineScan {
  struct Mark {
    enum Kind { case link, image, html }
    var kind: Kind
    var start: Int
    /// The destination, the label of a reference, or the tag.
    var target: Range<Int>
  }

  struct Edit {
    var range: Range<Int>
    var replacement: [UInt8]
  }

  struct NoteUse {
    var label: Range<Int>
    var whole: Range<Int>
  }

  /// Links, images and raw HTML in the order in which they begin.
  private(set) var marks: [Mark] = []
  private(set) var edits: [Edit] = []
  /// Bare addresses; the token's number is the index.
  private(set) var addresses: [Range<Int>] = []
  /// Uses of defined footnotes; the token's number is the index.
  private(set) var uses: [NoteUse] = []
  /// `[^label]` without a definition.
  private(set) var unknownUses: [NoteUse] = []

  private let text: UnsafeBufferPointer<UInt8>
  private let end: Int
  private let context: Context
  private let syntax: LinkSyntax
  private var position = 0

  struct Context {
    var definitions: LinkDefinitions
    var notes: Set<String>
    var hasExtensions: Bool
    var marker: [UInt8]
    /// Added to the numbers in tokens, because tokens are numbered through the whole body.
    var firstAddress: Int
    var firstUse: Int
  }

  /// Whether runs of `*`, `_` and `~` are kept and paired.
  private var resolvesEmphasis = false
  private var hasTilde = false
  private var delimiters: [Delimiter] = []
  private var lastDelimiter = -1
  private var brackets: [Bracket] = []
  /// For each length of backticks, the last place where such a run was seen ahead.
  private var backticks: [Int: Int] = [:]
  private var hasSeenAllBackticks = false
  private var noInstruction = false
  private var noDeclaration = false
  private var noCharacterData = false

  private struct Delimiter {
    var byte: UInt8
    var start: Int
    var length: Int
    var left: Int
    var canOpen: Bool
    var canClose: Bool
    var previous: Int
    var next = -1
    var opens: [UInt8] = []
    var closes: [UInt8] = []
    var isInsideToken = false
  }

  private struct Bracket {
    var isImage: Bool
    var start: Int
    var position: Int
    var previousDelimiter: Int
    var hasBracketAfter = false
  }
  /// Below this index no bracket can become a link any more, because a link has ended inside of it.
  private var inactiveBelow = 0

  init(_ text: UnsafeBufferPointer<UInt8>, _ context: Context) {
    self.text = text
    self.context = context
    var end = text.count
    while end > 0, isWhiteSpace(text[end - 1]) { end -= 1 }
    self.end = end
    self.syntax = LinkSyntax(text: text, end: end)
  }

  mutating func run() {
    let table = ByteClass.inline.utf8Start
    while position < end {
      if table[Int(text[position])] == UInt8(ascii: "0") { position += 1 } else { step() }
    }
    if !resolvesEmphasis, hasTilde || !addresses.isEmpty || !uses.isEmpty {
      // Only now is it known that the leaf needs tokens, and with them its emphasis.
      self = InlineScan(text, context)
      resolvesEmphasis = true
      return run()
    }
    marks.sort { $0.start < $1.start }
    if resolvesEmphasis {
      resolveEmphasis(above: -1)
      writeEmphasis()
    }
    edits.sort { $0.range.lowerBound < $1.range.lowerBound }
  }

  private mutating func step() {
    switch text[position] {
    case UInt8(ascii: "`"): skipCode()
    case UInt8(ascii: "\\"):
      position += position + 1 < end && isPunctuation(text[position + 1]) ? 2 : 1
    case UInt8(ascii: "<"): skipAngle()
    case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"): pushDelimiter(text[position])
    case UInt8(ascii: "["):
      pushBracket(isImage: false, length: 1)
    case UInt8(ascii: "!"):
      let isNote = context.hasExtensions && position + 2 < end && text[position + 2] == UInt8(ascii: "^")
      if position + 1 < end, text[position + 1] == UInt8(ascii: "["), !isNote {
        pushBracket(isImage: true, length: 2)
      } else {
        position += 1
      }
    case UInt8(ascii: "]"): closeBracket()
    case UInt8(ascii: ":") where context.hasExtensions:
      takeAddress(BareAddress.afterColon(text, position, end))
    case UInt8(ascii: "w") where context.hasExtensions: takeAddress(BareAddress.www(text, position, end))
    default: position += 1
    }
  }

  private mutating func takeAddress(_ range: Range<Int>?) {
    // Inside a bracket, even one that opens nothing, GitHub looks for no addresses.
    guard let range, brackets.isEmpty else {
      position += 1
      return
    }
    token(UInt8(ascii: "a"), context.firstAddress + addresses.count, replacing: range)
    addresses.append(range)
    position = range.upperBound
  }

  private mutating func token(_ letter: UInt8, _ number: Int, replacing range: Range<Int>) {
    edits.append(
      Edit(
        range: range,
        replacement: context.marker + [letter] + Array(String(number).utf8) + [UInt8(ascii: ";")]))
  }

  // MARK: Code and angle brackets

  private mutating func skipCode() {
    let start = position
    while position < end, text[position] == UInt8(ascii: "`") { position += 1 }
    let length = position - start
    if let close = closingBackticks(length, from: position) {
      position = close
    } else if length >= 3, start == 0 || text[start - 1] == 0x0A || text[start - 1] == 0x20 {
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

  private mutating func skipAngle() {
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

  // MARK: Links

  private mutating func pushBracket(isImage: Bool, length: Int) {
    if let last = brackets.indices.last { brackets[last].hasBracketAfter = true }
    brackets.append(
      Bracket(
        isImage: isImage, start: position, position: position + length, previousDelimiter: lastDelimiter))
    position += length
  }

  private func isActive(_ index: Int) -> Bool { brackets[index].isImage || index >= inactiveBelow }

  private mutating func popBracket() {
    brackets.removeLast()
    inactiveBelow = min(inactiveBelow, brackets.count)
  }

  private mutating func closeBracket() {
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

  /// Links whose label is their own text: when tokens go into the text, the label is written out behind it.
  private var implied: [(close: Int, label: Range<Int>, after: Int)] = []

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
    resolveEmphasis(above: opener.previousDelimiter)
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
    for index in delimiters.indices.reversed() {
      guard delimiters[index].start > opener.start else { break }
      delimiters[index].isInsideToken = true
    }
    cutDelimiters(after: opener.previousDelimiter)
    popBracket()
    return true
  }

  // MARK: Emphasis

  private mutating func pushDelimiter(_ byte: UInt8) {
    let start = position
    let isTilde = byte == UInt8(ascii: "~")
    guard resolvesEmphasis else {
      if isTilde { hasTilde = true }
      position += 1
      return
    }
    while position < end, text[position] == byte, !isTilde || position - start < 100 { position += 1 }
    let length = position - start
    let before = Flank.before(text, start, skippingTildes: !isTilde)
    let after = Flank.after(text, position, end, skippingTildes: !isTilde)
    let opensLeft = after != .space && (after != .punctuation || before != .other)
    let closesRight = before != .space && (before != .punctuation || after != .other)
    var canOpen = opensLeft
    var canClose = closesRight
    if byte == UInt8(ascii: "_") {
      canOpen = opensLeft && (!closesRight || before == .punctuation)
      canClose = closesRight && (!opensLeft || after == .punctuation)
    }
    let index = delimiters.count
    var delimiter = Delimiter(
      byte: byte, start: start, length: length, left: length, canOpen: canOpen, canClose: canClose,
      previous: lastDelimiter)
    guard canOpen || canClose, !isTilde || length <= 2 else {
      // Kept only to be written out.
      delimiter.previous = -2
      delimiters.append(delimiter)
      return
    }
    delimiters.append(delimiter)
    if lastDelimiter >= 0 { delimiters[lastDelimiter].next = index }
    lastDelimiter = index
  }

  private mutating func remove(_ index: Int) {
    let (previous, next) = (delimiters[index].previous, delimiters[index].next)
    if next >= 0 { delimiters[next].previous = previous } else { lastDelimiter = previous }
    if previous >= 0 { delimiters[previous].next = next }
  }

  private mutating func cutDelimiters(after bottom: Int) {
    lastDelimiter = bottom
    if bottom >= 0 { delimiters[bottom].next = -1 }
  }

  private mutating func resolveEmphasis(above bottom: Int) {
    var closer = lastDelimiter
    guard closer != bottom else { return }
    while delimiters[closer].previous != bottom { closer = delimiters[closer].previous }
    var bottoms = InlineArray<9, Int>(repeating: bottom)
    while closer >= 0 {
      guard delimiters[closer].canClose else {
        closer = delimiters[closer].next
        continue
      }
      let current = delimiters[closer]
      let slot = Self.slot(current.byte) * 3 + current.length % 3
      var opener = current.previous
      var isFound = false
      while opener >= 0, opener != bottom, opener != bottoms[slot] {
        let candidate = delimiters[opener]
        if candidate.canOpen, candidate.byte == current.byte,
          !(current.canOpen || candidate.canClose) || current.length % 3 == 0
            || (candidate.length + current.length) % 3 != 0
        {
          isFound = true
          break
        }
        opener = candidate.previous
      }
      let old = closer
      if isFound {
        closer = current.byte == UInt8(ascii: "~") ? strike(opener, closer) : emphasize(opener, closer)
      } else {
        closer = current.next
        bottoms[slot] = delimiters[old].previous
        if !current.canOpen { remove(old) }
      }
    }
    cutDelimiters(after: bottom)
  }

  private static func slot(_ byte: UInt8) -> Int {
    byte == UInt8(ascii: "*") ? 0 : byte == UInt8(ascii: "_") ? 1 : 2
  }

  private mutating func strike(_ opener: Int, _ closer: Int) -> Int {
    let next = delimiters[closer].next
    guard delimiters[opener].left == delimiters[closer].left else { return next }
    delimiters[opener].opens.append(UInt8(ascii: "d"))
    delimiters[closer].closes.append(UInt8(ascii: "d"))
    delimiters[opener].left = 0
    delimiters[closer].left = 0
    let previous = delimiters[opener].previous
    if previous >= 0 { delimiters[previous].next = next }
    if next >= 0 { delimiters[next].previous = previous } else { lastDelimiter = previous }
    return next
  }

  private mutating func emphasize(_ opener: Int, _ closer: Int) -> Int {
    let used = delimiters[opener].left >= 2 && delimiters[closer].left >= 2 ? 2 : 1
    let letter = used == 2 ? UInt8(ascii: "s") : UInt8(ascii: "e")
    delimiters[opener].opens.append(letter)
    delimiters[closer].closes.append(letter)
    delimiters[opener].left -= used
    delimiters[closer].left -= used
    // Whatever stood between them can match nothing any more.
    delimiters[opener].next = closer
    delimiters[closer].previous = opener
    if delimiters[opener].left == 0 { remove(opener) }
    guard delimiters[closer].left == 0 else { return closer }
    let next = delimiters[closer].next
    remove(closer)
    return next
  }

  /// Runs of backticks that begin no code and might stand at the beginning of a line.
  private var literalBackticks: [Range<Int>] = []

  /// Replaces every delimiter by tokens, so that libcmark resolves nothing a second time.
  private mutating func writeEmphasis() {
    for run in literalBackticks {
      edits.append(Edit(range: run, replacement: run.flatMap { _ in [UInt8(ascii: "\\"), UInt8(ascii: "`")] }))
    }
    for delimiter in delimiters where !delimiter.isInsideToken {
      let isPlainTilde = delimiter.byte == UInt8(ascii: "~") && delimiter.left > 0
      if isPlainTilde { continue }
      var bytes: [UInt8] = []
      for letter in delimiter.closes { bytes += context.marker + [letter - 0x20, UInt8(ascii: ";")] }
      for _ in 0..<delimiter.left { bytes += [UInt8(ascii: "\\"), delimiter.byte] }
      for letter in delimiter.opens.reversed() { bytes += context.marker + [letter, UInt8(ascii: ";")] }
      edits.append(
        Edit(range: delimiter.start..<(delimiter.start + delimiter.length), replacement: bytes))
    }
    for link in implied where !link.label.isEmpty {
      var bytes = [UInt8(ascii: "]"), UInt8(ascii: "[")]
      bytes += text[link.label].map { $0 == 0x0A ? 0x20 : $0 }
      bytes.append(UInt8(ascii: "]"))
      edits.append(Edit(range: link.close..<link.after, replacement: bytes))
    }
  }
}
