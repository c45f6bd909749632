// Where plans name a record, and which records a section names, as facts for layouts.
import Diagnostics
import Documents
import Layouts
import Links
import Records

/// The sections of one plan that name a record.
struct MentionPlanFacts: LayoutFacts {
  /// How many texts of plans name a record.
  struct Places {
    var sections = 0
    var introductions = 0

    init() {}

    /// - Parameter mentions: one of each text.
    init(_ mentions: [Mention]) {
      sections = mentions.count { if case .section = $0.text { true } else { false } }
      introductions = mentions.count - sections
    }

    static func += (left: inout Places, right: Places) {
      left.sections += right.sections
      left.introductions += right.introductions
    }

    var words: String {
      [(sections, "section"), (introductions, "introduction")].filter { $0.0 > 0 }
        .map { counted($0.0, $0.1) }.joined(separator: " and ")
    }
  }

  let label: String
  let url: String
  let mentions: Int
  let places: Places
  /// One for each text.
  let sections: [ReferenceFacts]
  /// How many further sections there are.
  let more: Int

  static let facts: [Fact<MentionPlanFacts>] = [
    .text("label", "The plan's name.") { $0.label },
    .address("url", "Its page.") { $0.url },
    .text("count", "How often and in how many sections, in words.") {
      "\(counted($0.mentions, "mention")) in \($0.places.words)"
    },
    .list("sections", "The sections, each with the sentence around the first mention.") { $0.sections },
    .text("more", "How many further sections name it, in words; may be empty.") {
      $0.more == 0 ? "" : counted($0.more, "more section")
    },
  ]
}

/// Every mention of a record.
struct MentionsFacts: LayoutFacts {
  let name: String
  let count: String
  let plans: [MentionPlanFacts]
  let dataURL: String

  /// So many plans stand open; the others are folded.
  private static let open = 6

  static let facts: [Fact<MentionsFacts>] = [
    .text("count", "How many mentions there are, in how many sections and plans.") { $0.count },
    .list("plans", "The first plans, by jurisdiction, newest first.") { Array($0.plans.prefix(open)) },
    .list("more_plans", "The plans behind the fold.") { Array($0.plans.dropFirst(open)) },
    .text("more", "How many plans are behind the fold, in words.") {
      counted(max(0, $0.plans.count - open), "more plan")
    },
    .address("data_url", "The file that lists every mention.") { $0.dataURL },
  ]
}

extension SiteModel {
  /// So many sections of a plan are listed; the data file has them all.
  private static let sectionsShown = 10

  /// Where plans name a record; nil when none does.
  func mentions(of id: RecordID) -> MentionsFacts? {
    guard let positions = graph.mentions.byTarget[id] else { return nil }
    let all = positions.map { graph.mentions.all[$0] }
    let byPlan = Dictionary(grouping: all) { $0.plan }
    // The index has plans by the jurisdiction's name, newest first.
    let plans = library.jurisdictions.flatMap { index.plansByJurisdiction[$0.code] ?? [] }.compactMap {
      plan in
      byPlan[plan].map { mentionPlan(library.plans[plan], $0) }
    }
    let texts = plans.reduce(into: MentionPlanFacts.Places()) { $0 += $1.places }
    return MentionsFacts(
      name: title(id),
      count: "\(counted(all.count, "mention")) in \(texts.words) of \(counted(plans.count, "plan"))",
      plans: plans, dataURL: routes.url("/data/mentions.csv"))
  }

  private func mentionPlan(_ plan: Plan, _ mentions: [Mention]) -> MentionPlanFacts {
    var firsts: [Mention] = []
    for mention in mentions {
      let isNew = firsts.last.map { plan.id(of: $0.text) != plan.id(of: mention.text) } ?? true
      if isNew { firsts.append(mention) }
    }
    return MentionPlanFacts(
      label: title(plan.id), url: routes.url(of: plan.id), mentions: mentions.count,
      places: MentionPlanFacts.Places(firsts),
      sections: firsts.prefix(Self.sectionsShown).map { mention in
        ReferenceFacts(
          label: label(of: mention.text, in: plan),
          url: routes.url(of: plan.id(of: mention.text), fragment: passageID(of: mention)),
          sentence: graph.link(of: mention).sentence)
      },
      more: max(0, firsts.count - Self.sectionsShown))
  }

  private func label(of text: Mention.PlanText, in plan: Plan) -> String {
    guard case .section(let section) = text else { return "Introduction" }
    let row = sectionRow(plan.sections[section], plan)
    return "\(row.code) \(row.title)"
  }

  /// The id of the passage that holds a mention; a footnote has none.
  func passageID(of mention: Mention) -> String? {
    guard case .block(let block) = mention.passage else { return nil }
    return library.plans[mention.plan].body(of: mention.text).markdown.blocks[block].passage
  }

  /// The records that a section names, each once, in the order of its text.
  func named(in section: RecordID) -> [LinkFacts] {
    let mentions = graph.mentions.mentions(in: section)
    var counts: [RecordID: Int] = [:]
    for mention in mentions { counts[mention.target, default: 0] += 1 }
    return mentions.reduce(into: [RecordID]()) { if !$0.contains($1.target) { $0.append($1.target) } }
      .map { link($0, note: counts[$0].map { $0 > 1 ? "\($0) times" : "" } ?? "") }
  }

  var mentionsTable: DataTable {
    DataTable(
      name: "mentions", title: "Names of records in plan texts",
      columns: [
        .init(
          name: "section",
          meaning:
            "The plan section: jurisdiction, cycle and first element; before a plan's first section, the plan: jurisdiction and cycle."
        ),
        .init(
          name: "record",
          meaning: "The practice, program, board (as its jurisdiction) or document, as kind:id."),
        .init(name: "words", meaning: "The name as the plan writes it."),
        .init(name: "passage", meaning: "The passage's id; empty in a footnote."),
        .init(name: "sentence", meaning: "The sentence around the name."),
        .init(
          name: "linked",
          meaning: "Whether the section's page links it: the first of a record in a section or introduction."),
      ],
      rows: graph.mentions.all.map { mention in
        let link = graph.link(of: mention)
        return [
          .text(link.source.name), .text(mention.target.description), .text(link.text),
          .optional(passageID(of: mention)), .text(link.sentence), .flag(mention.isLinked),
        ]
      })
  }
}
