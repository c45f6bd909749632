// The texts that similarity compares: plan sections and practices, grouped by jurisdiction.
import Documents
import Records

/// One section or practice with its words.
struct ComparedText: Sendable {
  enum Origin: Sendable {
    case section(RecordIndex.SectionPosition)
    /// Position in the library.
    case practice(Int)
  }

  let id: RecordID
  let origin: Origin
  /// Position in the library; -1 for one that the site does not know.
  let jurisdiction: Int
  /// Word numbers of the lexicon.
  let words: [Int32]
  /// For each word, whether it is the requirement's own and counts for nothing; empty when none is.
  let isIgnored: [Bool]
  /// Terms of vocabularies that an editor gave the record.
  let terms: [RecordID]
  /// Whether others may find it: of a jurisdiction's answers to one element only the newest can be found.
  let isTarget: Bool

  var isSection: Bool { id.kind == .section }
}

/// All texts, those of one jurisdiction one after the other.
struct ComparedTexts: Sendable {
  let lexicon: Lexicon
  let texts: [ComparedText]
  /// The texts of each jurisdiction that has any.
  let byJurisdiction: [Range<Int>]
  /// Which words say nothing about what a text is about: names of jurisdictions, numbers, everyday words.
  let isEmptyWord: [Bool]

  init(_ library: Library, _ index: RecordIndex, _ crosswalk: Crosswalk, _ planTexts: PlanTexts) {
    var lexicon = planTexts.lexicon
    var byJurisdiction = [[ComparedText]](repeating: [], count: library.jurisdictions.count + 1)
    let newest = Self.newestAnswers(index, library)
    for text in planTexts.sections {
      let plan = library.plans[text.position.plan]
      let section = plan.sections[text.position.section]
      let isNewestPlan = index.plansByJurisdiction[plan.jurisdiction]?.first == text.position.plan
      byJurisdiction[text.jurisdiction + 1].append(
        ComparedText(
          id: section.id, origin: .section(text.position), jurisdiction: text.jurisdiction, words: text.words,
          isIgnored: text.isRequirement,
          terms: [], isTarget: isNewestPlan || newest.contains(text.position)))
    }
    for position in library.practices.indices {
      let jurisdiction = index.jurisdictions[library.practices[position].jurisdiction] ?? -1
      byJurisdiction[jurisdiction + 1].append(
        ComparedText(practice: position, jurisdiction: jurisdiction, library, index, &lexicon))
    }
    let names = Set(
      library.jurisdictions.flatMap { words(of: $0.name).map(\.normal) })
    isEmptyWord = lexicon.words.map { word in
      let first = word.utf8.first ?? 0
      return word.utf8.count < 2 || first &- UInt8(ascii: "0") < 10 || names.contains(word)
        || Everyday.words.contains(word)
    }
    self.lexicon = lexicon
    texts = byJurisdiction.flatMap { $0 }
    var ranges: [Range<Int>] = []
    var start = 0
    for group in byJurisdiction where !group.isEmpty {
      ranges.append(start..<start + group.count)
      start += group.count
    }
    self.byJurisdiction = ranges
  }

  /// The newest section of each jurisdiction for each element of today.
  private static func newestAnswers(_ index: RecordIndex, _ library: Library) -> Set<
    RecordIndex.SectionPosition
  > {
    var newest: Set<RecordIndex.SectionPosition> = []
    for positions in index.sectionsByElement.values {
      var last = ""
      // Jurisdictions come one after the other, each with its newest cycle first.
      for position in positions where library.plans[position.plan].jurisdiction != last {
        last = library.plans[position.plan].jurisdiction
        newest.insert(position)
      }
    }
    return newest
  }
}

extension ComparedText {
  /// A practice's text and the labels of its terms.
  fileprivate init(
    practice position: Int, jurisdiction: Int, _ library: Library, _ index: RecordIndex,
    _ lexicon: inout Lexicon
  ) {
    let practice = library.practices[position]
    let origin = Origin.practice(position)
    var terms: [RecordID] = []
    for kind in VocabularyKind.allCases where kind != .basis {
      terms += practice.terms(of: kind).map { RecordID(kind.recordKind, $0) }
    }
    let labels = terms.compactMap { index.terms[$0] }.map {
      library.vocabularies[$0.vocabulary].terms[$0.term].label
    }
    var words: [Int32] = []
    for text in origin.pieces(in: library) + labels {
      forEachWord(in: text) { _, normal in words.append(lexicon.number(of: normal)) }
    }
    self.init(
      id: practice.id, origin: origin, jurisdiction: jurisdiction, words: words, isIgnored: [], terms: terms,
      isTarget: true)
  }
}

extension ComparedText.Origin {
  /// The pieces of text of which the words come, in their order; headings are the same in all practices and are left out.
  func pieces(in library: Library) -> [String] {
    switch self {
    case .section(let position):
      return library.plans[position.plan].sections[position.section].body.pieces
    case .practice(let position):
      let practice = library.practices[position]
      return [practice.title, practice.summary] + practice.common.body.pieces
    }
  }
}

extension BodyText {
  /// The text of the blocks that are no headings.
  fileprivate var pieces: [String] {
    blocks.compactMap { block in
      if case .heading = block.kind { return nil }
      return block.text
    }
  }
}
