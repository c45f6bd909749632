// Why two texts are shown side by side, in words that a reader can check.
import Documents
package import Records

/// A section or practice that is like another one, with the reasons.
package struct SimilarRecord: Sendable {
  package let id: RecordID
  /// Whether an editor chose it.
  package let isPinned: Bool
  /// Whether its words are an editor's summary and not the plan's own.
  package let isSummary: Bool
  /// How near it is, from 0 to 1.
  package let score: Double
  /// Words that stand in both and in few other texts, as the record writes them, most telling first.
  package let terms: [String]
  /// Vocabulary terms that both name or are filed under, rarest first.
  package let labels: [RecordID]
  /// How many of a hundred different words of the record stand in the other one too, without everyday words.
  package let sharedWords: Int
  /// Elements of the current edition that both answer.
  package let elements: [String]
}

extension LinkGraph {
  /// What other jurisdictions do and write that is most like a section or practice, what editors chose first.
  package func similar(to id: RecordID) -> (sections: [SimilarRecord], practices: [SimilarRecord]) {
    guard let position = similar.positions[id].map(Int.init) else { return ([], []) }
    let source = similar.compared.texts[position]
    var pins = similar.pinned[id] ?? []
    if case .section(let place) = source.origin {
      pins += similar.pinned[library.plans[place.plan].id] ?? []
    }
    let sections = similar.matches(
      similar.nearest.sections[position], pins.filter { $0.kind == .section })
    let practices = similar.matches(
      similar.nearest.practices[position], pins.filter { $0.kind == .practice })
    let reasons = (sections + practices).map { similar.reasons(position, $0) }
    let wanted = Set(reasons.flatMap(\.terms))
    let wording = similar.wording(of: wanted, in: source, library)
    let elements = self.elements(of: source)
    let records = zip(sections + practices, reasons).map { match, reasons in
      SimilarRecord(
        id: similar.compared.texts[match.text].id, isPinned: match.isPinned,
        isSummary: isSummary(similar.compared.texts[match.text]), score: Double(match.score),
        terms: reasons.terms.compactMap { wording[$0] }, labels: reasons.labels,
        sharedWords: reasons.sharedWords,
        elements: elements.filter(self.elements(of: similar.compared.texts[match.text]).contains))
    }
    return (Array(records.prefix(sections.count)), Array(records.dropFirst(sections.count)))
  }

  private func isSummary(_ text: ComparedText) -> Bool {
    guard case .section(let position) = text.origin else { return false }
    return library.plans[position.plan].text == .summary
  }

  /// Where a section stands in the library; nil for other records.
  package func sectionPosition(of id: RecordID) -> RecordIndex.SectionPosition? {
    guard let position = similar.positions[id],
      case .section(let place) = similar.compared.texts[Int(position)].origin
    else { return nil }
    return place
  }

  /// The code of the jurisdiction whose section or practice it is.
  package func jurisdiction(of id: RecordID) -> String? {
    guard let position = similar.positions[id] else { return nil }
    switch similar.compared.texts[Int(position)].origin {
    case .section(let place): return library.plans[place.plan].jurisdiction
    case .practice(let place): return library.practices[place].jurisdiction
    }
  }

  /// The elements of the current edition that a text answers or is an example for.
  private func elements(of text: ComparedText) -> [String] {
    switch text.origin {
    case .section(let position):
      let plan = library.plans[position.plan]
      return crosswalk.currentElements(of: plan.sections[position.section], in: plan)
    case .practice(let position): return library.practices[position].elements
    }
  }
}

extension SimilarRecords {
  fileprivate struct Match {
    let text: Int
    let isPinned: Bool
    let score: Float
  }

  fileprivate struct TermReasons {
    /// Numbers of the term space, most telling first.
    let terms: [Int32]
    let labels: [RecordID]
    let sharedWords: Int
  }

  /// At most so many words and so many vocabulary terms are named: a reader wants the best, not all.
  private static let namedTerms = 5
  private static let namedLabels = 4

  /// Pins, then the nearest until the list is full.
  fileprivate func matches(_ neighbors: [Neighbor], _ pins: [RecordID]) -> [Match] {
    var seen: Set<Int> = []
    let pinned = pins.compactMap { positions[$0].map(Int.init) }.filter { seen.insert($0).inserted }
      .map { text in
        Match(
          text: text, isPinned: true, score: neighbors.first { Int($0.text) == text }?.score ?? 0)
      }
    let others = neighbors.filter { !seen.contains(Int($0.text)) }
      .prefix(max(0, NearestTexts.shown - pinned.count))
    return pinned + others.map { Match(text: Int($0.text), isPinned: false, score: $0.score) }
  }

  fileprivate func reasons(_ source: Int, _ match: Match) -> TermReasons {
    var shared: [(term: Int32, weight: Float)] = []
    forEachCommon(vectors[source], vectors[match.text], vectors.terms, vectors.terms) {
      left, right in
      let term = vectors.terms[left]
      if term < space.stemCount || term >= space.pairStart {
        shared.append((term, vectors.weights[left] * vectors.weights[right]))
      }
    }
    // A pair says what its two words say, and stands for them.
    let weights = Dictionary(
      shared.map { ($0.term, $0.weight) }, uniquingKeysWith: { first, _ in first })
    var isInPair: Set<Int32> = []
    for position in shared.indices where shared[position].term >= space.pairStart {
      let pair = space.pairs[Int(shared[position].term) - space.pairStart]
      for stem in [
        Int32(truncatingIfNeeded: pair >> 32), Int32(truncatingIfNeeded: pair & 0xFFFF_FFFF),
      ] {
        isInPair.insert(stem)
        shared[position].weight += weights[stem] ?? 0
      }
    }
    shared.sort { $0.weight != $1.weight ? $0.weight > $1.weight : $0.term < $1.term }
    let terms = shared.map(\.term).filter { !isInPair.contains($0) }.prefix(Self.namedTerms)
    let labels = Set(space.conceptsOfText[source]).intersection(space.conceptsOfText[match.text])
      .sorted {
        let (left, right) = (
          space.textCounts[space.stemCount + Int($0)], space.textCounts[space.stemCount + Int($1)]
        )
        return left != right ? left < right : $0 < $1
      }.prefix(Self.namedLabels).map { space.concepts[Int($0)] }
    let (own, other) = (space.stems[source], space.stems[match.text])
    var common = 0
    forEachCommon(own.indices, other.indices, own.map(\.stem), other.map(\.stem)) { _, _ in
      common += 1
    }
    return TermReasons(
      terms: Array(terms), labels: labels, sharedWords: own.isEmpty ? 0 : common * 100 / own.count)
  }

  private func forEachCommon(
    _ left: Range<Int>, _ right: Range<Int>, _ leftTerms: [Int32], _ rightTerms: [Int32],
    _ visit: (Int, Int) -> Void
  ) {
    var (first, second) = (left.lowerBound, right.lowerBound)
    while first < left.upperBound, second < right.upperBound {
      if leftTerms[first] == rightTerms[second] {
        visit(first, second)
        first += 1
        second += 1
      } else if leftTerms[first] < rightTerms[second] {
        first += 1
      } else {
        second += 1
      }
    }
  }

  /// Terms as a text writes them where they stand first.
  fileprivate func wording(
    of terms: Set<Int32>, in text: ComparedText, _ library: Library
  ) -> [Int32: String] {
    var pairs: [UInt64: Int32] = [:]
    for term in terms where term >= space.pairStart {
      pairs[space.pairs[Int(term) - space.pairStart]] = term
    }
    /// For each place of a word, the terms that begin there and how many words they have.
    var starts: [Int: [(term: Int32, length: Int)]] = [:]
    var found: Set<Int32> = []
    var previous: Int32 = -1
    for (place, word) in text.words.enumerated() {
      let stem = text.isIgnored.isEmpty || !text.isIgnored[place] ? space.stemOfWord[Int(word)] : -1
      if stem >= 0, terms.contains(stem), found.insert(stem).inserted {
        starts[place, default: []].append((stem, 1))
      }
      if stem >= 0, previous >= 0,
        let term = pairs[
          UInt64(UInt32(bitPattern: previous)) << 32 | UInt64(UInt32(bitPattern: stem))],
        found.insert(term).inserted
      {
        starts[place - 1, default: []].append((term, 2))
      }
      previous = stem
    }
    var wording: [Int32: String] = [:]
    var place = 0
    var ranges: [WordRange] = []
    for piece in text.origin.pieces(in: library) {
      ranges.removeAll(keepingCapacity: true)
      forEachWord(in: piece) { range, _ in ranges.append(range) }
      for (offset, range) in ranges.enumerated() {
        for (term, length) in starts[place + offset] ?? [] {
          let end = ranges[min(offset + length, ranges.count) - 1].end
          wording[term] = String(
            decoding: piece.utf8.dropFirst(range.start).prefix(end - range.start), as: UTF8.self)
        }
      }
      place += ranges.count
    }
    return wording
  }
}
