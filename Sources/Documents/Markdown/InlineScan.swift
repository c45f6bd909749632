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
  var marks: [Mark] = []
  var edits: [Edit] = []
  /// Bare addresses; the token's number is the index.
  var addresses: [Range<Int>] = []
  /// Uses of defined footnotes; the token's number is the index.
  var uses: [NoteUse] = []
  /// `[^label]` without a definition.
  var unknownUses: [NoteUse] = []

  let text: UnsafeBufferPointer<UInt8>
  let end: Int
  var context: Context
  let syntax: LinkSyntax
  var position = 0

  struct Context {
    var definitions: LinkDefinitions
    var notes: Set<String>
    var hasExtensions: Bool
    var marker: [UInt8]
    /// Added to the numbers in tokens, because tokens are numbered through the whole body.
    var firstAddress = 0
    var firstUse = 0
  }

  /// Whether runs of `*`, `_` and `~` are kept and paired.
  var resolvesEmphasis = false
  var hasTilde = false
  var emphasis: Emphasis
  var brackets: [Bracket] = []
  /// For each length of backticks, the last place where such a run was seen ahead.
  var backticks: [Int: Int] = [:]
  var hasSeenAllBackticks = false
  var noInstruction = false
  var noDeclaration = false
  var noCharacterData = false

  struct Bracket {
    var isImage: Bool
    var start: Int
    var position: Int
    var previousDelimiter: Int
    var hasBracketAfter = false
  }
  /// Below this index no bracket can become a link any more, because a link has ended inside of it.
  var inactiveBelow = 0

  /// Runs of backticks that begin no code and might stand at the beginning of a line.
  var literalBackticks: [Range<Int>] = []

  /// Links whose label is their own text: when tokens go into the text, the label is written out behind it.
  var implied: [(close: Int, label: Range<Int>, after: Int)] = []

  init(_ text: UnsafeBufferPointer<UInt8>, _ context: Context) {
    self.text = text
    self.context = context
    var end = text.count
    while end > 0, isWhiteSpace(text[end - 1]) { end -= 1 }
    self.end = end
    self.syntax = LinkSyntax(text: text, end: end)
    self.emphasis = Emphasis(text: text, end: end)
  }

  /// Goes on to another leaf with the memory of this one.
  mutating func restart(_ text: UnsafeBufferPointer<UInt8>, firstAddress: Int, firstUse: Int) {
    context.firstAddress = firstAddress
    context.firstUse = firstUse
    var fresh = InlineScan(text, context)
    swap(&fresh.marks, &marks)
    swap(&fresh.edits, &edits)
    swap(&fresh.brackets, &brackets)
    fresh.marks.removeAll(keepingCapacity: true)
    fresh.edits.removeAll(keepingCapacity: true)
    fresh.brackets.removeAll(keepingCapacity: true)
    self = fresh
  }

  mutating func run() {
    let table = ByteClass.inline.utf8Start
    while true {
      var next = position
      while end - next > Self.block, !Self.holdsMark(text, next) { next += Self.block }
      while next < end, table[Int(text[next])] == UInt8(ascii: "0") { next += 1 }
      position = next
      if next >= end { break }
      step()
    }
    if !resolvesEmphasis, hasTilde || !addresses.isEmpty || !uses.isEmpty {
      // Only now is it known that the leaf needs tokens, and with them its emphasis.
      self = InlineScan(text, context)
      resolvesEmphasis = true
      return run()
    }
    marks.sort { $0.start < $1.start }
    if resolvesEmphasis {
      emphasis.resolve(above: -1)
      writeEmphasis()
    }
    edits.sort { $0.range.lowerBound < $1.range.lowerBound }
  }

  private static let block = 16

  /// Whether one of the next bytes may mean something. Without branches: the compiler compares many at once.
  private static func holdsMark(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    guard let base = text.baseAddress else { return true }
    var least = UInt8.max
    for index in start..<(start + block) {
      let byte = base[index]
      least = min(least, byte ^ UInt8(ascii: "`"), byte ^ UInt8(ascii: "\\"))
      least = min(least, byte ^ UInt8(ascii: "<"), byte ^ UInt8(ascii: "!"))
      // A star or a tilde, an underscore, brackets.
      least = min(least, byte ^ UInt8(ascii: "*"), byte ^ UInt8(ascii: "~"))
      least = min(least, byte ^ UInt8(ascii: "_"), byte ^ UInt8(ascii: "["))
      least = min(least, byte ^ UInt8(ascii: "]"))
      least = min(least, (byte ^ UInt8(ascii: ":")) | (base[index + 1] ^ UInt8(ascii: "/")))
      least = min(least, (byte ^ UInt8(ascii: "w")) | (base[index + 1] ^ UInt8(ascii: "w")))
    }
    return least == 0
  }

  private mutating func step() {
    switch text[position] {
    case UInt8(ascii: "`"): skipCode()
    case UInt8(ascii: "\\"):
      position += position + 1 < end && isPunctuation(text[position + 1]) ? 2 : 1
    case UInt8(ascii: "<"): skipAngle()
    case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"): passDelimiters()
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

  mutating func token(_ letter: UInt8, _ number: Int, replacing range: Range<Int>) {
    edits.append(
      Edit(
        range: range,
        replacement: context.marker + [letter] + Array(String(number).utf8) + [UInt8(ascii: ";")]))
  }

  /// Keeps a run of `*`, `_` or `~` when the emphasis is resolved here; else libcmark does that.
  private mutating func passDelimiters() {
    if resolvesEmphasis {
      position = emphasis.push(text[position], at: position)
    } else {
      if text[position] == UInt8(ascii: "~") { hasTilde = true }
      position += 1
    }
  }

  /// Replaces every delimiter by tokens, so that libcmark resolves nothing a second time.
  private mutating func writeEmphasis() {
    var next = 0
    for run in literalBackticks {
      let line = run.upperBound..<(text[run.upperBound...].firstIndex(of: 0x0A) ?? text.count)
      var losesBacktick = false
      while next < addresses.count, addresses[next].lowerBound < line.upperBound {
        let isOnLine = addresses[next].lowerBound >= line.lowerBound
        if isOnLine, text[addresses[next]].contains(UInt8(ascii: "`")) { losesBacktick = true }
        next += 1
      }
      guard losesBacktick else { continue }
      // Not as escapes: libcmark looks for the end of code without regard to backslashes.
      edits.append(Edit(range: run, replacement: run.flatMap { _ in Array("&#96;".utf8) }))
    }
    for delimiter in emphasis.delimiters where !delimiter.isInsideToken {
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
