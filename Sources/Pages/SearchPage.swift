// The search page, and the two small files that its script fetches: places to jump to, and the site's words.
import Diagnostics
import Documents
import Layouts
import Links
import Records

struct SearchPageFacts: LayoutFacts {
  let model: SiteModel
  let hasIndex: Bool

  static let facts: [Fact<SearchPageFacts>] = [
    .flag("has_index", "Whether the site was built with an index; without one only exact names are found.") {
      $0.hasIndex
    },
    .address("url", "The page itself, to which its form leads.") { $0.model.routes.url("/search/") },
    .address("index", "The folder of the index, for the script.") { $0.model.routes.url("/pagefind/") },
    .address("places", "The names that lead to a page at once, as JSON.") {
      $0.model.routes.url(SiteModel.searchPlacesAddress)
    },
    .address("words", "The site's words, one a line with how often it stands there.") {
      $0.model.routes.url(SiteModel.searchWordsAddress)
    },
    .list("filters", "What a search can be limited to.") { $0.filters },
    .list("ways", "The lists that lead to every page without a search.") { page in
      let lists = [
        ("Plan elements", "/elements/"), ("Jurisdictions", "/jurisdictions/"), ("Practices", "/practices/"),
        ("State plans", "/plans/"), ("Guidance", "/guidance/"),
      ].filter { page.model.library.outline != nil || $0.1 != "/elements/" }
      return lists.map { page.model.link($0.0, $0.1) }
        + page.model.library.vocabularies.map { page.model.link($0.title, "/\($0.kind.folder)/") }
    },
  ]

  private var filters: [SearchLimitFacts] {
    let library = model.library
    func terms(_ kind: VocabularyKind) -> [LinkFacts] {
      library.vocabularies.first { $0.kind == kind }.map { vocabulary in
        model.termTree(vocabulary).map { term, depth in option(term.id.name, term.label, depth: depth) }
      } ?? []
    }
    return [
      SearchLimitFacts(
        id: "kind", label: "Kind of page", options: SiteModel.searchKinds.map { option($0.id, $0.label) }),
      SearchLimitFacts(
        id: "jurisdiction", label: "Jurisdiction", options: library.jurisdictions.map { option($0.code, $0.name) }),
      SearchLimitFacts(
        id: "element", label: "Plan element",
        options: library.outline?.elements.map { option($0.id, "\($0.code) \($0.title)") } ?? []),
      SearchLimitFacts(id: "topic", label: "Topic", options: terms(.topic)),
      SearchLimitFacts(id: "program", label: "Program", options: terms(.program)),
      SearchLimitFacts(id: "basis", label: "What is known of a practice", options: terms(.basis)),
    ].filter { !$0.options.isEmpty }
  }

  private func option(_ id: String, _ label: String, depth: Int = 0) -> LinkFacts {
    LinkFacts(label: String(repeating: "– ", count: depth) + label, url: "", note: id)
  }
}

/// Something that a search can be limited to.
struct SearchLimitFacts: LayoutFacts {
  let id: String
  let label: String
  let options: [LinkFacts]

  static let facts: [Fact<SearchLimitFacts>] = [
    .text("id", "The filter's name in addresses.") { $0.id },
    .text("label", "What it is called.") { $0.label },
    .list("options", "Its values: a label, and the id as a note.") { $0.options },
  ]
}

extension SiteModel {
  static let searchPlacesAddress = "/search/places.json"
  static let searchWordsAddress = "/search/words.txt"

  /// Names that mean one page: codes, states, titles, acronyms, numbers of guidance. Ids are the ends of the addresses.
  func searchPlaces() -> [UInt8] {
    var rows: [DataValue] = []
    func add(_ kind: String, _ label: String, _ id: RecordID, _ names: [String] = []) {
      var seen: Set<String> = [label]
      let others = names.filter { !$0.isEmpty && seen.insert($0).inserted }
      rows.append(.texts([kind, label, String(Routes.address(of: id).dropFirst())] + others))
    }
    for element in library.outline?.elements ?? [] {
      add("Plan element", "\(element.code) \(element.title)", RecordID(.element, element.id), [element.code])
    }
    for jurisdiction in library.jurisdictions {
      add("Jurisdiction", jurisdiction.name, jurisdiction.id, [jurisdiction.code])
    }
    for vocabulary in library.vocabularies {
      let kind = vocabulary.kind.rawValue.prefix(1).uppercased() + vocabulary.kind.rawValue.dropFirst()
      for term in vocabulary.terms { add(kind, term.label, term.id, term.aliases) }
    }
    for plan in library.plans { add("State plan", title(plan.id), plan.id) }
    for practice in library.practices {
      add("Practice", practice.title, practice.id, practice.aliases.map(\.value))
    }
    for guidance in library.guidance {
      add(
        "Guidance", guidance.title, guidance.common.id,
        [guidance.number ?? ""] + guidance.aliases.map(\.value))
    }
    // One place a line: small, and a change shows as one.
    let lines = rows.map { row in
      guard case .list(let items) = row else { return "" }
      return "["
        + items.map { item in
          var bytes: [UInt8] = []
          item.appendJSON(to: &bytes)
          return String(decoding: bytes, as: UTF8.self)
        }.joined(separator: ",") + "]"
    }
    return Array("[\n\(lines.joined(separator: ",\n"))\n]\n".utf8)
  }

  /// Words of at least four letters that stand at least twice in the published records, sorted, each with its count:
  /// what “did you mean” may suggest.
  func searchWords() -> [UInt8] {
    var counts: [String: Int] = [:]
    for text in searchedTexts() {
      forEachWord(in: text) { _, word in
        guard word.count >= 4, word.allSatisfy({ $0 >= 0x80 || ($0 | 0x20) &- 0x61 < 26 }) else { return }
        counts[String(decoding: word, as: UTF8.self), default: 0] += 1
      }
    }
    return Array(
      counts.filter { $0.value > 1 }.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)\n" }.joined().utf8)
  }

  private func searchedTexts() -> [String] {
    var texts: [String] = []
    func add(_ body: BodyText) { texts += body.blocks.map(\.text) }
    for element in library.outline?.elements ?? [] {
      texts += [element.title, element.summary, element.promptDigest ?? "", element.prompt ?? ""]
    }
    for jurisdiction in library.jurisdictions { texts.append(jurisdiction.name) }
    for term in library.vocabularies.flatMap(\.terms) { texts += [term.label, term.definition] + term.aliases }
    for practice in library.practices {
      texts += [practice.title, practice.summary, practice.agency] + practice.results.map(\.text)
      add(practice.common.body)
    }
    for plan in library.plans {
      plan.introductions.forEach(add)
      for section in plan.sections {
        texts.append(section.heading)
        add(section.body)
      }
    }
    for guidance in library.guidance {
      texts += [guidance.title, guidance.summary, guidance.publisher]
      add(guidance.common.body)
    }
    for profile in library.profiles {
      texts += profile.facts.flatMap(\.points) + [profile.summary ?? ""]
      add(profile.common.body)
    }
    for page in library.pages {
      texts += [page.title, page.summary ?? ""]
      add(page.common.body)
    }
    return texts
  }
}
