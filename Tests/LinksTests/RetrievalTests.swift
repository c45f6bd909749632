// How well similarity finds the sections of other states that answer the same element, beside a plain TF-IDF cosine.
//
// The yardstick reads what a state wrote itself. A second one reads the requirement's prompt too, which names the element
// as plainly as its code does; its figures are printed for comparison.
import Diagnostics
import Documents
import Foundation
import Links
import Records
import TestSupport
import Testing

@Suite struct RetrievalTests {
  /// The element is hidden: neither measure looks at codes and headings. Of the five nearest sections, how many answer it?
  @Test(arguments: [1, 2, 3] as [UInt64])
  func invented(seed: UInt64) async throws {
    let graph = await Self.graph(of: PlanCorpus(seed: seed).files)
    let figures = Retrieval(graph).figures()
    print("corpus \(seed): \(figures)")
    #expect(figures.sections > 500)
    #expect(figures.ours.precision > 0.5, "\(figures)")
    #expect(figures.ours.rank > 0.68, "\(figures)")
    #expect(figures.ours.precision > figures.plain.precision + 0.2, "\(figures)")
  }

  @Test func sample() async throws {
    let files = Repository.files(below: "Tests/Sample/Content").compactMap { path -> SourceFile? in
      let relative = path.dropFirst("Tests/Sample/".count)
      guard let data = try? Data(contentsOf: Repository.root.appending(path: path)) else { return nil }
      return SourceFile(path: String(relative), bytes: Array(data))
    }
    let figures = Retrieval(await Self.graph(of: files)).figures()
    print("sample: \(figures)")
    #expect(figures.sections > 50)
    #expect(figures.ours.precision > figures.plain.precision, "\(figures)")
    #expect(figures.ours.rank > figures.plain.rank, "\(figures)")
  }

  /// The same for one job and for several, to the last digit.
  @Test func jobsChangeNothing() async throws {
    let files = PlanCorpus(seed: 9).files
    let library = Library.read(files.map { ParsedFile(parsing: $0) }).value
    let one = await LinkGraph.linking(library, jobs: 1).value
    let four = await LinkGraph.linking(library, jobs: 4).value
    for plan in library.plans {
      for section in plan.sections {
        let (left, right) = (one.similar(to: section.id).sections, four.similar(to: section.id).sections)
        #expect(left.map(\.id) == right.map(\.id))
        #expect(left.map(\.score) == right.map(\.score))
        #expect(left.map(\.terms) == right.map(\.terms))
      }
    }
  }

  static func graph(of files: [SourceFile]) async -> LinkGraph {
    let sorted = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    return await LinkGraph.linking(Library.read(sorted.map { ParsedFile(parsing: $0) }).value, jobs: 2).value
  }
}

/// Precision among the first five, and the mean reciprocal rank of the first hit among them.
struct Retrieval {
  struct Figures: CustomStringConvertible {
    let sections: Int
    let ours: (precision: Double, rank: Double)
    let plain: (precision: Double, rank: Double)
    let plainWithPrompts: (precision: Double, rank: Double)

    var description: String {
      func text(_ figure: (precision: Double, rank: Double)) -> String {
        "precision@5 \(String(format: "%.3f", figure.precision)), MRR \(String(format: "%.3f", figure.rank))"
      }
      return "\(sections) sections; ours \(text(ours)); TF-IDF cosine \(text(plain)); "
        + "the same with prompts \(text(plainWithPrompts))"
    }
  }

  private struct Query {
    let id: RecordID
    let jurisdiction: String
    let elements: Set<String>
    let own: [Int32]
    let all: [Int32]
  }

  private let graph: LinkGraph
  private var queries: [Query] = []

  /// The sections of each jurisdiction's newest plan.
  init(_ graph: LinkGraph) {
    self.graph = graph
    for jurisdiction in graph.library.jurisdictions {
      guard let position = graph.index.plansByJurisdiction[jurisdiction.code]?.first else { continue }
      let plan = graph.library.plans[position]
      for (place, section) in plan.sections.enumerated() {
        let text = graph.texts.sections[graph.texts.sectionsByPlan[position].lowerBound + place]
        queries.append(
          Query(
            id: section.id, jurisdiction: plan.jurisdiction, elements: Set(section.elements),
            own: zip(text.words, text.isRequirement).filter { !$1 }.map { $0.0 }, all: text.words))
      }
    }
  }

  func figures() -> Figures {
    let places = Dictionary(uniqueKeysWithValues: queries.enumerated().map { ($1.id, $0) })
    let own = PlainTextMeasure(queries.map(\.own))
    let all = PlainTextMeasure(queries.map(\.all))
    var (ours, plain, withPrompts) = (Tally(), Tally(), Tally())
    for (position, query) in queries.enumerated() {
      func isHit(_ other: Int) -> Bool { !queries[other].elements.isDisjoint(with: query.elements) }
      func isOther(_ other: Int) -> Bool { queries[other].jurisdiction != query.jurisdiction }
      // As many as there are: an element that two other states answer can be found twice.
      let most = min(5, queries.indices.filter { isOther($0) && isHit($0) }.count)
      guard most > 0 else { continue }
      ours.add(graph.similar(to: query.id).sections.compactMap { places[$0.id] }.map(isHit), of: most)
      plain.add(own.nearest(to: position, where: isOther).map(isHit), of: most)
      withPrompts.add(all.nearest(to: position, where: isOther).map(isHit), of: most)
    }
    return Figures(
      sections: ours.queries, ours: ours.figures, plain: plain.figures, plainWithPrompts: withPrompts.figures)
  }

  private struct Tally {
    var queries = 0
    private var hits = 0
    private var possible = 0
    private var ranks = 0.0

    mutating func add(_ found: [Bool], of most: Int) {
      queries += 1
      hits += found.filter { $0 }.count
      possible += most
      ranks += found.firstIndex(of: true).map { 1 / Double($0 + 1) } ?? 0
    }

    var figures: (precision: Double, rank: Double) {
      (Double(hits) / Double(max(1, possible)), ranks / Double(max(1, queries)))
    }
  }
}

/// The yardstick: raw counts times the logarithm of rarity over all words, cosine, all with all.
private struct PlainTextMeasure {
  private var vectors: [[(term: Int, weight: Float)]] = []
  private var postings: [[(text: Int32, weight: Float)]] = []

  init(_ sections: [[Int32]]) {
    let counts = sections.map { words in
      words.reduce(into: [Int: Int]()) { $0[Int($1), default: 0] += 1 }
    }
    let termCount = 1 + Int(sections.joined().max() ?? 0)
    var texts = [Int](repeating: 0, count: termCount)
    for count in counts { for term in count.keys { texts[term] += 1 } }
    postings = Array(repeating: [], count: termCount)
    for (position, count) in counts.enumerated() {
      let weighed = count.sorted { $0.key < $1.key }.map { term, count in
        (term, Float(count) * Float(log(Double(counts.count) / Double(texts[term]))))
      }
      let length = max(1e-9, weighed.reduce(Float(0)) { $0 + $1.1 * $1.1 }.squareRoot())
      vectors.append(weighed.map { ($0.0, $0.1 / length) })
      for (term, weight) in weighed { postings[term].append((Int32(position), weight / length)) }
    }
  }

  func nearest(to position: Int, where isAllowed: (Int) -> Bool) -> [Int] {
    var scores = [Float](repeating: 0, count: vectors.count)
    for (term, weight) in vectors[position] where weight > 0 {
      for entry in postings[term] { scores[Int(entry.text)] += weight * entry.weight }
    }
    return Array(
      scores.indices.filter(isAllowed).sorted {
        scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1
      }.prefix(5))
  }
}
