// A passage's words as they are written: capitals, and what stands between them.

struct WrittenWords {
  let bytes: [UInt8]
  let ranges: [WordRange]

  /// Whether words are written as a name: a capital where it has one, and nothing between them that it has not.
  func agree(with name: MentionName, at words: Range<Int>, isPlural: Bool) -> Bool {
    for (offset, word) in name.words.enumerated() {
      let form = form(of: words.lowerBound + offset)
      // “The Guild” is “the Guild” inside a sentence.
      let isArticle = offset == 0 && name.words.count > 1 && word.normal == "the"
      for (position, byte) in word.written.enumerated() where isCapital(byte) && !isArticle {
        guard position < form.count, isCapital(form[position]) else { return false }
      }
      guard offset + 1 < words.count else { break }
      let gap = significantGap(self.gap(before: words.lowerBound + offset + 1))
      guard gap == word.gap || gap.isEmpty && !word.gap.contains(UInt8(ascii: "&")) else { return false }
    }
    return true
  }

  /// Whether a letter's number goes on behind the words: “TEGL 10-16, Change 1” is another letter than TEGL 10-16.
  func isChanged(behind words: Range<Int>) -> Bool {
    guard words.upperBound + 1 < ranges.count, lowercase(words.upperBound) == "change" else { return false }
    return isDigit(bytes[ranges[words.upperBound + 1].start])
      && isDigit(bytes[ranges[words.upperBound - 1].start])
  }

  /// Whether a number goes on behind the words: “Section 3(24)” of a law is not the program Section 3.
  func isNumberContinued(behind words: Range<Int>) -> Bool {
    let end = ranges[words.upperBound - 1].end
    return words.upperBound < ranges.count && isDigit(bytes[end - 1]) && bytes[end] == UInt8(ascii: "(")
      && ranges[words.upperBound].start == end + 1
  }

  /// The bytes that words take, without a possessive ending, with the bracket that closes one inside: “Board (SWB)”.
  func range(of words: Range<Int>) -> Range<Int> {
    let last = ranges[words.upperBound - 1]
    var end = last.end
    let form = form(of: words.upperBound - 1)
    // “Guild’s” without “’s”: what is left is the form, as long as it has no apostrophe of its own.
    if form.count < last.end - last.start, bytes[last.start..<last.end].starts(with: form) {
      end = last.start + form.count
    }
    let start = ranges[words.lowerBound].start
    let isOpen =
      bytes[start..<end].count { $0 == UInt8(ascii: "(") }
      > bytes[start..<end].count { $0 == UInt8(ascii: ")") }
    if isOpen, end < bytes.count, bytes[end] == UInt8(ascii: ")") { end += 1 }
    return start..<end
  }

  /// Whether the capital of an ordinary word says that it is a name: not at the beginning of a sentence, not as a part
  /// of another name such as “Tower Bridge”.
  func standsAlone(_ word: Int, in leaf: Range<Int>) -> Bool {
    guard !beginsSentence(word, in: leaf) else { return false }
    if word > 0, ranges[word - 1].start >= leaf.lowerBound, isJoined(word), isCapitalized(word - 1),
      !(beginsSentence(word - 1, in: leaf) && Self.smallWords.contains(lowercase(word - 1)))
    {
      return false
    }
    if word + 1 < ranges.count, ranges[word + 1].start < leaf.upperBound, isJoined(word + 1),
      isCapitalized(word + 1), !Self.kinds.contains(lowercase(word + 1))
    {
      return false
    }
    return true
  }

  /// Words that begin a sentence before a name without being part of it.
  private static let smallWords: Set<String> = [
    "a", "all", "an", "and", "any", "as", "at", "because", "both", "but", "by", "each", "every", "for",
    "from", "if",
    "in", "many", "most", "no", "of", "on", "our", "since", "some", "that", "the", "their", "these", "this",
    "through",
    "to", "under", "when", "where", "while", "with",
  ]

  /// Words that say what kind of thing the name before them is.
  private static let kinds: Set<String> = [
    "academy", "center", "centers", "fund", "grant", "grants", "initiative", "network", "program", "programs",
    "project", "projects",
  ]

  private func beginsSentence(_ word: Int, in leaf: Range<Int>) -> Bool {
    let before = String(
      decoding: bytes[leaf.lowerBound..<max(leaf.lowerBound, ranges[word].start)], as: UTF8.self)
    for scalar in before.unicodeScalars.reversed() {
      switch scalar {
      case ".", "!", "?", "…", "•": return true
      case " ", "\u{A0}", "\"", "'", "“", "”", "‘", "’", "(", "[": continue
      default: return false
      }
    }
    return true
  }

  /// Whether only a space stands before a word.
  private func isJoined(_ word: Int) -> Bool { gap(before: word).allSatisfy { $0 == 0x20 } }

  private func isCapitalized(_ word: Int) -> Bool { isCapital(bytes[ranges[word].start]) }

  private func lowercase(_ word: Int) -> String {
    String(decoding: bytes[ranges[word].start..<ranges[word].end], as: UTF8.self).lowercased()
  }

  private func form(of word: Int) -> [UInt8] { writtenForm(bytes[ranges[word].start..<ranges[word].end]) }

  private func gap(before word: Int) -> ArraySlice<UInt8> { bytes[ranges[word - 1].end..<ranges[word].start] }
}
