// Joins a layout, its partials and its facts: names become indexes, mistakes become messages.
import Diagnostics

/// Compiles one layout for one shape of facts.
struct LayoutCompiler {
  /// More pieces than this come from partials that multiply, not from a page.
  private static let largest = 50_000
  private static let mostErrors = 100

  private let layouts: [String: ParsedLayout]
  private let names: [String]
  private(set) var diagnostics: [Diagnostic] = []

  private var program = LayoutProgram()
  private var events: [MarkupEvent] = []
  private var literalStart = 0
  private var contexts: [Shape]
  private var fields: [ObjectIdentifier: [String: Shape.Field]] = [:]
  /// The layout and the partials that are being copied in, outermost first.
  private var inclusions: [Inclusion] = []
  /// The layouts whose own mistakes have been said.
  private var reported: Set<String> = []
  private var nesting = 0
  private var nodeCount = 0
  private var isStopped = false

  private struct Inclusion {
    let name: String
    let file: SourceFile
    /// The tags that led here, innermost first.
    let notes: [Diagnostic.Note]
  }

  init(layouts: [String: ParsedLayout], names: [String], root: Shape) {
    self.layouts = layouts
    self.names = names
    contexts = [root]
  }

  /// Returns the layout's steps, or nil when there is no such layout; meant to be called once.
  mutating func compile(_ name: String) -> LayoutProgram? {
    guard let layout = layouts[name] else {
      let near = didYouMean(name, in: names).map { " \($0)" } ?? ""
      diagnostics.append(
        Diagnostic(
          .layoutMissing, at: Place(file: "Layouts/\(name).mustache"), "there is no layout “\(name)”",
          help: "Add the file Layouts/\(name).mustache.\(near)"))
      return nil
    }
    include(name, layout, indentation: [], notes: [])
    flushLiteral()
    // Torn tags make torn HTML: the second message would hide the first.
    if !diagnostics.contains(where: { Self.spoilMarkup.contains($0.code) }) {
      diagnostics += MarkupChecker.check(events, limit: Self.mostErrors)
    }
    return program
  }

  private static let spoilMarkup: Set<DiagnosticCode> = [
    .layoutEncoding, .layoutUnclosedTag, .layoutUnclosedSection, .layoutStrayEnd, .layoutDelimiters,
    .layoutUnsupported, .layoutTooDeep, .layoutTooLarge, .layoutPartialMissing, .layoutPartialRecursive,
  ]

  private mutating func include(
    _ name: String, _ layout: ParsedLayout, indentation: [UInt8], notes: [Diagnostic.Note]
  ) {
    if reported.insert(name).inserted { diagnostics += layout.diagnostics }
    inclusions.append(Inclusion(name: name, file: layout.file, notes: notes))
    compile(layout.nodes, layout.file, indentation)
    inclusions.removeLast()
  }

  private mutating func compile(_ nodes: [LayoutNode], _ file: SourceFile, _ indentation: [UInt8]) {
    for node in nodes {
      guard !isStopped else { return }
      nodeCount += 1
      switch node {
      case .lineStart:
        addLiteral(indentation[...], spot(file, 0..<0))
      case .text(let range):
        addLiteral(file.bytes[range], spot(file, range))
      case .variable(let variable): add(variable, spot(file, variable.tag))
      case .section(let section): add(section, file, indentation)
      case .partial(let partial): add(partial, file, indentation)
      }
    }
  }

  // MARK: Steps

  private mutating func add(_ variable: LayoutVariable, _ spot: LayoutSpot) {
    guard let (slot, type) = resolve(variable.name, spot) else { return }
    let name = variable.name.text
    switch type {
    case .text, .address:
      if variable.isUnescaped {
        return report(
          spot, .layoutUnescapedText,
          "the fact “\(name)” is \(type.article) and cannot be shown without escaping",
          help: "Use two braces: {{\(name)}}. Three braces and “&” are only for HTML.")
      }
      addStep(.text(slot))
    case .html:
      if !variable.isUnescaped {
        return report(
          spot, .layoutEscapedHTML,
          "the fact “\(name)” is HTML; with two braces its tags would be shown as text",
          help: "Use three braces: {{{\(name)}}}.")
      }
      addStep(.html(slot))
    case .flag, .list, .part:
      let help =
        switch type {
        case .flag: "Use it as a section: {{#\(name)}}…{{/\(name)}}."
        case .list: "Open it as a section, and show the facts of its rows inside."
        default: "Open it as a section, or lead into it with a dot, as in \(name).title."
        }
      return report(
        spot, .layoutWrongKind, "the fact “\(name)” is \(type.article) and cannot be shown", help: help)
    }
    events.append(.fact(type, name: name, at: spot))
  }

  private mutating func add(_ section: LayoutSection, _ file: SourceFile, _ indentation: [UInt8]) {
    let spot = spot(file, section.tag)
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= LayoutParser.deepest else {
      stop(spot, .layoutTooDeep, "sections and partials are nested more than \(LayoutParser.deepest) deep")
      return
    }
    // Without its fact nothing can be said about what is inside.
    guard let (slot, type) = resolve(section.name, spot) else { return }
    var inner: Shape?
    var repeats = false
    if !section.isInverted {
      switch type {
      case .list(let shape):
        inner = shape
        repeats = true
      case .part(let shape): inner = shape
      case .text, .address, .html, .flag: break
      }
    }
    flushLiteral()
    let step = program.steps.count
    addStep(section.isInverted ? .inverted(slot, end: 0) : .section(slot, end: 0))
    events.append(.begin(name: section.name.text, repeats: repeats, at: spot))
    if let inner { contexts.append(inner) }
    compile(section.body, file, indentation)
    if inner != nil { contexts.removeLast() }
    events.append(.end)
    flushLiteral()
    let end = Int32(program.steps.count)
    program.steps[step] = section.isInverted ? .inverted(slot, end: end) : .section(slot, end: end)
  }

  private mutating func add(_ partial: LayoutPartial, _ file: SourceFile, _ indentation: [UInt8]) {
    let spot = spot(file, partial.nameRange)
    guard let layout = layouts[partial.name] else {
      return report(
        spot, .layoutPartialMissing, "there is no partial “\(partial.name)”",
        help: didYouMean(partial.name, in: names) ?? "Add the file Layouts/\(partial.name).mustache.")
    }
    if let first = inclusions.firstIndex(where: { $0.name == partial.name }) {
      let chain = (inclusions[first...].map(\.name) + [partial.name]).map { "“\($0)”" }
      return report(
        spot, .layoutPartialRecursive,
        "the partial \(chain[0]) includes itself: \(chain.joined(separator: " → "))",
        help: "Remove one of these inclusions. For rows inside rows, write each level out.")
    }
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= LayoutParser.deepest else {
      stop(spot, .layoutTooDeep, "sections and partials are nested more than \(LayoutParser.deepest) deep")
      return
    }
    guard nodeCount < Self.largest, program.literals.count < 16 << 20 else {
      return stop(spot, .layoutTooLarge, "the layout with all its partials is too large")
    }
    let note = Diagnostic.Note("“\(partial.name)” is included here", at: file.place(of: partial.nameRange))
    let inner = partial.indentation.map { indentation + file.bytes[$0] } ?? []
    include(partial.name, layout, indentation: inner, notes: [note] + spot.inclusions)
  }

  private mutating func addLiteral(_ bytes: ArraySlice<UInt8>, _ spot: LayoutSpot) {
    guard !bytes.isEmpty else { return }
    program.literals += bytes
    events.append(.text(bytes, at: spot))
  }

  private mutating func addStep(_ step: LayoutProgram.Step) {
    flushLiteral()
    program.steps.append(step)
  }

  /// Ends the literal that is being collected; called where another step follows or a section's body ends.
  private mutating func flushLiteral() {
    let end = program.literals.count
    guard literalStart < end else { return }
    program.steps.append(.literal(start: Int32(literalStart), end: Int32(end)))
    literalStart = end
  }

  // MARK: Names

  /// The fact that a name means here: the first part is looked for from the innermost context outward.
  private mutating func resolve(_ name: LayoutName, _ spot: LayoutSpot) -> (LayoutProgram.Slot, FactType)? {
    guard let first = name.parts.first else { return nil }
    for depth in contexts.indices.reversed() {
      guard let found = field(first, of: contexts[depth]) else { continue }
      var type = found.type
      let firstReader = Int32(program.readers.count)
      program.readers.append(found.read)
      for part in name.parts.dropFirst() {
        guard case .part(let shape) = type else {
          report(
            spot, .layoutWrongKind,
            "“\(name.text)” leads into \(type.article), which has no facts of its own",
            help: type.isList
              ? "Open the list as a section and show the facts of its rows inside."
              : "A dot leads only into parts.")
          return nil
        }
        guard let inner = field(part, of: shape) else {
          reportUnknown(part, name, spot, candidates: shape.fields.map(\.name))
          return nil
        }
        program.readers.append(inner.read)
        type = inner.type
      }
      let readers = firstReader..<Int32(program.readers.count)
      return (LayoutProgram.Slot(depth: Int32(depth), readers: readers), type)
    }
    reportUnknown(first, name, spot, candidates: contexts.reversed().flatMap { $0.fields.map(\.name) })
    return nil
  }

  private mutating func field(_ name: String, of shape: Shape) -> Shape.Field? {
    if fields[shape.identity] == nil {
      fields[shape.identity] = Dictionary(shape.fields.map { ($0.name, $0) }) { first, _ in first }
    }
    return fields[shape.identity]?[name]
  }

  private mutating func reportUnknown(
    _ part: String, _ name: LayoutName, _ spot: LayoutSpot, candidates: [String]
  ) {
    var spot = spot
    spot.range = name.range
    let message =
      name.parts.count > 1
      ? "there is no fact “\(part)” in “\(name.text)”"
      : contexts.count > 1 ? "there is no fact “\(part)” here" : "there is no fact “\(part)”"
    var known: Set<String> = []
    let candidates = candidates.filter { known.insert($0).inserted }
    let help =
      (name.parts.count == 1 ? wayInto(part) : nil) ?? didYouMean(part, in: candidates)
      ?? "The facts are: \(candidates.prefix(30).joined(separator: ", "))\(candidates.count > 30 ? ", …" : ".")"
    report(spot, .layoutUnknownFact, message, help: help)
  }

  /// The commonest reason for an unknown name: it belongs to a row, and the list was not opened.
  private func wayInto(_ name: String) -> String? {
    for field in contexts.reversed().flatMap(\.fields) {
      switch field.type {
      case .list(let shape), .part(let shape):
        guard shape.fields.contains(where: { $0.name == name }) else { continue }
        return
          "“\(name)” is a fact of “\(field.name)”: use it between {{#\(field.name)}} and {{/\(field.name)}}."
      case .text, .address, .html, .flag: continue
      }
    }
    return nil
  }

  // MARK: Messages

  private func spot(_ file: SourceFile, _ range: Range<Int>) -> LayoutSpot {
    LayoutSpot(file: file, range: range, inclusions: inclusions.last?.notes ?? [])
  }

  private mutating func report(_ spot: LayoutSpot, _ code: DiagnosticCode, _ message: String, help: String) {
    diagnostics.append(spot.diagnostic(code, message, help: help))
    if diagnostics.count >= Self.mostErrors { isStopped = true }
  }

  private mutating func stop(_ spot: LayoutSpot, _ code: DiagnosticCode, _ message: String) {
    report(spot, code, message, help: code.remedy)
    isStopped = true
  }
}

extension FactType {
  /// The type with its article, for messages.
  var article: String {
    switch self {
    case .text: "a text"
    case .address: "an address"
    case .html: "HTML"
    case .flag: "a flag"
    case .list: "a list"
    case .part: "a part"
    }
  }

  var isList: Bool {
    if case .list = self { true } else { false }
  }
}
