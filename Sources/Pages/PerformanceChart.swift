// A chart of one indicator: for each year a bar for the result, and lines for what was agreed and proposed.
import Layouts
import Records

struct PerformanceChartFacts: LayoutFacts {
  let program: String
  let indicator: String
  let scale: String
  let years: [ChartYearFacts]

  static let facts: [Fact<PerformanceChartFacts>] = [
    .text("program", "The program.") { $0.program },
    .text("indicator", "The indicator, in words.") { $0.indicator },
    .text("scale", "Where the axis ends: `100%` or `$10,000`.") { $0.scale },
    .text("words", "What the chart shows, as a sentence a year.") { chart in
      chart.years.map { "\($0.year): \($0.words)." }.joined(separator: " ")
    },
    .text("height", "The height of the drawing.") { String($0.years.count * ChartYearFacts.height) },
    .list("years", "The years, oldest first.") { $0.years },
  ]
}

struct ChartYearFacts: LayoutFacts {
  static let height = 44
  /// Where the axis begins and how long it is.
  static let axis = (start: 56, length: 224)

  let year: String
  /// Kinds of level with their amount and their length on the axis.
  let levels: [(kind: String, amount: String, length: Int)]
  let top: Int

  /// “actual 29.8%, negotiated 25.7%”.
  var words: String { levels.map { "\($0.kind) \($0.amount)" }.joined(separator: ", ") }

  private func length(_ kind: String) -> Int? { levels.first { $0.kind == kind }?.length }
  private func end(_ kind: String) -> String { length(kind).map { String(Self.axis.start + $0 - 1) } ?? "" }

  static let facts: [Fact<ChartYearFacts>] = [
    .text("year", "The program year.") { $0.year },
    .text("words", "Its levels in words.") { $0.words },
    .text("track", "The top of the bar.") { String($0.top + 8) },
    .text("mark", "The top of the lines that cross it.") { String($0.top + 4) },
    .text("year_line", "Where the line with the year stands.") { String($0.top + 19) },
    .text("words_line", "Where the line with the words stands.") { String($0.top + 36) },
    .text("actual", "How long the bar of the result is; empty when there is none.") { row in
      row.length("actual").map(String.init) ?? ""
    },
    .text("negotiated", "Where the line of the agreed level stands; may be empty.") { $0.end("negotiated") },
    .text("proposed", "Where the line of the proposed level stands; may be empty.") { $0.end("proposed") },
  ]
}

extension SiteModel {
  /// A chart for each program and indicator, in the order of the rows; percentages share one scale.
  func performanceCharts(_ rows: [PerformanceRowFacts]) -> [PerformanceChartFacts] {
    var order: [[String]] = []
    var rowsByChart: [[String]: [PerformanceRowFacts]] = [:]
    for row in rows {
      let key = [row.program, row.indicator]
      if rowsByChart[key] == nil { order.append(key) }
      rowsByChart[key, default: []].append(row)
    }
    let dollars = rows.flatMap(\.levels.values).filter { $0.unit == "dollars" }.map(\.value).max() ?? 0
    // Earnings end at the next five thousand, so that all charts of a group can be compared.
    let thousands = max(1, Int((dollars / 5000).rounded(.up))) * 5
    return order.map { key in
      let years = (rowsByChart[key] ?? []).sorted { $0.year < $1.year }
      let isMoney = years.contains { $0.levels.values.contains { $0.unit == "dollars" } }
      let end = isMoney ? Double(thousands) * 1000 : 100
      return PerformanceChartFacts(
        program: key[0], indicator: key[1], scale: isMoney ? "$\(thousands),000" : "100%",
        years: years.enumerated().map { position, row in
          ChartYearFacts(
            year: row.year,
            levels: ["actual", "negotiated", "proposed"].compactMap { kind in
              row.levels[kind].map { level in
                let share = min(1, max(0, level.value / end))
                return (kind, level.amount, Int((share * Double(ChartYearFacts.axis.length)).rounded()))
              }
            }, top: position * ChartYearFacts.height)
        })
    }
  }
}
