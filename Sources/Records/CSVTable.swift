// CSV (RFC 4180) with the place of every cell; SwiftCSV gives no places, which messages need.
import Diagnostics

/// The rows of a CSV file, the header apart.
struct CSVTable {
  var header: [Located<String>] = []
  var rows: [[Located<String>]] = []

  /// Reads a table; reports an open quote. Blank lines are skipped.
  init(_ file: SourceFile, _ diagnostics: inout [Diagnostic]) {
    let bytes = file.bytes
    var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var lineStart = 0
    var line = 1
    var cells: [Located<String>] = []
    var lines: [[Located<String>]] = []

    func advanceLine() {
      if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
      index += 1
      line += 1
      lineStart = index
    }

    while index < bytes.count {
      let place = Place(file: file.path, line: line, column: index - lineStart + 1)
      var cell: [UInt8] = []
      let wasQuoted = bytes[index] == UInt8(ascii: "\"")
      if wasQuoted {
        index += 1
        var isClosed = false
        while index < bytes.count {
          if bytes[index] == UInt8(ascii: "\"") {
            index += 1
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
              isClosed = true
              break
            }
            cell.append(UInt8(ascii: "\""))
            index += 1
          } else if bytes[index] == 0x0A || bytes[index] == 0x0D {
            cell.append(0x0A)
            advanceLine()
          } else {
            cell.append(bytes[index])
            index += 1
          }
        }
        if !isClosed {
          diagnostics.append(
            Diagnostic(
              .csvSyntax, at: place, "this quoted cell is never closed", help: "Add the closing quote."))
        }
      }
      let isEnded = index == bytes.count || [UInt8(ascii: ","), 0x0A, 0x0D].contains(bytes[index])
      if wasQuoted, !isEnded {
        diagnostics.append(
          Diagnostic(
            .csvSyntax, at: Place(file: file.path, line: line, column: index - lineStart + 1),
            "words stand behind the closing quote of this cell",
            help: "Put the whole cell in quotes, and write a quote inside it twice."))
      }
      while index < bytes.count, bytes[index] != UInt8(ascii: ","), bytes[index] != 0x0A, bytes[index] != 0x0D
      {
        cell.append(bytes[index])
        index += 1
      }
      var located = Located(String(decoding: cell, as: UTF8.self), at: place)
      located.place.length = max(1, cell.count)
      cells.append(located)
      if index < bytes.count, bytes[index] == UInt8(ascii: ",") {
        index += 1
        if index == bytes.count { cells.append(Located("", at: place)) }
        continue
      }
      if index < bytes.count { advanceLine() }
      if cells.count > 1 || !cells[0].value.isEmpty { lines.append(cells) }
      cells = []
    }
    if !cells.isEmpty { lines.append(cells) }
    header = lines.first ?? []
    rows = Array(lines.dropFirst())
  }
}
