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

  /// The address of a page, file or site made by the site's router: the only fact that may start the value of `href`,
  /// `src` and their like. Elsewhere it is shown as text. It must never be empty where it starts an attribute.
  package static func address(
    _ name: String, _ meaning: String, _ read: @escaping @Sendable (Root) -> String
  ) -> Fact {
    Fact(name, meaning, type: .address) { .text(read($0)) }
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
      .list(AnyFacts.rows(read(root)))
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
    /// Reads the fact of a value of the shape's type.
    package let read: @Sendable (AnyFacts) -> FactValue

    fileprivate init<Root: LayoutFacts>(
      _ name: String, _ meaning: String, _ type: FactType,
      reading read: @escaping @Sendable (Root) -> FactValue
    ) {
      self.name = name
      self.meaning = meaning
      self.type = type
      self.read = { $0.read(with: read) }
    }
  }

  package init<Root: LayoutFacts>(of type: Root.Type) {
    name = String(describing: type)
    identity = ObjectIdentifier(type)
    makeFields = {
      Root.facts.map { Field($0.name, $0.meaning, $0.type, reading: $0.read) }
        + Root.facts.filter(\.type.isList).map { list in
          let read = list.read
          return Field(
            "has_\(list.name)", "Whether `\(list.name)` has any row.", .flag,
            reading: { (root: Root) in .flag(read(root).isTrue) })
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

/// A value of some `LayoutFacts` type, read with the fields of its ``Shape``.
///
/// Layouts keep the readers, not the values: reading through `Root.facts` would look up generic types for every fact
/// that is shown, which took half of the time of a page.
package struct AnyFacts: Sendable {
  private let type: ObjectIdentifier
  private let box: any AnyObject & Sendable

  package init<Root: LayoutFacts>(_ value: Root) {
    self.init(type: ObjectIdentifier(Root.self), box: FactsBox(value))
  }

  private init(type: ObjectIdentifier, box: any AnyObject & Sendable) {
    self.type = type
    self.box = box
  }

  /// Rows without their type, for ``FactValue/list(_:)``.
  package static func rows<Row: LayoutFacts>(_ values: [Row]) -> [AnyFacts] {
    var rows: [AnyFacts] = []
    rows.reserveCapacity(values.count)
    let type = ObjectIdentifier(Row.self)
    for value in values { rows.append(AnyFacts(type: type, box: FactsBox(value))) }
    return rows
  }

  fileprivate func read<Root: LayoutFacts>(with read: (Root) -> FactValue) -> FactValue {
    precondition(type == ObjectIdentifier(Root.self), "a fact is read from a value of its own type")
    // The line above is the check that makes this cast safe; `as!` would look up the generic class every time.
    return read(unsafeDowncast(box, to: FactsBox<Root>.self).value)
  }
}

private final class FactsBox<Root: Sendable>: Sendable {
  let value: Root

  init(_ value: Root) {
    self.value = value
  }
}
