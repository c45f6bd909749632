// The nearest texts of other jurisdictions, found through an index of terms and never by comparing all with all.
import Parallel

/// A text near another one.
struct Neighbor: Sendable {
  let text: Int32
  /// From 0 to 1.
  let score: Float
}

/// Finds the nearest texts in two steps.
///
/// Texts that share telling terms are found first. Then each text is read together with its neighbors: states say the same
/// thing in different words, and the neighbors of a text hold the words that it could have used. The candidates are put
/// in order by that.
struct NearestTexts: Sendable {
  /// So many sections and so many practices are looked at for each text.
  private static let candidates = 32
  private static let neighbors = 24
  private static let expandedSize = 96
  /// The neighbors' words count more than the text's own, which only the first step looks at.
  private static let neighborShare: Float = 1.5
  /// A term that stands in more texts than this leads to those only in which it weighs most: this keeps the work linear.
  private static let postingLimit = 192
  /// Below this, texts have no more in common than any two.
  private static let least: Float = 0.02
  static let shown = 5

  /// The nearest sections and practices of each text, best first, each jurisdiction at most once in each list.
  let sections: [[Neighbor]]
  let practices: [[Neighbor]]

  init(
    _ compared: ComparedTexts, _ vectors: SparseVectors, termCount: Int,
    muted: [Int32: Set<Int32>], jobs: Int
  ) async {
    let index = TermIndex(compared, vectors, termCount: termCount, limit: Self.postingLimit)
    let chunks = stride(from: 0, to: compared.texts.count, by: 256).map {
      $0..<min($0 + 256, compared.texts.count)
    }
    let found = await mapInParallel(chunks, jobs: jobs, chunk: 1) { chunk in
      var scores = [Float](repeating: 0, count: compared.texts.count)
      return chunk.map { position in
        Self.candidates(
          of: position, compared, vectors, index, muted: muted[Int32(position)] ?? [], &scores)
      }
    }.flatMap { $0 }
    let expanded = await mapInParallel(chunks, jobs: jobs, chunk: 1) { chunk in
      var sums = [Float](repeating: 0, count: termCount)
      var expanded = SparseVectors()
      for position in chunk {
        Self.expand(position, with: found[position], compared, vectors, &sums, into: &expanded)
      }
      return expanded
    }.reduce(into: SparseVectors()) { $0.append($1) }
    let ranked = await mapInParallel(chunks, jobs: jobs, chunk: 1) { chunk in
      var weights = [Float](repeating: 0, count: termCount)
      return chunk.map { position in
        (
          Self.rank(found[position].sections, for: position, compared, expanded, &weights),
          Self.rank(found[position].practices, for: position, compared, expanded, &weights)
        )
      }
    }.flatMap { $0 }
    sections = ranked.map(\.0)
    practices = ranked.map(\.1)
  }

  private struct Candidates: Sendable {
    var sections: [Neighbor] = []
    var practices: [Neighbor] = []
  }

  private static func isBefore(_ left: Neighbor, _ right: Neighbor) -> Bool {
    left.score != right.score ? left.score > right.score : left.text < right.text
  }

  /// The texts of other jurisdictions that share telling terms with a text.
  private static func candidates(
    of position: Int, _ compared: ComparedTexts, _ vectors: SparseVectors, _ index: TermIndex,
    muted: Set<Int32>, _ scores: inout [Float]
  ) -> Candidates {
    var touched: [Int32] = []
    scores.withUnsafeMutableBufferPointer { scores in
      for entry in vectors[position] {
        let weight = vectors.weights[entry]
        index.forEach(of: Int(vectors.terms[entry])) { text, other in
          let slot = Int(text)
          if scores[slot] == 0 { touched.append(text) }
          scores[slot] += weight * other
        }
      }
    }
    var result = Candidates()
    let jurisdiction = compared.texts[position].jurisdiction
    for text in touched {
      let neighbor = Neighbor(text: text, score: scores[Int(text)])
      scores[Int(text)] = 0
      guard neighbor.score >= least, index.jurisdictions[Int(text)] != jurisdiction else { continue }
      if index.isSection[Int(text)] {
        keep(neighbor, in: &result.sections, muted)
      } else {
        keep(neighbor, in: &result.practices, muted)
      }
    }
    return result
  }

  /// Inserts a neighbor into a sorted list of the best.
  private static func keep(_ neighbor: Neighbor, in best: inout [Neighbor], _ muted: Set<Int32>) {
    if best.count == candidates, !isBefore(neighbor, best[candidates - 1]) { return }
    if !muted.isEmpty, muted.contains(neighbor.text) { return }
    if best.count == candidates { best.removeLast() }
    var place = best.count
    while place > 0, isBefore(neighbor, best[place - 1]) { place -= 1 }
    best.insert(neighbor, at: place)
  }

  /// A text's vector together with those of its neighbors, one of each jurisdiction.
  private static func expand(
    _ position: Int, with candidates: Candidates, _ compared: ComparedTexts, _ vectors: SparseVectors,
    _ sums: inout [Float], into expanded: inout SparseVectors
  ) {
    var seen: Set<Int> = []
    let near = (candidates.sections + candidates.practices).sorted(by: isBefore)
      .filter { seen.insert(compared.texts[Int($0.text)].jurisdiction).inserted }.prefix(neighbors)
    var touched: [Int32] = []
    for neighbor in near {
      for entry in vectors[Int(neighbor.text)] {
        let term = vectors.terms[entry]
        if sums[Int(term)] == 0 { touched.append(term) }
        sums[Int(term)] += neighbor.score * vectors.weights[entry]
      }
    }
    let square = touched.reduce(Float(0)) { $0 + sums[Int($1)] * sums[Int($1)] }
    let scale = square > 0 ? neighborShare / square.squareRoot() : 0
    for term in touched { sums[Int(term)] *= scale }
    for entry in vectors[position] {
      let term = vectors.terms[entry]
      if sums[Int(term)] == 0 { touched.append(term) }
      sums[Int(term)] += vectors.weights[entry]
    }
    var entries = touched.map { term -> (term: Int32, weight: Float) in
      defer { sums[Int(term)] = 0 }
      return (term, sums[Int(term)])
    }
    expanded.append(heaviest: expandedSize, of: &entries)
  }

  /// The best candidates by what texts and neighbors say together.
  private static func rank(
    _ candidates: [Neighbor], for position: Int, _ compared: ComparedTexts, _ expanded: SparseVectors,
    _ weights: inout [Float]
  ) -> [Neighbor] {
    for entry in expanded[position] { weights[Int(expanded.terms[entry])] = expanded.weights[entry] }
    defer { for entry in expanded[position] { weights[Int(expanded.terms[entry])] = 0 } }
    let ranked = candidates.map { candidate in
      Neighbor(
        text: candidate.text,
        score: expanded[Int(candidate.text)].reduce(Float(0)) {
          $0 + weights[Int(expanded.terms[$1])] * expanded.weights[$1]
        })
    }.sorted(by: isBefore)
    var jurisdictions: Set<Int> = []
    return Array(
      ranked.filter { jurisdictions.insert(compared.texts[Int($0.text)].jurisdiction).inserted }
        .prefix(shown))
  }
}

/// For each term, the texts in which it is telling.
private struct TermIndex: Sendable {
  let jurisdictions: [Int]
  let isSection: [Bool]
  private var offsets: [Int]
  private var texts: [Int32]
  private var weights: [Float]

  init(_ compared: ComparedTexts, _ vectors: SparseVectors, termCount: Int, limit: Int) {
    jurisdictions = compared.texts.map(\.jurisdiction)
    isSection = compared.texts.map(\.isSection)
    offsets = Array(repeating: 0, count: termCount + 1)
    for position in compared.texts.indices where compared.texts[position].isTarget {
      for entry in vectors[position] { offsets[Int(vectors.terms[entry]) + 1] += 1 }
    }
    for term in 0..<termCount { offsets[term + 1] += offsets[term] }
    texts = Array(repeating: 0, count: offsets[termCount])
    weights = Array(repeating: 0, count: offsets[termCount])
    var next = offsets
    for position in compared.texts.indices where compared.texts[position].isTarget {
      for entry in vectors[position] {
        let term = Int(vectors.terms[entry])
        texts[next[term]] = Int32(position)
        weights[next[term]] = vectors.weights[entry]
        next[term] += 1
      }
    }
    ends = next
    for term in 0..<termCount where offsets[term + 1] - offsets[term] > limit {
      let range = offsets[term]..<offsets[term + 1]
      let heaviest = range.sorted {
        weights[$0] != weights[$1] ? weights[$0] > weights[$1] : texts[$0] < texts[$1]
      }.prefix(limit).map { (texts[$0], weights[$0]) }
      for (place, entry) in heaviest.enumerated() {
        texts[range.lowerBound + place] = entry.0
        weights[range.lowerBound + place] = entry.1
      }
      ends[term] = range.lowerBound + limit
    }
  }

  private var ends: [Int]

  @inline(__always)
  func forEach(of term: Int, _ visit: (Int32, Float) -> Void) {
    texts.withUnsafeBufferPointer { texts in
      weights.withUnsafeBufferPointer { weights in
        for place in offsets[term]..<ends[term] { visit(texts[place], weights[place]) }
      }
    }
  }
}
