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

  /// Appends the value as JSON, indented by two spaces a level.
  func appendJSON(to output: inout [UInt8], indentation: Int = 0) {
    switch self {
    case .text(let text): Diagnostics.appendJSON(text, to: &output)
    case .number(let digits): output.append(contentsOf: digits.utf8)
    case .flag(let flag): output.append(contentsOf: (flag ? "true" : "false").utf8)
    case .none: output.append(contentsOf: "null".utf8)
    case .list(let items):
      Self.appendJSON(items, "[", "]", to: &output, indentation) { item, output in
        item.appendJSON(to: &output, indentation: indentation + 2)
      }
    case .object(let entries):
      Self.appendJSON(entries, "{", "}", to: &output, indentation) { entry, output in
        Diagnostics.appendJSON(entry.0, to: &output)
        output.append(contentsOf: ": ".utf8)
        entry.1.appendJSON(to: &output, indentation: indentation + 2)
      }
    }
  }

  private static func appendJSON<Item>(
    _ items: [Item], _ open: String, _ close: String, to output: inout [UInt8], _ indentation: Int,
    _ append: (Item, inout [UInt8]) -> Void
  ) {
    output.append(contentsOf: open.utf8)
    for (position, item) in items.enumerated() {
      output.append(contentsOf: (position == 0 ? "\n" : ",\n").utf8)
      output.append(contentsOf: repeatElement(0x20, count: indentation + 2))
      append(item, &output)
    }
    if !items.isEmpty {
      output.append(0x0A)
      output.append(contentsOf: repeatElement(0x20, count: indentation))
    }
    output.append(contentsOf: close.utf8)
  }

  /// A file that holds the value alone.
  var jsonFile: [UInt8] {
    var output: [UInt8] = []
    appendJSON(to: &output)
    output.append(0x0A)
    return output
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

  var json: [UInt8] { DataValue.list(rows.map(object)).jsonFile }
}
