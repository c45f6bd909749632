// The search page, and the two small files that its script fetches: places to jump to, and the site's words.
import Diagnostics
import Documents
import Layouts
import Links
import Records

struct SearchPageFacts: LayoutFacts {
  let model: SiteModel
  let hasIndex: Bool
  let side: OfflineSide?

  static let facts: [Fact<SearchPageFacts>] = [
    .flag("has_index", "Whether the site was built with an index; without one only exact names are found.") {
      $0.hasIndex && $0.side != .copy
    },
    .address("online", "In the offline copy the search page on the host, else empty.") {
      $0.side == .copy ? $0.model.routes.absolute("/search/") : ""
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
    .list(
      "ways",
      "The lists that lead to every page without a search; the note says what one of their pages is."
    ) { page in
      let lists = [
        ("Plan elements", "/elements/", "Plan element"), ("Jurisdictions", "/jurisdictions/", "Jurisdiction"),
        ("Practices", "/practices/", "Practice"), ("State plans", "/plans/", "State plan"),
        ("Guidance", "/guidance/", "Guidance"),
      ].filter { page.model.library.outline != nil || $0.1 != "/elements/" }
      return lists.map { page.model.link($0.0, $0.1, note: $0.2) }
        + page.model.library.vocabularies.map { vocabulary in
          let kind = vocabulary.kind.rawValue
          return page.model.link(
            vocabulary.title, "/\(vocabulary.kind.folder)/",
            note: kind.prefix(1).uppercased() + kind.dropFirst())
        }
    },
  ]

  /// The values of all but the kind are filled in by the script, from the list of places that it fetches anyway.
  private var filters: [SearchLimitFacts] {
    [
      SearchLimitFacts(
        id: "kind", label: "Kind of page", folder: "",
        options: SiteModel.searchKinds.map { LinkFacts(label: $0.label, url: "", note: $0.id) }),
      SearchLimitFacts(id: "jurisdiction", label: "Jurisdiction", folder: "jurisdictions", options: []),
      SearchLimitFacts(id: "element", label: "Plan element", folder: "elements", options: []),
      SearchLimitFacts(id: "topic", label: "Topic", folder: "topics", options: []),
      SearchLimitFacts(id: "program", label: "Program", folder: "programs", options: []),
      SearchLimitFacts(id: "basis", label: "What is known of a practice", folder: "basis", options: []),
    ]
  }
}

/// Something that a search can be limited to.
struct SearchLimitFacts: LayoutFacts {
  let id: String
  let label: String
  let folder: String
  let options: [LinkFacts]

  static let facts: [Fact<SearchLimitFacts>] = [
    .text("id", "The filter's name in addresses.") { $0.id },
    .text("label", "What it is called.") { $0.label },
    .text(
      "folder",
      "The top folder whose pages are its values, for the script; empty where the options stand here."
    ) {
      $0.folder
    },
    .list("options", "Its values: a label, and the id as a note.") { $0.options },
  ]
}

extension SiteModel {
  static let searchPlacesAddress = "/search/places.json"
  static let searchWordsAddress = "/search/words.txt"

  /// Names that mean one page: codes and titles of elements, states, terms with their acronyms, numbers of guidance,
  /// pages about the site, ids of records.
  ///
  /// One place a line: label, path, more names. The end of a path is a name as well, and the label where that is empty.
  /// The file is fetched with every first search: titles of practices, which the index finds, are left out.
  func searchPlaces() -> [UInt8] {
    var lines: [[UInt8]] = []
    func add(_ label: String, _ id: RecordID, _ names: [String] = []) {
      var seen: Set<String> = [label]
      var line: [UInt8] = []
      for text in [label, String(Routes.address(of: id).dropFirst())]
        + names.filter({ seen.insert($0).inserted })
      {
        line.append(line.isEmpty ? UInt8(ascii: "[") : UInt8(ascii: ","))
        appendJSON(text, to: &line)
      }
      lines.append(line + [UInt8(ascii: "]")])
    }
    for element in library.outline?.elements ?? [] {
      add("\(element.code) \(element.title)", RecordID(.element, element.id))
    }
    for jurisdiction in library.jurisdictions { add(jurisdiction.name, jurisdiction.id) }
    for term in library.vocabularies.flatMap(\.terms) { add(term.label, term.id, term.aliases) }
    for plan in library.plans { add(title(plan.id), plan.id) }
    for practice in library.practices { add("", practice.id, practice.aliases.map(\.value)) }
    for guidance in library.guidance {
      add(guidance.number ?? "", guidance.common.id, guidance.aliases.map(\.value))
    }
    for page in library.pages { add(page.title, page.common.id) }
    return Array("[\n".utf8) + lines.joined(separator: Array(",\n".utf8)) + Array("\n]\n".utf8)
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
      counts.filter { $0.value > 1 }.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)\n" }.joined()
        .utf8)
  }

  private func searchedTexts() -> [String] {
    var texts: [String] = []
    func add(_ body: BodyText) { texts += body.blocks.map(\.text) }
    for element in library.outline?.elements ?? [] {
      texts += [element.title, element.summary, element.promptDigest ?? "", element.prompt ?? ""]
    }
    for jurisdiction in library.jurisdictions { texts.append(jurisdiction.name) }
    for term in library.vocabularies.flatMap(\.terms) {
      texts += [term.label, term.definition] + term.aliases
    }
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
