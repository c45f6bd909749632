// Runs of `*`, `_` and `~`, and which of them make emphasis.

/// The delimiter runs of one leaf, in a list from which pairs are taken.
struct Emphasis {
  struct Delimiter {
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

  let text: UnsafeBufferPointer<UInt8>
  let end: Int
  /// All runs in order; those that may still pair are chained through `previous` and `next`.
  var delimiters: [Delimiter] = []
  private(set) var last = -1

  init(text: UnsafeBufferPointer<UInt8>, end: Int) {
    self.text = text
    self.end = end
  }

  /// Keeps the run of `byte` that begins at `start`; gives the place behind it.
  mutating func push(_ byte: UInt8, at start: Int) -> Int {
    var position = start
    let isTilde = byte == UInt8(ascii: "~")
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
      previous: last)
    guard canOpen || canClose, !isTilde || length <= 2 else {
      // Kept only to be written out.
      delimiter.previous = -2
      delimiters.append(delimiter)
      return position
    }
    delimiters.append(delimiter)
    if last >= 0 { delimiters[last].next = index }
    last = index
    return position
  }

  private mutating func remove(_ index: Int) {
    let (previous, next) = (delimiters[index].previous, delimiters[index].next)
    if next >= 0 { delimiters[next].previous = previous } else { last = previous }
    if previous >= 0 { delimiters[previous].next = next }
  }

  /// Forgets all runs behind one, because a link or footnote ends them.
  mutating func cut(after bottom: Int) {
    last = bottom
    if bottom >= 0 { delimiters[bottom].next = -1 }
  }

  /// Pairs the runs behind one, as CommonMark and GitHub do.
  mutating func resolve(above bottom: Int) {
    var closer = last
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
    cut(after: bottom)
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
    if next >= 0 { delimiters[next].previous = previous } else { last = previous }
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
}
