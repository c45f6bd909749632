// Which of two plans was filed first, as far as their dates say.
package import Records

/// When a plan was filed: the day on which the state published it, else its cycle.
package struct Filing: Sendable, Hashable {
  let published: String?
  let cycle: String

  package init(_ plan: Plan) {
    published = plan.published
    cycle = plan.cycle
  }

  /// Whether this plan came first; nil when the dates do not say.
  ///
  /// Dates are written from the year down: `2024` and `2024-03` may be the same day.
  package func isBefore(_ other: Filing) -> Bool? {
    if let published, let date = other.published {
      return published.hasPrefix(date) || date.hasPrefix(published) ? nil : published < date
    }
    return cycle == other.cycle ? nil : cycle < other.cycle
  }

  /// An order of columns: it claims nothing where ``isBefore(_:)`` is silent.
  var sortKey: (String, String) { (published ?? String(cycle.prefix(4)), cycle) }
}
