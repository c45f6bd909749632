// Every field name, term, link scheme and layout name of the seed site, misspelt, gives an error with the right suggestion.
import Diagnostics
import Documents
import Layouts
import Pages
import Records
import Testing

@Suite struct MisspellingTests {
  /// The seed's content in the order of reading, with assets left out, parsed once.
  static let parsed = SmallSite.seed.filter {
    $0.path.hasPrefix("Content/") && !$0.path.hasPrefix("Content/assets/")
  }
  .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }.map { ParsedFile(parsing: $0) }

  // Library.read takes all files, so files are misspelt together, one name in each: a sample of the names of every
  // file, evenly spread. Files on which others depend are misspelt apart from them.

  /// Up to 16 field names of every file.
  @Test(arguments: SeedPart.allCases)
  func fieldNames(_ part: SeedPart) {
    var outcome = Outcome()
    outcome.misspell(Self.parsed, part, atMost: 16) { file in file.names.map { ($0.name, $0.siblings) } }
    #expect(outcome.tried > part.fewestNames)
    outcome.expectGood()
  }

  /// Up to 10 terms of every file.
  @Test(arguments: [SeedPart.records])
  func terms(_ part: SeedPart) {
    var outcome = Outcome()
    let vocabularies = Library.read(Self.parsed).value.vocabularies
    let known = Dictionary(uniqueKeysWithValues: vocabularies.map { ($0.kind, $0.terms.map(\.id.name)) })
    outcome.misspell(Self.parsed, part, atMost: 10) { file in
      file.terms.map { ($0.term, known[$0.kind] ?? []) }
    }
    #expect(outcome.tried > 700)
    outcome.expectGood()
  }

  /// The scheme of every reference in a text.
  @Test func schemes() {
    var outcome = Outcome()
    for file in Self.parsed {
      for reference in file.markdown.references {
        guard let colon = reference.destination.firstIndex(of: ":") else { continue }
        let scheme = Located(String(reference.destination[..<colon]), at: reference.place)
        guard let wrong = misspelt(scheme.value, RecordKind.allCases.map(\.rawValue), outcome.tried) else {
          continue
        }
        let changed = ParsedFile(parsing: file.source.replacing(scheme, with: wrong))
        outcome.add(scheme, wrong, changed.diagnostics)
      }
    }
    #expect(outcome.tried > 10)
    outcome.expectGood()
  }

  /// The name of every partial, where it is included, and of every layout's file.
  @Test func layoutNames() {
    var outcome = Outcome()
    let layouts = SmallSite.seed.filter { $0.path.hasSuffix(".mustache") }
    let names = LayoutSet(layouts).names
    for (position, file) in layouts.enumerated() {
      for partial in partials(in: file) {
        guard let wrong = misspelt(partial.value, names, outcome.tried) else { continue }
        var changed = layouts
        changed[position] = file.replacing(partial, with: wrong)
        outcome.add(partial, wrong, SiteLayouts.compile(LayoutSet(changed)).diagnostics)
      }
    }
    #expect(outcome.tried > 10)
    outcome.expectGood()
  }

  /// Every layout that a page needs, under a misspelt file name: the error names the file that is missing and the one
  /// that is there.
  @Test(arguments: SiteLayouts.shapes.map(\.layout))
  func layoutFiles(_ layout: String) throws {
    let layouts = SmallSite.seed.filter { $0.path.hasSuffix(".mustache") }
    let wrong = try #require(misspelt(layout, LayoutSet(layouts).names, 1))
    let path = "Layouts/\(layout).mustache"
    let changed = layouts.map { $0.path == path ? $0.renamed("Layouts/\(wrong).mustache") : $0 }
    let found = SiteLayouts.compile(LayoutSet(changed)).diagnostics.first { $0.place.file == path }
    #expect(found?.severity == .error)
    #expect(found?.help?.contains("“\(wrong)”") == true)
  }
}

/// Files of the seed that may be misspelt together.
enum SeedPart: CaseIterable {
  /// What others use: settings, jurisdictions, vocabularies, outlines.
  case definitions
  /// Records of one file each, and plan.md, without which a plan's other files are not read.
  case records
  case sections

  func holds(_ path: String) -> Bool {
    let isSection = path.hasPrefix("Content/plans/") && !path.hasSuffix("/plan.md")
    let isRecord = path.hasSuffix(".md") && !isSection
    return switch self {
    case .definitions: path.hasSuffix(".yml")
    case .records: isRecord
    case .sections: isSection
    }
  }

  var fewestNames: Int {
    switch self {
    case .definitions: 60
    case .records: 2_000
    case .sections: 1_000
    }
  }
}

/// What misspellings gave.
struct Outcome {
  var tried = 0
  private var suggested = 0
  /// Misspellings without an error at their place.
  private var silent: [String] = []
  private var unsuggested: [String] = []

  mutating func add(_ name: Located<String>, _ wrong: String, _ diagnostics: [Diagnostic]) {
    tried += 1
    let place = name.place
    let label = "\(place.file):\(place.line):\(place.column) \(name.value) written \(wrong)"
    let found = diagnostics.filter {
      $0.severity == .error && $0.place.file == place.file && $0.place.line == place.line
        && $0.place.column == place.column
    }
    if found.isEmpty { silent.append(label) }
    if found.contains(where: { $0.help?.contains("“\(name.value)”") == true }) {
      suggested += 1
    } else {
      unsuggested.append(label)
    }
  }

  /// Misspells in each file of a part up to `limit` names, evenly spread, one at a time.
  mutating func misspell(
    _ files: [ParsedFile], _ part: SeedPart, atMost limit: Int,
    names: (ParsedFile) -> [(name: Located<String>, known: [String])]
  ) {
    let positions = files.indices.filter { part.holds(files[$0].source.path) }
    let choices = positions.map { position in
      let all = names(files[position])
      let step = max(1, all.count / limit)
      return stride(from: position % step, to: all.count, by: step).map { all[$0] }
    }
    for round in 0..<limit {
      var changed = part == .definitions ? files.filter { part.holds($0.source.path) } : files
      var expected: [(Located<String>, String)] = []
      for (position, choice) in zip(positions, choices) where round < choice.count {
        let (name, known) = choice[round]
        guard let wrong = misspelt(name.value, known, position + round) else { continue }
        let file = ParsedFile(parsing: files[position].source.replacing(name, with: wrong))
        guard let place = changed.firstIndex(where: { $0.source.path == file.source.path }) else { continue }
        if part == .definitions {
          // One at a time, because these files need each other.
          var alone = changed
          alone[place] = file
          add(name, wrong, Library.read(alone).diagnostics)
        } else {
          changed[part == .definitions ? place : position] = file
          expected.append((name, wrong))
        }
      }
      guard !expected.isEmpty else { continue }
      let byFile = Dictionary(grouping: Library.read(changed).diagnostics, by: \.place.file)
      for (name, wrong) in expected { add(name, wrong, byFile[name.place.file] ?? []) }
    }
  }

  func expectGood() {
    #expect(silent.isEmpty, "\(silent.prefix(20).joined(separator: "\n"))")
    #expect(
      suggested * 100 >= tried * 95,
      "\(suggested) of \(tried)\n\(unsuggested.prefix(40).joined(separator: "\n"))")
  }
}

/// The word with two letters swapped, one doubled, one left out or one replaced; nil when that makes a known word.
func misspelt(_ word: String, _ known: [String], _ variant: Int) -> String? {
  var letters = Array(word)
  guard letters.count >= 3 else { return nil }
  let middle = 1 + variant / 4 % (letters.count - 2)
  switch variant % 4 {
  case 0 where letters[middle] != letters[middle - 1]: letters.swapAt(middle, middle - 1)
  case 1: letters.insert(letters[middle], at: middle)
  case 2: letters.remove(at: middle)
  default: letters[middle] = letters[middle] == "x" ? "y" : "x"
  }
  let wrong = String(letters)
  return wrong == word || known.contains(wrong) ? nil : wrong
}

/// The names of partials in `{{>name}}`, with their places.
private func partials(in file: SourceFile) -> [Located<String>] {
  var found: [Located<String>] = []
  var rest = file.bytes[...]
  while let brace = rest.firstRange(of: Array("{{>".utf8)) {
    rest = rest[brace.upperBound...].drop { $0 == 0x20 }
    let name = rest.prefix { $0 != UInt8(ascii: "}") && $0 != 0x20 }
    found.append(
      Located(String(decoding: name, as: UTF8.self), at: file.place(at: name.startIndex, length: name.count)))
  }
  return found
}

extension SourceFile {
  /// The file with a word at a place written differently.
  func replacing(_ word: Located<String>, with other: String) -> SourceFile {
    let offset = line(word.place.line).startIndex + word.place.column - 1
    // A quoted value's place is that of its quote.
    let start = offset + (bytes[offset] == UInt8(ascii: "\"") ? 1 : 0)
    var changed = bytes
    changed.replaceSubrange(start..<start + word.value.utf8.count, with: Array(other.utf8))
    return SourceFile(path: path, bytes: changed)
  }
}

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
  fileprivate var names: [(name: Located<String>, siblings: [String])] {
    var found: [(Located<String>, [String])] = []
    walk { name, schema, _ in found.append((name, schema.fields.map(\.name))) }
    return found
  }

  /// Every use of a vocabulary's term.
  fileprivate var terms: [(term: Located<String>, kind: VocabularyKind)] {
    var found: [(Located<String>, VocabularyKind)] = []
    walk { name, schema, value in
      let items: [Located<FieldValue>] =
        if case .list(let items) = value.value { items } else { [value] }
      let type = schema[name.value]?.type
      for item in items {
        guard case .text(let text) = item.value else { continue }
        switch type {
        case .term(let kind), .list(.term(let kind)): found.append((Located(text, at: item.place), kind))
        default: break
        }
      }
    }
    return found
  }

  /// Every value of a field that may hold any text.
  var freeTexts: [Located<String>] {
    var found: [Located<String>] = []
    walk { name, schema, value in
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

  private func walk(_ visit: (Located<String>, Schema, Located<FieldValue>) -> Void) {
    guard let fields, let schema else { return }
    func walk(_ fields: Fields, _ schema: Schema) {
      for field in fields.entries {
        visit(field.name, schema, field.value)
        let inner: Schema? =
          switch schema[field.name.value]?.type {
          case .group(let group), .list(.group(let group)): group
          case .subtree: schema
          default: nil
          }
        guard let inner else { continue }
        switch field.value.value {
        case .fields(let group): walk(group, inner)
        case .list(let items):
          for case .fields(let group) in items.map(\.value) { walk(group, inner) }
        case .text, .empty: break
        }
      }
    }
    walk(fields, schema)
  }
}
