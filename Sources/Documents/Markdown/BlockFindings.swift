// What the block scan finds in a body: leaves to look into, tables, footnotes, tasks, callouts, headings.
import Diagnostics

/// The findings of ``BlockScan``, in places of the file; ``Rewriting`` turns them into a text for libcmark.
struct BlockFindings: ~Copyable {
  /// A part of a leaf's text: bytes of the file, and whether a line ends behind it.
  struct Segment {
    var range: Range<Int>
    var endsLine: Bool
  }

  /// A paragraph, heading or cell whose inlines somebody must look at.
  struct Leaf {
    var line: Int
    var segments: Range<Int>
    /// How many bytes at the start are link definitions, which libcmark takes away.
    var definitions = 0
    var isCell = false
  }

  struct Cell {
    var segments: Range<Int>
    var row: Int
    var column: Int
    var table: Int
    /// Its index in ``leaves``, or -1.
    var leaf = -1
    var isLastOfTable = false
    var isLastOfRow = false
  }

  struct Table {
    var alignments: [UInt8]
    var line: Int
    var hasBody = false
  }

  struct Note {
    var label: Range<Int>
    var line: Int
  }

  /// What a line becomes for libcmark when it is not copied as it stands.
  enum LineChange {
    /// The line goes to a footnote's text: the bytes from `start` on behind `indent` spaces.
    case note(Int, start: Int, indent: Int)
    /// The line opens a footnote: its beginning stays behind with a rule that nobody sees, the rest goes to the note.
    case noteStart(Origin)
    /// A table row: each cell becomes a heading of its own, behind these bytes.
    case row(cells: Range<Int>, first: RowPrefix, others: [UInt8], note: Int)
    /// A delimiter row, which says nothing to libcmark.
    case drop
    /// The delimiter row of a table without a body, which to cmark-gfm looks like a blank line in its list.
    case blank(prefix: [UInt8], note: Int)
  }

  enum RowPrefix {
    case bytes([UInt8])
    /// The line's own beginning up to the header's text, because it may open quotes and lists.
    case own(Origin, end: Int)
  }

  struct ChangedLine {
    var line: Int
    var change: LineChange
  }

  struct Edit {
    var range: Range<Int>
    var replacement: [UInt8]
  }

  struct HeadingPlace {
    var line: Int
    var offset: Int
    var ids: [Range<Int>]
  }

  /// Where the part of a line begins that belongs to the innermost footnote.
  struct Origin {
    var note = -1
    var label = -1
    var start = 0
    var indent = 0
    /// Where the rest of a line that opens a footnote belongs.
    var outerNote = -1
    var outerStart = 0
    var outerIndent = 0
  }

  var leaves: [Leaf] = []
  var segments: [Segment] = []
  var cells: [Cell] = []
  var tables: [Table] = []
  var notes: [Note] = []
  var changes: [ChangedLine] = []
  var edits: [Edit] = []
  var headings: [HeadingPlace] = []
  /// The first line of each task item, and whether it is done.
  var tasks: [Int: Bool] = [:]
  /// Those of them that have no words on that line.
  var emptyTasks: Set<Int> = []
  /// The first line of each callout.
  var callouts: [Int: Callout] = [:]
  var definitions = LinkDefinitions()
  var diagnostics: [Diagnostic] = []
  var isBeyondLimits = false
}
