// The field tables of the authoring guide, made from the schemas that check the content.
import Records

/// The table of a schema's fields, then one table for each group inside it.
///
/// The fields that all Markdown records share, and sources, have tables of their own in the guide.
func fieldTables(_ schema: Schema) -> String {
  let shared = Set(Schema.common.map(\.name))
  let sharesAll = shared.isSubset(of: Set(schema.fields.map(\.name)))
  let own = schema.fields.filter { !sharesAll || !shared.contains($0.name) }
  var text = table(own)
  if sharesAll {
    text += "\nAnd the [fields that every record may have](#fields-that-every-record-may-have).\n"
  }
  for field in own {
    guard let inner = field.type.innerSchema, inner.noun != schema.noun else { continue }
    let name = inner.noun.prefix(1).uppercased() + inner.noun.dropFirst()
    if inner.noun == Schema.source.noun {
      text += "\n`\(field.name)`: each is [a source](#a-source).\n"
    } else if inner.noun == Schema.element.noun {
      text += "\n`\(field.name)`: each is [an element](#an-element).\n"
    } else {
      text += "\n\(name), in `\(field.name)`:\n\n" + fieldTables(inner)
    }
  }
  return text
}

/// The rows of fields alone.
func table(_ fields: [FieldRule]) -> String {
  var text = "| field | needed | type | meaning | example |\n| --- | --- | --- | --- | --- |\n"
  for field in fields {
    let example = field.example.isEmpty ? "" : "`\(field.example)`"
    let cells = [
      "`\(field.name)`", field.isRequired ? "yes" : "", field.type.words, field.meaning, example,
    ]
    text += "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
  }
  return text
}

extension FieldType {
  /// The fields of a group, or of a list's groups.
  var innerSchema: Schema? {
    switch self {
    case .group(let schema): schema
    case .list(let item): item.innerSchema
    default: nil
    }
  }

  /// The type as the guide calls it.
  var words: String {
    switch self {
    case .choice(let words): "one of " + words.map { "`\($0)`" }.joined(separator: ", ")
    case .term(let kind): "an id from `vocabularies/\(kind.folder).yml`"
    case .id(.section): "a section's path"
    case .id: "an id"
    case .list(let item): "list; each: \(item.words)"
    case .subtree: "list of the same kind"
    default: noun
    }
  }
}
