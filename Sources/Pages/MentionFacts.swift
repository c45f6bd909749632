// Where plans name a record, and which records a section names, as facts for layouts.
import Diagnostics
import Documents
import Layouts
import Links
import Records

/// The sections of one plan that name a record.
struct MentionPlanFacts: LayoutFacts {
  let label: String
  let url: String
  let count: String
  let sections: [ReferenceFacts]
  /// How many further sections there are.
  let more: Int

  static let facts: [Fact<MentionPlanFacts>] = [
    .text("label", "The plan's name.") { $0.label },
    .address("url", "Its page.") { $0.url },
    .text("count", "How often and in how many sections, in words.") { $0.count },
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
    let byPlan = Dictionary(grouping: all) { $0.section.plan }
    // The index has plans by the jurisdiction's name, newest first.
    let plans = library.jurisdictions.flatMap { index.plansByJurisdiction[$0.code] ?? [] }.compactMap {
      plan in
      byPlan[plan].map { mentionPlan(library.plans[plan], $0) }
    }
    let sections = Set(all.map(\.section)).count
    return MentionsFacts(
      name: title(id),
      count:
        "\(counted(all.count, "mention")) in \(counted(sections, "section")) of \(counted(plans.count, "plan"))",
      plans: plans, dataURL: routes.url("/data/mentions.csv"))
  }

  private func mentionPlan(_ plan: Plan, _ mentions: [Mention]) -> MentionPlanFacts {
    var firsts: [Mention] = []
    for mention in mentions where firsts.last?.section != mention.section { firsts.append(mention) }
    return MentionPlanFacts(
      label: title(plan.id), url: routes.url(of: plan.id),
      count: "\(counted(mentions.count, "mention")) in \(counted(firsts.count, "section"))",
      sections: firsts.prefix(Self.sectionsShown).map { mention in
        let section = plan.sections[mention.section.section]
        let row = sectionRow(section, plan)
        return ReferenceFacts(
          label: "\(row.code) \(row.title)",
          url: routes.url(of: section.id, fragment: passageID(of: mention)),
          sentence: graph.link(of: mention).sentence)
      },
      more: max(0, firsts.count - Self.sectionsShown))
  }

  /// The id of the passage that holds a mention; a footnote has none.
  func passageID(of mention: Mention) -> String? {
    guard case .block(let block) = mention.passage else { return nil }
    return library.plans[mention.section.plan].sections[mention.section.section].body.markdown.blocks[block]
      .passage
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
        .init(name: "section", meaning: "The plan section: jurisdiction, cycle and first element."),
        .init(
          name: "record",
          meaning: "The practice, program, board (as its jurisdiction) or document, as kind:id."),
        .init(name: "words", meaning: "The name as the plan writes it."),
        .init(name: "passage", meaning: "The passage's id; empty in a footnote."),
        .init(name: "sentence", meaning: "The sentence around the name."),
        .init(
          name: "linked", meaning: "Whether the section's page links it: the first of a record in a section."),
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
