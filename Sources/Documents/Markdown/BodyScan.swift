// Everything that is known of a body before libcmark has seen it.
import Diagnostics

/// The findings of both scans, in places of the file, with footnotes numbered.
struct BodyScan {
  struct Mark {
    var kind: InlineScan.Mark.Kind
    var target: Range<Int>
  }

  struct Note {
    /// Its index in ``BlockScan/notes``.
    var definition: Int
    var uses = 0
  }

  var blocks: BlockScan
  /// For each of the block scan's leaves, its links, images and tags in order.
  private(set) var marks: [[Mark]] = []
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
  private(set) var headingOfLine: [Int: Int] = [:]
  let marker: [UInt8]

  func leaf(at line: Int) -> Int { line < leafOfLine.count ? Int(leafOfLine[line]) : -1 }

  init(
    _ scan: BlockScan, bytes: UnsafeBufferPointer<UInt8>, lines: SourceLines, dialect: Dialect,
    marker: [UInt8]
  ) {
    blocks = scan
    diagnostics = scan.diagnostics
    self.marker = marker
    var definitionOfLabel: [String: Int] = [:]
    for (index, note) in scan.notes.enumerated() {
      let label = LinkDefinitions.normalized(bytes[note.label])
      if let first = definitionOfLabel[label] {
        let place = lines.place(at: scan.notes[first].label.lowerBound, length: note.label.count)
        diagnostics.append(
          Diagnostic(
            .markdownFootnoteTwice, at: lines.place(at: note.label.lowerBound, length: note.label.count),
            "There are two footnotes “\(String(decoding: bytes[note.label].prefix(60), as: UTF8.self))”",
            help: "Give one of them another label.",
            notes: [Diagnostic.Note("the first one is here", at: place)]))
      } else {
        definitionOfLabel[label] = index
      }
    }

    let labels = Set(definitionOfLabel.keys)
    var edits = scan.edits
    var pendingUses: [Int] = []
    var text: [UInt8] = []
    var starts: [(text: Int, file: Int)] = []
    for leaf in scan.leaves {
      text.removeAll(keepingCapacity: true)
      starts.removeAll(keepingCapacity: true)
      for segment in scan.segments[leaf.segments] {
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
      let context = InlineScan.Context(
        definitions: scan.definitions, notes: labels, hasExtensions: dialect != .plain,
        marker: marker, firstAddress: addresses.count, firstUse: pendingUses.count)
      text.withUnsafeBufferPointer { all in
        let own = UnsafeBufferPointer(rebasing: all[cut...])
        var inlines = InlineScan(own, context)
        inlines.run()
        marks.append(inlines.marks.map { Mark(kind: $0.kind, target: file($0.target)) })
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
              "There is no footnote “\(String(decoding: own[use.label].prefix(60), as: UTF8.self))” in this file",
              help:
                "Write it on a line of its own, as in [^\(String(decoding: own[use.label].prefix(60), as: UTF8.self))]: The words of the note."
            ))
        }
        // An edit over a line's end could take the marks of its quote with it.
        let isSafe = inlines.edits.allSatisfy { !own[$0.range].contains(0x0A) }
        if isSafe {
          edits += inlines.edits.map { BlockScan.Edit(range: file($0.range), replacement: $0.replacement) }
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
    for (index, note) in scan.notes.enumerated() where noteOfDefinition[index] == nil {
      guard definitionOfLabel[LinkDefinitions.normalized(bytes[note.label])] == index else { continue }
      diagnostics.append(
        Diagnostic(
          .markdownFootnoteUnused, .warning,
          at: lines.place(at: note.label.lowerBound, length: note.label.count),
          "No text points to the footnote “\(String(decoding: bytes[note.label].prefix(60), as: UTF8.self))”",
          help: "Put its label behind the words that it explains, or remove it."))
    }

    if !scan.leaves.isEmpty {
      leafOfLine = Array(repeating: -1, count: lines.starts.count)
      for (index, leaf) in scan.leaves.enumerated() where !leaf.isCell {
        leafOfLine[leaf.line] = Int32(index)
      }
    }
    for (index, heading) in scan.headings.enumerated() { headingOfLine[heading.line] = index }
    rewriting = Rewriting(
      scan, edits: edits, bytes: bytes, lines: lines, usedNotes: notes.map(\.definition))
  }
}
