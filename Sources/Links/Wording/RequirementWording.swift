// Which words of a plan are the requirement's own: the federal prompt, assurances, and text that most plans share.
import Parallel
import Records

/// Marks the requirement's own words; the same counting tells which stretches stand in more than one plan.
struct RequirementWording: Sendable {
  /// Shingles that stand in this many jurisdictions, and in a quarter of those with full text, are nobody's own.
  private static let fewest = 4
  /// So few words between two marked stretches belong to them: a state's name put into the prompt.
  private static let gap = 4
  /// So few between two long ones: a clause that the state wrote anew.
  private static let longGap = 8
  /// A shorter stretch is a phrase of the trade, not a quotation, unless it fills its passage.
  private static let shortest = 8

  private let prompts: Prompts

  /// The sections with their marks, and where the same words stand more than once; linear in the words.
  ///
  /// - Parameters:
  ///   - sections: sorted by plan, plans by jurisdiction.
  ///   - plans: for each plan, the positions of its sections.
  static func marking(
    _ sections: [PlanTexts.SectionText], plans: [Range<Int>], outlines: [Outline], _ lexicon: inout Lexicon,
    jobs: Int
  ) async -> (sections: [PlanTexts.SectionText], repeats: Repeats) {
    let wording = RequirementWording(prompts: Prompts(outlines, &lexicon))
    let jurisdictions = Set(sections.lazy.filter(\.isFull).map(\.jurisdiction)).count
    let census = await ShingleCensus(
      planWords(sections, plans), required: wording.prompts.hashes,
      commonFrom: min(100, max(fewest, (jurisdictions + 3) / 4)), jobs: jobs)
    let readings = await mapInParallel(Array(plans.indices), jobs: jobs, chunk: 1) { plan in
      let findings = census.findings(ofPlan: plan)
      var start = 0
      let marks = sections[plans[plan]].map { section in
        let words = start..<start + section.words.count
        start = words.upperBound
        return wording.marks(in: section, findings[words])
      }
      return (findings: findings, marks: marks)
    }
    var marked = sections
    for (plan, reading) in zip(plans, readings) {
      for (section, marks) in zip(plan, reading.marks) { marked[section].isRequirement = marks }
    }
    return (marked, Repeats(readings.map(\.findings), sectionLengths: sections.map(\.words.count)))
  }

  private static func planWords(
    _ sections: [PlanTexts.SectionText], _ plans: [Range<Int>]
  ) -> [ShingleCensus.PlanWords] {
    var result: [ShingleCensus.PlanWords] = []
    var start = 0
    var stateStart = 0
    for plan in plans {
      // A plan without sections stands nowhere.
      let jurisdiction = sections[plan].first?.jurisdiction ?? result.last?.jurisdiction ?? -1
      if jurisdiction != result.last?.jurisdiction { stateStart = start }
      let plan = ShingleCensus.PlanWords(
        jurisdiction: jurisdiction, isFull: sections[plan].first?.isFull ?? false,
        sections: sections[plan].map(\.words), start: start, stateStart: stateStart)
      result.append(plan)
      start += plan.sections.reduce(0) { $0 + $1.count }
    }
    return result
  }

  /// A stretch of words that is marked, and where its last shingle stands in the prompts.
  private struct Stretch {
    var start: Int
    var end: Int
    var firstPlace: Int?
    /// Where the last shingle of the outline was, here and there.
    var last: (position: Int, place: Int)?
  }

  /// For each word, whether it is the requirement's own.
  private func marks(
    in section: PlanTexts.SectionText, _ findings: ArraySlice<StretchFinding>
  ) -> [Bool] {
    var stretches: [Stretch] = []
    Shingles.forEach(in: section.words) { position, hash in
      let finding = findings[findings.startIndex + position]
      if finding.isRequired {
        add(position, prompts.place(of: hash), to: &stretches)
      } else if finding.isCommon {
        add(position, nil, to: &stretches)
      }
    }
    return marks(of: joined(stretches, section), in: section)
  }

  /// Adds a shingle to the stretch that it continues, or begins a new one.
  @inline(__always)
  private func add(_ position: Int, _ place: Int?, to stretches: inout [Stretch]) {
    let end = position + Shingles.length
    let current = stretches.count - 1
    if current >= 0 {
      let reached = stretches[current].end
      let continues =
        if position >= reached, let place, let last = stretches[current].last {
          Self.goesOn(from: last, at: position, place)
        } else {
          position <= reached
        }
      if continues {
        stretches[current].end = end
        if let place { stretches[current].last = (position, place) }
        return
      }
    }
    stretches.append(
      Stretch(start: position, end: end, firstPlace: place, last: place.map { (position, $0) }))
  }

  /// Whether a prompt goes on at a place after words that a state changed: what follows stands about where it should.
  @inline(__always)
  private static func goesOn(from last: (position: Int, place: Int), at position: Int, _ place: Int) -> Bool {
    let (here, there) = (position - last.position, place - last.place)
    return there > 0 && here <= 40 && abs(here - there) <= 4 + here / 4
  }

  /// The stretches with the edges of their prompts, neighbors joined.
  private func joined(_ stretches: [Stretch], _ section: PlanTexts.SectionText) -> [Range<Int>] {
    var result: [Stretch] = []
    var passage = 0
    for found in stretches {
      var stretch = found
      while passage < section.passages.count, section.passages[passage].words.upperBound <= stretch.start {
        passage += 1
      }
      if let place = stretch.firstPlace {
        let start = stretch.start - before(stretch, at: place, in: section, passage)
        // The words of the quotation before are not also this one's.
        stretch.start = max(start, min(stretch.start, result.last?.end ?? 0))
      }
      if let last = stretch.last, last.position + Shingles.length == stretch.end {
        stretch.end += behind(stretch, at: last.place + Shingles.length - 1, in: section, passage)
      }
      if let previous = result.last, belong(previous, stretch, section) {
        result[result.count - 1].end = max(previous.end, stretch.end)
        if stretch.last != nil { result[result.count - 1].last = stretch.last }
      } else {
        result.append(stretch)
      }
    }
    return result.map { $0.start..<$0.end }
  }

  /// Whether two stretches are one quotation, with what stands between them.
  private func belong(_ first: Stretch, _ second: Stretch, _ section: PlanTexts.SectionText) -> Bool {
    if let last = first.last, let place = second.firstPlace, let end = second.last,
      !Self.goesOn(from: last, at: second.start, place),
      !Self.goesOn(from: last, at: end.position, end.place)
    {
      // Two prompts, or a prompt and an answer that takes up its words: each stands for itself.
      return false
    }
    let gap = second.start - first.end
    let long = (first.end - first.start >= Self.shortest, second.end - second.start >= Self.shortest)
    // Two phrases of the trade with a few words between them are no quotation.
    let isClose =
      gap <= 0 || gap <= Self.gap && (long.0 || long.1) || gap <= Self.longGap && long.0 && long.1
    guard isClose, gap > 0 else { return isClose }
    // A paragraph of its own is an answer, however short.
    return !section.passages.contains {
      first.end <= $0.words.lowerBound && $0.words.upperBound <= second.start
    }
  }

  /// How many words before a stretch belong to its prompt: those that agree, or a new opening such as “Describe how”.
  private func before(
    _ stretch: Stretch, at place: Int, in section: PlanTexts.SectionText, _ passage: Int
  ) -> Int {
    let agreeing = prompts.reach(section.words, stretch.start, place, -1)
    guard agreeing == 0, stretch.end - stretch.start >= Self.shortest, passage < section.passages.count
    else { return agreeing }
    let rest = stretch.start - section.passages[passage].words.lowerBound
    return rest <= 6 && (1...4).contains(prompts.rest(from: place, -1)) ? max(0, rest) : 0
  }

  /// How many words behind a stretch belong to its prompt.
  private func behind(
    _ stretch: Stretch, at place: Int, in section: PlanTexts.SectionText, _ passage: Int
  ) -> Int {
    let agreeing = prompts.reach(section.words, stretch.end - 1, place, 1)
    guard agreeing == 0, stretch.end - stretch.start >= Self.shortest,
      let last = section.passages[min(passage, section.passages.count)...].first(where: {
        $0.words.upperBound >= stretch.end
      })
    else { return agreeing }
    let rest = last.words.upperBound - stretch.end
    return rest <= 4 && (1...3).contains(prompts.rest(from: place, 1)) ? rest : 0
  }

  private func marks(of stretches: [Range<Int>], in section: PlanTexts.SectionText) -> [Bool] {
    var marks = [Bool](repeating: false, count: section.words.count)
    var passage = 0
    for stretch in stretches {
      while passage < section.passages.count, section.passages[passage].words.upperBound <= stretch.lowerBound
      {
        passage += 1
      }
      let fills =
        passage < section.passages.count
        && stretch.clamped(to: section.passages[passage].words).count * 5
          >= section.passages[passage].words.count * 4
      guard stretch.count >= Self.shortest || fills else { continue }
      for word in stretch { marks[word] = true }
    }
    return marks
  }
}

/// The wording of the outlines' elements in a row.
private struct Prompts: Sendable {
  /// Numbers of words; -1 between two texts.
  private var words: [Int32] = []
  /// Where each shingle stands first.
  private var places: ShingleTable
  private(set) var hashes: [UInt64] = []

  init(_ outlines: [Outline], _ lexicon: inout Lexicon) {
    places = ShingleTable(capacity: 0)
    for element in outlines.flatMap(\.elements) {
      for text in [element.title, element.summary, element.promptDigest ?? "", element.prompt ?? ""] {
        var wording: [Int32] = []
        forEachWord(in: text) { _, normal in wording.append(lexicon.number(of: normal)) }
        let first = words.count
        Shingles.forEach(in: wording) { position, hash in
          hashes.append(hash)
          let slot = places.slot(of: hash)
          if places[slot] == 0 { places[slot] = min(UInt32(first + position + 1), ShingleTable.limit) }
        }
        // So far apart that no stretch seems to run from one text into the next.
        words += wording + Array(repeating: -1, count: 64)
      }
    }
  }

  /// Where a shingle of the outlines stands first.
  func place(of hash: UInt64) -> Int? { places.find(hash).map { Int(places[$0]) - 1 } }

  /// How many words a prompt has beyond a place in it; 6 for more than five.
  func rest(from place: Int, _ step: Int) -> Int {
    (0...5).first { distance in
      let next = place + step * (distance + 1)
      return !words.indices.contains(next) || words[next] < 0
    } ?? 6
  }

  /// How many words beyond the edge of a quotation belong to it: the prompt goes on there with a word or two changed.
  ///
  /// - Parameters:
  ///   - edge: the last word of the quotation that is equal, in `text`; `place` is the same word in the prompts.
  ///   - step: 1 to look ahead, -1 to look back.
  func reach(_ text: [Int32], _ edge: Int, _ place: Int, _ step: Int) -> Int {
    var best = 0
    var bestEqual = 0
    // A state's name is longer or shorter than “the State”.
    for shift in -3...3 {
      var equal = 0
      for distance in 1...10 {
        let (here, there) = (edge + step * distance, place + step * (distance + shift))
        guard text.indices.contains(here), words.indices.contains(there), words[there] >= 0 else { break }
        if distance + shift > 0, text[here] == words[there] {
          equal += 1
          if equal * 2 >= distance, equal > bestEqual { (best, bestEqual) = (distance, equal) }
        }
      }
    }
    return best
  }
}
