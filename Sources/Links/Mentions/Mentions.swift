// The names of records that plans mention, found by the program: a link the first time in a section, a backlink every time.
import Diagnostics
import Documents
import Parallel
package import Records

/// One place where a plan names a record.
package struct Mention: Sendable {
  /// A text of a section: one of its blocks, or a footnote that they use.
  package enum Passage: Sendable, Hashable {
    /// Index into `markdown.blocks`.
    case block(Int)
    /// Index into `markdown.footnotes`.
    case footnote(Int)
  }

  package let section: RecordIndex.SectionPosition
  package let target: RecordID
  package let passage: Passage
  /// The name in the passage's text, in UTF-8 bytes, without a possessive ending.
  package let range: Range<Int>
  /// The name in the passage's HTML; nil where markup interrupts it.
  package let html: Range<Int>?
  /// The text of the paragraph, item or cell around it.
  package let leaf: Range<Int>
  /// Whether the page links it: the first mention of the record in the section that can be linked.
  package fileprivate(set) var isLinked = false
}

/// Every mention in the plans whose own words the site has.
package struct Mentions: Sendable {
  /// Plans in the library's order, sections in the plan's order, then in the order of the text.
  package let all: [Mention]
  /// Positions in ``all`` by record.
  package let byTarget: [RecordID: [Int]]
  /// The stretch of ``all`` that each section has; sections without mentions have none.
  package let bySection: [RecordID: Range<Int>]

  /// Reads all full plan texts once; linear in their words.
  ///
  /// Reports `links.two-claimants`.
  static func finding(
    in library: Library, _ index: RecordIndex, _ texts: PlanTexts, jobs: Int
  ) async -> Diagnosed<Mentions> {
    let names = MentionName.all(in: library, index)
    let claims = NameClaims(names)
    let trie = NameTrie(names, texts.lexicon)
    let sections = texts.sections.filter { text in
      text.isFull && library.plans[text.position.plan].common.findsMentions
        && library.plans[text.position.plan].sections[text.position.section].findsMentions
    }
    let found = await mapInParallel(sections, jobs: jobs, chunk: 32) { text in
      let section = library.plans[text.position.plan].sections[text.position.section]
      return MentionScan(section: section.body, text: text, names: names, claims: claims, trie: trie)
        .mentions()
    }
    var all: [Mention] = []
    all.reserveCapacity(found.reduce(0) { $0 + $1.count })
    var byTarget: [RecordID: [Int]] = [:]
    var bySection: [RecordID: Range<Int>] = [:]
    for (text, mentions) in zip(sections, found) where !mentions.isEmpty {
      let section = library.plans[text.position.plan].sections[text.position.section].id
      bySection[section] = all.count..<all.count + mentions.count
      var linked: Set<RecordID> = []
      for mention in mentions {
        var mention = mention
        if mention.html != nil { mention.isLinked = linked.insert(mention.target).inserted }
        byTarget[mention.target, default: []].append(all.count)
        all.append(mention)
      }
    }
    return Diagnosed(Mentions(all: all, byTarget: byTarget, bySection: bySection), claims.diagnostics)
  }

  /// The mentions of one section, in the order of its text.
  package func mentions(in section: RecordID) -> ArraySlice<Mention> {
    bySection[section].map { all[$0] } ?? []
  }
}

extension LinkGraph {
  /// A mention as the reference that it is, with the sentence around it.
  package func link(of mention: Mention) -> Link {
    let section = library.plans[mention.section.plan].sections[mention.section.section]
    let (text, line) = text(of: mention, in: section)
    let bytes = Array(text.utf8)
    return Link(
      source: section.id, target: Target(mention.target), kind: .mention,
      text: String(decoding: bytes[mention.range], as: UTF8.self),
      sentence: sentence(in: text, around: mention.range, within: mention.leaf),
      place: Place(file: section.place.file, line: line, column: 1))
  }

  private func text(of mention: Mention, in section: Section) -> (text: String, line: Int) {
    let markdown = section.body.markdown
    switch mention.passage {
    case .block(let index): return (markdown.blocks[index].text, markdown.blocks[index].line)
    case .footnote(let index):
      return (markdown.footnotes[index].text, markdown.footnotes[index].label.place.line)
    }
  }
}

/// Which names belong to more than one record.
struct NameClaims: Sendable {
  /// Names that nobody can be sure of: by position, whether an alias or title of another record is the same.
  private(set) var isContested: [Bool]
  private(set) var diagnostics: [Diagnostic] = []

  /// A name is contested when another record has the same one, unless both are boards, or titles of practices of
  /// different jurisdictions: those mean the plan's own.
  init(_ names: [MentionName]) {
    isContested = Array(repeating: false, count: names.count)
    var holders: [String: [Int]] = [:]
    for (position, name) in names.enumerated() { holders[name.key, default: []].append(position) }
    for key in holders.keys.sorted() {
      guard let positions = holders[key], Set(positions.map { names[$0].target }).count > 1 else { continue }
      let written = positions.filter { names[$0].origin != .derived }
      // What this program made of a title or number never takes a name from the record that has it.
      for position in positions where names[position].origin == .derived && !written.isEmpty {
        isContested[position] = true
      }
      let claimants = Dictionary(grouping: written) { names[$0].target }
      if claimants.count > 1, !Self.areToldApart(written.map { names[$0] }) {
        for position in written { isContested[position] = true }
        report(names, claimants.values.compactMap(\.first))
      }
    }
  }

  private static func areToldApart(_ names: [MentionName]) -> Bool {
    let homes = Dictionary(grouping: names) { $0.jurisdiction ?? -2 }
    return names.allSatisfy { $0.origin == .title && $0.jurisdiction != nil }
      && homes.values.allSatisfy { Set($0.map(\.target)).count == 1 }
  }

  private mutating func report(_ names: [MentionName], _ positions: [Int]) {
    let claimants = positions.map { names[$0] }.sorted { ($0.place, $0.target) < ($1.place, $1.target) }
    guard let last = claimants.last else { return }
    diagnostics.append(
      Diagnostic(
        .twoClaimants, .warning, at: last.place,
        "“\(last.text)” is a name of \(claimants.map { String(describing: $0.target) }.joined(separator: " and of "))",
        help: "No mention of it is linked. Leave the name to one of them.",
        notes: claimants.dropLast().map { .init("also a name of \($0.target)", at: $0.place) }))
  }
}
