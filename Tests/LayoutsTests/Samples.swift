// The facts that the specifications' layouts show.
import Layouts

/// A page with every type of fact.
struct Page: LayoutFacts {
  var title = "Ohio & Co."
  var empty = ""
  var zero = "0"
  var quotes = #"<b a='1' c="2">"#
  var url = "/ohio/"
  var body = "<p>Hello</p>\n"
  var isCurrent = true
  var isDraft = false
  var plans = [
    Plan(
      name: "Plan A", url: "/a/", tags: [Term(label: "one"), Term(label: "two")], author: Author(name: "Ann")),
    Plan(name: "Plan B", url: "/b/", tags: [], author: nil),
  ]
  var author: Author? = Author(name: "Ada", home: Home(city: "Columbus"))

  static let facts: [Fact<Page>] = [
    .text("title", "The page's title.") { $0.title },
    .text("empty", "Nothing.") { $0.empty },
    .text("zero", "The digit 0.") { $0.zero },
    .text("quotes", "Everything that must be escaped.") { $0.quotes },
    .address("url", "The page's address.") { $0.url },
    .html("body", "The page's text.") { Array($0.body.utf8) },
    .html("no_body", "No text.") { _ in [] },
    .flag("is_current", "Whether the page is current.") { $0.isCurrent },
    .flag("is_draft", "Whether the page is a draft.") { $0.isDraft },
    .list("plans", "The plans | all of them.") { $0.plans },
    .list("no_plans", "No plans.") { _ in [Plan]() },
    .part("author", "Who wrote the page.") { $0.author },
    .part("no_author", "Nobody.") { _ in Author?.none },
  ]
}

struct Plan: LayoutFacts {
  var name: String
  var url: String
  var tags: [Term]
  var author: Author?

  static let facts: [Fact<Plan>] = [
    .text("name", "The plan's name.") { $0.name },
    .address("url", "The plan's address.") { $0.url },
    .list("tags", "The plan's terms.") { $0.tags },
    .part("author", "Who wrote the plan.") { $0.author },
    .flag("has_author", "Whether anybody wrote it.") { $0.author != nil },
  ]
}

struct Term: LayoutFacts {
  var label: String

  static let facts: [Fact<Term>] = [.text("label", "The term.") { $0.label }]
}

struct Author: LayoutFacts {
  var name: String
  var home: Home?
  var plans: [Plan] = []

  // Authors hold plans and plans hold authors: shapes may go round in circles.
  static let facts: [Fact<Author>] = [
    .text("name", "The author's name.") { $0.name },
    .part("home", "Where the author lives.") { $0.home },
    .list("plans", "What the author wrote.") { $0.plans },
  ]
}

struct Home: LayoutFacts {
  var city: String

  static let facts: [Fact<Home>] = [.text("city", "The city.") { $0.city }]
}
