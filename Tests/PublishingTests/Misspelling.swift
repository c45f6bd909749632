// Misspells words of the seed's files and looks what is said about them.
import Diagnostics
import Documents
import Records
import Testing

/// A word of a file that can be misspelt, and the round in which that is done.
struct Misspellable {
  var word: Located<String>
  /// The words that may stand in its place.
  var known: [String]
  var round: Round

  /// How deep the group lies that holds the word, and which of its words this is. In one round each group of a file has
  /// one word wrong, and none of the groups above it: groups are checked apart, so the words cannot touch each other.
  struct Round: Hashable, Comparable {
    var depth: Int
    var position: Int

    static func < (left: Round, right: Round) -> Bool {
      (left.depth, left.position) < (right.depth, right.position)
    }
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
    case .definitions: 3_500
    case .records: 10_000
    case .sections: 1_800
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

  /// Misspells every word of a part's files, those of one round together.
  mutating func misspell(_ part: SeedPart, of files: [ParsedFile], words: (ParsedFile) -> [Misspellable]) {
    let concerned = files.filter { part.holds($0.source.path) }.map { ($0, words($0)) }
    for round in Set(concerned.flatMap { $0.1.map(\.round) }).sorted() {
      var changed: [String: ParsedFile] = [:]
      var expected: [(Located<String>, String)] = []
      for (file, words) in concerned {
        let wrong = words.filter { $0.round == round }.compactMap { word in
          misspelt(word.word.value, word.known, tried + expected.count).map { (word.word, $0) }
        }
        guard !wrong.isEmpty else { continue }
        let (source, places) = file.source.replacing(wrong)
        changed[source.path] = ParsedFile(parsing: source)
        expected += zip(wrong, places).map { (Located($0.0.value, at: $1), $0.1) }
      }
      // What is read again: the files of this round, and those without which they cannot be understood.
      let read = files.compactMap { file in
        let path = file.source.path
        let isNeeded = SeedPart.definitions.holds(path) || (part == .sections && path.hasSuffix("/plan.md"))
        return changed[path] ?? (isNeeded ? file : nil)
      }
      let byFile = Dictionary(grouping: Library.read(read).diagnostics, by: \.place.file)
      for (word, wrong) in expected { add(word, wrong, byFile[word.place.file] ?? []) }
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

  /// The file with several words written differently, and where they stand in it.
  func replacing(_ words: [(word: Located<String>, other: String)]) -> (SourceFile, [Place]) {
    var file = self
    var shifts: [Int: Int] = [:]
    var places: [Place] = []
    for (word, other) in words {
      // Earlier words of the same line have moved this one.
      var place = word.place
      place.column += shifts[place.line, default: 0]
      places.append(place)
      file = file.replacing(Located(word.value, at: place), with: other)
      shifts[place.line, default: 0] += other.utf8.count - word.value.utf8.count
    }
    return (file, places)
  }
}
