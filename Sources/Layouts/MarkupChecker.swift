// Checks a compiled layout's HTML: that every fact stands where escaping makes it safe.
import Diagnostics

/// What a layout puts on the page, in order, with partials copied in: what ``MarkupChecker`` reads.
enum MarkupEvent {
  case text(ArraySlice<UInt8>, at: LayoutSpot)
  case fact(FactType, name: String, at: LayoutSpot)
  /// A section begins; `repeats` for lists.
  case begin(name: String, repeats: Bool, at: LayoutSpot)
  case end
}

/// A range of a layout file, and through which partials it got onto the page.
struct LayoutSpot {
  let file: SourceFile
  var range: Range<Int>
  let inclusions: [Diagnostic.Note]

  func diagnostic(_ code: DiagnosticCode, _ message: String, help: String?) -> Diagnostic {
    Diagnostic(code, at: file.place(of: range), message, help: help, notes: inclusions)
  }
}

/// Follows the HTML through a layout once. A section may be left out or repeated, so it must end where it began.
struct MarkupChecker {
  private var state = MarkupState()
  private var openSections: [(name: String, repeats: Bool, start: MarkupState, spot: LayoutSpot)] = []
  /// Where the markup that is now open began: `<` of a tag, or the first byte of a script.
  private var lastOpening: LayoutSpot?
  private(set) var diagnostics: [Diagnostic] = []

  static func check(_ events: [MarkupEvent], limit: Int) -> [Diagnostic] {
    var checker = MarkupChecker()
    for event in events {
      checker.read(event)
      // One torn place makes everything after it look wrong.
      if checker.diagnostics.count >= limit { return checker.diagnostics }
    }
    checker.checkEnd()
    return checker.diagnostics
  }

  private mutating func read(_ event: MarkupEvent) {
    switch event {
    case .text(let bytes, let spot): readText(bytes, spot)
    case .fact(let type, let name, let spot): readFact(type, name, spot)
    case .begin(let name, let repeats, let spot):
      state = state.atSectionStart
      openSections.append((name, repeats, state, spot))
    case .end: endSection()
    }
  }

  private mutating func readText(_ bytes: ArraySlice<UInt8>, _ spot: LayoutSpot) {
    for (offset, byte) in bytes.enumerated() {
      let wasText = state.position == .text
      let fault = state.read(byte)
      guard wasText && state.position != .text || fault != nil else { continue }
      var here = spot
      here.range = spot.range.lowerBound + offset..<spot.range.lowerBound + offset + 1
      if wasText { lastOpening = here }
      switch fault {
      case .missingSpace:
        diagnostics.append(
          here.diagnostic(
            .layoutMarkupSection, "an attribute begins here without a space before it",
            help:
              "Put the space inside the section, as in <li{{#current}} aria-current=\"page\"{{/current}}>."))
      case .selfClosedRawText:
        diagnostics.append(
          here.diagnostic(
            .layoutMarkupSection, "this element cannot be closed with “/>”",
            help: "Browsers read on to its end tag. Write the end tag, as in <title></title>."))
      case .programAddress:
        diagnostics.append(
          here.diagnostic(
            .layoutMarkupURL, "an address must not be a program",
            help: "Write a button, and give it its work in a script file."))
      case nil: break
      }
    }
  }

  private mutating func endSection() {
    guard let section = openSections.popLast() else { return }
    let end = state
    state = section.start
    guard let joined = section.start.joined(with: end),
      !section.repeats || joined == section.start
    else {
      let begins = section.start.description
      let ends = end.description
      let message =
        begins == ends
        ? "the section “\(section.name)” cannot be repeated or left out without tearing the HTML"
        : "the section “\(section.name)” begins in \(begins) and ends in \(ends)"
      diagnostics.append(
        section.spot.diagnostic(
          .layoutMarkupSection, message,
          help: begins == ends
            ? "Put the space before the attribute inside the section, as in <li{{#name}} class=\"a\"{{/name}}>."
            : "Move its beginning or its end, so that the HTML is whole with the section and without it."))
      return
    }
    state = joined
  }

  private mutating func readFact(_ type: FactType, _ name: String, _ spot: LayoutSpot) {
    if let (code, message, help) = objection(to: type, name) {
      diagnostics.append(spot.diagnostic(code, message, help: help))
    }
    switch state.position {
    // Whatever the fact's place: after it something has been written.
    case .tagOpen, .endTagOpen: state.position = .text
    case .beforeValue: state.position = .unquotedValue
    case .insideTag, .afterAttributeName, .tagEnd:
      state.position = .attributeName
    default: break
    }
    state.isAtAddressStart = false
    if state.position == .comment || state.position == .rawText { state.matched = 0 }
  }

  /// What speaks against showing a fact here; nil when it is safe.
  private func objection(to type: FactType, _ name: String) -> (DiagnosticCode, String, String)? {
    let attribute = String(decoding: state.attribute, as: UTF8.self)
    switch state.position {
    case .text: return nil
    case .tagOpen, .endTagOpen, .tagName:
      return (
        .layoutMarkupFact, "the fact “\(name)” stands in a tag's name",
        "Write the names of tags out; use sections to choose between them."
      )
    case .insideTag, .tagEnd, .attributeName, .afterAttributeName:
      return (
        .layoutMarkupFact, "the fact “\(name)” stands where an attribute's name belongs",
        "Write the attribute out and put the fact into its quotes, or use a section over a flag."
      )
    case .beforeValue, .unquotedValue:
      return (
        .layoutMarkupFact, "the fact “\(name)” stands in an attribute's value without quotes",
        "Put the value between double quotes: \(attribute)=\"…\"."
      )
    case .quotedValue: return objectionInValue(to: type, name, attribute)
    case .rawText where state.isEscapableText && state.matched == 0:
      guard case .html = type else { return nil }
      return (
        .layoutMarkupFact, "the HTML fact “\(name)” stands in \(state.description), which holds no tags",
        "Show a fact of type text here."
      )
    case .rawText:
      return (
        .layoutMarkupFact, "the fact “\(name)” stands in \(state.description)",
        "Put it into a data- attribute of an element: scripts can read it there, and style sheets can match it."
      )
    case .comment, .declarationOpen, .declarationDash, .declaration:
      return (
        .layoutMarkupFact, "the fact “\(name)” stands in \(state.description)",
        "Take it out. Notes to yourself belong in a Mustache comment, {{! … }}, which stays off the page."
      )
    }
  }

  private func objectionInValue(to type: FactType, _ name: String, _ attribute: String) -> (
    DiagnosticCode, String, String
  )? {
    if state.holdsCode {
      return (
        .layoutMarkupFact,
        "the fact “\(name)” stands in the attribute “\(attribute)”, which is a program or a style",
        "Use a data- attribute or a class instead."
      )
    }
    if case .html = type {
      return (
        .layoutMarkupFact, "the HTML fact “\(name)” stands in the attribute “\(attribute)”",
        "Attributes hold no tags. Show a fact of type text here."
      )
    }
    guard state.isAtAddressStart else { return nil }
    if case .address = type { return nil }
    return (
      .layoutMarkupURL, "the text “\(name)” starts the address in “\(attribute)”",
      "Only facts of type address may start it. For a part of an address, write its beginning out, as in \(attribute)=\"#{{\(name)}}\"."
    )
  }

  private mutating func checkEnd() {
    guard state.position != .text, diagnostics.isEmpty, let spot = lastOpening else { return }
    diagnostics.append(
      spot.diagnostic(
        .layoutMarkupUnfinished, "the layout ends inside \(state.description) that begins here",
        help: "Close it before the end of the layout."))
  }
}
