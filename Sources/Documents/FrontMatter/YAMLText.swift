// YAML to fields with places; the one file that imports Yams.
import Diagnostics
import Yams

/// A stretch of YAML inside a file.
///
/// Only plain structure is allowed: mappings, lists and scalars. Anchors, aliases and tags are refused, and nesting is
/// limited before the parser sees the text, because composing and walking are recursive.
struct YAMLText {
  static let largestSize = 2_000_000
  static let deepestNesting = 64
  static let widestIndentation = 200
  /// Finding a place walks its line, so many places on one endless line would take quadratic time.
  static let longestLine = 65_536

  let file: SourceFile
  let range: Range<Int>
  /// The byte offset in the file of each line as libYAML counts lines (it also breaks at U+0085, U+2028 and U+2029).
  private let lineStarts: [Int]
  /// The 1-based line of the file on which the YAML starts.
  private let firstLine: Int
  private let hasUnusualBreaks: Bool
  /// Whether columns are bytes everywhere, as in most files.
  private let isASCII: Bool

  init(file: SourceFile, range: Range<Int>) {
    self.file = file
    self.range = range
    var starts = [range.lowerBound]
    var unusual = false
    let bytes = file.bytes
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      if byte == 0x0A {
        starts.append(index + 1)
      } else if byte == 0x0D {
        if index + 1 < range.upperBound, bytes[index + 1] == 0x0A { index += 1 }
        starts.append(index + 1)
      } else if byte == 0xC2, index + 1 < range.upperBound, bytes[index + 1] == 0x85 {
        index += 1
        unusual = true
        starts.append(index + 1)
      } else if byte == 0xE2, index + 2 < range.upperBound, bytes[index + 1] == 0x80,
        bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9
      {
        index += 2
        unusual = true
        starts.append(index + 1)
      }
      index += 1
    }
    lineStarts = starts
    hasUnusualBreaks = unusual
    isASCII = bytes[range].allSatisfy { $0 < 0x80 }
    firstLine = file.place(at: range.lowerBound).line
  }

  /// The mapping that the text holds; empty text is an empty mapping. Nil with an error for anything else.
  func readFields() -> Diagnosed<Fields?> {
    if let refusal = refusal() { return Diagnosed(nil, [refusal]) }
    let text = String(decoding: file.bytes[range], as: UTF8.self)
    do {
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      guard let root = try parser.singleRoot() else {
        return Diagnosed(Fields(entries: [], place: place(line: 1, column: 1)))
      }
      var diagnostics: [Diagnostic] = []
      let value = located(root, &diagnostics)
      guard diagnostics.isEmpty else { return Diagnosed(nil, diagnostics) }
      switch value.value {
      case .fields(let fields): return Diagnosed(fields)
      case .empty: return Diagnosed(Fields(entries: [], place: value.place))
      default:
        return Diagnosed(
          nil,
          [
            Diagnostic(
              .yamlSyntax, at: value.place, "expected fields such as “title: …”, found \(value.value.noun)",
              help: "Each line of front matter is a field's name, a colon, a space and its value.")
          ])
      }
    } catch {
      return Diagnosed(nil, [diagnostic(for: error, text: text)])
    }
  }

  /// A node with its place; stops at the first anchor, so that an alias bomb is never walked.
  private func located(_ node: Node, _ diagnostics: inout [Diagnostic]) -> Located<FieldValue> {
    let mark = (line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    guard diagnostics.isEmpty else { return Located(.empty, at: place(line: mark.line, column: mark.column)) }
    if node.anchor != nil {
      diagnostics.append(
        Diagnostic(
          .yamlAnchor, at: place(line: mark.line, column: mark.column),
          "anchors (&name) and aliases (*name) are not used here",
          help: "Write the value out, or put it in quotes if it begins with & or *."))
    }
    if let tag = foreignTag(of: node) {
      diagnostics.append(
        Diagnostic(
          .yamlTag, at: place(line: mark.line, column: mark.column),
          "tags such as !\(tag) are not used here",
          help: "Remove the tag, or put the value in quotes if it begins with an exclamation mark."))
    }
    switch node {
    case .scalar(let scalar):
      let isEmpty = scalar.style == .plain && scalar.string.isEmpty
      let length =
        scalar.style == .plain ? scalar.string.utf8.prefix { $0 != 0x0A }.count : scalar.string.utf8.count + 2
      let start = place(line: mark.line, column: mark.column, length: length)
      return Located(isEmpty ? .empty : .text(scalar.string), at: start)
    case .sequence(let sequence):
      return Located(
        .list(sequence.map { located($0, &diagnostics) }), at: place(line: mark.line, column: mark.column))
    case .mapping(let mapping):
      let start = place(line: mark.line, column: mark.column)
      var entries: [Field] = []
      for (key, value) in mapping {
        let keyMark = (line: key.mark?.line ?? mark.line, column: key.mark?.column ?? mark.column)
        guard let name = key.scalar?.string else {
          diagnostics.append(
            Diagnostic(
              .yamlSyntax, at: place(line: keyMark.line, column: keyMark.column),
              "a field's name must be a single word"))
          continue
        }
        let keyPlace = place(line: keyMark.line, column: keyMark.column, length: name.utf8.count)
        var fieldValue = located(value, &diagnostics)
        // libYAML gives an empty value the place of whatever follows it; the name is where the reader looks.
        if case .empty = fieldValue.value { fieldValue.place = keyPlace }
        entries.append(Field(name: Located(name, at: keyPlace), value: fieldValue))
      }
      return Located(.fields(Fields(entries: entries, place: start)), at: start)
    case .alias:
      return Located(.empty, at: place(line: mark.line, column: mark.column))
    }
  }

  /// The short name of a tag that the text gives to a value; nil for the tag that its structure has anyway.
  private func foreignTag(of node: Node) -> String? {
    let prefix = "tag:yaml.org,2002:"
    let tag = node.tag.description
    let own = ["", "!", prefix + "str", prefix + "seq", prefix + "map", prefix + "null", prefix + "merge"]
    guard !own.contains(tag) else { return nil }
    return tag.hasPrefix(prefix) ? "!" + tag.dropFirst(prefix.count) : String(tag.drop { $0 == "!" })
  }

  /// The file's place of a libYAML mark, whose columns count code points.
  private func place(line: Int, column: Int, length: Int = 1) -> Place {
    let start = lineStarts[min(max(line - 1, 0), lineStarts.count - 1)]
    var offset = start
    var remaining = column - 1
    if isASCII {
      offset = min(start + remaining, range.upperBound)
      remaining = 0
    }
    while remaining > 0, offset < range.upperBound {
      offset += 1
      while offset < range.upperBound, file.bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      remaining -= 1
    }
    if hasUnusualBreaks { return file.place(at: offset, length: length) }
    let lead = line == 1 && firstLine == 1 ? range.lowerBound : 0
    return Place(
      file: file.path, line: firstLine + line - 1, column: offset - start + 1 + lead, length: length)
  }

  private func diagnostic(for error: any Error, text: String) -> Diagnostic {
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      // libYAML names the end of the text; the reader looks for what was opened.
      if let context, problem.contains("end of stream") || problem.contains("document indicator") {
        return Diagnostic(
          .yamlSyntax, at: place(line: context.mark.line, column: context.mark.column),
          "the quote or bracket that opens here is never closed",
          help: "Add the closing quote or bracket behind the value.")
      }
      let offset = place(line: mark.line, column: mark.column)
      if file.line(offset.line).dropFirst(offset.column - 1).first == 0x09 {
        return Diagnostic(
          .yamlSyntax, at: offset, "a tab stands here; YAML is indented with spaces only",
          help: "Replace the tab by two spaces.")
      }
      return Diagnostic(
        .yamlSyntax, at: place(line: mark.line, column: mark.column), "this is not valid YAML: \(problem)",
        help: "Put a value that holds a colon, a # or quotes in double quotes, and indent with spaces.")
    case .reader(let problem, let offset, _, _):
      return Diagnostic(
        .yamlSyntax, at: file.place(at: range.lowerBound + (offset ?? 0)),
        "this is not valid YAML: \(problem)",
        help: "Remove the invisible character here.")
    case .duplicatedKeysInMapping(let duplicates, let context):
      let name = duplicates.first ?? ""
      let first = place(line: context.mark.line, column: context.mark.column, length: name.utf8.count)
      return Diagnostic(
        .yamlDuplicateField, at: repeated(name, after: context.mark) ?? first,
        "the field “\(name)” stands here twice",
        help: "Keep one of the two.", notes: [Diagnostic.Note("first named here", at: first)])
    default:
      return Diagnostic(.yamlSyntax, at: place(line: 1, column: 1), "this is not valid YAML")
    }
  }

  /// The next line after a mark that has the same field at the same indentation: Yams names only the first of two.
  private func repeated(_ name: String, after mark: Mark) -> Place? {
    let indentation = mark.column - 1
    for line in stride(from: mark.line + 1, through: lineStarts.count, by: 1) {
      let start = lineStarts[line - 1]
      let end = line < lineStarts.count ? lineStarts[line] : range.upperBound
      var index = start
      while index < end, file.bytes[index] == 0x20 || file.bytes[index] == UInt8(ascii: "-") { index += 1 }
      guard index - start == indentation else { continue }
      let rest = file.bytes[index..<end]
      let quoted = [[UInt8](name.utf8), [0x22] + [UInt8](name.utf8) + [0x22]]
      if quoted.contains(where: { rest.starts(with: $0 + [UInt8(ascii: ":")]) }) {
        return place(line: line, column: indentation + 1, length: name.utf8.count)
      }
    }
    return nil
  }

  /// What must be refused before the recursive parser runs: size, nesting, and texts full of anchors and aliases.
  private func refusal() -> Diagnostic? {
    func tooDeep(_ offset: Int, _ what: String) -> Diagnostic {
      Diagnostic(.yamlLimit, at: file.place(at: offset), what, help: "Make the structure flatter.")
    }
    if range.count > Self.largestSize {
      return Diagnostic(
        .yamlLimit, at: file.place(at: range.lowerBound),
        "the YAML is \(range.count) bytes long; the limit is \(Self.largestSize)",
        help: "Move long text into the body or into several files.")
    }
    let bytes = file.bytes
    var brackets = 0
    var anchors = 0
    var aliases = 0
    var anchorOffset = 0
    for (number, start) in lineStarts.enumerated() {
      let end = number + 1 < lineStarts.count ? lineStarts[number + 1] : range.upperBound
      var index = start
      while index < end,
        [0x20, 0x09, UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":")].contains(bytes[index])
      {
        index += 1
      }
      if index - start > Self.widestIndentation, index < end, bytes[index] != 0x0A, bytes[index] != 0x0D {
        return tooDeep(index, "this line is indented by more than \(Self.widestIndentation) columns")
      }
      if end - start > Self.longestLine {
        return Diagnostic(
          .yamlLimit, at: file.place(at: start),
          "this line is \(end - start) bytes long; the limit is \(Self.longestLine)",
          help: "Break the text into lines (“>-” behind the colon allows it), or move it into the body.")
      }
      // A field at the left margin ends whatever text with lone brackets came before it.
      if start < end, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[start] | 0x20) { brackets = 0 }
      var previous: UInt8 = 0x20
      while index < end {
        let byte = bytes[index]
        if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") {
          brackets += 1
          if brackets > Self.deepestNesting {
            return tooDeep(index, "more than \(Self.deepestNesting) brackets are open here")
          }
        } else if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
          brackets = max(0, brackets - 1)
        } else if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*") {
          let opens = [0x20, UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ",")].contains(previous)
          if opens, index + 1 < end, bytes[index + 1] > 0x20 {
            if byte == UInt8(ascii: "&") {
              anchors += 1
              anchorOffset = index
            } else {
              aliases += 1
            }
          }
        }
        previous = byte
        index += 1
      }
    }
    // A few may be prose; many of both are an alias bomb, which is refused before it is composed.
    if anchors >= 4, aliases >= 16 {
      return Diagnostic(
        .yamlAnchor, at: file.place(at: anchorOffset),
        "anchors (&name) and aliases (*name) are not used here",
        help: "Write the values out.")
    }
    return nil
  }
}
