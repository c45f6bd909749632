// The pages of vocabularies: each vocabulary's list, and each term.
import Diagnostics
import Layouts
import Links
import Records

struct TermRowFacts: LayoutFacts {
  let label: String
  let url: String
  let definition: String
  let practices: Int
  let isNarrower: Bool

  static let facts: [Fact<TermRowFacts>] = [
    .text("label", "The term.") { $0.label },
    .address("url", "Its page.") { $0.url },
    .text("definition", "What it means.") { $0.definition },
    .text("practices", "How many practices have it, in words; empty when none.") {
      $0.practices == 0 ? "" : counted($0.practices, "practice")
    },
    .flag("is_narrower", "Whether it belongs below the term before it.") { $0.isNarrower },
  ]
}

struct VocabularyPageFacts: LayoutFacts {
  let model: SiteModel
  let vocabulary: Vocabulary

  static let facts: [Fact<VocabularyPageFacts>] = [
    .text("description", "What the terms are.") { $0.vocabulary.description },
    .flag("is_ladder", "Whether the order of the terms is a ladder of evidence.") {
      $0.vocabulary.kind == .basis
    },
    .list("rows", "The terms, narrower ones below their broader one.") { $0.model.termRows($0.vocabulary) },
  ]
}

struct TermPageFacts: LayoutFacts {
  let model: SiteModel
  let term: Term

  static let facts: [Fact<TermPageFacts>] = [
    .text("definition", "What it means.") { $0.term.definition },
    .text("source", "Where the definition comes from; may be empty.") { $0.term.source ?? "" },
    .text("aliases", "Other spellings, joined by commas; may be empty.") {
      $0.term.aliases.joined(separator: ", ")
    },
    .part("broader", "The broader term.") { page in
      page.term.broader.map { page.model.link(RecordID(page.term.id.kind, $0.value)) }
    },
    .list("narrower", "The narrower terms.") { page in
      (page.model.index.narrower[page.term.id] ?? []).map { page.model.link($0) }
    },
    .text("count", "How many practices there are, narrower terms included, in words.") { page in
      let practices = page.model.practices(of: page.term.id)
      let states = Set(practices.map { page.model.library.practices[$0].jurisdiction }).count
      return practices.isEmpty
        ? "" : "\(counted(practices.count, "practice")) in \(counted(states, "jurisdiction"))"
    },
    .part("map", "The map of the practices.") { page in
      page.model.tileMap(counting: page.model.practices(of: page.term.id))
    },
    .list("practices", "The practices, narrower terms included, best known first.") { page in
      page.model.cards(page.model.practices(of: page.term.id))
    },
    .list("guidance", "The guidance, newest first.") { page in
      page.model.guidanceCards(page.model.index.guidanceByTerm[page.term.id] ?? [])
    },
    .list("references", "Records that refer to it.") { $0.model.referencesIn($0.term.id) },
    .part("mentions", "Where plans name it; only programs have names that are looked for.") {
      $0.model.mentions(of: $0.term.id)
    },
  ]
}

extension SiteModel {
  /// Terms in the vocabulary's order, each broader term followed by all narrower ones.
  func termRows(_ vocabulary: Vocabulary) -> [TermRowFacts] {
    termTree(vocabulary).map { term, depth in
      TermRowFacts(
        label: term.label, url: routes.url(of: term.id), definition: term.definition,
        practices: practices(of: term.id).count, isNarrower: depth > 0)
    }
  }

  /// Terms with their depth, each followed by its narrower ones.
  func termTree(_ vocabulary: Vocabulary) -> [(Term, Int)] {
    var rows: [(Term, Int)] = []
    var seen: Set<RecordID> = []
    func add(_ term: Term, depth: Int) {
      guard seen.insert(term.id).inserted else { return }
      rows.append((term, depth))
      for narrower in index.narrower[term.id] ?? [] {
        if let narrower = self.term(narrower) { add(narrower, depth: depth + 1) }
      }
    }
    for term in vocabulary.terms where term.broader == nil { add(term, depth: 0) }
    return rows
  }

  /// The practices of a term and its narrower terms, as positions in the library, in its order.
  func practices(of id: RecordID) -> [Int] {
    var ids = [id]
    var next = 0
    while next < ids.count {
      ids += (index.narrower[ids[next]] ?? []).filter { !ids.contains($0) }
      next += 1
    }
    return Set(ids.flatMap { index.practicesByTerm[$0] ?? [] }).sorted()
  }

  func vocabularyPage(_ vocabulary: Vocabulary) -> (PageMeta, VocabularyPageFacts) {
    (
      PageMeta(title: vocabulary.title, description: vocabulary.description, kind: "Vocabulary"),
      VocabularyPageFacts(model: self, vocabulary: vocabulary)
    )
  }

  func termPage(_ vocabulary: Vocabulary, _ term: Term) -> (PageMeta, TermPageFacts) {
    (
      PageMeta(
        title: term.label, description: term.definition,
        kind: vocabulary.kind.rawValue.prefix(1).uppercased() + vocabulary.kind.rawValue.dropFirst(),
        breadcrumbs: [link(vocabulary.title, "/\(vocabulary.kind.folder)/")]),
      TermPageFacts(model: self, term: term)
    )
  }
}
