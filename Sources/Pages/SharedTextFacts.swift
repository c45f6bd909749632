// What pages show of shared text: rows of texts, columns side by side, lines below passages.
import Documents
import Layouts
import Links
import Records

/// A text that several states have, in a list.
struct SharedTextRowFacts: LayoutFacts {
  let url: String
  let states: String
  let elements: [LinkFacts]
  let words: Int
  let share: Int
  let beginning: String
  let first: String

  static let facts: [Fact<SharedTextRowFacts>] = [
    .text("states", "The states whose plans have the text, in words.") { $0.states },
    .address("url", "The page that shows the text side by side.") { $0.url },
    .list("elements", "The elements that the text answers.") { $0.elements },
    .text("words", "Its length.") { counted($0.words, "word") },
    .text("share", "How many words are the same, in words: the plan that differs most counts.") {
      $0.share == 100 ? "word for word" : "\($0.share)% of the words are the same"
    },
    .text("beginning", "The first words of the text.") { $0.beginning },
    .text("first", "The plan filed first; empty where the dates do not say.") { $0.first },
  ]
}

/// One plan's form of a shared text, beside those of others.
struct SharedTextColumnFacts: LayoutFacts {
  let id: String
  let section: LinkFacts
  let plan: String
  let filed: String
  let share: String
  let text: [UInt8]
  let others: [LinkFacts]

  static let facts: [Fact<SharedTextColumnFacts>] = [
    .text("id", "The column's id on the page.") { $0.id },
    .part("section", "The passage in its section: the jurisdiction as label, the element's code as note.") {
      $0.section
    },
    .text("plan", "The plan's name.") { $0.plan },
    .text("filed", "When the state published the plan; may be empty.") { $0.filed },
    .text("share", "How much is the same as in the first column; empty for that one.") { $0.share },
    .html("text", "The text, with the words that differ marked.") { $0.text },
    .list("others", "The same state's other plans with the text.") { $0.others },
  ]
}

/// How much of a section is whose, as shares of its words.
struct SectionSharesFacts: LayoutFacts {
  let shares: SectionShares
  let sharedTexts: [SharedTextRowFacts]

  private func percent(_ words: Int) -> String {
    words == 0 ? "" : "\(words * 100 / max(1, shares.words))%"
  }

  static let facts: [Fact<SectionSharesFacts>] = [
    .text("own", "The share of its words that are none of these: the plan's own; empty when none.") {
      $0.percent($0.shares.own)
    },
    .text("requirement", "The share that is the requirement's own wording; empty when none.") {
      $0.percent($0.shares.requirement)
    },
    .text("carried", "The share carried over from the state’s plan before; empty when none.") {
      $0.percent($0.shares.carried)
    },
    .text("shared", "The share that stands in another state's plan; empty when none.") {
      $0.percent($0.shares.shared)
    },
    .flag("has_boilerplate", "Whether any passage is marked as not the plan's own.") { facts in
      facts.shares.passages.contains { $0.isRequirement || $0.since != nil || !$0.clusters.isEmpty }
    },
    .list("shared_texts", "The texts that it shares with other states.") { $0.sharedTexts },
  ]
}

extension SiteModel {
  func sharedTextAddress(_ cluster: TextCluster) -> String { "/shared-text/\(cluster.name)/" }

  private func plan(of section: Int) -> (plan: Plan, section: Section) {
    let position = graph.texts.sections[section].position
    let plan = library.plans[position.plan]
    return (plan, plan.sections[position.section])
  }

  /// “Alabama”, “Alabama and Georgia”, “Alabama, Georgia and Ohio”; beyond `limit` names their number.
  func namesInWords(_ names: [String], limit: Int = 4) -> String {
    if names.count > limit {
      return names.prefix(limit - 1).joined(separator: ", ") + " and \(names.count - limit + 1) more"
    }
    return names.count < 2
      ? names.joined() : names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
  }

  func sharedTextRow(_ cluster: TextCluster) -> SharedTextRowFacts {
    var seen: Set<String> = []
    let elements = cluster.members.flatMap { member -> [LinkFacts] in
      let (plan, section) = plan(of: member.stretch.section)
      return graph.crosswalk.currentElements(of: section, in: plan).filter { seen.insert($0).inserted }.map {
        id in
        LinkFacts(
          label: library.outline?[id]?.code ?? id, url: routes.url(of: RecordID(.element, id)),
          note: library.outline?[id]?.title ?? "")
      }
    }
    return SharedTextRowFacts(
      url: routes.url(sharedTextAddress(cluster)),
      states: namesInWords(cluster.jurisdictions.map { library.jurisdictions[$0].name }, limit: 6),
      elements: elements, words: cluster.core.words.count,
      share: cluster.members.compactMap { $0.match?.share }.min() ?? 100,
      beginning: shortened(passages(of: cluster.core).first?.text ?? "", to: 160),
      first: filedFirst(cluster).map { title(plan(of: $0.stretch.section).plan.id) } ?? "")
  }

  func filedFirst(_ cluster: TextCluster) -> TextCluster.Member? {
    cluster.earliest { section in
      let text = graph.texts.sections[section]
      return (Filing(library.plans[text.position.plan]), text.jurisdiction)
    }
  }

  /// The texts that the answers to an element share with other states, those of most states first.
  func sharedTexts(for element: String, limit: Int) -> [SharedTextRowFacts] {
    graph.sharedText.sharedText(for: element).prefix(limit).map {
      sharedTextRow(graph.sharedText.clusters[$0])
    }
  }

  /// The position of a section in the texts of all plans.
  func sectionText(_ position: Int, of plan: Plan) -> Int? {
    index.plansByJurisdiction[plan.jurisdiction]?.first { library.plans[$0].id == plan.id }.map {
      graph.texts.sectionsByPlan[$0].lowerBound + position
    }
  }

  /// Nil for an editor's summary and for a section that shares nothing.
  func sectionShares(_ text: Int) -> SectionSharesFacts? {
    let shares = graph.sharedText.sections[text]
    guard shares.words > 0, shares.own < shares.words else { return nil }
    return SectionSharesFacts(
      shares: shares, sharedTexts: shares.clusters.map { sharedTextRow(graph.sharedText.clusters[$0]) })
  }

  // MARK: Marks below passages

  /// A quiet line for each passage that is not only the plan's own, by block.
  func passageNotes(_ text: Int) -> [Int: PassageNote] {
    let state = graph.texts.sections[text].jurisdiction
    var notes: [Int: PassageNote] = [:]
    for passage in graph.sharedText.sections[text].passages {
      var parts: [LinkFacts] = []
      if passage.isRequirement { parts.append(LinkFacts(label: "The requirement’s own words", url: "")) }
      if let since = passage.since {
        let plan = library.plans[since.plan]
        parts.append(
          LinkFacts(
            label: since.isExact
              ? "Unchanged since \(cycleName(plan.cycle))"
              : "Carried over since \(cycleName(plan.cycle)): \(since.share)% of its words stand there",
            url: routes.url(of: plan.sections[since.section.section].id)))
      }
      for cluster in passage.clusters.map({ graph.sharedText.clusters[$0] }) {
        let others = cluster.jurisdictions.filter { $0 != state }.map { library.jurisdictions[$0].name }
        guard !others.isEmpty else { continue }
        parts.append(
          LinkFacts(
            label: others.count == 1
              ? "Also in \(possessive(others[0])) plan" : "Also in the plans of \(namesInWords(others))",
            url: routes.url(sharedTextAddress(cluster))))
      }
      notes[passage.block] = PassageNote(isBoilerplate: true, parts: parts)
    }
    return notes
  }

  private func possessive(_ name: String) -> String { name.hasSuffix("s") ? name + "’" : name + "’s" }

  // MARK: Side by side

  /// One column for each state, the first one compared with all others.
  func sharedTextColumns(_ cluster: TextCluster) -> [SharedTextColumnFacts] {
    var differs = [Bool](repeating: false, count: cluster.core.words.count)
    for member in cluster.members {
      guard let match = member.match else { continue }
      let stretch = match.stretch(in: cluster.core.section)
      // The stretch may be shorter or longer than the core: what is missing there differs.
      let equal = match.isEqual(in: cluster.core.section)
      for word in cluster.core.words {
        let offset = word - stretch.words.lowerBound
        if !(equal.indices.contains(offset) && equal[offset]) {
          differs[word - cluster.core.words.lowerBound] = true
        }
      }
    }
    var members: [Int: [TextCluster.Member]] = [:]
    var order: [Int] = []
    for member in cluster.members {
      let state = graph.texts.sections[member.stretch.section].jurisdiction
      if members[state] == nil { order.append(state) }
      members[state, default: []].append(member)
    }
    return order.compactMap { state -> SharedTextColumnFacts? in
      guard let own = members[state], let member = own.first else { return nil }
      let (plan, section) = plan(of: member.stretch.section)
      let marks = member.match.map { $0.isEqual(in: member.stretch.section).map { !$0 } } ?? differs
      let outline = library.outlines.first { $0.id == plan.outline }
      let anchor = anchor(of: member.stretch)
      return SharedTextColumnFacts(
        id: "in-\(plan.jurisdiction)",
        section: LinkFacts(
          label: jurisdictionName(plan.jurisdiction), url: routes.url(of: section.id, fragment: anchor),
          note: section.elements.map { outline?[$0]?.code ?? $0 }.joined(separator: ", ")),
        plan: planName(plan.cycle), filed: plan.published.map(longDate) ?? "",
        share: member.match.map { match in
          match.share == 100 ? "Word for word the same" : "\(match.share)% of the words are the same"
        } ?? "",
        text: html(of: member.stretch, marks: marks),
        others: own.dropFirst().map { other in
          let (plan, section) = self.plan(of: other.stretch.section)
          return LinkFacts(
            label: cycleName(plan.cycle),
            url: routes.url(of: section.id, fragment: self.anchor(of: other.stretch)))
        })
    }
  }

  /// The passage in which a stretch begins, as an id on the section's page.
  func anchor(of stretch: TextStretch) -> String? {
    let (_, section) = plan(of: stretch.section)
    let block = graph.texts.sections[stretch.section].passages.first {
      $0.words.upperBound > stretch.words.lowerBound
    }?.block
    return block.flatMap {
      Anchors(section.body, reserved: Anchors.reserved(on: .section)).passages[$0]
    }
  }

  /// The passages of a stretch with their words: the block's text, and its words in the section.
  private func passages(of stretch: TextStretch) -> [(text: String, words: Range<Int>)] {
    let (_, section) = plan(of: stretch.section)
    return graph.texts.sections[stretch.section].passages
      .filter { $0.words.overlaps(stretch.words) }
      .map { (section.body.markdown.blocks[$0.block].text, $0.words) }
  }

  /// A stretch as paragraphs, with marks around the words that differ.
  private func html(of stretch: TextStretch, marks: [Bool]) -> [UInt8] {
    var output: [UInt8] = []
    for (text, range) in passages(of: stretch) {
      let bytes = Array(text.utf8)
      let shown = range.clamped(to: stretch.words)
      let ranges = words(of: text).map(\.range)
      guard ranges.count == range.count else { continue }
      output.append(text: "<p>")
      if shown.lowerBound > range.lowerBound { output.append(text: "… ") }
      var offset = shown.lowerBound > range.lowerBound ? ranges[shown.lowerBound - range.lowerBound].start : 0
      var isOpen = false
      for word in shown {
        let place = ranges[word - range.lowerBound]
        let isMarked = marks[word - stretch.words.lowerBound]
        if isOpen, !isMarked {
          output.append(text: "</mark>")
          isOpen = false
        }
        output.append(escaped: String(decoding: bytes[offset..<place.start], as: UTF8.self))
        if isMarked, !isOpen {
          output.append(text: "<mark>")
          isOpen = true
        }
        output.append(escaped: String(decoding: bytes[place.start..<place.end], as: UTF8.self))
        offset = place.end
      }
      if isOpen { output.append(text: "</mark>") }
      if shown.upperBound == range.upperBound {
        output.append(escaped: String(decoding: bytes[offset...], as: UTF8.self))
      } else {
        output.append(text: " …")
      }
      output.append(text: "</p>\n")
    }
    return output
  }
}
