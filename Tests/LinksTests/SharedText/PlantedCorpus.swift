// Plans of invented states with prompts, assurances and definitions that all quote, and copies that were put there.
import Diagnostics
import Publishing

/// A corpus of plans of which is known who shares what with whom.
struct PlantedCorpus {
  /// How a planted copy differs from its source.
  struct Level: Hashable, CustomStringConvertible {
    let percent: Int
    let inBlocks: Bool

    var description: String { "\(percent) %\(inBlocks ? " in blocks" : "")" }
  }

  /// A passage that stands in two sections of different states.
  struct Copy {
    let level: Level
    /// Ids of sections: `section:s01/2024/ii-a`.
    let source: String
    let target: String
    let words: Int
  }

  private(set) var files: [SourceFile] = []
  private(set) var copies: [Copy] = []
  let sectionCount: Int

  static let levels =
    [0, 5, 10, 15, 20, 30].map { Level(percent: $0, inBlocks: false) }
    + [5, 10, 15, 20, 30].map { Level(percent: $0, inBlocks: true) }

  /// - Parameters:
  ///   - words: about how many own words a section has.
  ///   - copies: how many copies of each level are planted.
  init(states: Int, elements: Int, words: Int, copies: Int, seed: UInt64) {
    var dice = Dice(seed: seed)
    let text = PlanLikeText(&dice)
    sectionCount = states * elements * 2
    let prompts = (0..<elements).map { _ in
      ["Describe", "how", "the", "State", "will"]
        + text.words(Int.random(in: 35...90, using: &dice), phrases: 0, &dice).map { $0.lowercased() }
    }
    // What no outline holds, and every state quotes.
    let assurances = (0..<10).map { _ in
      ["The", "State", "has", "established", "a", "policy"]
        + text.words(Int.random(in: 14...30, using: &dice), &dice)
    }
    let definitions = (0..<elements).map { _ in text.words(Int.random(in: 35...60, using: &dice), &dice) }
    let names = (0..<states).map { _ in
      (0..<Int.random(in: 1...3, using: &dice)).map { _ in Self.named(text.word(&dice)) }
    }

    /// The wording with the state's name for “the State”, or a word or two changed, or as it stands.
    func quoted(_ wording: [String], by state: Int) -> [String] {
      switch Int.random(in: 0..<10, using: &dice) {
      case 0..<4: return wording
      case 4..<8:
        var result: [String] = []
        for word in wording {
          if word == "State" {
            if result.last?.lowercased() == "the" { result.removeLast() }
            result += names[state]
          } else {
            result.append(word)
          }
        }
        return result
      default: return text.changed(wording, percent: 6, inBlocks: false, &dice)
      }
    }

    // Sections as paragraphs, by state, cycle and element.
    var sections: [[[[[String]]]]] = []
    for state in 0..<states {
      var older: [[[String]]] = []
      var newer: [[[String]]] = []
      for element in 0..<elements {
        func opening() -> [[String]] {
          var opening = dice.chance(85) ? [quoted(prompts[element], by: state)] : []
          if element % 4 == 1 { opening.append(quoted(definitions[element], by: state)) }
          if element == 0 { opening += assurances.map { quoted($0, by: state) } }
          return opening
        }
        let own = (0..<3).map { _ in
          names[state] + text.words(words / 3 + Int.random(in: -words / 9...words / 9, using: &dice), &dice)
        }
        older.append(opening() + own)
        newer.append(
          opening()
            + own.map { paragraph in
              dice.chance(60)
                ? text.changed(paragraph, percent: dice.chance(50) ? 0 : 8, inBlocks: false, &dice)
                : text.words(words / 3, &dice)
            })
      }
      sections.append([older, newer])
    }

    // A section takes part in one copy only, so that a pair has one explanation.
    var free = (0..<states).flatMap { state in (0..<elements).map { (state: state, element: $0) } }
    free.shuffle(using: &dice)
    for level in Self.levels {
      for _ in 0..<copies {
        guard let source = free.popLast(), let place = free.lastIndex(where: { $0.state != source.state })
        else { continue }
        let target = free.remove(at: place)
        let passage = text.words(Int.random(in: 40...120, using: &dice), &dice)
        sections[source.state][1][source.element].insert(passage, at: 1)
        let copy = text.changed(passage, percent: level.percent, inBlocks: level.inBlocks, &dice)
        if dice.chance(50) {
          sections[target.state][1][target.element].append(copy)
        } else {
          // In the middle of a paragraph of the state's own.
          let paragraph = sections[target.state][1][target.element].count - 1
          let middle = sections[target.state][1][target.element][paragraph].count / 2
          sections[target.state][1][target.element][paragraph].insert(contentsOf: copy, at: middle)
        }
        self.copies.append(
          Copy(
            level: level, source: Self.id(source.state, source.element),
            target: Self.id(target.state, target.element), words: passage.count))
      }
    }
    files = Self.settings(names: names, prompts: prompts)
    for state in 0..<states {
      for (cycle, plan) in zip(["2020", "2024"], sections[state]) {
        files.append(Self.plan(state, cycle, plan))
      }
    }
  }

  private static func named(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }

  private static func code(_ state: Int) -> String {
    "s\(state / 26)\(UnicodeScalar(UInt8(97 + state % 26)))"
  }

  private static func id(_ state: Int, _ element: Int) -> String {
    "section:\(code(state))/2024/ii-\(element + 1)"
  }

  private static func plan(_ state: Int, _ cycle: String, _ sections: [[[String]]]) -> SourceFile {
    var text = """
      ---
      jurisdiction: \(code(state))
      cycle: "\(cycle)"
      outline: wioa-2024
      type: unified
      status: approved
      text: full
      sources:
        - title: An invented plan
          publisher: Nobody
          url: https://example.org/plan
          accessed: 2026-01-01
      ---

      """
    for (element, paragraphs) in sections.enumerated() {
      text += "\n## II.\(element + 1) Element \(element + 1)\n\n"
      text += paragraphs.map { $0.joined(separator: " ") }.joined(separator: "\n\n") + "\n"
    }
    return SourceFile(path: "Content/plans/\(code(state))/\(cycle)/plan.md", text: text)
  }

  private static func settings(names: [[String]], prompts: [[String]]) -> [SourceFile] {
    let jurisdictions = names.enumerated().map { state, name in
      """
        - code: \(code(state))
          name: \(name.joined(separator: " ")) \(state)
          kind: state
          fips: "\(state + 10)"
          tile: [\(state % 12), \(state / 12)]

      """
    }
    let elements = prompts.enumerated().map { element, prompt in
      """
            - code: II.\(element + 1)
              title: Element \(element + 1)
              summary: Summary.
              prompt: "\(prompt.joined(separator: " "))"
              narrative: true
              verified: sample

      """
    }
    let outline = """
      title: An invented outline
      omb_control: "0000-0000"
      cycle: "2024"
      verified_legend:
        - id: sample
          text: Invented.
      elements:
        - code: II
          title: Part two
          summary: Everything.
          narrative: false
          verified: sample
          children:

      """
    return SmallSite.content(today: "2026-01-01").filter { file in
      file.path == "Content/site.yml" || file.path.hasPrefix("Content/vocabularies/")
    } + [
      SourceFile(path: "Content/jurisdictions.yml", text: "jurisdictions:\n" + jurisdictions.joined()),
      SourceFile(path: "Content/outlines/wioa-2024.yml", text: outline + elements.joined()),
    ]
  }
}
