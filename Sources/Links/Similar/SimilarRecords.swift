// Who else does this: for every plan section and practice the nearest ones of other jurisdictions.
import Parallel
import Records

/// The nearest sections and practices of every section and practice; reasons are worked out when a page asks.
package struct SimilarRecords: Sendable {
  let compared: ComparedTexts
  let space: TermSpace
  let vectors: SparseVectors
  let nearest: NearestTexts
  let positions: [RecordID: Int32]
  /// What editors put first, by record; a plan's own holds for all of its sections.
  let pinned: [RecordID: [RecordID]]

  /// Compares all texts; near-linear in their words, and the same for every number of jobs.
  static func finding(
    _ library: Library, _ index: RecordIndex, _ crosswalk: Crosswalk, _ texts: PlanTexts,
    choices: EditorsChoices, jobs: Int
  ) async -> SimilarRecords {
    let compared = ComparedTexts(library, index, crosswalk, texts)
    let space = await TermSpace(compared, library.vocabularies, jobs: jobs)
    let vectors = await TextVectors.make(compared, space, jobs: jobs)
    var positions: [RecordID: Int32] = [:]
    positions.reserveCapacity(compared.texts.count)
    for (position, text) in compared.texts.enumerated() { positions[text.id] = Int32(position) }
    let nearest = await NearestTexts(
      compared, vectors, termCount: space.count,
      muted: choices.mutedTexts(compared, library), jobs: jobs)
    return SimilarRecords(
      compared: compared, space: space, vectors: vectors, nearest: nearest, positions: positions,
      pinned: choices.pinned)
  }
}

/// What editors pinned and muted in front matter, by the record that says so.
struct EditorsChoices: Sendable {
  var pinned: [RecordID: [RecordID]] = [:]
  var muted: [RecordID: [RecordID]] = [:]

  /// For each text those that never stand beside it: muting holds both ways, for a plan or jurisdiction in all its texts.
  fileprivate func mutedTexts(_ compared: ComparedTexts, _ library: Library) -> [Int32: Set<Int32>] {
    guard !muted.isEmpty else { return [:] }
    var texts: [RecordID: [Int32]] = [:]
    for (position, text) in compared.texts.enumerated() {
      texts[text.id, default: []].append(Int32(position))
      for owner in text.owners(in: library) { texts[owner, default: []].append(Int32(position)) }
    }
    var result: [Int32: Set<Int32>] = [:]
    for (source, targets) in muted {
      for first in texts[source] ?? [] {
        for second in targets.flatMap({ texts[$0] ?? [] }) {
          result[first, default: []].insert(second)
          result[second, default: []].insert(first)
        }
      }
    }
    return result
  }
}

extension ComparedText {
  /// The records by which a text can be muted together with others: its plan and its jurisdiction.
  fileprivate func owners(in library: Library) -> [RecordID] {
    switch origin {
    case .section(let position):
      let plan = library.plans[position.plan]
      return [plan.id, RecordID(.jurisdiction, plan.jurisdiction)]
    case .practice(let position):
      return [RecordID(.jurisdiction, library.practices[position].jurisdiction)]
    }
  }
}
