// Fields against a schema: every mistake is reported where it stands, and only what is right is kept.
package import Diagnostics
package import Documents

extension Schema {
  /// Checks fields and returns those that are right; what is wrong is reported and left out.
  ///
  /// Reports the `content.*` codes of fields.
  package func check(
    _ fields: Fields, names: KnownNames, _ diagnostics: inout [Diagnostic]
  ) -> CheckedFields {
    var check = SchemaCheck(names: names)
    check.ownSources = SchemaCheck.sourceAddresses(in: fields)
    let checked = check.group(fields, self)
    diagnostics += check.diagnostics
    return checked
  }
}

/// One record's check.
private struct SchemaCheck {
  let names: KnownNames
  /// The addresses of the record's own sources, which results and tips refer to.
  var ownSources: [String] = []
  var diagnostics: [Diagnostic] = []

  init(names: KnownNames) {
    self.names = names
  }

  static func sourceAddresses(in fields: Fields) -> [String] {
    guard case .list(let items) = fields["sources"]?.value.value else { return [] }
    return items.compactMap { item in
      guard case .fields(let source) = item.value, case .text(let url) = source["url"]?.value.value else {
        return nil
      }
      return url
    }
  }

  mutating func group(_ fields: Fields, _ schema: Schema) -> CheckedFields {
    var checked = CheckedFields(place: fields.place)
    for field in fields.entries {
      guard let rule = schema[field.name.value] else {
        let known = schema.fields.map(\.name)
        diagnostics.append(
          Diagnostic(
            .unknownField, at: field.name.place, "\(schema.noun) has no field “\(field.name.value)”",
            help: didYouMean(field.name.value, in: known)
              ?? "Its fields are: \(known.joined(separator: ", "))."))
        continue
      }
      if case .empty = field.value.value {
        diagnostics.append(
          Diagnostic(
            .wrongType, at: field.name.place, "“\(rule.name)” has no value",
            help: "Write \(rule.type.noun) behind the colon, or remove the line."))
        continue
      }
      if let value = self.value(field.value, rule.type, rule.name, schema) {
        checked.values[rule.name] = value
      }
    }
    for rule in schema.fields where rule.isRequired && fields[rule.name] == nil {
      let misspelt = fields.entries.contains { entry in
        schema[entry.name.value] == nil
          && nearest(to: entry.name.value, in: schema.fields.map(\.name)).contains(rule.name)
      }
      // The misspelt name has had its message already: one mistake, one message.
      guard !misspelt else { continue }
      diagnostics.append(
        Diagnostic(
          .missingField, at: fields.place, "\(schema.noun) needs the field “\(rule.name)”",
          help:
            "\(rule.meaning) Write for instance: \(rule.name): \(rule.example.isEmpty ? "…" : rule.example)"))
    }
    return checked
  }

  private mutating func value(
    _ value: Located<FieldValue>, _ type: FieldType, _ name: String, _ schema: Schema
  ) -> CheckedValue? {
    switch (type, value.value) {
    case (.list(let itemType), .list(let items)):
      var seen: Set<String> = []
      return .list(
        items.compactMap { item in
          guard let checked = self.value(item, itemType, name, schema) else { return nil }
          if case .text(let text) = checked, itemType.repeatsAreMistakes, !seen.insert(text.value).inserted {
            diagnostics.append(
              Diagnostic(
                .repeatedValue, .warning, at: text.place, "“\(text.value)” stands twice in “\(name)”",
                help: "Remove one of the two."))
            return nil
          }
          return checked
        })
    case (.subtree, .list): return self.value(value, .list(.group(schema)), name, schema)
    case (.group(let inner), .fields(let fields)): return .group(group(fields, inner))
    case (.list, _), (.subtree, _), (.group, _), (_, .list), (_, .fields), (_, .empty):
      wrongType(value.place, name, type, found: value.value.noun)
      return nil
    case (_, .text(let text)):
      return scalar(Located(text, at: value.place), type, name)
    }
  }

  private mutating func wrongType(_ place: Place, _ name: String, _ type: FieldType, found: String) {
    let help: String? =
      switch type {
      case .list: "Write each item on a line of its own, after “- ”."
      case .group: "Write each field on a line of its own, as “name: value”."
      default: nil
      }
    diagnostics.append(
      Diagnostic(.wrongType, at: place, "“\(name)” must be \(type.noun); this is \(found)", help: help))
  }

  private mutating func scalar(_ text: Located<String>, _ type: FieldType, _ name: String) -> CheckedValue? {
    func invalid(_ message: String, help: String? = nil) -> Diagnostic {
      Diagnostic(.invalidValue, at: text.place, message, help: help)
    }
    let word = text.value
    if word.utf8.allSatisfy({ $0 <= 0x20 }) {
      diagnostics.append(invalid("“\(name)” is empty", help: "Write \(type.noun), or remove the line."))
      return nil
    }
    switch type {
    case .text, .list, .group, .subtree: break
    case .words(let limit):
      let count = word.split(whereSeparator: \.isWhitespace).count
      if count > limit {
        diagnostics.append(
          Diagnostic(
            .tooLong, at: text.place, "“\(name)” has \(count) words; the limit is \(limit)",
            help: "Say what, for whom and with what result; the rest belongs into the text below."))
        return nil
      }
    case .date:
      guard isDate(word) else {
        diagnostics.append(
          invalid("“\(word)” is no date", help: "Write YYYY, YYYY-MM or YYYY-MM-DD, for instance 2026-11-22.")
        )
        return nil
      }
    case .integer:
      guard Int(word) != nil else {
        diagnostics.append(invalid("“\(name)” must be a whole number; this is “\(word)”"))
        return nil
      }
    case .number:
      guard let number = Double(word), number.isFinite else {
        diagnostics.append(invalid("“\(name)” must be a number such as 63.9; this is “\(word)”"))
        return nil
      }
    case .flag:
      guard word == "true" || word == "false" else {
        diagnostics.append(invalid("“\(name)” must be true or false; this is “\(word)”"))
        return nil
      }
    case .webAddress:
      guard isWebAddress(word) else {
        diagnostics.append(
          invalid(
            "“\(word)” is no web address", help: "It begins with https:// or http:// and holds no spaces."))
        return nil
      }
    case .siteAddress:
      guard isSiteAddress(word) else {
        diagnostics.append(
          invalid(
            "“\(word)” is no address of this site",
            help: "It begins and ends with a slash and is lower case, for instance /practices/old-name/."))
        return nil
      }
    case .choice(let words):
      guard words.contains(word) else {
        diagnostics.append(
          invalid("“\(name)” must be \(type.noun); this is “\(word)”", help: didYouMean(word, in: words)))
        return nil
      }
    case .jurisdiction:
      // Without the list itself, only the list is missed.
      guard names.jurisdictions.contains(word) || names.jurisdictions.isEmpty else {
        diagnostics.append(
          Diagnostic(
            .unknownJurisdiction, at: text.place, "no jurisdiction has the code “\(word)”",
            help: names.jurisdictionCodes[word.lowercased()].map { "Did you mean “\($0)”?" }
              ?? didYouMean(word, in: names.jurisdictions) ?? "The codes are in Content/jurisdictions.yml."))
        return nil
      }
    case .element:
      guard names.elements[elementID(ofCode: word)] != nil || names.elements.isEmpty else {
        diagnostics.append(
          Diagnostic(
            .unknownElement, at: text.place, "the outline has no element “\(word)”",
            help: didYouMean(word, in: names.elements.values) ?? "The codes are in Content/outlines."))
        return nil
      }
      return .text(Located(elementID(ofCode: word), at: text.place))
    case .term(let kind):
      let terms = names.terms[kind] ?? [:]
      guard terms[word] != nil || terms.isEmpty else {
        let byLabel = terms.filter { $0.value.lowercased() == word.lowercased() }.keys.sorted().first
        diagnostics.append(
          Diagnostic(
            .unknownTerm, at: text.place, "no \(kind.rawValue) has the id “\(word)”",
            help: byLabel.map { "Did you mean “\($0)”?" } ?? didYouMean(word, in: terms.keys)
              ?? "The ids are in Content/vocabularies/\(kind.folder).yml; add the term there first."))
        return nil
      }
    case .record:
      guard let colon = word.firstIndex(of: ":"), RecordKind(rawValue: String(word[..<colon])) != nil else {
        let near = nearest(to: String(word.prefix { $0 != ":" }), in: RecordKind.allCases.map(\.rawValue))
        let rest = word.drop { $0 != ":" }
        diagnostics.append(
          invalid(
            "“\(word)” is no reference",
            help: near.first.flatMap { rest.isEmpty ? nil : "Did you mean “\($0)\(rest)”?" }
              ?? "Write kind:id, for instance practice:co-careerwise."))
        return nil
      }
    case .id:
      guard word.split(separator: "/", omittingEmptySubsequences: false).allSatisfy({ isID($0) }) else {
        diagnostics.append(
          invalid("“\(word)” is no id", help: "Ids are lower-case letters, digits and hyphens."))
        return nil
      }
    case .ownSource:
      guard ownSources.contains(word) else {
        diagnostics.append(
          Diagnostic(
            .unknownSource, at: text.place, "none of the record's sources has this url",
            help: didYouMean(word, in: ownSources) ?? "Add it under “sources” first."))
        return nil
      }
    }
    return .text(text)
  }
}
