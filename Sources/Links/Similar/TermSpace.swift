// What texts are compared by: words without endings, vocabulary terms, and pairs of adjacent words, all numbered.
import Documents
import Parallel
import Records

/// The terms of all texts: first stems, then vocabulary terms, then pairs.
struct TermSpace: Sendable {
  /// For each word of the lexicon its stem, or -1 when it says nothing.
  let stemOfWord: [Int32]
  let stemCount: Int
  /// Vocabulary terms by number, counted from ``stemCount``.
  let concepts: [RecordID]
  /// The two stems of each pair, counted from ``pairStart``.
  private(set) var pairs: [UInt64] = []
  /// In how many texts that can be found each term stands, and in how many jurisdictions.
  private(set) var textCounts: [Int32] = []
  private(set) var jurisdictionCounts: [Int32] = []
  /// Stems that stand in more texts than this say little.
  private(set) var commonLimit: Int32 = 0
  /// How many texts can be found.
  let targetCount: Int

  /// For each text its stems in ascending order with how often each stands, everyday ones too.
  private(set) var stems: [[(stem: Int32, count: Int32)]] = []
  /// For each text the vocabulary terms that stand in it or that an editor gave it, ascending.
  private(set) var conceptsOfText: [[Int32]] = []

  private var pairTables: [PairTable] = []
  private let phrases: Phrases

  var pairStart: Int { stemCount + concepts.count }
  var count: Int { pairStart + pairs.count }

  /// A term that stands in so large a share of all texts is common.
  private static let commonShare = 0.35
  private static let shards = 8

  init(_ compared: ComparedTexts, _ vocabularies: [Vocabulary], jobs: Int) async {
    var stemLexicon = Lexicon()
    let stemOfWord = Self.stems(of: compared, &stemLexicon)
    self.stemOfWord = stemOfWord
    let listed = vocabularies.filter { $0.kind != .basis }.flatMap(\.terms)
    concepts = listed.map(\.id)
    phrases = Phrases(listed, &stemLexicon)
    stemCount = stemLexicon.words.count
    targetCount = compared.texts.reduce(0) { $0 + ($1.isTarget ? 1 : 0) }
    let number = Dictionary(
      concepts.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })

    let chunks = stride(from: 0, to: compared.texts.count, by: 128).map {
      $0..<min($0 + 128, compared.texts.count)
    }
    let (stemCount, phrases) = (stemCount, phrases)
    let counted = await mapInParallel(chunks, jobs: jobs, chunk: 1) { chunk in
      var counts = [Int32](repeating: 0, count: stemCount)
      return chunk.map { position -> ([(stem: Int32, count: Int32)], [Int32]) in
        let text = compared.texts[position]
        var seen: [Int32] = []
        for (place, word) in text.words.enumerated() where text.isIgnored.isEmpty || !text.isIgnored[place] {
          let stem = stemOfWord[Int(word)]
          guard stem >= 0 else { continue }
          if counts[Int(stem)] == 0 { seen.append(stem) }
          counts[Int(stem)] += 1
        }
        seen.sort()
        let stems = seen.map { stem -> (stem: Int32, count: Int32) in
          defer { counts[Int(stem)] = 0 }
          return (stem, counts[Int(stem)])
        }
        var found = phrases.find(in: text, stemOfWord)
        for id in text.terms { if let concept = number[id] { found.insert(concept) } }
        return (stems, found.sorted())
      }
    }
    for chunk in counted {
      for (stems, concepts) in chunk {
        self.stems.append(stems)
        conceptsOfText.append(concepts)
      }
    }
    countTexts(compared)
    await addPairs(compared, jobs: jobs)
  }

  /// For each word of the lexicon the number of its stem, or -1.
  private static func stems(of compared: ComparedTexts, _ stems: inout Lexicon) -> [Int32] {
    var bytes: [UInt8] = []
    return zip(compared.lexicon.words, compared.isEmptyWord).map { word, isEmpty in
      if isEmpty { return -1 }
      bytes.removeAll(keepingCapacity: true)
      bytes.append(contentsOf: word.utf8)
      cutEnding(&bytes)
      return bytes.withUnsafeBufferPointer { stems.number(of: $0) }
    }
  }

  private mutating func countTexts(_ compared: ComparedTexts) {
    textCounts = Array(repeating: 0, count: pairStart)
    jurisdictionCounts = textCounts
    var last = [Int32](repeating: -1, count: pairStart)
    for (group, range) in compared.byJurisdiction.enumerated() {
      for position in range where compared.texts[position].isTarget {
        func count(_ term: Int) {
          textCounts[term] += 1
          if last[term] != group {
            last[term] = Int32(group)
            jurisdictionCounts[term] += 1
          }
        }
        for entry in stems[position] { count(Int(entry.stem)) }
        for concept in conceptsOfText[position] { count(stemCount + Int(concept)) }
      }
    }
    // In a handful of texts every word is frequent.
    commonLimit = Int32(max(4, Self.commonShare * Double(targetCount)))
  }

  /// Numbers the pairs that stand in two jurisdictions or more.
  private mutating func addPairs(_ compared: ComparedTexts, jobs: Int) async {
    let isPart = (0..<stemCount).map { jurisdictionCounts[$0] > 1 && textCounts[$0] <= commonLimit }
    let stemOfWord = stemOfWord
    let shards = Self.shards
    let tables = await mapInParallel(Array(0..<shards), jobs: jobs, chunk: 1) { shard in
      var table = PairTable()
      for (group, range) in compared.byJurisdiction.enumerated() {
        for position in range where compared.texts[position].isTarget {
          Self.forEachPair(of: compared.texts[position], stemOfWord, isPart) { pair in
            if Self.shard(of: pair) == shard {
              table.count(pair, text: Int32(position), jurisdiction: Int32(group))
            }
          }
        }
      }
      return table
    }
    self.isPart = isPart
    for table in tables {
      var table = table
      for (pair, texts, jurisdictions) in table.numbered(from: Int32(count)) {
        pairs.append(pair)
        textCounts.append(texts)
        jurisdictionCounts.append(jurisdictions)
      }
      pairTables.append(table)
    }
  }

  private var isPart: [Bool] = []

  /// The pairs of a text as term numbers, as often as they stand.
  func pairTerms(of text: ComparedText, into terms: inout [Int32]) {
    terms.removeAll(keepingCapacity: true)
    Self.forEachPair(of: text, stemOfWord, isPart) { pair in
      let term = pairTables[Self.shard(of: pair)].number(of: pair)
      if term >= 0 { terms.append(term) }
    }
  }

  @inline(__always)
  private static func forEachPair(
    of text: ComparedText, _ stemOfWord: [Int32], _ isPart: [Bool], _ visit: (UInt64) -> Void
  ) {
    var previous: Int32 = -1
    for (place, word) in text.words.enumerated() {
      var stem = text.isIgnored.isEmpty || !text.isIgnored[place] ? stemOfWord[Int(word)] : -1
      if stem >= 0, !isPart[Int(stem)] { stem = -1 }
      if stem >= 0, previous >= 0 {
        visit(UInt64(UInt32(bitPattern: previous)) << 32 | UInt64(UInt32(bitPattern: stem)))
      }
      previous = stem
    }
  }

  @inline(__always)
  private static func shard(of pair: UInt64) -> Int {
    Int(truncatingIfNeeded: (pair &* 0x9e37_79b9_7f4a_7c15) >> 61) & (shards - 1)
  }
}

/// Pairs with the number of texts and jurisdictions that have them.
private struct PairTable: Sendable {
  private var keys: [UInt64] = Array(repeating: .max, count: 4096)
  private var places: [Int32] = Array(repeating: 0, count: 4096)
  private var entries: [Entry] = []

  private struct Entry {
    let pair: UInt64
    var texts: Int32 = 0
    var jurisdictions: Int32 = 0
    var lastText: Int32 = -1
    var lastJurisdiction: Int32 = -1
    var number: Int32 = -1
  }

  mutating func count(_ pair: UInt64, text: Int32, jurisdiction: Int32) {
    var slot = slot(of: pair)
    if keys[slot] == .max {
      if entries.count * 2 > keys.count {
        grow()
        slot = self.slot(of: pair)
      }
      keys[slot] = pair
      places[slot] = Int32(entries.count)
      entries.append(Entry(pair: pair))
    }
    let place = Int(places[slot])
    guard entries[place].lastText != text else { return }
    entries[place].lastText = text
    entries[place].texts += 1
    if entries[place].lastJurisdiction != jurisdiction {
      entries[place].lastJurisdiction = jurisdiction
      entries[place].jurisdictions += 1
    }
  }

  /// Numbers the pairs of two jurisdictions or more and forgets the others.
  mutating func numbered(from start: Int32) -> [(pair: UInt64, texts: Int32, jurisdictions: Int32)] {
    let kept = entries.filter { $0.jurisdictions > 1 }
    self = PairTable()
    for (position, entry) in kept.enumerated() {
      count(entry.pair, text: 0, jurisdiction: 0)
      entries[position].number = start + Int32(position)
    }
    return kept.map { ($0.pair, $0.texts, $0.jurisdictions) }
  }

  func number(of pair: UInt64) -> Int32 {
    let slot = slot(of: pair)
    return keys[slot] == .max ? -1 : entries[Int(places[slot])].number
  }

  @inline(__always)
  private func slot(of pair: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: (pair &* 0x9e37_79b9_7f4a_7c15) >> 24) & (keys.count - 1)
    while keys[slot] != .max, keys[slot] != pair { slot = (slot + 1) & (keys.count - 1) }
    return slot
  }

  private mutating func grow() {
    keys = Array(repeating: .max, count: keys.count * 2)
    places = Array(repeating: 0, count: keys.count)
    for (position, entry) in entries.enumerated() {
      let slot = slot(of: entry.pair)
      keys[slot] = entry.pair
      places[slot] = Int32(position)
    }
  }
}
