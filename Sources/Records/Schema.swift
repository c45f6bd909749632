// What fields a record has: the one list behind checks, documentation and scaffolds.

/// The fields of one kind of record, or of a group inside one.
package struct Schema: Sendable {
  /// What a message calls a record of this kind ("a practice").
  package let noun: String
  package let fields: [FieldRule]

  package init(_ noun: String, _ fields: [FieldRule]) {
    self.noun = noun
    self.fields = fields
  }

  package subscript(name: String) -> FieldRule? { fields.first { $0.name == name } }
}

/// One field: its name, type and meaning.
package struct FieldRule: Sendable {
  package let name: String
  package let type: FieldType
  package let isRequired: Bool
  /// One sentence for the authoring guide and the scaffolds.
  package let meaning: String
  /// A value as it would stand in a file.
  package let example: String

  package static func required(
    _ name: String, _ type: FieldType, _ meaning: String, example: String = ""
  ) -> FieldRule {
    FieldRule(name: name, type: type, isRequired: true, meaning: meaning, example: example)
  }

  package static func optional(
    _ name: String, _ type: FieldType, _ meaning: String, example: String = ""
  ) -> FieldRule {
    FieldRule(name: name, type: type, isRequired: false, meaning: meaning, example: example)
  }
}

/// The type of a field's value.
package indirect enum FieldType: Sendable {
  case text
  /// Text of at most so many words.
  case words(Int)
  /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
  case date
  case integer, number
  /// `true` or `false`.
  case flag
  /// An absolute `http` or `https` address.
  case webAddress
  /// An address of this site: `/practices/old-name/`.
  case siteAddress
  case choice([String])
  /// A jurisdiction's code (`co`).
  case jurisdiction
  /// An element's code (`II.c.1`) of the current outline edition.
  case element
  case term(VocabularyKind)
  /// A reference such as `practice:co-careerwise`; resolved by the Links room.
  case record
  /// The id of a record of one kind, or a section's path; resolved by the Links room.
  case id(RecordKind)
  /// The `url` of one of the record's own sources.
  case ownSource
  case list(FieldType)
  case group(Schema)
  /// A list of groups like the one that holds the field.
  case subtree

  /// Whether a list of such values may hold each only once; coordinates may repeat.
  var repeatsAreMistakes: Bool {
    switch self {
    case .integer, .number, .flag: false
    default: true
    }
  }

  /// How a message and the authoring guide call a value of this type.
  package var noun: String {
    switch self {
    case .text: "text"
    case .words(let limit): "text of at most \(limit) words"
    case .date: "a date (YYYY, YYYY-MM or YYYY-MM-DD)"
    case .integer: "a whole number"
    case .number: "a number"
    case .flag: "true or false"
    case .webAddress: "a web address (https://…)"
    case .siteAddress: "an address of this site (/…/)"
    case .choice(let words): "one of \(words.joined(separator: ", "))"
    case .jurisdiction: "a jurisdiction's code"
    case .element: "an element's code"
    case .term(let kind): "an id from vocabularies/\(kind.folder).yml"
    case .record: "a reference (kind:id)"
    case .id(let kind): "the id of a \(kind.rawValue)"
    case .ownSource: "the url of one of the sources"
    case .list(let item): "a list; each item is \(item.noun)"
    case .group(let schema): schema.noun
    case .subtree: "a list of the same kind"
    }
  }
}
