// The names of records that plans mention, found by the program: a link the first time in a section, a backlink every time.
import Diagnostics
import Documents
import Parallel
package import Records

/// One place where a plan names a record.
package struct Mention: Sendable {
  /// A text of a plan, by its position there.
  package enum PlanText: Sendable, Hashable {
    /// What stands before the first section of a file.
    case introduction(Int)
    case section(Int)
  }

  /// A part of a text: one of its blocks, or a footnote that they use.
  package enum Passage: Sendable, Hashable {
    /// Index into `markdown.blocks`.
    case block(Int)
    /// Index into `markdown.footnotes`.
    case footnote(Int)
  }

  /// Position of the plan in the library.
  package let plan: Int
  package let text: PlanText
  package let target: RecordID
  package let passage: Passage
  /// The name in the passage's text, in UTF-8 bytes, without a possessive ending.
  package let range: Range<Int>
  /// The name in the passage's HTML; nil where markup interrupts it.
  package let html: Range<Int>?
  /// The text of the paragraph, item or cell around it.
  package let leaf: Range<Int>
  /// Whether the page links it: the first mention of the record in the section, or before all sections of the plan, that can
  /// be linked.
  package fileprivate(set) var isLinked = false
}

/// Every mention in the plans whose own words the site has.
package struct Mentions: Sendable {
  /// Plans in the library's order, their introductions first, then sections in the plan's order; in the order of the text.
  package let all: [Mention]
  /// Positions in ``all`` by record.
  package let byTarget: [RecordID: [Int]]
  /// The stretch of ``all`` that each section, and each plan before its sections, has; those without mentions have none.
  private let bySource: [RecordID: Range<Int>]

  /// Reads all full plan texts once; linear in their words.
  ///
  /// Reports `links.two-claimants`.
  static func finding(
    in library: Library, _ index: RecordIndex, _ texts: PlanTexts, jobs: Int
  ) async -> Diagnosed<Mentions> {
    let names = MentionName.all(in: library, index)
    let claims = NameClaims(names)
    let trie = NameTrie(names, texts.lexicon)
    let scanned = MentionScan.Text.all(in: library, index, texts)
    let found = await mapInParallel(scanned, jobs: jobs, chunk: 32) { text in
      MentionScan(library: library, text: text, names: names, claims: claims, trie: trie).mentions()
    }
    var all: [Mention] = []
    all.reserveCapacity(found.reduce(0) { $0 + $1.count })
    var byTarget: [RecordID: [Int]] = [:]
    var bySource: [RecordID: Range<Int>] = [:]
    var source: RecordID?
    var linked: Set<RecordID> = []
    for (text, mentions) in zip(scanned, found) where !mentions.isEmpty {
      let id = library.plans[text.plan].id(of: text.text)
      if id != source { linked = [] }
      source = id
      bySource[id] = (bySource[id]?.lowerBound ?? all.count)..<all.count + mentions.count
      for mention in mentions {
        var mention = mention
        if mention.html != nil { mention.isLinked = linked.insert(mention.target).inserted }
        byTarget[mention.target, default: []].append(all.count)
        all.append(mention)
      }
    }
    return Diagnosed(Mentions(all: all, byTarget: byTarget, bySource: bySource), claims.diagnostics)
  }

  /// The mentions of a section, or of a plan before its sections, in the order of the text.
  package func mentions(in source: RecordID) -> ArraySlice<Mention> {
    bySource[source].map { all[$0] } ?? []
  }
}

extension Plan {
  /// The record to which a text belongs: the section, or the plan itself.
  package func id(of text: Mention.PlanText) -> RecordID {
    switch text {
    case .introduction: id
    case .section(let section): sections[section].id
    }
  }

  package func body(of text: Mention.PlanText) -> BodyText {
    switch text {
    case .introduction(let introduction): introductions[introduction]
    case .section(let section): sections[section].body
    }
  }

  fileprivate func file(of text: Mention.PlanText) -> String {
    switch text {
    case .introduction: common.place.file
    case .section(let section): sections[section].place.file
    }
  }
}

extension LinkGraph {
  /// A mention as the reference that it is, with the sentence around it.
  package func link(of mention: Mention) -> Link {
    let plan = library.plans[mention.plan]
    let markdown = plan.body(of: mention.text).markdown
    let (text, line) =
      switch mention.passage {
      case .block(let index): (markdown.blocks[index].text, markdown.blocks[index].line)
      case .footnote(let index): (markdown.footnotes[index].text, markdown.footnotes[index].label.place.line)
      }
    let bytes = Array(text.utf8)
    return Link(
      source: plan.id(of: mention.text), target: Target(mention.target), kind: .mention,
      text: String(decoding: bytes[mention.range], as: UTF8.self),
      sentence: sentence(in: text, around: mention.range, within: mention.leaf),
      place: Place(file: plan.file(of: mention.text), line: line, column: 1))
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
