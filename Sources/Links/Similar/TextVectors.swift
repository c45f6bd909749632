// How telling each term of a text is, and the vectors made of the most telling ones.
import Parallel

enum TextVectors {
  /// So many terms stand for a text; the rest are too common to tell it apart.
  static let size = 48
  /// A pair tells more than its words, but both of them count already.
  private static let pairFactor = 0.25
  private static let conceptFactor = 0.5
  /// How fast a repeated term stops counting more, and how much of a text's length is taken out (BM25).
  private static let saturation = 1.2
  private static let lengthShare = 0.6
  /// How much of a term's weight is its rarity in its own jurisdiction: a word that a state uses everywhere is style.
  private static let localShare = 0.3
  /// So many texts of the average collection stand beside those of a jurisdiction with few.
  private static let localPrior = 20.0

  /// A vector of length 1 for each text, in order.
  static func make(_ compared: ComparedTexts, _ space: TermSpace, jobs: Int) async -> SparseVectors {
    let lengths = space.stems.map { $0.reduce(0) { $0 + Int($1.count) } }
    let meanLength = max(1, Double(lengths.reduce(0, +)) / Double(max(1, lengths.count)))
    let total = Double(space.targetCount)
    let rarities = space.textCounts.map { max(0, naturalLogarithm((total + 1) / (Double($0) + 0.5))) }
    let parts = await mapInParallel(compared.byJurisdiction, jobs: jobs, chunk: 1) { range in
      var entries = range.map { _ in [(term: Int32, count: Int32)]() }
      var localCounts = [Int32](repeating: 0, count: space.count)
      var localTexts = 0
      var pairs: [Int32] = []
      for position in range {
        let text = compared.texts[position]
        var terms = space.stems[position].filter { space.textCounts[Int($0.stem)] <= space.commonLimit }
          .map { (term: $0.stem, count: $0.count) }
        terms += space.conceptsOfText[position].map { (Int32(space.stemCount) + $0, 1) }
        space.pairTerms(of: text, into: &pairs)
        pairs.sort()
        var next = 0
        while next < pairs.count {
          let start = next
          while next < pairs.count, pairs[next] == pairs[start] { next += 1 }
          terms.append((pairs[start], Int32(next - start)))
        }
        terms.removeAll { space.jurisdictionCounts[Int($0.term)] < 2 }
        if text.isTarget {
          localTexts += 1
          for term in terms { localCounts[Int(term.term)] += 1 }
        }
        entries[position - range.lowerBound] = terms
      }
      var vectors = SparseVectors()
      for position in range {
        let length = Double(lengths[position]) / meanLength
        let damping = saturation * (1 - lengthShare + lengthShare * length)
        var weighed = entries[position - range.lowerBound].map { entry -> (term: Int32, weight: Float) in
          let term = Int(entry.term)
          let count = Double(entry.count)
          let expected = localPrior * Double(space.textCounts[term]) / total
          let share = (Double(localCounts[term]) + expected) / (Double(localTexts) + localPrior)
          let local = max(0, naturalLogarithm(1 / share))
          let rarity = (1 - localShare) * rarities[term] + localShare * local
          let factor = term < space.stemCount ? 1 : term < space.pairStart ? conceptFactor : pairFactor
          return (
            entry.term, Float(factor * rarity * count * (saturation + 1) / (count + damping))
          )
        }
        weighed.removeAll { $0.weight <= 0 }
        vectors.append(heaviest: size, of: &weighed)
      }
      return vectors
    }
    var all = SparseVectors()
    for part in parts { all.append(part) }
    return all
  }
}
