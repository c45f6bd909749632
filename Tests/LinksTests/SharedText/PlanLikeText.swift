// Invented text that reads like plans: frequent and rare words, phrases of the trade, figures.

/// A generator of random numbers that gives the same row on every machine (SplitMix64).
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}

/// Words as plans use them: some very often, most seldom.
struct PlanLikeText {
  private static let frequent = """
    the of and to in for with that a is will are by as or on be its from at which this state their have through not all
    """.split(whereSeparator: \.isWhitespace).map(String.init)

  private static let phrases = """
    individuals with barriers to employment|local workforce development boards|the state workforce development board|
    adult dislocated worker and youth programs|in partnership with community colleges|american job center network|
    the department of labor|career pathways and sector strategies|education and training providers|
    the governor and the legislature|in demand industries and occupations|eligible training provider list|
    temporary assistance for needy families|vocational rehabilitation services|adult education and family literacy act|
    work based learning opportunities|industry recognized credentials|co enrollment across core programs|
    memorandum of understanding with each partner|effectiveness in serving employers
    """.split(separator: "|").map { phrase in
      phrase.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

  private let rare: [String]

  init(_ dice: inout Dice) {
    let starts = [
      "b", "br", "c", "cl", "d", "f", "g", "gr", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "tr", "v",
    ]
    let middles = ["a", "e", "i", "o", "u", "ai", "ea", "ou"]
    let ends = ["n", "r", "l", "m", "nd", "st", "ck", "ss", "tion", "ment", "ing", "er", "al", "ity"]
    rare = (0..<5000).map { _ in
      (0..<Int.random(in: 1...2, using: &dice)).map { _ in
        (starts.randomElement(using: &dice) ?? "") + (middles.randomElement(using: &dice) ?? "")
      }.joined() + (ends.randomElement(using: &dice) ?? "")
    }
  }

  /// A word: the lower its rank, the more often.
  func word(_ dice: inout Dice) -> String {
    if dice.chance(38) { return Self.frequent.randomElement(using: &dice) ?? "" }
    let height = Double.random(in: 0..<1, using: &dice)
    return rare[Int(height * height * height * Double(rare.count))]
  }

  /// About so many words in sentences.
  func words(_ count: Int, phrases: Int = 25, _ dice: inout Dice) -> [String] {
    var words: [String] = []
    while words.count < count {
      let end = min(count, words.count + Int.random(in: 10...26, using: &dice))
      let start = words.count
      while words.count < end {
        if phrases > 0, words.count + 6 < end, dice.chance(phrases / 4) {
          words += (Self.phrases.randomElement(using: &dice) ?? "").split(separator: " ").map(String.init)
        } else {
          words.append(dice.chance(3) ? String(Int.random(in: 2...99_000, using: &dice)) : word(&dice))
        }
      }
      words[start] = words[start].prefix(1).uppercased() + words[start].dropFirst()
      words[words.count - 1] += "."
    }
    return words
  }

  /// The words with some of a hundred changed: replaced, left out, or new ones put in.
  ///
  /// - Parameter inBlocks: whether changes come as stretches of three to eight words.
  func changed(_ words: [String], percent: Int, inBlocks: Bool, _ dice: inout Dice) -> [String] {
    var result: [String] = []
    let count = (words.count * percent + 50) / 100
    var isChanged = [Bool](repeating: false, count: words.count)
    var left = count
    while left > 0 {
      let length = inBlocks ? min(left, Int.random(in: 3...8, using: &dice)) : 1
      let start = Int.random(in: 0...(words.count - length), using: &dice)
      for position in start..<start + length where !isChanged[position] {
        isChanged[position] = true
        left -= 1
      }
    }
    var kind = 0
    for (position, word) in words.enumerated() {
      guard isChanged[position] else {
        result.append(word)
        continue
      }
      if !inBlocks || position == 0 || !isChanged[position - 1] { kind = Int.random(in: 0..<3, using: &dice) }
      switch kind {
      case 0: result.append(self.word(&dice))
      case 1: break
      default: result += [word, self.word(&dice)]
      }
    }
    return result
  }
}
