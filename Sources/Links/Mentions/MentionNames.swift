// The names by which plans may mention records.
import Diagnostics
import Records

/// One name of one record, as it is written.
struct MentionName: Sendable {
  enum Origin: Sendable {
    /// The record's own name: a title, a label, a number.
    case title
    /// Another name that an editor gave it.
    case alias
    /// Part of a title, or another spelling of a number: found only where nobody else can be meant.
    case derived
  }

  /// A word of the name.
  struct Word: Sendable {
    let normal: String
    /// The word as written, without apostrophes and a possessive ending.
    let written: [UInt8]
    /// What stands between it and the next word, as far as it matters.
    var gap: [UInt8] = []
  }

  let target: RecordID
  let text: String
  let place: Place
  let origin: Origin
  /// Whose practice or board it is, by position in the library; nil for what all plans share.
  let jurisdiction: Int?
  /// Whether the name is found in other jurisdictions' plans, too.
  let isFoundElsewhere: Bool
  let words: [Word]

  /// The normal forms, by which names are told apart.
  var key: String { words.map(\.normal).joined(separator: " ") }

  /// Whether it is one word that could be anybody's: no digit, no capital but the first.
  var isOrdinaryWord: Bool {
    words.count == 1 && !words[0].written.dropFirst().contains { isCapital($0) || isDigit($0) }
  }

  init?(
    _ text: String, of target: RecordID, at place: Place, _ origin: Origin, jurisdiction: Int? = nil,
    isFoundElsewhere: Bool = true
  ) {
    self.target = target
    self.text = text
    self.place = place
    self.origin = origin
    self.jurisdiction = jurisdiction
    self.isFoundElsewhere = isFoundElsewhere
    let bytes = Array(text.utf8)
    var words: [Word] = []
    var last = 0
    forEachWord(in: text) { range, normal in
      if !words.isEmpty { words[words.count - 1].gap = significantGap(bytes[last..<range.start]) }
      words.append(
        Word(
          normal: String(decoding: normal, as: UTF8.self),
          written: writtenForm(bytes[range.start..<range.end])
        ))
      last = range.end
    }
    self.words = words
    // A number alone or a single letter names nothing.
    guard words.count <= 24,
      words.contains(where: { word in word.written.count > 1 && !word.written.allSatisfy { isDigit($0) } })
        || words.count > 1 && words.contains(where: { word in !word.written.allSatisfy { isDigit($0) } })
    else { return nil }
  }
}

/// What between two words keeps them apart: everything but spaces, quotes, hyphens that join, and the signs of numbers
/// in “TEGL #7-20” and “20 CFR § 678”.
func significantGap(_ gap: ArraySlice<UInt8>) -> [UInt8] {
  var kept: [UInt8] = []
  var isBehindSpace = false
  for scalar in String(decoding: gap, as: UTF8.self).unicodeScalars {
    switch scalar.value {
    case 0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x2000...0x200A, 0x202F: isBehindSpace = true
    case 0x22, 0x23, 0x27, 0xA7, 0x2018...0x201F, 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF: break
    // A hyphen at the end of a line joins; a dash between spaces does not.
    case 0x2D, 0x2010...0x2013: if isBehindSpace { kept.append(UInt8(ascii: "-")) }
    default: kept.append(contentsOf: String(scalar).utf8)
    }
  }
  return kept
}

/// A word as written, without apostrophes and a possessive ending.
func writtenForm(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
  guard bytes.contains(where: { $0 == UInt8(ascii: "'") || $0 >= 0x80 }) else { return Array(bytes) }
  var scalars: [Unicode.Scalar] = []
  var apostrophe = -1
  for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
    switch scalar.value {
    case 0x27, 0xB4, 0x2018, 0x2019, 0x02BB, 0x02BC: apostrophe = scalars.count
    case 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF: break
    default: scalars.append(scalar)
    }
  }
  if apostrophe >= 0, scalars.count == apostrophe + 1, scalars[apostrophe].value | 0x20 == 0x73 {
    scalars.removeLast()
  }
  return scalars.reduce(into: []) { $0.append(contentsOf: String($1).utf8) }
}

func isCapital(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "A") < 26 }
func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

extension MentionName {
  /// Every name of the library's practices, programs, boards and guidance documents.
  static func all(in library: Library, _ index: RecordIndex) -> [MentionName] {
    let jurisdictions = Set(library.jurisdictions.map { $0.name.lowercased() })
    var names: [MentionName] = []
    func add(_ name: MentionName?) {
      if let name, !jurisdictions.contains(name.text.lowercased()) { names.append(name) }
    }
    for practice in library.practices where practice.common.findsMentions {
      let (id, place) = (practice.id, practice.common.place)
      let home = index.jurisdictions[practice.jurisdiction] ?? -1
      // “Name: what it does” is two things; the second is no name.
      let short = practice.title.firstIndex(of: ":").map { String(practice.title[..<$0]) }
      add(
        MentionName(
          short ?? practice.title, of: id, at: place, short == nil ? .title : .derived,
          jurisdiction: home, isFoundElsewhere: short == nil))
      for name in namesAroundBrackets(short ?? practice.title) {
        add(MentionName(name, of: id, at: place, .derived, jurisdiction: home, isFoundElsewhere: false))
      }
      for alias in practice.aliases {
        add(MentionName(alias.value, of: id, at: alias.place, .alias, jurisdiction: home))
      }
    }
    for term in library.vocabularies.first(where: { $0.kind == .program })?.terms ?? [] {
      add(MentionName(term.label, of: term.id, at: term.place, .title))
      for name in namesAroundBrackets(term.label) {
        add(MentionName(name, of: term.id, at: term.place, .derived))
      }
      for alias in term.aliases { add(MentionName(alias, of: term.id, at: term.place, .alias)) }
    }
    for (position, jurisdiction) in library.jurisdictions.enumerated() {
      guard let board = jurisdiction.board else { continue }
      let place = Place(file: "Content/jurisdictions.yml")
      // “State Workforce Development Board” is anybody's; with the state's name or a coined word, it is one board's.
      let isOwn =
        normalWords(of: board).contains(normalWords(of: jurisdiction.name))
        || Links.words(of: board).contains { word in
          Array(board.utf8)[word.range.start..<word.range.end].dropFirst().contains(where: isCapital)
        }
      add(
        MentionName(
          board, of: jurisdiction.id, at: place, .title, jurisdiction: position, isFoundElsewhere: isOwn))
      for name in namesAroundBrackets(board) {
        add(
          MentionName(
            name, of: jurisdiction.id, at: place, .derived, jurisdiction: position, isFoundElsewhere: false))
      }
    }
    for guidance in library.guidance where guidance.common.findsMentions {
      let (id, place) = (guidance.common.id, guidance.common.place)
      add(MentionName(guidance.title, of: id, at: place, .title))
      for name in namesAroundBrackets(guidance.title) { add(MentionName(name, of: id, at: place, .derived)) }
      for number in (guidance.number ?? "").split(separator: ";") {
        let spellings = spellings(ofNumber: String(number))
        for (position, spelling) in spellings.enumerated() {
          add(MentionName(spelling, of: id, at: place, position == 0 ? .title : .derived))
        }
      }
      for alias in guidance.aliases { add(MentionName(alias.value, of: id, at: alias.place, .alias)) }
    }
    return names
  }

  private static func normalWords(of text: String) -> String {
    Links.words(of: text).map(\.normal).joined(separator: " ")
  }

  /// “Long Name (LN)” is called Long Name, and LN; words in brackets that are no abbreviation are left out.
  private static func namesAroundBrackets(_ title: String) -> [String] {
    guard title.hasSuffix(")"), let open = title.lastIndex(of: "(") else { return [] }
    let before = String(title[..<open])
    let inside = title[title.index(after: open)...].dropLast()
    let isAbbreviation =
      inside.utf8.count > 2 && inside.utf8.allSatisfy { isCapital($0) || isDigit($0) }
    return isAbbreviation ? [before, String(inside)] : [before]
  }

  /// The ways in which plans write the number of a letter: with and without “No.”, leading zeros, and the long word.
  private static func spellings(ofNumber number: String) -> [String] {
    let parts = number.split(separator: " ", maxSplits: 1).map(String.init)
    guard parts.count == 2, let series = parts.first, let digits = parts.last,
      digits.utf8.first.map(isDigit) == true
    else { return [number] }
    let bare = digits.hasPrefix("0") ? String(digits.dropFirst()) : digits
    let padded = digits.utf8.prefix { isDigit($0) }.count == 1 ? "0" + digits : digits
    // “TEGL WIOA No. 19-16” and “TEGL 19-16” are one letter, and the first of “TEGLs 19-16 and 10-16” is it, too.
    let writtenSeries = [series, "\(series)s", "\(series) WIOA"] + (longSeries[series].map { [$0] } ?? [])
    var spellings = [number]
    for name in writtenSeries {
      for digits in [digits, bare, padded] {
        for spelling in ["\(name) \(digits)", "\(name) no. \(digits)", "\(name) number \(digits)"]
        where !spellings.contains(spelling) { spellings.append(spelling) }
      }
    }
    return spellings
  }

  /// Series of federal letters that plans write out.
  private static let longSeries = [
    "TEGL": "Training and Employment Guidance Letter", "TEN": "Training and Employment Notice",
    "UIPL": "Unemployment Insurance Program Letter", "VPL": "Veterans’ Program Letter",
  ]
}
