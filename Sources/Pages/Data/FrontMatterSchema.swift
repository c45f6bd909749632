// JSON Schema of front matter, made from the same field lists that check it: editors complete and check with it.
package import Records

/// The JSON Schema (draft 2020-12) of one kind of front matter.
///
/// Scalars are accepted as YAML readers type them (a year may be a number), because our own types do not depend on it.
package func frontMatterSchema(_ schema: Schema, name: String, names: KnownNames) -> String {
  var writer = SchemaWriter(names: names)
  var entries = writer.object(schema)
  entries.insert(("$schema", .text("https://json-schema.org/draft/2020-12/schema")), at: 0)
  entries.insert(("title", .text(schema.noun)), at: 1)
  if !writer.definitions.isEmpty { entries.append(("$defs", .object(writer.definitions))) }
  return String(decoding: DataValue.object(entries).jsonFile, as: UTF8.self)
}

/// Every kind of front matter with its JSON Schema, by file name.
func frontMatterSchemas(_ model: SiteModel) -> [(name: String, text: String)] {
  let names = KnownNames(of: model.library)
  return Schema.all.map { ($0.name, frontMatterSchema($0.schema, name: $0.name, names: names)) }
}

private struct SchemaWriter {
  let names: KnownNames
  var definitions: [(String, DataValue)] = []

  init(names: KnownNames) {
    self.names = names
  }

  mutating func object(_ schema: Schema) -> [(String, DataValue)] {
    var properties: [(String, DataValue)] = []
    for field in schema.fields {
      var entries: [(String, DataValue)]
      if case .subtree = field.type {
        entries = [
          ("type", .text("array")),
          ("items", .object([("$ref", .text("#/$defs/\(definitionName(schema))"))])),
        ]
      } else {
        entries = type(field.type)
      }
      if !field.meaning.isEmpty { entries.append(("description", .text(field.meaning))) }
      properties.append((field.name, .object(entries)))
    }
    return [
      ("type", .text("object")), ("additionalProperties", .flag(false)),
      ("required", .texts(schema.fields.filter(\.isRequired).map(\.name))),
      ("properties", .object(properties)),
    ]
  }

  private func definitionName(_ schema: Schema) -> String {
    schema.noun.split(separator: " ").last.map(String.init) ?? schema.noun
  }

  private func isRecursive(_ schema: Schema) -> Bool {
    schema.fields.contains { field in
      if case .subtree = field.type { true } else { false }
    }
  }

  private mutating func type(_ type: FieldType) -> [(String, DataValue)] {
    let scalar: DataValue = .texts(["string", "number", "boolean"])
    func pattern(_ text: String) -> [(String, DataValue)] {
      [("type", .text("string")), ("pattern", .text(text))]
    }
    switch type {
    case .text, .words: return [("type", scalar)]
    case .date:
      return [
        (
          "anyOf",
          .list([
            .object(pattern("^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")),
            .object([("type", .text("integer")), ("minimum", .count(1000)), ("maximum", .count(9999))]),
          ])
        )
      ]
    case .integer:
      return [("anyOf", .list([.object([("type", .text("integer"))]), .object(pattern("^-?[0-9]+$"))]))]
    case .number:
      return [("anyOf", .list([.object([("type", .text("number"))]), .object(pattern("^-?[0-9.]+$"))]))]
    case .flag: return [("enum", .list([.flag(true), .flag(false), .text("true"), .text("false")]))]
    case .webAddress, .ownSource: return pattern("^[Hh][Tt][Tt][Pp][Ss]?://[^/ ]")
    case .siteAddress: return pattern("^/.*/$")
    case .choice(let words): return [("enum", .texts(words))]
    case .jurisdiction: return [("enum", .texts(names.jurisdictions.sorted()))]
    case .element:
      let codes = names.elements.values.sorted()
      return [("enum", .texts(codes + names.elements.keys.sorted().filter { !codes.contains($0) }))]
    case .term(let kind): return [("enum", .texts((names.terms[kind] ?? [:]).keys.sorted()))]
    case .record: return pattern("^[a-z]+:.+$")
    case .id: return [("type", scalar), ("pattern", .text("^[a-z0-9/-]+$"))]
    case .list(let item): return [("type", .text("array")), ("items", .object(self.type(item)))]
    case .group(let schema):
      guard isRecursive(schema) else { return object(schema) }
      let name = definitionName(schema)
      if !definitions.contains(where: { $0.0 == name }) {
        definitions.append((name, .none))
        let entries = object(schema)
        if let position = definitions.firstIndex(where: { $0.0 == name }) {
          definitions[position].1 = .object(entries)
        }
      }
      return [("$ref", .text("#/$defs/\(name)"))]
    case .subtree: return [("type", .text("array"))]
    }
  }
}
