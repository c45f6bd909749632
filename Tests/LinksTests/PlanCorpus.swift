// Invented plans for measuring similarity: many elements, many states, each with its own words for the same matters.
import Diagnostics
import Documents
import Links
import Publishing
import Records

/// Random numbers that are the same for a seed everywhere (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

/// A corpus of one plan a state.
///
/// Elements stand in families of four. A family has matters of its own, and so has each element. Every matter has four
/// names; a state uses two of them. Around them stand common words, of which each state likes some, the state's name and
/// places, the requirement's prompt, which most states repeat, assurances, and now and then a matter from elsewhere.
/// One section in twelve speaks of anything.
struct PlanCorpus {
  static let elements = 44
  static let states = 14

  private var numbers: SeededNumbers
  private var words: Set<String> = []
  private var names: [[String]] = []
  private var common: [String] = []
  private(set) var files: [SourceFile] = []

  init(seed: UInt64) {
    numbers = SeededNumbers(seed: seed)
    names = (0..<110).map { _ in (0..<4).map { _ in self.name() } }
    common = (0..<500).map { _ in self.word() }
    files = SmallSite.content(today: "2026-01-01").filter { file in
      !file.path.contains("/plans/") && !file.path.contains("/practices/") && !file.path.contains("/pages/")
        && !file.path.contains("/guidance/") && !file.path.hasSuffix("jurisdictions.yml")
        && !file.path.contains("/outlines/")
    }
    let assurances = (0..<6).map { _ in self.sentence(of: common, length: 40) }
    let prompts = (0..<Self.elements).map { element in
      sentence(of: common + matters(of: element).map { names[$0][0] }, length: 28)
    }
    files.append(SourceFile(path: "Content/outlines/wioa-2024.yml", text: outline(prompts)))
    var jurisdictions = "jurisdictions:\n"
    for state in 0..<Self.states {
      let code = "s" + String(UnicodeScalar(UInt8(97 + state)))
      let title = capitalized(word())
      jurisdictions +=
        "  - {code: \(code), name: \(title), kind: state, fips: \"\(10 + state)\", tile: [\(state), 0]}\n"
      files.append(plan(code, title, prompts, assurances))
      files.append(
        SourceFile(path: "Content/plans/\(code)/2024/plan.md", text: Self.record(code)))
    }
    files.append(SourceFile(path: "Content/jurisdictions.yml", text: jurisdictions))
    files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// Three matters of the family and five of the element's own.
  private func matters(of element: Int) -> [Int] {
    (0..<3).map { (element / 4 * 7 + $0 * 31) % names.count }
      + (0..<5).map { (element * 13 + $0 * 17 + 5) % names.count }
  }

  private mutating func plan(_ code: String, _ title: String, _ prompts: [String], _ assurances: [String])
    -> SourceFile
  {
    let own = names.map { Array($0.shuffled(using: &numbers).prefix(2)) }
    let liked = Array(common.shuffled(using: &numbers).prefix(60))
    let places = (0..<12).map { _ in capitalized(word()) } + [title, title, "\(title) Board"]
    var text = ""
    for element in 0..<Self.elements {
      text += "## \(Self.code(element)) \(Self.title(element))\n\n"
      if numbers.next() % 10 < 7 { text += prompts[element] + "\n\n" }
      let isNoise = numbers.next() % 12 == 0
      let all = isNoise ? Array(names.indices) : matters(of: element)
      let chosen = Array(all.shuffled(using: &numbers).prefix(5))
      let length = 40 + Int(numbers.next() % 5) * Int(numbers.next() % 50)
      var sentences: [String] = []
      for _ in 0..<(length / 14) {
        var pool = (0..<5).map { _ in self.frequent(common) }
        pool += (0..<2).map { _ in self.frequent(liked) }
        pool.append(places[index(places.count)])
        pool.append(["the", "of", "and", "in", "for"][index(5)])
        for _ in 0..<3 {
          let matter = numbers.next() % 9 == 0 ? index(names.count) : chosen[index(chosen.count)]
          pool.append(own[matter][numbers.next() % 4 == 0 ? 1 : 0] + endings[index(endings.count)])
        }
        sentences.append(capitalized(pool.shuffled(using: &numbers).joined(separator: " ")) + ".")
      }
      text += sentences.joined(separator: " ") + "\n\n"
      if numbers.next() % 3 == 0 { text += assurances[index(assurances.count)] + "\n\n" }
    }
    return SourceFile(path: "Content/plans/\(code)/2024/text.md", text: text)
  }

  private let endings = ["", "", "", "s", "ing", "ed"]

  private mutating func index(_ count: Int) -> Int { Int(numbers.next() % UInt64(count)) }

  /// A word of a list whose first words are the most frequent, as in any language.
  private mutating func frequent(_ words: [String]) -> String {
    let part = Double(numbers.next() >> 11) / Double(1 << 53)
    return words[Int(part * part * part * Double(words.count))]
  }

  private mutating func sentence(of pool: [String], length: Int) -> String {
    capitalized((0..<length).map { _ in pool[index(pool.count)] }.joined(separator: " ")) + "."
  }

  private mutating func name() -> String { numbers.next() % 2 == 0 ? word() : word() + " " + word() }

  /// A word that does not exist yet.
  private mutating func word() -> String {
    while true {
      var word = ""
      for _ in 0..<(2 + index(2)) {
        word += ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "t", "v", "st", "tr", "pl"][index(15)]
        word += ["a", "e", "i", "o", "u", "ea", "ou"][index(7)]
      }
      word += ["n", "r", "l", "m", "nt", "ck"][index(6)]
      if words.insert(word).inserted { return word }
    }
  }

  private func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  private static func code(_ element: Int) -> String { "II.\(letters[element / 4]).\(element % 4 + 1)" }

  private static let letters = "abcdefghijklmnop".map(String.init)

  private static func title(_ element: Int) -> String { "Element \(element)" }

  private func outline(_ prompts: [String]) -> String {
    var text =
      "title: Test\nomb_control: \"1\"\ncycle: \"2024\"\nverified_legend:\n  - {id: law, text: Law.}\n"
    text += "elements:\n"
    for element in 0..<Self.elements {
      text +=
        "  - {code: \(Self.code(element)), title: \(Self.title(element)), summary: About., verified: law,"
      text += " narrative: true, prompt: \(prompts[element])}\n"
    }
    return text
  }

  private static func record(_ code: String) -> String {
    """
    ---
    jurisdiction: \(code)
    cycle: "2024"
    outline: wioa-2024
    type: unified
    status: approved
    text: full
    sources:
      - title: Plan
        publisher: Test
        accessed: 2026-01-01
    ---

    """
  }
}
