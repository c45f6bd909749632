// A layout in the form that pages are rendered from: a flat list of steps, without names.

/// A layout, compiled for the facts of `Root`; rendering cannot fail.
package struct CompiledLayout<Root: LayoutFacts>: Sendable {
  let program: LayoutProgram

  /// Appends the page of `root` to `output`. A fact is read when it is shown, and once where a section asks for it.
  package func render(_ root: Root, into output: inout [UInt8]) {
    program.render(AnyFacts(root), into: &output)
  }
}

/// The steps of a layout with all its partials.
struct LayoutProgram: Sendable {
  var steps: [Step] = []
  /// The literal text of all steps, one after the other.
  var literals: [UInt8] = []
  /// How the facts are read; ``Slot/readers`` points into them.
  var readers: [@Sendable (AnyFacts) -> FactValue] = []

  /// Holds integers only, so that walking the steps retains nothing.
  enum Step: Sendable {
    case literal(start: Int32, end: Int32)
    /// Text, escaped.
    case text(Slot)
    case html(Slot)
    /// Runs the steps up to `end` for a true fact: once, or for every row of a list.
    case section(Slot, end: Int32)
    /// Runs the steps up to `end` for a false fact.
    case inverted(Slot, end: Int32)
  }

  /// Where a fact is found while rendering.
  struct Slot: Sendable {
    /// The index in the stack of contexts, 0 being the page. Known when compiling, because partials are copied in.
    var depth: Int32
    /// The readers of a name's parts: one, or more for a dotted name.
    var readers: Range<Int32>
  }

  func render(_ root: AnyFacts, into output: inout [UInt8]) {
    var contexts = [root]
    run(0..<steps.count, &contexts, &output)
  }

  private func run(_ range: Range<Int>, _ contexts: inout [AnyFacts], _ output: inout [UInt8]) {
    var next = range.lowerBound
    while next < range.upperBound {
      let step = steps[next]
      next += 1
      switch step {
      case .literal(let start, let end):
        output.append(contentsOf: literals[Int(start)..<Int(end)])
      case .text(let slot):
        if case .text(let text) = read(slot, contexts) { appendEscaped(text, to: &output) }
      case .html(let slot):
        if case .html(let bytes) = read(slot, contexts) { output.append(contentsOf: bytes) }
      case .section(let slot, let end):
        let body = next..<Int(end)
        next = Int(end)
        runSection(read(slot, contexts), body, &contexts, &output)
      case .inverted(let slot, let end):
        if read(slot, contexts).isTrue { next = Int(end) }
      }
    }
  }

  private func runSection(
    _ value: FactValue, _ body: Range<Int>, _ contexts: inout [AnyFacts], _ output: inout [UInt8]
  ) {
    switch value {
    case .list(let rows):
      for row in rows {
        contexts.append(row)
        run(body, &contexts, &output)
        contexts.removeLast()
      }
    case .part(let part):
      guard let part else { return }
      contexts.append(part)
      run(body, &contexts, &output)
      contexts.removeLast()
    case .text, .html, .flag:
      if value.isTrue { run(body, &contexts, &output) }
    }
  }

  private func read(_ slot: Slot, _ contexts: [AnyFacts]) -> FactValue {
    let first = Int(slot.readers.lowerBound)
    var value = readers[first](contexts[Int(slot.depth)])
    var next = first + 1
    while next < slot.readers.upperBound {
      // A missing part has no facts: nothing is shown, and its sections are false.
      guard case .part(let part?) = value else { return .part(nil) }
      value = readers[next](part)
      next += 1
    }
    return value
  }
}

extension FactValue {
  /// Whether a section over the fact is entered.
  ///
  /// False are the empty text, empty HTML, the empty list, the missing part and the flag that says so. The text "0" is
  /// true, as in the Mustache specification, where only the number could be false.
  package var isTrue: Bool {
    switch self {
    case .text(let text): !text.isEmpty
    case .html(let bytes): !bytes.isEmpty
    case .flag(let flag): flag
    case .list(let rows): !rows.isEmpty
    case .part(let part): part != nil
    }
  }
}
