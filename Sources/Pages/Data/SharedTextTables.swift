// Shared text as data: each plan's form of each text, and how much of each section is whose.
import Links
import Records

extension SiteModel {
  /// Each plan's form of each shared text.
  var sharedTextTable: DataTable {
    DataTable(
      name: "shared-text", title: "Text that stands in plans of several states",
      columns: [
        .init(name: "text", meaning: "The text's id: its page is /shared-text/<id>/."),
        .init(name: "section", meaning: "The id of a section that has it."),
        .init(name: "passage", meaning: "The passage in which it begins there."),
        .init(name: "jurisdiction", meaning: "The jurisdiction's code."),
        .init(name: "cycle", meaning: "The plan's cycle."),
        .init(name: "published", meaning: "When the state published the plan."),
        .init(name: "words", meaning: "The length of the text there."),
        .init(
          name: "same",
          meaning: "Of a hundred words, how many are the same as in the text's first row; empty there."),
        .init(
          name: "filed_first",
          meaning: "Whether this plan was filed before those of all other jurisdictions with the text."),
      ],
      rows: graph.sharedText.clusters.flatMap { cluster -> [[DataValue]] in
        let first = filedFirst(cluster)?.stretch
        return cluster.members.map { member in
          let position = graph.texts.sections[member.stretch.section].position
          let plan = library.plans[position.plan]
          return [
            .text(cluster.name), .text(plan.sections[position.section].id.name),
            .optional(anchor(of: member.stretch)), .text(plan.jurisdiction), .text(plan.cycle),
            .optional(plan.published), .count(member.stretch.words.count),
            member.match.map { .count($0.share) } ?? .none, .flag(member.stretch == first),
          ]
        }
      })
  }

  /// How much of each section is whose.
  var sectionSharesTable: DataTable {
    DataTable(
      name: "section-shares", title: "How much of each section is whose",
      columns: [
        .init(name: "section", meaning: "The section's id; editors' summaries are left out."),
        .init(name: "words", meaning: "Its words, headings and notes left out."),
        .init(name: "requirement", meaning: "Words of the requirement's own wording."),
        .init(name: "carried", meaning: "Other words that stand in the state’s plan before."),
        .init(name: "shared", meaning: "Other words that stand in another state's plan."),
        .init(name: "own", meaning: "Words that are none of these."),
      ],
      rows: zip(graph.texts.sections, graph.sharedText.sections).filter { $1.words > 0 }.map { text, shares in
        let section = library.plans[text.position.plan].sections[text.position.section]
        return [
          .text(section.id.name), .count(shares.words), .count(shares.requirement), .count(shares.carried),
          .count(shares.shared), .count(shares.own),
        ]
      })
  }
}
