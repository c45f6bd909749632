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
}

struct ShellFacts: LayoutFacts {
  var meta: PageMeta
  var main: [UInt8]
  var site: SiteFacts
  var canonical: String
  var navigation: [LinkFacts]

  static let facts: [Fact<ShellFacts>] = [
    .text("language", "The language of the page, a BCP 47 tag.") { $0.meta.language ?? "en-US" },
    .text("title", "The page's title.") { $0.meta.title },
    .flag("is_home", "Whether this is the home page.") { $0.canonical == $0.site.absoluteHome },
    .text("description", "One sentence on the page.") { $0.meta.description },
    .text("kind", "What the page is; empty on the home page.") { $0.meta.kind },
    .address("canonical", "The page's absolute address.") { $0.canonical },
    .list("breadcrumbs", "The pages above this one, the home page apart.") { $0.meta.breadcrumbs },
    .flag("has_contents", "Whether the list “On this page” is worth showing.") {
      $0.meta.contents.count >= 3
    },
    .list("contents", "The list “On this page”.") { $0.meta.contents },
    .part("previous", "The page before this one in its order.") { $0.meta.previous },
    .part("next", "The page behind this one in its order.") { $0.meta.next },
    .list("navigation", "The main navigation.") { $0.navigation },
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
  var notice: String
  var publisher: String
  var publisherURL: String
  var licence: String
  var licenceURL: String
  var contact: String
  var contactURL: String

  static let facts: [Fact<SiteFacts>] = [
    .text("title", "The site's name.") { $0.title },
    .text("description", "One sentence on the site.") { $0.description },
    .address("home", "The home page.") { $0.home },
    .address("stylesheet", "The stylesheet.") { $0.stylesheet },
    .text("notice", "What every reader must know of this edition; may be empty.") { $0.notice },
    .text("publisher", "Who publishes the site.") { $0.publisher },
    .address("publisher_url", "The publisher's page; may be empty.") { $0.publisherURL },
    .text("licence", "The terms of use.") { $0.licence },
    .address("licence_url", "Their text; may be empty.") { $0.licenceURL },
    .text("contact", "Where to report a correction; may be empty.") { $0.contact },
    .address("contact_url", "The address for it; may be empty.") { $0.contactURL },
  ]
}
