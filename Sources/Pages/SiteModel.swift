// What all pages share: the graph, the routes, and the small facts made from records.
import Documents
import Links
import Records

/// The graph with its routes; every page is made from this and nothing else.
struct SiteModel: Sendable {
  let graph: LinkGraph
  let routes: Routes

  var library: Library { graph.library }
  var index: RecordIndex { graph.index }

  // MARK: Links

  func title(_ id: RecordID) -> String { graph.titles[id] ?? id.name }

  func link(_ id: RecordID, note: String = "") -> LinkFacts {
    LinkFacts(label: title(id), url: routes.url(of: id), note: note)
  }

  func link(_ label: String, _ address: String, note: String = "") -> LinkFacts {
    LinkFacts(label: label, url: routes.url(address), note: note)
  }

  func jurisdictionName(_ code: String) -> String {
    index.jurisdictions[code].map { library.jurisdictions[$0].name } ?? code
  }

  func term(_ id: RecordID) -> Term? {
    index.terms[id].map { library.vocabularies[$0.vocabulary].terms[$0.term] }
  }

  /// Terms as links, under a label; nil when there are neither terms nor words of the source.
  func termGroup(_ label: String, _ kind: VocabularyKind, _ terms: [String], named: [String] = [])
    -> LinkGroupFacts?
  {
    terms.isEmpty && named.isEmpty
      ? nil
      : LinkGroupFacts(label: label, links: terms.map { link(RecordID(kind.recordKind, $0)) }, named: named)
  }

  func elementLink(_ id: String) -> LinkFacts { link(RecordID(.element, id)) }

  // MARK: Cards

  func card(_ practice: Practice) -> PracticeCardFacts {
    PracticeCardFacts(
      title: practice.title, url: routes.url(of: practice.id),
      jurisdiction: jurisdictionName(practice.jurisdiction),
      jurisdictionURL: routes.url(of: RecordID(.jurisdiction, practice.jurisdiction)),
      summary: practice.summary,
      basis: title(RecordID(.basis, practice.basis)), basisID: practice.basis)
  }

  /// Practices at positions of the library, with the best known first, then by jurisdiction and title.
  func cards(_ positions: [Int]) -> [PracticeCardFacts] { ordered(positions).map(card) }

  /// Practices in the order of ``cards(_:)``.
  func ordered(_ positions: [Int]) -> [Practice] {
    let ladder = library.vocabularies.first { $0.kind == .basis }?.terms.map(\.id.name) ?? []
    let ranks = Dictionary(uniqueKeysWithValues: ladder.enumerated().map { ($1, $0) })
    return positions.map { library.practices[$0] }
      .sorted { left, right in
        let (a, b) = (ranks[left.basis] ?? -1, ranks[right.basis] ?? -1)
        if a != b { return a > b }
        return (left.jurisdiction, left.title, left.id) < (right.jurisdiction, right.title, right.id)
      }
  }

  func card(_ guidance: Guidance) -> GuidanceCardFacts {
    GuidanceCardFacts(
      title: guidance.title, url: routes.url(of: guidance.common.id), publisher: guidance.publisher,
      date: guidance.date.map(longDate) ?? "", number: guidance.number ?? "",
      status: guidance.status == "superseded" ? "superseded" : "", summary: guidance.summary)
  }

  /// Guidance at positions of the library: newest first, undated last, superseded at the end.
  func guidanceCards(_ positions: [Int]) -> [GuidanceCardFacts] {
    positions.map { library.guidance[$0] }
      .sorted { left, right in
        let (a, b) = (left.status == "superseded" ? 1 : 0, right.status == "superseded" ? 1 : 0)
        if a != b { return a < b }
        return (left.date ?? "", right.title, right.common.id) > (
          right.date ?? "", left.title, left.common.id
        )
      }
      .map(card)
  }

  func sources(_ sources: [Source]) -> [SourceFacts] {
    sources.enumerated().map { position, source in
      SourceFacts(
        number: position + 1, title: source.title, publisher: source.publisher,
        url: source.isLinked ? source.url ?? "" : "", accessed: longDate(source.accessed),
        note: source.note ?? "")
    }
  }

  // MARK: References

  /// What refers to a record, by kind of record, each group in the order of titles.
  func referencesIn(_ id: RecordID) -> [ReferenceGroupFacts] {
    referenceGroups((graph.incoming[id] ?? []).map { ($0.source, $0.sentence) })
  }

  private func referenceGroups(_ links: [(id: RecordID, sentence: String)])
    -> [ReferenceGroupFacts]
  {
    let order: [(RecordKind, String)] = [
      (.practice, "Practices"), (.section, "Plan sections"), (.plan, "Plans"), (.guidance, "Guidance"),
      (.jurisdiction, "Jurisdictions"), (.page, "Pages"),
    ]
    return order.compactMap { kind, label in
      // A record that refers twice is one entry with both sentences.
      var sentences: [RecordID: [String]] = [:]
      for link in links where link.id.kind == kind {
        sentences[link.id, default: []] +=
          link.sentence.isEmpty || sentences[link.id]?.contains(link.sentence) == true ? [] : [link.sentence]
      }
      let references = sentences.keys.sorted().map { id in
        ReferenceFacts(
          label: title(id), url: routes.url(of: id), sentence: (sentences[id] ?? []).joined(separator: " … "))
      }
      return references.isEmpty
        ? nil
        : ReferenceGroupFacts(
          kind: label, references: references.sorted { ($0.label, $0.sentence) < ($1.label, $1.sentence) })
    }
  }

  // MARK: Text

  /// - Parameter mentions: names found in the body; by default all that the record has.
  func bodyHTML(
    _ body: BodyText, of id: RecordID, reserved: Set<String>? = nil, topLevel: Int = 2,
    mentions: ArraySlice<Mention>? = nil
  ) -> BodyHTML {
    let html = BodyHTML(
      body: body, anchors: Anchors(body, reserved: reserved ?? Anchors.reserved(on: id.kind)),
      targets: graph.targets[id] ?? [:],
      images: graph.images[id] ?? [:],
      downloads: graph.downloads[id] ?? [:],
      titles: graph.titles, routes: routes, topLevel: topLevel)
    return html.linking(mentions ?? graph.mentions.mentions(in: id))
  }
}

/// A date as readers see it: `November 22, 2026`, `November 2026` or `2026`.
func longDate(_ date: String) -> String {
  let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November",
    "December",
  ]
  let parts = date.split(separator: "-").compactMap { Int($0) }
  guard parts.count > 1, (1...12).contains(parts[1]) else { return date }
  return parts.count > 2
    ? "\(months[parts[1] - 1]) \(parts[2]), \(parts[0])" : "\(months[parts[1] - 1]) \(parts[0])"
}

/// “1 practice”, “2 practices”.
func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(plural ?? noun + "s")"
}
