// How much there is: counts of records and references, coverage, and what waits for a person.
import Diagnostics
package import Records

/// The figures of a site.
package struct Statistics: Sendable {
  /// How far one plan answers its outline. The four figures add up to ``elements``.
  package struct Coverage: Sendable {
    package let jurisdiction: String
    package let cycle: String
    package let text: Plan.TextKind
    /// Elements for which a state writes text.
    package let elements: Int
    package let answered: Int
    package let byReference: Int
    package let notApplicable: Int
    /// Not found in a full text, not yet coded in a summary.
    package let open: Int
    /// Words of the sections.
    package let words: Int
  }

  /// A practice whose review was due.
  package struct Review: Sendable {
    package let id: RecordID
    package let due: String
    package let file: String
  }

  /// A record that is not published.
  package struct Draft: Sendable {
    package let id: RecordID
    package let file: String
  }

  /// Records that the site shows, by what they are, in the order of the contract.
  package let records: [(name: String, count: Int)]
  /// References by kind.
  package let references: [(name: String, count: Int)]
  /// Mentions in plan texts, by the kind of record that is named.
  package let mentions: [(name: String, count: Int)]
  /// Every rule with how strict it is (`off` included) and the records that break it.
  package let rules: [(rule: GraphRule, severity: String, findings: [String])]
  /// Sorted by jurisdiction, then cycle.
  package let coverage: [Coverage]
  /// Sorted by date, then id.
  package let reviewsDue: [Review]
  /// Practices that nobody has reviewed.
  package let neverReviewed: Int
  package let drafts: [Draft]
}

extension LinkGraph {
  /// The figures of the published records; drafts are only listed.
  ///
  /// - Parameters:
  ///   - all: the library with its drafts.
  ///   - today: the day (`YYYY-MM-DD`) by which reviews count as due.
  package func statistics(all: Library, today: String) -> Statistics {
    let sections = library.plans.flatMap(\.sections)
    let links = Array(outgoing.values.joined())
    return Statistics(
      records: [
        ("practices", library.practices.count), ("plans", library.plans.count), ("sections", sections.count),
        ("elements", library.outline?.elements.count ?? 0), ("jurisdictions", library.jurisdictions.count),
        ("guidance", library.guidance.count), ("profiles", library.profiles.count),
        ("pages", library.pages.count), ("terms", library.vocabularies.reduce(0) { $0 + $1.terms.count }),
        ("performance levels", library.performance.count),
      ],
      references: Link.Kind.allCases.map { kind in
        (kind.rawValue, kind == .mention ? mentions.all.count : links.count { $0.kind == kind })
      },
      mentions: [
        ("practices", RecordKind.practice), ("programs", .program), ("boards", .jurisdiction),
        ("guidance", .guidance),
      ].map { name, kind in (name, mentions.all.count { $0.target.kind == kind }) },
      rules: GraphRule.allCases.map { rule in
        (rule, library.site.severity(of: rule)?.rawValue ?? "off", findings(of: rule).map(\.name))
      },
      coverage: library.plans.map(coverage),
      reviewsDue: library.practices.filter { $0.isReviewDue(on: today) }
        .map { .init(id: $0.id, due: $0.nextReview ?? "", file: $0.common.place.file) }
        .sorted { ($0.due, $0.id) < ($1.due, $1.id) },
      neverReviewed: library.practices.count { $0.reviewed == nil },
      drafts: all.published().drafts.map { .init(id: $0.id, file: $0.file) }.sorted { $0.id < $1.id })
  }

  private func coverage(_ plan: Plan) -> Statistics.Coverage {
    let outline = library.outlines.first { $0.id == plan.outline }
    let narrative = Set((outline?.elements ?? []).filter(\.isNarrative).map(\.id))
    let answered = Set(plan.sections.flatMap(\.elements)).intersection(narrative)
    let byReference = Set(plan.byReference.map(\.element)).intersection(narrative).subtracting(answered)
    let notApplicable = Set(plan.notApplicable).intersection(narrative).subtracting(answered)
      .subtracting(byReference)
    return Statistics.Coverage(
      jurisdiction: plan.jurisdiction, cycle: plan.cycle, text: plan.text, elements: narrative.count,
      answered: answered.count, byReference: byReference.count, notApplicable: notApplicable.count,
      open: narrative.count - answered.count - byReference.count - notApplicable.count,
      words: plan.sections.reduce(0) { $0 + $1.body.wordCount })
  }
}

extension Practice {
  /// Whether `next_review` has come; a month or year is due from its first day.
  package func isReviewDue(on today: String) -> Bool {
    // Dates are written from the year down, so that the order of texts is the order of days.
    nextReview.map { $0 <= today } ?? false
  }
}
