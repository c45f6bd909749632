// The words of a content file that its schema knows: names of fields, terms, free texts.
import Diagnostics
import Documents
import Records

extension ParsedFile {
  private var schema: Schema? {
    let parts = source.path.split(separator: "/").dropFirst()
    switch parts.first {
    case "practices": return .practice
    case "guidance": return .guidance
    case "profiles": return .profile
    case "pages": return .page
    case "plans": return source.path.hasSuffix("/plan.md") ? .plan : .planFile
    case "vocabularies": return .vocabulary
    case "outlines": return .outline
    case "site.yml": return .site
    case "jurisdictions.yml": return .jurisdictions
    case "changes.yml": return .changes
    default: return nil
    }
  }

  /// Every field's name, with the names that may stand beside it.
  var names: [Misspellable] {
    var found: [Misspellable] = []
    walk { name, schema, _, round in
      found.append(Misspellable(word: name, known: schema.fields.map(\.name), round: round))
    }
    return found
  }

  /// Every use of a vocabulary's term.
  func terms(_ known: [VocabularyKind: [String]]) -> [Misspellable] {
    var found: [Misspellable] = []
    walk { name, schema, value, _ in
      let items: [Located<FieldValue>] =
        if case .list(let items) = value.value { items } else { [value] }
      let kind: VocabularyKind? =
        switch schema[name.value]?.type {
        case .term(let kind), .list(.term(let kind)): kind
        default: nil
        }
      guard let kind else { return }
      for (position, item) in items.enumerated() {
        guard case .text(let text) = item.value else { continue }
        found.append(
          Misspellable(
            word: Located(text, at: item.place), known: known[kind] ?? [],
            round: Misspellable.Round(depth: 0, position: position)))
      }
    }
    return found
  }

  /// Every value of a field that may hold any text.
  var freeTexts: [Located<String>] {
    var found: [Located<String>] = []
    walk { name, schema, value, _ in
      let items: [Located<FieldValue>] =
        if case .list(let items) = value.value { items } else { [value] }
      for item in items {
        guard case .text(let text) = item.value else { continue }
        switch schema[name.value]?.type {
        case .text, .words, .list(.text): found.append(Located(text, at: item.place))
        default: break
        }
      }
    }
    return found
  }

  private func walk(
    _ visit: (Located<String>, Schema, Located<FieldValue>, Misspellable.Round) -> Void
  ) {
    guard let fields, let schema else { return }
    func walk(_ fields: Fields, _ schema: Schema, _ depth: Int) {
      for (position, field) in fields.entries.enumerated() {
        visit(field.name, schema, field.value, Misspellable.Round(depth: depth, position: position))
        let inner: Schema? =
          switch schema[field.name.value]?.type {
          case .group(let group), .list(.group(let group)): group
          case .subtree: schema
          default: nil
          }
        guard let inner else { continue }
        switch field.value.value {
        case .fields(let group): walk(group, inner, depth + 1)
        case .list(let items):
          for case .fields(let group) in items.map(\.value) { walk(group, inner, depth + 1) }
        case .text, .empty: break
        }
      }
    }
    walk(fields, schema, 0)
  }
}
