// Mustache's grammar: the bytes of one layout file to a tree, in one pass.
import Diagnostics

/// Reads one layout. Any bytes end in a tree or in errors; the work is linear in the file's length.
///
/// The rules are those of the Mustache specification without lambdas, inheritance and pragmas: a tag that stands
/// alone on its line takes the whole line with it, and delimiters hold until the end of the file they are set in.
struct LayoutParser {
  /// Deeper nesting is refused, so that walking the tree cannot exhaust the stack.
  static let deepest = 100
  /// After this many errors nobody reads on, and a file of noise would produce one at every byte.
  static let mostErrors = 50

  private let file: SourceFile
  private let bytes: [UInt8]
  private let start: Int
  private var opening = Array("{{".utf8)
  private var closing = Array("}}".utf8)
  private var position: Int
  private var isAtLineStart = true
  private var isStopped = false
  private var nodes: [LayoutNode] = []
  private var openSections: [OpenSection] = []
  private var diagnostics: [Diagnostic] = []

  /// A section whose end is still to come (without a name when its tag was an error), with the nodes that were read before it.
  private struct OpenSection {
    let name: LayoutName
    let isInverted: Bool
    let tag: Range<Int>
    let nodesBefore: [LayoutNode]
  }

  static func parse(_ file: SourceFile) -> ParsedLayout {
    var parser = LayoutParser(file)
    parser.parse()
    return ParsedLayout(file: file, nodes: parser.nodes, diagnostics: parser.diagnostics)
  }

  private init(_ file: SourceFile) {
    self.file = file
    bytes = file.bytes
    // A byte order mark is the editor's, not the page's.
    start = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    position = start
  }

  private mutating func parse() {
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      report(
        .layoutEncoding, error.byteOffsets, "the layout is not UTF-8 text from here on",
        help: "Save the file again with the encoding UTF-8.")
      return
    }
    while !isStopped, position < bytes.count {
      guard let tag = find(opening, in: position..<bytes.count) else {
        addText(position..<bytes.count)
        break
      }
      parseTag(at: tag)
    }
    while let section = openSections.last {
      if !isStopped { reportUnclosed(section) }
      closeSection()
    }
  }

  // MARK: Tags

  private mutating func parseTag(at tagStart: Int) {
    let inside = tagStart + opening.count
    let sigil = inside < bytes.count ? bytes[inside] : 0
    switch sigil {
    case UInt8(ascii: "!"):
      guard let end = find(closing, in: inside..<bytes.count) else {
        return stopUnclosed(at: tagStart, closing: closing)
      }
      _ = beginTag(tagStart..<end + closing.count, mayStandAlone: true)
    case UInt8(ascii: "="):
      guard let end = find([sigil] + closing, in: inside + 1..<bytes.count) else {
        return stopUnclosed(at: tagStart, closing: [sigil] + closing)
      }
      _ = beginTag(tagStart..<end + 1 + closing.count, mayStandAlone: true)
      setDelimiters(inside + 1..<end, tag: tagStart..<end + 1 + closing.count)
    case UInt8(ascii: "{"):
      guard let content = content(from: inside + 1, closing: [UInt8(ascii: "}")] + closing, tag: tagStart)
      else { return }
      let tag = tagStart..<content.upperBound + 1 + closing.count
      _ = beginTag(tag, mayStandAlone: false)
      addVariable(content, isUnescaped: true, tag: tag)
    default:
      let hasSigil = "#^/>&<$%*".utf8.contains(sigil)
      guard let content = content(from: hasSigil ? inside + 1 : inside, closing: closing, tag: tagStart)
      else { return }
      addTag(sigil: sigil, content: content, tag: tagStart..<content.upperBound + closing.count)
    }
  }

  private mutating func addTag(sigil: UInt8, content: Range<Int>, tag: Range<Int>) {
    switch sigil {
    case UInt8(ascii: "#"), UInt8(ascii: "^"):
      _ = beginTag(tag, mayStandAlone: true)
      // A section with a bad name is opened all the same, so that its end is not an error too.
      let name = self.name(content, tag: tag) ?? LayoutName(parts: [], range: content)
      openSection(name, isInverted: sigil == UInt8(ascii: "^"), tag: tag)
    case UInt8(ascii: "/"):
      _ = beginTag(tag, mayStandAlone: true)
      endSection(content, tag: tag)
    case UInt8(ascii: ">"):
      let indentation = beginTag(tag, mayStandAlone: true)
      let range = trimmed(content)
      guard !range.isEmpty else {
        return report(.layoutName, tag, "this tag names no partial", help: "Write it as {{>folder/name}}.")
      }
      let partial = LayoutPartial(
        name: String(decoding: bytes[range], as: UTF8.self), nameRange: range, indentation: indentation)
      nodes.append(.partial(partial))
    case UInt8(ascii: "&"):
      _ = beginTag(tag, mayStandAlone: false)
      addVariable(content, isUnescaped: true, tag: tag)
    case UInt8(ascii: "<"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "*"):
      _ = beginTag(tag, mayStandAlone: false)
      let sign = String(decoding: [sigil], as: UTF8.self)
      report(
        .layoutUnsupported, tag, "layouts have no tags that begin with “\(sign)”",
        help: "Inheritance, dynamic names and pragmas are not available; use a partial, {{>name}}.")
      // These two have an end.
      if sigil == UInt8(ascii: "<") || sigil == UInt8(ascii: "$") {
        openSection(LayoutName(parts: [], range: content), isInverted: false, tag: tag)
      }
    default:
      _ = beginTag(tag, mayStandAlone: false)
      addVariable(content, isUnescaped: false, tag: tag)
    }
  }

  private mutating func addVariable(_ content: Range<Int>, isUnescaped: Bool, tag: Range<Int>) {
    guard let name = name(content, tag: tag) else { return }
    nodes.append(.variable(LayoutVariable(name: name, isUnescaped: isUnescaped, tag: tag)))
  }

  private mutating func openSection(_ name: LayoutName, isInverted: Bool, tag: Range<Int>) {
    guard openSections.count < Self.deepest else {
      report(
        .layoutTooDeep, tag, "sections are nested more than \(Self.deepest) deep",
        help: "Take inner sections out of outer ones.")
      isStopped = true
      return
    }
    openSections.append(OpenSection(name: name, isInverted: isInverted, tag: tag, nodesBefore: nodes))
    nodes = []
  }

  private mutating func endSection(_ content: Range<Int>, tag: Range<Int>) {
    let range = trimmed(content)
    let text = String(decoding: bytes[range], as: UTF8.self)
    guard let last = openSections.last else {
      return report(
        .layoutStrayEnd, tag, "{{/\(text)}} ends a section that was never opened",
        help: "Remove it, or open the section before it with {{#\(text)}}.")
    }
    if last.name.text == text || last.name.parts.isEmpty { return closeSection() }
    if openSections.contains(where: { $0.name.text == text }) {
      while let inner = openSections.last, inner.name.text != text {
        reportUnclosed(inner, before: tag)
        closeSection()
      }
      return closeSection()
    }
    report(
      .layoutStrayEnd, tag, "{{/\(text)}} does not end the open section “\(last.name.text)”",
      help: "Write {{/\(last.name.text)}}, or open “\(text)” first.",
      notes: [.init("“\(last.name.text)” opens here", at: place(last.tag))])
    // A misspelt end is an end; a foreign one is noise.
    if !nearest(to: text, in: [last.name.text]).isEmpty { closeSection() }
  }

  private mutating func closeSection() {
    guard let open = openSections.popLast() else { return }
    let section = LayoutSection(name: open.name, isInverted: open.isInverted, tag: open.tag, body: nodes)
    nodes = open.nodesBefore
    if !open.name.parts.isEmpty { nodes.append(.section(section)) }
  }

  private mutating func setDelimiters(_ content: Range<Int>, tag: Range<Int>) {
    let words = bytes[content].split(whereSeparator: isBlank)
    guard words.count == 2, !words.contains(where: { $0.contains(UInt8(ascii: "=")) }) else {
      return report(
        .layoutDelimiters, tag, "this tag does not name two delimiters",
        help: "Write the two delimiters with a space between them and without “=”, as in {{=<% %>=}}.")
    }
    opening = Array(words[0])
    closing = Array(words[1])
  }

  // MARK: Names

  /// The content of a tag up to its closing delimiter; nil, reported, when the tag does not end before another begins.
  private mutating func content(from contentStart: Int, closing: [UInt8], tag: Int) -> Range<Int>? {
    var index = contentStart
    while index < bytes.count {
      if matches(closing, at: index) { return contentStart..<index }
      if matches(opening, at: index) {
        report(
          .layoutUnclosedTag, tag..<index, "this tag is not closed before the next one begins",
          help: "Close it with \(String(decoding: closing, as: UTF8.self)).")
        addText(position..<tag)
        position = index
        return nil
      }
      index += 1
    }
    stopUnclosed(at: tag, closing: closing)
    return nil
  }

  private mutating func name(_ content: Range<Int>, tag: Range<Int>) -> LayoutName? {
    let range = trimmed(content)
    let text = bytes[range]
    guard !text.isEmpty else {
      report(
        .layoutName, tag, "this tag names no fact",
        help: "Write a fact's name between the braces, or remove it.")
      return nil
    }
    if text.elementsEqual([UInt8(ascii: ".")]) {
      report(
        .layoutImplicit, tag, "“.” stands for nothing here",
        help: "Rows and parts are records: name the fact of the row to show, such as {{title}}.")
      return nil
    }
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty }), !text.contains(where: isBlank) else {
      report(
        .layoutName, range, "“\(String(decoding: text, as: UTF8.self))” cannot be a fact's name",
        help: "Names are words with underscores, joined by single dots, as in plan.title.")
      return nil
    }
    return LayoutName(parts: parts.map { String(decoding: $0, as: UTF8.self) }, range: range)
  }

  // MARK: Text and lines

  /// Adds the text before a tag and moves behind the tag; a tag alone on its line takes the line with it.
  ///
  /// - Returns: the white space before a tag that stands alone; nil for any other.
  private mutating func beginTag(_ tag: Range<Int>, mayStandAlone: Bool) -> Range<Int>? {
    if mayStandAlone, let line = lineOfLoneTag(tag) {
      addText(position..<line.lowerBound)
      position = line.upperBound
      isAtLineStart = true
      return line.lowerBound..<tag.lowerBound
    }
    addText(position..<tag.lowerBound)
    position = tag.upperBound
    // A comment shows nothing, but what follows it on the line does.
    if isAtLineStart { addLineStart() }
    return nil
  }

  /// The whole line, with its end, of a tag with nothing but white space around it.
  private func lineOfLoneTag(_ tag: Range<Int>) -> Range<Int>? {
    var first = tag.lowerBound
    while first > start, isSpaceOrTab(bytes[first - 1]) { first -= 1 }
    guard first == start || bytes[first - 1] == UInt8(ascii: "\n") else { return nil }
    var end = tag.upperBound
    while end < bytes.count, isSpaceOrTab(bytes[end]) { end += 1 }
    if end == bytes.count { return first..<end }
    if bytes[end] == UInt8(ascii: "\r"), end + 1 < bytes.count { end += 1 }
    return bytes[end] == UInt8(ascii: "\n") ? first..<end + 1 : nil
  }

  private mutating func addText(_ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      if isAtLineStart { addLineStart() }
      let end = bytes[index..<range.upperBound].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
      nodes.append(.text(index..<(end ?? range.upperBound)))
      isAtLineStart = end != nil
      index = end ?? range.upperBound
    }
  }

  private mutating func addLineStart() {
    nodes.append(.lineStart)
    isAtLineStart = false
  }

  private func find(_ pattern: [UInt8], in range: Range<Int>) -> Int? {
    range.first { matches(pattern, at: $0) }
  }

  private func matches(_ pattern: [UInt8], at index: Int) -> Bool {
    guard bytes[index] == pattern[0], index + pattern.count <= bytes.count else { return false }
    return pattern.indices.allSatisfy { bytes[index + $0] == pattern[$0] }
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, isBlank(bytes[lower]) { lower += 1 }
    while upper > lower, isBlank(bytes[upper - 1]) { upper -= 1 }
    return lower..<upper
  }

  // MARK: Messages

  private mutating func reportUnclosed(_ section: OpenSection, before end: Range<Int>? = nil) {
    let name = section.name.text
    // The nameless section had its error when it opened.
    guard !name.isEmpty else { return }
    report(
      .layoutUnclosedSection, section.tag, "the section “\(name)” is never closed",
      help: "Write {{/\(name)}} where it ends.",
      notes: end.map { [.init("it must end before this tag", at: place($0))] } ?? [])
  }

  private mutating func stopUnclosed(at tag: Int, closing: [UInt8]) {
    report(
      .layoutUnclosedTag, tag..<tag + opening.count, "this tag is never closed",
      help: "Close it with \(String(decoding: closing, as: UTF8.self)).")
    isStopped = true
  }

  private mutating func report(
    _ code: DiagnosticCode, _ range: Range<Int>, _ message: String, help: String,
    notes: [Diagnostic.Note] = []
  ) {
    diagnostics.append(Diagnostic(code, at: place(range), message, help: help, notes: notes))
    if diagnostics.count >= Self.mostErrors { isStopped = true }
  }

  private func place(_ range: Range<Int>) -> Place { file.place(of: range) }
}

extension SourceFile {
  /// The place of a range of bytes; the mark ends with the line, because carets cannot go on in the next one.
  func place(of range: Range<Int>) -> Place {
    let line = bytes[range].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    return place(at: range.lowerBound, length: line.count)
  }
}

func isSpaceOrTab(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

/// White space inside tags, Mustache's and HTML's alike.
func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
