// Everything that is known of a body before libcmark has seen it.
import Diagnostics

/// The findings of both scans, in places of the file, with footnotes numbered.
struct BodyScan: ~Copyable {
  struct Mark {
    var kind: InlineScan.Mark.Kind
    var target: Range<Int>
  }

  struct Note {
    /// Its index in ``BlockFindings/notes``.
    var definition: Int
    var uses = 0
  }

  let blocks: BlockFindings
  /// The links, images and tags of all leaves, in order in each leaf.
  private(set) var marks: [Mark] = []
  /// For each of the block scan's leaves, its part of ``marks``.
  private(set) var marksOfLeaf: [Range<Int>] = []
  private(set) var addresses: [[UInt8]] = []
  /// For each use of a footnote in order of the file, the footnote's index in ``notes`` and the use's number.
  private(set) var uses: [(note: Int, use: Int)] = []
  /// The footnotes in order of first use.
  private(set) var notes: [Note] = []
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var rewriting = Rewriting()
  /// The leaf that begins on a line of the body, cells apart; -1 for lines without one. Empty when there is no leaf.
  private var leafOfLine: [Int32] = []
  /// The index in the block scan's headings by line.
  private(set) var headingOfLine = LineMap<Int>()
  let marker: [UInt8]

  func leaf(at line: Int) -> Int { line < leafOfLine.count ? Int(leafOfLine[line]) : -1 }

  init(
    _ found: consuming BlockFindings, bytes: UnsafeBufferPointer<UInt8>, lines: SourceLines, dialect: Dialect,
    marker: [UInt8]
  ) {
    blocks = found
    diagnostics = blocks.diagnostics
    self.marker = marker
    var definitionOfLabel: [String: Int] = [:]
    for (index, note) in blocks.notes.enumerated() {
      let label = LinkDefinitions.normalized(bytes[note.label])
      if let first = definitionOfLabel[label] {
        let place = lines.place(at: blocks.notes[first].label.lowerBound, length: note.label.count)
        diagnostics.append(
          Diagnostic(
            .markdownFootnoteTwice, at: lines.place(at: note.label.lowerBound, length: note.label.count),
            "there are two footnotes “\(String(decoding: bytes[note.label].prefix(60), as: UTF8.self))”",
            help: "Give one of them another label.",
            notes: [Diagnostic.Note("the first one is here", at: place)]))
      } else {
        definitionOfLabel[label] = index
      }
    }

    let context = InlineScan.Context(
      definitions: blocks.definitions, notes: Set(definitionOfLabel.keys), hasExtensions: dialect != .plain,
      marker: marker)
    var inlines = InlineScan(UnsafeBufferPointer(start: nil, count: 0), context)
    marksOfLeaf.reserveCapacity(blocks.leaves.count)
    marks.reserveCapacity(blocks.leaves.count)
    var edits = blocks.edits
    var pendingUses: [Int] = []
    var text: [UInt8] = []
    var starts: [(text: Int, file: Int)] = []
    starts.reserveCapacity(16)
    for leaf in blocks.leaves {
      text.removeAll(keepingCapacity: true)
      starts.removeAll(keepingCapacity: true)
      for segment in blocks.segments[leaf.segments] {
        starts.append((text.count, segment.range.lowerBound))
        text.append(contentsOf: bytes[segment.range])
        if segment.endsLine { text.append(0x0A) }
      }
      let cut = leaf.definitions
      func file(_ offset: Int) -> Int {
        let offset = offset + cut
        var low = 0
        var high = starts.count
        while high - low > 1 {
          let middle = (low + high) / 2
          if starts[middle].text <= offset { low = middle } else { high = middle }
        }
        return starts[low].file + offset - starts[low].text
      }
      func file(_ range: Range<Int>) -> Range<Int> {
        let lower = file(range.lowerBound)
        return range.isEmpty ? lower..<lower : lower..<max(lower, file(range.upperBound - 1) + 1)
      }
      text.withUnsafeBufferPointer { all in
        let own = UnsafeBufferPointer(rebasing: all[cut...])
        inlines.restart(own, firstAddress: addresses.count, firstUse: pendingUses.count)
        inlines.run()
        let first = marks.count
        for mark in inlines.marks { marks.append(Mark(kind: mark.kind, target: file(mark.target))) }
        marksOfLeaf.append(first..<marks.count)
        for range in inlines.addresses {
          addresses.append(Array(String(decoding: own[range], as: UTF8.self).utf8))
        }
        for use in inlines.uses {
          pendingUses.append(definitionOfLabel[LinkDefinitions.normalized(own[use.label])] ?? 0)
        }
        for use in inlines.unknownUses {
          let whole = file(use.whole)
          diagnostics.append(
            Diagnostic(
              .markdownFootnoteMissing, at: lines.place(at: whole.lowerBound, length: whole.count),
              "there is no footnote “\(String(decoding: own[use.label].prefix(60), as: UTF8.self))” in this file",
              help:
                "Write it on a line of its own, as in [^\(String(decoding: own[use.label].prefix(60), as: UTF8.self))]: The words of the note."
            ))
        }
        // An edit over a line's end could take the marks of its quote with it.
        let isSafe = inlines.edits.allSatisfy { !own[$0.range].contains(0x0A) }
        if isSafe {
          edits += inlines.edits.map {
            BlockFindings.Edit(range: file($0.range), replacement: $0.replacement)
          }
        }
      }
    }
    edits.sort { $0.range.lowerBound < $1.range.lowerBound }

    // Numbers go by first use in the file, uses inside of notes included.
    var noteOfDefinition: [Int: Int] = [:]
    for definition in pendingUses {
      let note = noteOfDefinition[definition] ?? notes.count
      if note == notes.count {
        noteOfDefinition[definition] = note
        notes.append(Note(definition: definition))
      }
      notes[note].uses += 1
      uses.append((note, notes[note].uses))
    }
    for (index, note) in blocks.notes.enumerated() where noteOfDefinition[index] == nil {
      guard definitionOfLabel[LinkDefinitions.normalized(bytes[note.label])] == index else { continue }
      diagnostics.append(
        Diagnostic(
          .markdownFootnoteUnused, .warning,
          at: lines.place(at: note.label.lowerBound, length: note.label.count),
          "no text points to the footnote “\(String(decoding: bytes[note.label].prefix(60), as: UTF8.self))”",
          help: "Put its label behind the words that it explains, or remove it."))
    }

    if !blocks.leaves.isEmpty {
      leafOfLine = Array(repeating: -1, count: lines.starts.count)
      for (index, leaf) in blocks.leaves.enumerated() where !leaf.isCell {
        leafOfLine[leaf.line] = Int32(index)
      }
    }
    for (index, heading) in blocks.headings.enumerated() { headingOfLine.append(index, at: heading.line) }
    rewriting = Rewriting(
      blocks, edits: edits, bytes: bytes, lines: lines, usedNotes: notes.map(\.definition))
  }
}
