// The words of all plans as numbers, with the requirement's own words marked: what every comparison of texts reads.
import Documents
import Parallel
import Records

/// The words of every plan section.
package struct PlanTexts: Sendable {
  /// The words of one section's text: its blocks in order, without headings and footnotes.
  package struct SectionText: Sendable {
    package let position: RecordIndex.SectionPosition
    /// Position of the plan's jurisdiction in the library.
    package let jurisdiction: Int
    /// Whether the words are the plan's own; an editor's summary is compared by nobody but similarity.
    package let isFull: Bool
    /// Word numbers of the lexicon.
    package fileprivate(set) var words: [Int32]
    /// The blocks that have words: each one's index in the body's Markdown and its stretch of ``words``.
    package let passages: [(block: Int, words: Range<Int>)]
    /// For each word, whether it belongs to the requirement's own wording. Empty until it is known.
    package internal(set) var isRequirement: [Bool] = []

    /// The passages that do not only repeat the requirement; all of them when there is nothing else.
    package var ownPassages: [(block: Int, words: Range<Int>)] {
      let own = passages.filter { !isRequirement(passage: $0.words) }
      return own.isEmpty ? passages : own
    }

    /// Whether a passage is the requirement's own: four in five of its words are.
    package func isRequirement(passage words: Range<Int>) -> Bool {
      isRequirement.count >= words.upperBound && words.count { isRequirement[$0] } * 5 >= words.count * 4
    }

    /// How many words are the state's own.
    package var ownWordCount: Int { isRequirement.reduce(0) { $0 + ($1 ? 0 : 1) } }
  }

  package let lexicon: Lexicon
  /// Plans in the library's order, sections in the plan's order.
  package let sections: [SectionText]
  /// For each plan, the positions of its sections in ``sections``.
  package let sectionsByPlan: [Range<Int>]
  /// Where the same words stand more than once.
  let repeats: Repeats

  /// The text of a section.
  package subscript(_ position: RecordIndex.SectionPosition) -> SectionText {
    sections[sectionsByPlan[position.plan].lowerBound + position.section]
  }

  /// Reads all sections in parallel; linear in the words.
  static func reading(_ library: Library, _ index: RecordIndex, jobs: Int) async -> PlanTexts {
    // A chunk is a plan whatever the number of jobs, so that words get the same numbers every time.
    let readings = await mapInParallel(Array(library.plans.indices), jobs: jobs, chunk: 1) { plan in
      PlanReading(
        library.plans[plan], at: plan,
        jurisdiction: index.jurisdictions[library.plans[plan].jurisdiction] ?? -1)
    }
    var lexicon = Lexicon()
    let numbers = readings.map { lexicon.merge($0.lexicon) }
    var sectionsByPlan: [Range<Int>] = []
    var count = 0
    for reading in readings {
      sectionsByPlan.append(count..<count + reading.sections.count)
      count += reading.sections.count
    }
    let renumbered = await mapInParallel(Array(readings.indices), jobs: jobs, chunk: 1) { plan in
      readings[plan].sections.map { section in
        var section = section
        for position in section.words.indices {
          section.words[position] = numbers[plan][Int(section.words[position])]
        }
        return section
      }
    }
    let marked = await RequirementWording.marking(
      renumbered.flatMap { $0 }, plans: sectionsByPlan, outlines: library.outlines, &lexicon, jobs: jobs)
    return PlanTexts(
      lexicon: lexicon, sections: marked.sections, sectionsByPlan: sectionsByPlan, repeats: marked.repeats)
  }
}

/// One plan's sections with word numbers of a lexicon of its own.
private struct PlanReading: Sendable {
  var lexicon = Lexicon()
  var sections: [PlanTexts.SectionText] = []

  init(_ plan: Plan, at position: Int, jurisdiction: Int) {
    for (sectionPosition, section) in plan.sections.enumerated() {
      var words: [Int32] = []
      var passages: [(block: Int, words: Range<Int>)] = []
      for block in section.body.range {
        if case .heading = section.body.markdown.blocks[block].kind { continue }
        let start = words.count
        forEachWord(in: section.body.markdown.blocks[block].text) { _, normal in
          words.append(lexicon.number(of: normal))
        }
        if words.count > start { passages.append((block, start..<words.count)) }
      }
      sections.append(
        PlanTexts.SectionText(
          position: .init(plan: position, section: sectionPosition), jurisdiction: jurisdiction,
          isFull: plan.text == .full, words: words, passages: passages))
    }
  }
}
