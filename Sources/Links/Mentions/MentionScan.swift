// One section's mentions: which names in its text are meant as names.
import Documents
import Records

struct MentionScan {
  /// A text to be read.
  struct Text: Sendable {
    let plan: Int
    let text: Mention.PlanText
    /// Position of the plan's jurisdiction in the library.
    let jurisdiction: Int
    /// The blocks with their words, where these are known already.
    let known: PlanTexts.SectionText?
  }

  let library: Library
  let text: Text
  let names: [MentionName]
  let claims: NameClaims
  let trie: NameTrie

  /// A stretch of a passage's words that may be a name.
  private struct Hit {
    let words: Range<Int>
    let node: Int
  }

  func mentions() -> [Mention] {
    var found: [Mention] = []
    let body = library.plans[text.plan].body(of: text.text)
    let markdown = body.markdown
    func read(block: Int, _ numbers: [Int32]) {
      let hits = hits(in: numbers)
      guard !hits.isEmpty else { return }
      found += self.read(markdown.blocks[block].text, hits, .block(block)) {
        VisibleText(markdown.blocks[block])
      }
    }
    if let known = text.known {
      var numbers: [Int32] = []
      for (block, range) in known.passages where !markdown.blocks[block].isCode {
        numbers.removeAll(keepingCapacity: true)
        for word in known.words[range] { numbers.append(trie.word(ofLexicon: word)) }
        read(block: block, numbers)
      }
    } else {
      for block in body.range where !markdown.blocks[block].isCode && !markdown.blocks[block].isHeading {
        read(block: block, numbers(of: markdown.blocks[block].text))
      }
    }
    for footnote in body.footnoteIndices {
      let note = markdown.footnotes[footnote]
      let hits = hits(in: numbers(of: note.text))
      if !hits.isEmpty { found += self.read(note.text, hits, .footnote(footnote)) { VisibleText(note) } }
    }
    return found
  }

  private func numbers(of text: String) -> [Int32] {
    var numbers: [Int32] = []
    forEachWord(in: text) { _, normal in
      numbers.append(trie.word(String(decoding: normal, as: UTF8.self)))
    }
    return numbers
  }

  private func hits(in numbers: [Int32]) -> [Hit] {
    var hits: [Hit] = []
    trie.forEachName(in: numbers) { words, node in hits.append(Hit(words: words, node: node)) }
    return hits
  }

  private func read(
    _ string: String, _ hits: [Hit], _ passage: Mention.Passage, _ visible: () -> VisibleText?
  ) -> [Mention] {
    var ranges: [WordRange] = []
    forEachWord(in: string) { range, _ in ranges.append(range) }
    let written = WrittenWords(bytes: Array(string.utf8), ranges: ranges)
    // Only now is the passage's HTML looked at: most passages name nobody.
    var markup: VisibleText??
    var candidates: [(words: Range<Int>, meaning: Meaning)] = []
    for hit in hits {
      let endings = trie.endings[hit.node].filter {
        !(names[$0.name].target.kind == .guidance
          ? written.isChanged(behind: hit.words) : written.isNumberContinued(behind: hit.words))
          && written.agree(with: names[$0.name], at: hit.words, isPlural: $0.isPlural)
      }
      if let meaning = meaning(of: endings) { candidates.append((hit.words, meaning)) }
    }
    guard !candidates.isEmpty else { return [] }
    // The longest first; of two that are equally long, the one that begins first.
    candidates.sort { ($1.words.count, $0.words.lowerBound) < ($0.words.count, $1.words.lowerBound) }
    var taken: [Range<Int>] = []
    var mentions: [Mention] = []
    for (words, meaning) in candidates where !taken.contains(where: { $0.overlaps(words) }) {
      let range = written.range(of: words)
      if markup == nil { markup = visible() }
      let runs = markup??.runs(in: range) ?? []
      // A name in a link, a heading or code is no mention, and no part of it is one either.
      if runs.contains(where: { $0.surroundings != .text }) {
        taken.append(words)
        continue
      }
      // Words of two paragraphs, items or cells are no name.
      guard Set(runs.map(\.leaf)).count < 2 else { continue }
      let leaf = markup??.leaf(around: range.lowerBound) ?? 0..<string.utf8.count
      if meaning.isOrdinaryWord, !written.standsAlone(words.lowerBound, in: leaf) { continue }
      taken.append(words)
      guard let target = meaning.target else { continue }
      mentions.append(
        Mention(
          plan: text.plan, text: text.text, target: target, passage: passage, range: range,
          html: runs.count == 1 ? runs[0].html : nil, leaf: leaf))
    }
    return mentions.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// What a name means in this plan.
  private struct Meaning {
    /// Nil when nobody can be sure.
    let target: RecordID?
    let isOrdinaryWord: Bool
  }

  /// What the names mean that agree with a stretch of words; nil when none of them is a name here.
  private func meaning(of endings: [NameTrie.Ending]) -> Meaning? {
    let usable = endings.filter { ending in
      let name = names[ending.name]
      return (name.isFoundElsewhere || name.jurisdiction == text.jurisdiction)
        && !(name.origin == .derived && claims.isContested[ending.name])
    }
    guard !usable.isEmpty else { return nil }
    let isOrdinary = usable.allSatisfy { names[$0.name].isOrdinaryWord }
    if usable.contains(where: { claims.isContested[$0.name] }) {
      return Meaning(target: nil, isOrdinaryWord: isOrdinary)
    }
    func rank(_ ending: NameTrie.Ending) -> Int {
      let name = names[ending.name]
      let isAway = name.jurisdiction != nil && name.jurisdiction != text.jurisdiction
      return (isAway ? 4 : 0) + (name.origin == .derived ? 2 : 0) + (ending.isPlural ? 1 : 0)
    }
    let best = usable.map(rank).min()
    let targets = Set(usable.filter { rank($0) == best }.map { names[$0.name].target })
    return Meaning(target: targets.count == 1 ? targets.first : nil, isOrdinaryWord: isOrdinary)
  }
}

extension MentionScan.Text {
  /// The texts in which names are looked for: the plans' own words, where `mentions: false` does not turn it off.
  static func all(in library: Library, _ index: RecordIndex, _ texts: PlanTexts) -> [MentionScan.Text] {
    library.plans.indices.flatMap { position -> [MentionScan.Text] in
      let plan = library.plans[position]
      guard plan.text == .full, plan.common.findsMentions else { return [] }
      func text(_ text: Mention.PlanText, _ known: PlanTexts.SectionText?) -> MentionScan.Text {
        MentionScan.Text(
          plan: position, text: text, jurisdiction: index.jurisdictions[plan.jurisdiction] ?? -1, known: known
        )
      }
      return plan.introductions.indices.map { text(.introduction($0), nil) }
        + plan.sections.indices.filter { plan.sections[$0].findsMentions }.map { section in
          text(.section(section), texts[RecordIndex.SectionPosition(plan: position, section: section)])
        }
    }
  }
}

extension Markdown.Block {
  fileprivate var isCode: Bool {
    if case .code = kind { true } else { false }
  }

  fileprivate var isHeading: Bool {
    if case .heading = kind { true } else { false }
  }
}
