// The typed values that layouts may show, and their shape, which layouts are checked against.

/// A value that a layout can show: a page, a row of a list, a part of either.
///
/// ```swift
/// extension ElementRow: LayoutFacts {
///   static let facts: [Fact<ElementRow>] = [
///     .text("code", "The element's code, such as II.c.1.") { $0.code },
///     .list("answers", "Every jurisdiction's answer.") { $0.answers },
///   ]
/// }
/// ```
package protocol LayoutFacts: Sendable {
  /// The facts by name, in the order in which the layouts reference lists them. Names are lower case with underscores.
  static var facts: [Fact<Self>] { get }
}

/// One named fact of a value: its type, what it means, how it is read.
package struct Fact<Root>: Sendable {
  package let name: String
  /// One sentence for the layouts reference.
  package let meaning: String
  package let type: FactType
  package let read: @Sendable (Root) -> FactValue

  package init(
    _ name: String, _ meaning: String, type: FactType, read: @escaping @Sendable (Root) -> FactValue
  ) {
    self.name = name
    self.meaning = meaning
    self.type = type
    self.read = read
  }

  /// Text, escaped where it is shown; an empty text is false as a section.
  package static func text(
    _ name: String, _ meaning: String, _ read: @escaping @Sendable (Root) -> String
  ) -> Fact {
    Fact(name, meaning, type: .text) { .text(read($0)) }
  }

  /// Finished HTML; the only fact that `{{{name}}}` may show.
  package static func html(
    _ name: String, _ meaning: String, _ read: @escaping @Sendable (Root) -> [UInt8]
  ) -> Fact {
    Fact(name, meaning, type: .html) { .html(read($0)) }
  }

  /// A condition; it can be a section but not be shown.
  package static func flag(
    _ name: String, _ meaning: String, _ read: @escaping @Sendable (Root) -> Bool
  ) -> Fact {
    Fact(name, meaning, type: .flag) { .flag(read($0)) }
  }

  /// Rows; a section repeats over them.
  package static func list<Row: LayoutFacts>(
    _ name: String, _ meaning: String, _ read: @escaping @Sendable (Root) -> [Row]
  ) -> Fact {
    Fact(name, meaning, type: .list(Shape(of: Row.self))) { root in
      .list(read(root).map { AnyFacts($0) })
    }
  }

  /// A part that may be missing; a section enters it.
  package static func part<Part: LayoutFacts>(
    _ name: String, _ meaning: String, _ read: @escaping @Sendable (Root) -> Part?
  ) -> Fact {
    Fact(name, meaning, type: .part(Shape(of: Part.self))) { root in
      .part(read(root).map { AnyFacts($0) })
    }
  }
}

/// What kind of value a fact is.
package indirect enum FactType: Sendable {
  case text, html, flag
  case list(Shape)
  case part(Shape)
}

/// The names and types that a value offers; what a layout is checked against.
package struct Shape: Sendable {
  /// The Swift type's name, for messages and the layouts reference.
  package let name: String
  package let fields: [Field]

  package struct Field: Sendable {
    package let name: String
    package let meaning: String
    package let type: FactType
  }

  package init<Root: LayoutFacts>(of type: Root.Type) {
    name = String(describing: type)
    fields = Root.facts.map { Field(name: $0.name, meaning: $0.meaning, type: $0.type) }
  }
}

/// A fact's value, read from a page.
package enum FactValue: Sendable {
  case text(String)
  case html([UInt8])
  case flag(Bool)
  case list([AnyFacts])
  case part(AnyFacts?)
}

/// A value of some `LayoutFacts` type, whose facts are read by index (the order of ``Shape/fields``) when shown.
package struct AnyFacts: Sendable {
  private let readFact: @Sendable (Int) -> FactValue

  package init<Root: LayoutFacts>(_ root: Root) {
    readFact = { Root.facts[$0].read(root) }
  }

  package subscript(index: Int) -> FactValue { readFact(index) }
}
