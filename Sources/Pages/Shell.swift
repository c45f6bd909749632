// The page around every page: head, navigation, breadcrumb, footer.
import Layouts

/// What a page says of itself to the shell.
struct PageMeta: Sendable {
  /// The `h1` and the first part of the title.
  var title: String
  /// One sentence for search results and previews.
  var description: String
  /// What the page is, above its title: “Practice”, “Plan section” …
  var kind: String
  /// The pages above this one, the home page apart.
  var breadcrumbs: [LinkFacts] = []
  /// The list “On this page”; shown from three entries on.
  var contents: [ContentsFacts] = []
  var previous: LinkFacts?
  var next: LinkFacts?
  var language: String?
  /// What a record offers beside its page; nil for lists.
  var record: RecordMeta?
  /// What the page is to machines; nil where there is no word for it.
  var structured: StructuredKind?
  /// The feed of the page's records; nil when it has none.
  var feed: String?
  /// Whether search engines should leave the page out, because its text stands elsewhere too.
  var isCopy = false
  /// The page's own scripts: files of `Layouts/assets`, in the order in which they run.
  var scripts: [String] = []
  /// How search finds the page; nil for lists, tools and copies, which stay out of the index.
  var search: SearchEntry?
}

/// What a record offers beside its page.
struct RecordMeta: Sendable {
  /// The record's address.
  var address: String
  /// When it was made or last checked; may be empty.
  var date: String
}

struct ShellFacts: LayoutFacts {
  var meta: PageMeta
  var main: [UInt8]
  var site: SiteFacts
  var canonical: String
  var navigation: [LinkFacts]
  var citation: String
  var url: String
  var layout: String

  private func recordFile(_ name: String) -> String { meta.record == nil ? "" : url + name }

  static let facts: [Fact<ShellFacts>] = [
    .text("language", "The language of the page, a BCP 47 tag.") { $0.meta.language ?? "en-US" },
    .text("title", "The page's title.") { $0.meta.title },
    .flag("is_home", "Whether this is the home page.") { $0.canonical == $0.site.absoluteHome },
    .text("description", "One sentence on the page.") { $0.meta.description },
    .text("kind", "What the page is; empty on the home page.") { $0.meta.kind },
    .text("layout", "The name of the page's layout, for styles.") { $0.layout },
    .address("canonical", "The page's absolute address.") { $0.canonical },
    .list("breadcrumbs", "The pages above this one, the home page apart.") { $0.meta.breadcrumbs },
    .flag("has_contents", "Whether the list “On this page” is worth showing.") {
      $0.meta.contents.count >= 3
    },
    .list("contents", "The list “On this page”.") { $0.meta.contents },
    .part("previous", "The page before this one in its order.") { $0.meta.previous },
    .part("next", "The page behind this one in its order.") { $0.meta.next },
    .text(
      "dated",
      "When the record was made or last checked, written out; empty on lists and where no day is known."
    ) {
      longDate($0.meta.record?.date ?? "")
    },
    .flag(
      "is_citable",
      "Whether the page is one to cite: no tool, not the home page, nor the one for wrong addresses."
    ) {
      !["home", "not-found", "basket", "compare", "planner", "search"].contains($0.layout)
    },
    .text("citation", "How to cite the page, in words.") { $0.citation },
    .address("data_url", "The record as JSON; empty on lists.") { $0.recordFile("index.json") },
    .address("bibtex_url", "The citation as BibTeX; empty on lists.") { $0.recordFile("cite.bib") },
    .address("ris_url", "The citation as RIS; empty on lists.") { $0.recordFile("cite.ris") },
    .flag("is_searched", "Whether search finds the page: lists, tools and copies stay out of the index.") {
      $0.meta.search != nil
    },
    .list("search_filters", "What a search can be limited to on this page; empty when search leaves it out.")
    {
      $0.meta.search?.filters ?? []
    },
    .flag("is_search", "Whether this is the search page, which has a search box of its own.") {
      $0.layout == "search"
    },
    .address("feed_url", "The page's feed; may be empty.") { $0.meta.feed ?? "" },
    .flag(
      "is_copy", "Whether the page's text stands elsewhere too, so that search engines should leave it out."
    ) {
      $0.meta.isCopy
    },
    .list("scripts", "The page's own scripts; their links have no words.") { shell in
      shell.meta.scripts.map { LinkFacts(label: "", url: shell.site.assets + $0) }
    },
    .list("navigation", "The main navigation.") { $0.navigation },
    .html(
      "structured_data", "What the page is, for machines: a script element with JSON-LD; empty on lists."
    ) { facts in
      facts.meta.structured.map {
        structuredData($0, facts.meta, address: facts.canonical, site: facts.site)
      } ?? []
    },
    .html("main", "The page's own HTML, from its layout.") { $0.main },
    .part("site", "The site.") { $0.site },
  ]
}

/// The site as a whole.
struct SiteFacts: LayoutFacts {
  var title: String
  var description: String
  var home: String
  var absoluteHome: String
  var stylesheet: String
  var assets: String
  /// The links of the footer.
  var data: String
  var changes: String
  var coverage: String
  var sharedText: String
  var performance: String
  var compare: String
  var planner: String
  var basket: String
  var search: String
  var notice: String
  var publisher: String
  var publisherURL: String
  var licence: String
  var licenceURL: String
  var contact: String
  var contactURL: String

  private var noticeParts: (first: String, rest: String) {
    guard let end = notice.firstRange(of: ". ") else { return (notice, "") }
    return (String(notice[..<end.lowerBound]) + ".", String(notice[end.upperBound...]))
  }

  static let facts: [Fact<SiteFacts>] = [
    .text("title", "The site's name.") { $0.title },
    .text("description", "One sentence on the site.") { $0.description },
    .address("home", "The home page.") { $0.home },
    .address("stylesheet", "The stylesheet: `site.css` of `Layouts/assets`.") { $0.stylesheet },
    .address("assets", "The folder of `Layouts/assets`, ending in a slash: `{{assets}}site.js`.") {
      $0.assets
    },
    .address("data", "The page of data files.") { $0.data },
    .address("changes", "The change log.") { $0.changes },
    .address("coverage", "The coverage matrix.") { $0.coverage },
    .address("shared_text", "The page on shared text.") { $0.sharedText },
    .address("performance", "The performance levels.") { $0.performance },
    .address("compare", "The page that shows states side by side.") { $0.compare },
    .address("planner", "The planner.") { $0.planner },
    .address("basket", "The basket.") { $0.basket },
    .address("search", "The search page.") { $0.search },
    .text("notice", "What every reader must know of this edition, in one sentence; may be empty.") {
      $0.noticeParts.first
    },
    .text("notice_more", "The rest of the notice; may be empty.") { $0.noticeParts.rest },
    .text("publisher", "Who publishes the site.") { $0.publisher },
    .address("publisher_url", "The publisher's page; may be empty.") { $0.publisherURL },
    .text("licence", "The terms of use.") { $0.licence },
    .address("licence_url", "Their text; may be empty.") { $0.licenceURL },
    .text("contact", "Where to report a correction; may be empty.") { $0.contact },
    .address("contact_url", "The address for it; may be empty.") { $0.contactURL },
  ]
}
