// Performance levels: the page of all, and the table with its charts that jurisdictions show too.
import Layouts
import Links
import Records

struct PerformancePageFacts: LayoutFacts {
  let model: SiteModel

  static let facts: [Fact<PerformancePageFacts>] = [
    .text("count", "How many levels there are.") { counted($0.model.library.performance.count, "level") },
    .list("groups", "The levels, by jurisdiction.") { page in
      page.model.library.jurisdictions.compactMap { jurisdiction in
        page.model.performanceGroup(jurisdiction)
      }
    },
    .address("csv", "The levels as CSV.") { $0.model.routes.url("/data/performance.csv") },
  ]
}

struct PerformanceGroupFacts: LayoutFacts {
  let code: String
  let name: String
  let url: String
  let rows: [PerformanceRowFacts]
  let origins: [LevelOriginFacts]
  let charts: [PerformanceChartFacts]

  static let facts: [Fact<PerformanceGroupFacts>] = [
    .text("code", "The jurisdiction's code: the group's id on the page.") { $0.code },
    .text("name", "The jurisdiction's name.") { $0.name },
    .address("url", "Its page.") { $0.url },
    .list("charts", "A chart for each program and indicator.") { $0.charts },
    .list("rows", "A row for each program, indicator and year.") { $0.rows },
    .list("origins", "Where the levels were seen, each place once.") { $0.origins },
  ]
}

/// What is known of one indicator of one program in one year.
struct PerformanceRowFacts: LayoutFacts {
  let program: String
  let indicator: String
  let year: String
  var levels: [String: PerformanceLevel] = [:]
  var origins: [Int] = []

  private func amount(_ kind: String) -> String { levels[kind].map(\.amount) ?? "" }

  static let facts: [Fact<PerformanceRowFacts>] = [
    .text("program", "The program.") { $0.program },
    .text("indicator", "The indicator, in words.") { $0.indicator },
    .text("year", "The program year.") { $0.year },
    .text("proposed", "The level that the state proposed; may be empty.") { $0.amount("proposed") },
    .text("negotiated", "The level agreed with the federal department; may be empty.") {
      $0.amount("negotiated")
    },
    .text("actual", "The reported result; may be empty.") { $0.amount("actual") },
    .text("origins", "Numbers of the places where it was seen, joined by commas.") { row in
      row.origins.map(String.init).joined(separator: ", ")
    },
  ]
}

/// A place where levels were seen, with what a reader must know of them.
struct LevelOriginFacts: LayoutFacts {
  let number: Int
  let source: String
  let note: String

  static let facts: [Fact<LevelOriginFacts>] = [
    .text("number", "Its number in the table.") { String($0.number) },
    .address("url", "Where it stands.") { $0.source },
    .text("site", "The name of the host.") { origin in
      let rest = origin.source.split(separator: "/", maxSplits: 2)
      return rest.count > 1 ? String(rest[1]) : origin.source
    },
    .text("note", "What a reader must know; may be empty.") { $0.note },
  ]
}

extension SiteModel {
  func performanceGroup(_ jurisdiction: Jurisdiction) -> PerformanceGroupFacts? {
    guard let positions = index.levelsByJurisdiction[jurisdiction.code] else { return nil }
    var rows: [PerformanceRowFacts] = []
    var rowByKey: [[String]: Int] = [:]
    var origins: [LevelOriginFacts] = []
    for position in positions {
      let level = library.performance[position]
      let key = [level.program, level.indicator, level.year]
      let row = rowByKey[key] ?? rows.count
      if row == rows.count {
        rowByKey[key] = row
        rows.append(
          PerformanceRowFacts(
            program: title(RecordID(.program, level.program)), indicator: level.indicatorWords,
            year: level.year))
      }
      rows[row].levels[level.kind] = level
      let known = origins.firstIndex { $0.source == level.source && $0.note == level.note }
      if known == nil {
        origins.append(LevelOriginFacts(number: origins.count + 1, source: level.source, note: level.note))
      }
      let number = known.map { $0 + 1 } ?? origins.count
      if !rows[row].origins.contains(number) { rows[row].origins.append(number) }
    }
    return PerformanceGroupFacts(
      code: jurisdiction.code, name: jurisdiction.name, url: routes.url(of: jurisdiction.id), rows: rows,
      origins: origins, charts: performanceCharts(rows))
  }
}

extension PerformanceLevel {
  var indicatorWords: String {
    let words = [
      "employment-q2": "Employment, second quarter after exit",
      "employment-q4": "Employment, fourth quarter after exit",
      "median-earnings-q2": "Median earnings, second quarter after exit",
      "credential": "Credential attainment",
      "msg": "Measurable skill gains", "employer-effectiveness": "Effectiveness in serving employers",
    ]
    return words[indicator] ?? indicator
  }

  /// `63.9%` or `$8,446`.
  var amount: String {
    guard unit == "dollars" else { return "\(valueText)%" }
    let parts = valueText.split(separator: ".", maxSplits: 1)
    var digits = Array(parts[0])
    var position = digits.count - 3
    while position > 0 {
      digits.insert(",", at: position)
      position -= 3
    }
    return "$" + String(digits) + (parts.count > 1 ? "." + parts[1] : "")
  }
}
