// Data as it leaves the site: one value, written as JSON or as CSV.
import Diagnostics

/// A value of a data file. Objects keep the order of their keys, so that the same record gives the same bytes.
indirect enum DataValue: Sendable {
  case text(String)
  /// A number as written, so that 63.90 stays 63.90.
  case number(String)
  case flag(Bool)
  case list([DataValue])
  case object([(String, DataValue)])
  case none

  static func optional(_ text: String?) -> DataValue { text.map { .text($0) } ?? .none }
  static func count(_ number: Int) -> DataValue { .number(String(number)) }
  static func texts(_ texts: [String]) -> DataValue { .list(texts.map { .text($0) }) }

  /// The value as JSON, indented by two spaces a level.
  func json(indentation: Int = 0) -> String {
    let inner = String(repeating: " ", count: indentation + 2)
    let outer = String(repeating: " ", count: indentation)
    switch self {
    case .text(let text): return quotedJSON(text)
    case .number(let digits): return digits
    case .flag(let flag): return flag ? "true" : "false"
    case .none: return "null"
    case .list(let items):
      guard !items.isEmpty else { return "[]" }
      return "[\n" + items.map { inner + $0.json(indentation: indentation + 2) }.joined(separator: ",\n")
        + "\n\(outer)]"
    case .object(let entries):
      guard !entries.isEmpty else { return "{}" }
      let lines = entries.map { "\(inner)\(quotedJSON($0.0)): \($0.1.json(indentation: indentation + 2))" }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
    }
  }

  /// The value as one CSV cell (RFC 4180); lists are joined by "; ", objects have no cell.
  var cell: String {
    switch self {
    case .text(let text): Self.quotedCell(text)
    case .number(let digits): digits
    case .flag(let flag): flag ? "true" : "false"
    case .list(let items):
      Self.quotedCell(
        items.compactMap { item in
          if case .text(let text) = item { return text }
          return nil
        }.joined(separator: "; "))
    case .object, .none: ""
    }
  }

  private static func quotedCell(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else {
      return text
    }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}

/// One list of the site as data: its columns with their meaning, and its rows.
struct DataTable: Sendable {
  struct Column: Sendable {
    let name: String
    let meaning: String
    /// Whether it is left out of the CSV, because a cell cannot hold it.
    var isNested = false
  }

  /// The file's name without ending: `practices`.
  let name: String
  let title: String
  let columns: [Column]
  private let makeRows: @Sendable () -> [[DataValue]]

  /// The rows are made when they are asked for: the list of tables is needed more often than their content.
  init(
    name: String, title: String, columns: [Column], rows: @autoclosure @escaping @Sendable () -> [[DataValue]]
  ) {
    self.name = name
    self.title = title
    self.columns = columns
    makeRows = rows
  }

  /// As many values as columns each.
  var rows: [[DataValue]] { makeRows() }

  var csv: [UInt8] {
    let shown = columns.indices.filter { !columns[$0].isNested }
    var output = Array(shown.map { columns[$0].name }.joined(separator: ",").utf8) + [0x0D, 0x0A]
    for row in rows {
      output += shown.map { row[$0].cell }.joined(separator: ",").utf8
      output += [0x0D, 0x0A]
    }
    return output
  }

  func object(_ row: [DataValue]) -> DataValue { .object(zip(columns, row).map { ($0.name, $1) }) }

  var json: [UInt8] { Array((DataValue.list(rows.map(object)).json() + "\n").utf8) }
}
