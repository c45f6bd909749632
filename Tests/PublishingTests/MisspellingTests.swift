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

  /// The same without the texts behind the front matter, which no field or term can touch: reading them again for each
  /// misspelling would take most of the time.
  static let frontMatter = parsed.map { file in
    guard let offset = Document.read(file.source).value?.bodyOffset, file.source.path.hasSuffix(".md") else {
      return file
    }
    return ParsedFile(parsing: SourceFile(path: file.source.path, bytes: Array(file.source.bytes[..<offset])))
  }

  /// Every field name of every file: records, sections, outlines, vocabularies and the other files that define names.
  @Test(arguments: SeedPart.allCases)
  func fieldNames(_ part: SeedPart) {
    var outcome = Outcome()
    outcome.misspell(part, of: Self.frontMatter) { $0.names }
    #expect(outcome.tried > part.fewestNames)
    outcome.expectGood()
  }

  /// Every term that a record names.
  @Test func terms() {
    let vocabularies = Library.read(Self.frontMatter).value.vocabularies
    let known = Dictionary(uniqueKeysWithValues: vocabularies.map { ($0.kind, $0.terms.map(\.id.name)) })
    var outcome = Outcome()
    outcome.misspell(.records, of: Self.frontMatter) { $0.terms(known) }
    #expect(outcome.tried > 2_500)
    outcome.expectGood()
  }

  /// Words of one round are misspelt together. Alone, a word gives the same: a sample of those that others use.
  @Test func wordsOfOneRoundCannotTouchEachOther() {
    var outcome = Outcome()
    for file in Self.frontMatter where SeedPart.definitions.holds(file.source.path) {
      let words = file.names
      for index in stride(from: 0, to: words.count, by: max(1, words.count / 4)) {
        outcome.misspell(.definitions, of: Self.frontMatter) { other in
          other.source.path == file.source.path ? [words[index]] : []
        }
      }
    }
    #expect(outcome.tried > 20)
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
