// Front matter as values with places: text, lists and named fields; nothing is typed yet.
package import Diagnostics

/// The fields of a mapping, in the order of the file. Names are unique.
package struct Fields: Sendable {
  package var entries: [Field]
  /// Where the mapping starts: what a missing field is reported at.
  package var place: Place

  package init(entries: [Field], place: Place) {
    self.entries = entries
    self.place = place
  }

  package subscript(name: String) -> Field? { entries.first { $0.name.value == name } }
}

/// One named field.
package struct Field: Sendable {
  package var name: Located<String>
  package var value: Located<FieldValue>

  package init(name: Located<String>, value: Located<FieldValue>) {
    self.name = name
    self.value = value
  }
}

/// A field's value as YAML structures it. Every scalar is text: its type is the schema's to say.
package indirect enum FieldValue: Sendable {
  case text(String)
  case list([Located<FieldValue>])
  case fields(Fields)
  /// Nothing stands behind the colon.
  case empty

  /// How a message calls this kind of value.
  package var noun: String {
    switch self {
    case .text: "text"
    case .list: "a list"
    case .fields: "a group of fields"
    case .empty: "nothing"
    }
  }
}
