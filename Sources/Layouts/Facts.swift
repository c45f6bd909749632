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
///
/// The constructors are inlinable so that the room that declares its facts gets readers without generic dispatch;
/// a page reads thousands of facts.
package struct Fact<Root>: Sendable {
  package let name: String
  /// One sentence for the layouts reference.
  package let meaning: String
  package let type: FactType
  package let read: @Sendable (Root) -> FactValue

  @inlinable
  package init(
    _ name: String, _ meaning: String, type: FactType, read: @escaping @Sendable (Root) -> FactValue
  ) {
    self.name = name
    self.meaning = meaning
    self.type = type
    self.read = read
  }

  @usableFromInline var isList: Bool {
    if case .list = type { true } else { false }
  }

  /// Text, escaped where it is shown; an empty text is false as a section.
  @inlinable
  package static func text(
    _ name: String, _ meaning: String, _ read: @escaping @Sendable (Root) -> String
  ) -> Fact {
    Fact(name, meaning, type: .text) { .text(read($0)) }
  }

  /// The address of a page, file or site made by the site's router: the only fact that may start the value of `href`,
  /// `src` and their like. Elsewhere it is shown as text. It must never be empty where it starts an attribute.
  @inlinable
  package static func address(
    _ name: String, _ meaning: String, _ read: @escaping @Sendable (Root) -> String
  ) -> Fact {
    Fact(name, meaning, type: .address) { .text(read($0)) }
  }

  /// Finished HTML; the only fact that `{{{name}}}` may show.
  @inlinable
  package static func html(
    _ name: String, _ meaning: String, _ read: @escaping @Sendable (Root) -> [UInt8]
  ) -> Fact {
    Fact(name, meaning, type: .html) { .html(read($0)) }
  }

  /// A condition; it can be a section but not be shown.
  @inlinable
  package static func flag(
    _ name: String, _ meaning: String, _ read: @escaping @Sendable (Root) -> Bool
  ) -> Fact {
    Fact(name, meaning, type: .flag) { .flag(read($0)) }
  }

  /// Rows; a section repeats over them.
  @inlinable
  package static func list<Row: LayoutFacts>(
    _ name: String, _ meaning: String, _ read: @escaping @Sendable (Root) -> [Row]
  ) -> Fact {
    Fact(name, meaning, type: .list(Shape(of: Row.self))) { root in
      .list(read(root).map { AnyFacts($0) })
    }
  }

  /// A part that may be missing; a section enters it.
  @inlinable
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
  case text, address, html, flag
  case list(Shape)
  case part(Shape)
}

/// The names and types that a value offers; what a layout is checked against.
///
/// Fields are asked for when they are needed, because two types may hold each other.
package struct Shape: Sendable {
  /// The Swift type's name, for messages and the layouts reference.
  package let name: String
  /// Tells apart two types with the same name.
  package let identity: ObjectIdentifier
  private let makeFields: @Sendable () -> [Field]

  package struct Field: Sendable {
    package let name: String
    package let meaning: String
    package let type: FactType
  }

  package init<Root: LayoutFacts>(of type: Root.Type) {
    name = String(describing: type)
    identity = ObjectIdentifier(type)
    makeFields = {
      Root.facts.map { Field(name: $0.name, meaning: $0.meaning, type: $0.type) }
        + Root.facts.filter(\.isList).map {
          Field(name: "has_\($0.name)", meaning: "Whether `\($0.name)` has any row.", type: .flag)
        }
    }
  }

  /// The facts in the order of ``LayoutFacts/facts``, then `has_<name>` for each list among them, in their order.
  package var fields: [Field] { makeFields() }
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
  @usableFromInline let readFact: @Sendable (Int) -> FactValue

  @inlinable
  package init<Root: LayoutFacts>(_ root: Root) {
    let facts = Root.facts
    readFact = { index in
      if index < facts.count { return facts[index].read(root) }
      let list = facts.filter(\.isList)[index - facts.count]
      guard case .list(let rows) = list.read(root) else { return .flag(false) }
      return .flag(!rows.isEmpty)
    }
  }

  package subscript(index: Int) -> FactValue { readFact(index) }
}
