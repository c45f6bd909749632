// All names as one tree of words, so that a text is read once whatever the number of names.

/// A tree over word numbers. A name, its plural, and every name that begins alike share a path.
struct NameTrie: Sendable {
  /// A name that ends at a node.
  struct Ending: Sendable, Hashable {
    let name: Int
    /// Whether the text has the name's plural.
    let isPlural: Bool
  }

  /// Words of names, numbered for the tree.
  private var numbers: [String: Int32] = [:]
  /// The tree's number for each word of the lexicon; -1 for words of no name.
  private var wordOfLexicon: [Int32] = []
  /// The node that a first word leads to; -1 for words that begin no name.
  private var roots: [Int32] = []
  private var children: [[(word: Int32, node: Int32)]] = []
  private(set) var endings: [[Ending]] = []

  init(_ names: [MentionName], _ lexicon: Lexicon) {
    for (position, name) in names.enumerated() {
      insert(name.words.map(\.normal), Ending(name: position, isPlural: false))
      for plural in Self.plurals(of: name) {
        insert(name.words.dropLast().map(\.normal) + [plural], Ending(name: position, isPlural: true))
      }
    }
    wordOfLexicon = Array(repeating: -1, count: lexicon.words.count)
    for (word, number) in numbers {
      if let position = lexicon[word] { wordOfLexicon[Int(position)] = number }
    }
  }

  /// The tree's number for a word of the lexicon.
  @inline(__always)
  func word(ofLexicon number: Int32) -> Int32 { wordOfLexicon[Int(number)] }

  /// The tree's number for a normal form; -1 for words of no name.
  func word(_ normal: String) -> Int32 { numbers[normal] ?? -1 }

  /// Calls `visit` for every stretch of words that is a name, with the node at its end.
  @inline(__always)
  func forEachName(in words: [Int32], _ visit: (_ range: Range<Int>, _ node: Int) -> Void) {
    for start in words.indices {
      let first = words[start]
      guard first >= 0, roots[Int(first)] >= 0 else { continue }
      var node = Int(roots[Int(first)])
      var end = start + 1
      while true {
        if !endings[node].isEmpty { visit(start..<end, node) }
        guard end < words.count, words[end] >= 0,
          let next = children[node].first(where: { $0.word == words[end] })
        else { break }
        node = Int(next.node)
        end += 1
      }
    }
  }

  private mutating func insert(_ words: [String], _ ending: Ending) {
    var node = -1
    for (depth, word) in words.enumerated() {
      let number = number(of: word)
      let existing = depth == 0 ? roots[Int(number)] : children[node].first { $0.word == number }?.node ?? -1
      if existing >= 0 {
        node = Int(existing)
        continue
      }
      let made = children.count
      children.append([])
      endings.append([])
      if depth == 0 { roots[Int(number)] = Int32(made) } else { children[node].append((number, Int32(made))) }
      node = made
    }
    if node >= 0, !endings[node].contains(ending) { endings[node].append(ending) }
  }

  private mutating func number(of word: String) -> Int32 {
    if let number = numbers[word] { return number }
    let number = Int32(roots.count)
    numbers[word] = number
    roots.append(-1)
    return number
  }

  /// The plurals of a name's last word: a single ordinary word has none, because “Bridges” are bridges.
  private static func plurals(of name: MentionName) -> [String] {
    guard let last = name.words.last, !name.isOrdinaryWord,
      last.normal.utf8.allSatisfy({ $0 | 0x20 &- 0x61 < 26 }),
      last.written.count > 1, !last.normal.hasSuffix("s")
    else { return [] }
    let word = last.normal
    let letters = Array(word.utf8)
    if word.hasSuffix("y"), letters.count > 2, !"aeiou".utf8.contains(letters[letters.count - 2]) {
      return [String(word.dropLast()) + "ies"]
    }
    let isHissing = word.hasSuffix("x") || word.hasSuffix("ch") || word.hasSuffix("sh") || word.hasSuffix("z")
    return [word + (isHissing ? "es" : "s")]
  }
}
