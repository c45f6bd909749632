// Front matter that teaches: every field of a schema, with its meaning and a value that passes the check.
import Records

/// Writes the fields of a schema as YAML.
///
/// Lines with `##` explain. Optional fields stand behind a single `#`; without it they count.
struct FieldScaffold {
  let library: Library
  /// The day that date fields get.
  let today: String
  /// The address that the scaffold's own source has; results and tips refer to it.
  static let sourceAddress = "https://example.org/report"

  /// - Parameter values: values of top-level fields, by name; a list takes its items at line ends. A field named here
  ///   is written as if it were required.
  func yaml(_ schema: Schema, _ values: [String: String] = [:]) -> String {
    var lines: [String] = []
    let isWritten = { (rule: FieldRule) in rule.isRequired || values[rule.name] != nil }
    for rule in schema.fields.filter(isWritten) { lines += field(rule, values[rule.name]) }
    let optional = schema.fields.filter { !isWritten($0) }
    if !optional.isEmpty {
      lines += ["", "## Optional fields. Remove the # in front of a line to use it.", ""]
      for rule in optional {
        lines += field(rule, nil).map { $0.hasPrefix("##") ? $0 : "#" + $0 }
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func field(_ rule: FieldRule, _ value: String?) -> [String] {
    explanation(rule) + valueLines(rule, value)
  }

  /// The meaning, an example of free text and, where it says more, the form of the value.
  private func explanation(_ rule: FieldRule) -> [String] {
    let form = form(rule.type).map { " Write \($0)." } ?? ""
    return wrapped(meaning(rule) + form, width: 96).map { "## " + $0 }
  }

  private func meaning(_ rule: FieldRule) -> String {
    var words = rule.meaning
    // Some meanings begin with a value (“false keeps …”) and read on from it.
    if let first = words.first, first.isLowercase { words = rule.name + ": " + words }
    if isText(rule.type), !rule.example.isEmpty { words += " For example: \(rule.example)." }
    return words
  }

  /// Whether a person writes what they like, so that an example must not be mistaken for a fact.
  private func isText(_ type: FieldType) -> Bool {
    switch type {
    case .text: true
    case .list(let item): isText(item)
    default: false
    }
  }

  private func form(_ type: FieldType) -> String? {
    switch type {
    case .text, .group, .subtree, .words: return nil
    case .list(let item): return form(item).map { "a list; each item is \($0)" }
    case .term(let kind):
      let ids = library.vocabularies.first { $0.kind == kind }?.terms.map(\.id.name) ?? []
      return ids.isEmpty || ids.count > 12 ? type.noun : "\(type.noun): \(ids.joined(separator: ", "))"
    default: return type.noun
    }
  }

  private func valueLines(_ rule: FieldRule, _ value: String?) -> [String] {
    switch rule.type {
    case .list(.group(let schema)): return ["\(rule.name):"] + item(schema)
    case .list(let type):
      let items = (value ?? sample(type, rule)).split(separator: "\n").map(String.init)
      return ["\(rule.name):"] + items.map { "  - \(scalar($0))" }
    case .group(let schema): return ["\(rule.name):"] + group(schema).map { "  " + $0 }
    case .subtree: return []
    default: return ["\(rule.name): \(scalar(value ?? sample(rule.type, rule)))"]
    }
  }

  /// One item of a list of groups: required fields, then optional ones behind `#`.
  private func item(_ schema: Schema) -> [String] {
    group(schema).enumerated().map { position, line in (position == 0 ? "  - " : "    ") + line }
  }

  private func group(_ schema: Schema) -> [String] {
    let required = schema.fields.filter(\.isRequired).flatMap { rule in
      valueLines(rule, nil).enumerated().map { position, line in
        position == 0 && !isGroup(rule.type) ? line + "  ## " + meaning(rule) : line
      }
    }
    // In a group the address of a source always counts: results and tips refer to it.
    let address = schema["publisher"] != nil && schema["accessed"] != nil ? ["url"] : []
    let optional = schema.fields.filter { !$0.isRequired }
    return required
      + optional.flatMap { rule in
        valueLines(rule, rule.name == "url" ? Self.sourceAddress : nil).map {
          (address.contains(rule.name) ? "" : "#") + $0 + "  ## " + meaning(rule)
        }
      }
  }

  private func isGroup(_ type: FieldType) -> Bool {
    switch type {
    case .group, .list, .subtree: true
    default: false
    }
  }

  // MARK: Values

  private func sample(_ type: FieldType, _ rule: FieldRule) -> String {
    let example = rule.example
    switch type {
    case .text:
      // A cycle or a year shows a form; words would be taken for a fact.
      let isForm = !example.isEmpty && example.allSatisfy { $0.isNumber || $0 == "-" }
      return isForm ? example : "Replace this"
    case .words: return "Replace this with at most sixty words."
    case .date: return today
    case .integer: return example.isEmpty ? "1" : example
    case .number: return example.isEmpty ? "63.9" : example
    case .flag: return example.isEmpty ? "true" : example
    case .webAddress: return example.isEmpty ? "https://example.org/" : example
    case .siteAddress: return example.isEmpty ? "/old-address/" : example
    case .choice(let words): return words.contains(example) ? example : words.first ?? example
    case .jurisdiction:
      let codes = library.jurisdictions.map(\.code)
      return codes.contains(example) ? example : codes.first ?? example
    case .element:
      let elements = library.outline?.elements ?? []
      return elements.contains { $0.code == example }
        ? example : elements.first(where: \.isNarrative)?.code ?? elements.first?.code ?? example
    case .term(let kind):
      let terms = library.vocabularies.first { $0.kind == kind }?.terms.map(\.id.name) ?? []
      return terms.contains(example) ? example : terms.first ?? example
    case .record: return example.isEmpty ? "page:about" : example
    case .id: return example.isEmpty ? "replace-this" : example
    case .ownSource: return Self.sourceAddress
    case .list(let item): return sample(item, rule)
    case .group, .subtree: return example
    }
  }

  /// A text as YAML on one line: plain where that is safe, else in double quotes.
  private func scalar(_ text: String) -> String {
    let isPlain =
      text.first.map { $0.isLetter || $0.isNumber || $0 == "/" } ?? false
      && !text.contains(": ") && !text.contains(" #") && !text.hasSuffix(":") && !text.hasSuffix(" ")
      && !text.unicodeScalars.contains { $0.value < 0x20 }
    // 2024 would do, but people who know YAML quote what looks like a number and is none.
    let looksNumeric = text.count == 4 && text.allSatisfy(\.isNumber)
    guard !isPlain || looksNumeric else { return text }
    return "\"" + text.reduce(into: "") { $0 += $1 == "\"" || $1 == "\\" ? "\\\($1)" : String($1) } + "\""
  }
}

/// Words broken into lines of at most `width` characters.
private func wrapped(_ text: String, width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ") {
    if !line.isEmpty, line.count + 1 + word.count > width {
      lines.append(line)
      line = ""
    }
    line += (line.isEmpty ? "" : " ") + word
  }
  return line.isEmpty ? lines : lines + [line]
}
