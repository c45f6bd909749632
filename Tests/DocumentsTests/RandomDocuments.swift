// Random Markdown documents with a fixed seed: what the differential and the property tests read.

/// A small generator with the same numbers on every machine.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) {
    state = seed
    // Neighboring seeds would otherwise share most of their numbers.
    state = next() ^ 0xD1B5_4A32_D192_ED03
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Writes documents whose parts interlock: containers in containers, tables among text, emphasis across everything.
struct RandomDocument {
  /// What a document may hold beside plain CommonMark.
  struct Features {
    var tables = false
    var tasks = false
    var strikethrough = false
    var addresses = false
    var footnotes = false
  }

  private var numbers: SeededNumbers
  private let features: Features
  private var footnoteLabels: [String] = []

  init(seed: UInt64, features: Features) {
    numbers = SeededNumbers(seed: seed)
    self.features = features
  }

  /// A document built of blocks, or one in three times a soup of marks.
  mutating func text() -> String {
    if chance(3) { return soup() }
    var lines: [String] = []
    if features.footnotes { footnoteLabels = (1...3).map { "n\($0)" } }
    for _ in 0..<number(1, 5) { lines += block(depth: 0) }
    if !lines.isEmpty { lines.append("") }
    for label in footnoteLabels where !chance(4) {
      lines.append("[^\(label)]: \(sentence())")
      if chance(3) { lines += ["", "    \(sentence())"] }
      if chance(2) { lines.append("") }
    }
    if chance(2) { lines += ["", "[ref]: /ref \"Title\"", "[Other One]: <http://o.example/a b>"] }
    return lines.joined(separator: "\n") + (chance(8) ? "" : "\n")
  }

  // MARK: Blocks

  private mutating func block(depth: Int) -> [String] {
    let isDeep = depth >= 3
    switch number(0, isDeep ? 6 : 12) {
    case 0, 1: return paragraph() + blanks()
    case 2:
      if features.tables { return table() + blanks() }
      return paragraph()
    case 3:
      if features.tables { return paragraph() + table() + (chance(2) ? paragraph() : []) + blanks() }
      return paragraph() + blanks()
    case 4:
      return [pick(["# ", "## ", "### "]) + sentence() + (chance(4) ? " #" : "")] + (chance(2) ? [""] : [])
    case 5:
      return chance(2)
        ? ["```\(chance(2) ? "lang x" : "")", sentence(), "| a | b |", "```"] + blanks()
        : [sentence(), pick(["===", "---"])] + blanks()
    case 6: return chance(2) ? ["", "    " + sentence(), ""] : [pick(["---", "***", "_ _ _"])]
    case 7, 8: return inside(quote: true, depth: depth)
    default: return list(depth: depth)
    }
  }

  private mutating func blanks() -> [String] { chance(3) ? [] : [""] }

  private mutating func paragraph() -> [String] {
    (0..<number(1, 3)).map { _ in (chance(8) ? pick([" ", "   ", "      ", "\t"]) : "") + sentence() }
  }

  private mutating func inside(quote: Bool, depth: Int) -> [String] {
    var lines: [String] = []
    for _ in 0..<number(1, 2) { lines += block(depth: depth + 1) }
    let prefix = pick(["> ", ">", ">  ", " > "])
    return lines.enumerated().map { index, line in
      // Some lines go on lazily.
      index > 0 && chance(10) && !line.isEmpty ? line : prefix + line
    } + blanks()
  }

  private mutating func list(depth: Int) -> [String] {
    var lines: [String] = []
    let isLoose = chance(3)
    let marker = pick(["- ", "* ", "+ ", "1. ", "2) ", "-   ", "10. "])
    let tasks = features.tasks && chance(2)
    for _ in 0..<number(1, 3) {
      var content: [String] = []
      for _ in 0..<number(1, 2) { content += block(depth: depth + 1) }
      while content.first == "" { content.removeFirst() }
      let box = tasks && !chance(4) && depth == 0 ? pick(["[ ] ", "[x] "]) : ""
      let indent = String(repeating: " ", count: marker.count)
      for (index, line) in content.enumerated() {
        if index == 0 {
          lines.append(marker + (box.isEmpty ? line : box + sentence()))
          if !box.isEmpty { lines.append(indent + line) }
        } else {
          lines.append(line.isEmpty ? "" : chance(12) ? line : indent + line)
        }
      }
      if isLoose { lines.append("") }
    }
    return lines + blanks()
  }

  private mutating func table() -> [String] {
    let columns = number(1, 4)
    let isPiped = columns == 1 || !chance(4)
    func row(_ cells: [String]) -> String {
      isPiped ? "| " + cells.joined(separator: " | ") + " |" : cells.joined(separator: " | ")
    }
    var lines = [row((0..<columns).map { _ in cell() })]
    let marks = (0..<(chance(12) ? columns + 1 : columns)).map { _ in pick(["---", ":--", "--:", ":-:", "-"])
    }
    // Without its pipes, a row that starts with "- " would be a list.
    lines.append("|" + marks.joined(separator: "|") + "|")
    for _ in 0..<number(1, 3) {
      lines.append(row((0..<max(1, columns + number(-1, 1))).map { _ in cell() }))
    }
    return lines
  }

  private mutating func cell() -> String {
    chance(8) ? "" : (0..<number(1, 2)).map { _ in inline(depth: 1) }.joined(separator: chance(2) ? " " : "")
  }

  // MARK: Inlines

  private mutating func sentence() -> String {
    (0..<number(1, 5)).map { _ in inline(depth: 0) }.joined(separator: chance(3) ? "" : " ")
  }

  private mutating func inline(depth: Int) -> String {
    let text = depth > 2 ? word() : ""
    guard text.isEmpty else { return text }
    switch number(0, 17) {
    case 0: return "*" + inline(depth: depth + 1) + "*"
    case 1: return "**" + inline(depth: depth + 1) + "**"
    case 2: return "_" + inline(depth: depth + 1) + "_"
    case 3: return "`" + pick(["code", "a | b", "a\\|b", " x ", "``", "*"]) + "`"
    case 4:
      return "[" + inline(depth: depth + 1) + "](" + pick(["/u", "/u \"t\"", "<1 2>", "http://e.example/x"])
        + ")"
    case 5: return pick(["[ref]", "[Other one][]", "[text][ref]", "![alt](/i.png)", "![*a*][ref]"])
    case 6: return pick(["*", "**", "_", "`", "[", "]", "\\", "!", "***", "__", "(", ")"])
    case 7:
      return pick(["\\*", "\\|", "\\[", "&amp;", "&copy;", "é", "日本", "“q”", "<http://e.example/?a=b>"])
    case 8, 9:
      guard features.strikethrough else { return word() }
      return pick([
        "~~" + inline(depth: depth + 1) + "~~", "~" + inline(depth: depth + 1) + "~", "~~", "~", "~~~",
      ])
    case 10, 11:
      guard features.addresses else { return word() }
      return pick([
        "http://e.example/a_b", "https://e.example/(x)", "www.e.example", "(www.e.example/q?a=b&c=d)",
        "a@e.example",
        "x.y-z@e.example.", "http://e.example/a*b*,", "ftp://e.example", "http://localhost",
        "https://é.example",
        "www.a_b.example", "http://e.example&amp;", "http://e.example/a)b", "\"http://e.example\"",
      ])
    case 12:
      guard features.footnotes else { return word() }
      return word() + "[^" + pick(["n1", "n2", "n3", "N1"]) + "]"
    default: return word()
    }
  }

  private mutating func word() -> String {
    pick(["alpha", "beta", "the", "a", "Wages", "II.c.1", "2024", "state's", "x", "Über"])
  }

  // MARK: Soup

  private mutating func soup() -> String {
    var marks = [
      "a", "b ", " ", "\n", "\n", "\n\n", "*", "**", "_", "`", "[", "]", "](/u)", "> ", "- ", "1. ", "# ",
      "\\", "  \n",
    ]
    if features.tables { marks += ["|", "|", " | ", "\n|---|---|\n", "\n|-|\n", "| a | b |\n", ":-", "\\|"] }
    if features.strikethrough { marks += ["~", "~~", "~~", "~~~"] }
    if features.tasks { marks += ["\n- [ ] ", "\n- [x] ", "[x]"] }
    if features.addresses { marks += ["http://e.example", "www.e.example", ":", "@", "a@e.example", "."] }
    return (0..<number(3, 40)).map { _ in pick(marks) }.joined()
  }

  // MARK: Chance

  private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &numbers) == 0 }
  private mutating func number(_ low: Int, _ high: Int) -> Int { Int.random(in: low...high, using: &numbers) }
  private mutating func pick(_ choices: [String]) -> String {
    choices[Int.random(in: 0..<choices.count, using: &numbers)]
  }
}
