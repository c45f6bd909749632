// Tables: from a row of dashes below a line of text to the cells of each row.
import Diagnostics

extension BlockScan {
  mutating func startTable() -> Bool {
    guard !paragraphIsTask || found.segments.count > paragraphSegments + 1,
      let alignments = syntax.delimiterRow(cursor.nonspace..<cursor.end), let header = found.segments.last
    else { return false }
    let split = syntax.splitRow(header.range)
    guard split.count == alignments.count else { return false }
    found.segments.removeLast()
    let isFirstLine = found.segments.count == paragraphSegments
    if !isFirstLine {
      if dialect != .site { unescapePipes() }
      closeParagraph(upTo: found.segments.count)
    }
    found.tables.append(BlockFindings.Table(alignments: alignments, line: line - 1))
    columns = alignments.count
    row = 0
    leaf = .table
    // The header was copied, or noted, as a line of text: take that back.
    if found.changes.last?.line == line - 1 { found.changes.removeLast() }
    let first: BlockFindings.RowPrefix =
      isFirstLine
      ? .own(previousOrigin, end: header.range.lowerBound)
      : .bytes(rowPrefix())
    addCells(split, line: line - 1, first: first, note: previousOrigin.note)
    delimiterChange = found.changes.count
    found.changes.append(ChangedLine(line: line, change: .drop))
    delimiterBlank = .blank(prefix: rowPrefix(), note: previousOrigin.note)
    return true
  }

  /// cmark-gfm takes the backslashes from escaped pipes in the lines above a header, too, even in code.
  mutating func unescapePipes() {
    let old = Array(found.segments[paragraphSegments...])
    found.segments.removeSubrange(paragraphSegments...)
    for segment in old {
      var lower = segment.range.lowerBound
      var index = lower
      while index + 1 < segment.range.upperBound {
        if bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "|") {
          found.edits.append(Edit(range: index..<(index + 1), replacement: []))
          found.segments.append(Segment(range: lower..<index, endsLine: false))
          lower = index + 1
          index += 1
        }
        index += 1
      }
      found.segments.append(Segment(range: lower..<segment.range.upperBound, endsLine: segment.endsLine))
    }
  }

  mutating func addRow(from start: Int, isHeader: Bool) {
    row += 1
    found.tables[found.tables.count - 1].hasBody = true
    addCells(syntax.splitRow(start..<cursor.end), line: line, first: .bytes(rowPrefix()), note: origin.note)
  }

  mutating func addCells(_ split: [Range<Int>], line: Int, first: BlockFindings.RowPrefix, note: Int) {
    let firstCell = found.cells.count
    for (column, range) in split.prefix(columns).enumerated() {
      let start = found.segments.count
      // An escaped pipe loses its backslash before anything else is read.
      var lower = range.lowerBound
      var index = lower
      while index < range.upperBound {
        if bytes[index] == UInt8(ascii: "\\"), index + 1 < range.upperBound,
          bytes[index + 1] == UInt8(ascii: "|")
        {
          found.segments.append(Segment(range: lower..<index, endsLine: false))
          lower = index + 1
          index += 2
        } else {
          index += 1
        }
      }
      found.segments.append(Segment(range: lower..<range.upperBound, endsLine: false))
      found.cells.append(
        BlockFindings.Cell(
          segments: start..<found.segments.count, row: row, column: column, table: found.tables.count - 1))
      if addLeaf(Leaf(line: line, segments: start..<found.segments.count, isCell: true)) {
        found.cells[found.cells.count - 1].leaf = found.leaves.count - 1
      }
    }
    found.cells[found.cells.count - 1].isLastOfRow = true
    missingCells += max(0, columns - split.count)
    if missingCells > Limits.missingCells {
      found.isBeyondLimits = true
      let place = lines.place(at: lines.starts[line])
      found.diagnostics = [
        Limits.diagnostic("its found.tables lack more than \(Limits.missingCells) found.cells", at: place)
      ]
    }
    found.changes.append(
      ChangedLine(
        line: line,
        change: .row(cells: firstCell..<found.cells.count, first: first, others: rowPrefix(), note: note)))
  }

  mutating func closeTable() {
    guard !found.cells.isEmpty else { return }
    found.cells[found.cells.count - 1].isLastOfTable = true
    if dialect != .site, row == 0, !stack.isEmpty { found.changes[delimiterChange].change = delimiterBlank }
  }

  /// What a line must begin with to stay in the open containers, counted from the innermost footnote.
  func rowPrefix() -> [UInt8] {
    var prefix: [UInt8] = []
    for container in stack {
      switch container.kind {
      case .quote: prefix += [UInt8(ascii: ">"), 0x20]
      case .item: prefix += [UInt8](repeating: 0x20, count: container.width)
      case .note: prefix = [0x20, 0x20, 0x20, 0x20]
      }
    }
    return prefix
  }
}
