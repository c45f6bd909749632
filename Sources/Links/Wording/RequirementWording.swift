// Which words of a plan are the requirement's own: the federal prompt, assurances, and text that most plans share.
import Parallel
import Records

/// Marks the requirement's own words, and finds on the way which stretches stand in more than one plan.
struct RequirementWording: Sendable {
  /// Shingles that stand in this many jurisdictions, and in a quarter of those with full text, are nobody's own.
  private static let fewest = 4
  /// So few words between two marked stretches belong to them: a state's name put into the prompt.
  private static let gap = 4
  /// So few between two long ones: a clause that the state wrote anew.
  private static let longGap = 8
  /// A shorter stretch is a phrase of the trade, not a quotation, unless it fills its passage.
  private static let shortest = 8
  /// The work is divided by hash into so many parts, whatever the number of jobs.
  private static let shards = 8
  /// The count of a shingle of the outline, above every number of jurisdictions.
  private static let required: UInt32 = 127

  private let prompts: Prompts
  /// What is known of each shingle: ``Kind``, or from ``Kind/repeated`` on the number of one that stands in several plans.
  private let tables: [ShingleTable]
  /// The first number of each table's repeated shingles when all are put in a row, and the number of all.
  private let firstNumbers: [Int]

  /// What a shingle is.
  private enum Kind {
    /// In one plan only.
    static let alone: UInt32 = 0
    /// In so many jurisdictions that it is nobody's own.
    static let common: UInt32 = 1
    /// In the outline.
    static let required: UInt32 = 2
    static let repeated: UInt32 = 3
  }

  /// What is known of one section.
  struct Reading: Sendable {
    var marks: [Bool]
    /// For each word where a stretch begins that also stands in another plan and is no common phrase: the stretch's
    /// number. -1 elsewhere.
    var slots: [Int32]
  }

  /// Reads what all plans share; linear in the words.
  ///
  /// Sections come sorted by plan, plans by jurisdiction: that makes counting jurisdictions a comparison with the last
  /// one seen.
  static func marking(
    _ sections: [PlanTexts.SectionText], outlines: [Outline], _ lexicon: inout Lexicon, jobs: Int
  ) async -> (sections: [PlanTexts.SectionText], repeats: Repeats) {
    let wording = await RequirementWording(sections, Prompts(outlines, &lexicon), jobs: jobs)
    let readings = await mapInParallel(Array(sections.indices), jobs: jobs) { wording.reading(sections[$0]) }
    var marked = sections
    for (position, reading) in readings.enumerated() { marked[position].isRequirement = reading.marks }
    let repeats = Repeats(
      readings.map(\.slots), slotCount: wording.firstNumbers[wording.tables.count],
      jurisdictions: sections.map(\.jurisdiction))
    return (marked, repeats)
  }

  private init(_ sections: [PlanTexts.SectionText], _ prompts: Prompts, jobs: Int) async {
    let full = sections.filter(\.isFull)
    let jurisdictions = Set(full.map(\.jurisdiction)).count
    let words = full.reduce(0) { $0 + $1.words.count }
    // What a slot keeps is the plan; this says whose it is.
    var jurisdictionOfPlan = [Int](repeating: -1, count: (full.map(\.position.plan).max() ?? -1) + 1)
    for section in full { jurisdictionOfPlan[section.position.plan] = section.jurisdiction }
    let owners = jurisdictionOfPlan
    let least = UInt32(min(100, max(Self.fewest, (jurisdictions + 3) / 4)))
    let counted = await mapInParallel(Array(0..<Self.shards), jobs: jobs, chunk: 1) { shard in
      var table = ShingleTable(capacity: words / Self.shards)
      for hash in prompts.hashes where Self.shard(of: hash) == shard {
        table[table.slot(of: hash)] = Self.required << 17
      }
      for section in full {
        let plan = UInt32(truncatingIfNeeded: section.position.plan + 1) & 0xFFFF
        Shingles.forEach(in: section.words) { _, hash in
          guard Self.shard(of: hash) == shard else { return }
          let slot = table.slot(of: hash)
          let value = table[slot]
          let last = value & 0xFFFF
          guard last != plan else { return }
          let count = value >> 17
          let isSame = last > 0 && owners[Int(last) - 1] == section.jurisdiction
          table[slot] =
            min(count + (isSame || count == Self.required ? 0 : 1), Self.required) << 17
            | (last > 0 ? 1 << 16 : 0) | plan
        }
      }
      // Counts are known: each shingle gets what it is, and those that plans repeat a number of their own.
      var repeated = Kind.repeated
      for slot in 0..<table.slotCount where table[slot] > 0 {
        let value = table[slot]
        let count = value >> 17
        if count >= least {
          table[slot] = count == Self.required ? Kind.required : Kind.common
        } else if value >> 16 & 1 == 1, repeated < ShingleTable.limit {
          table[slot] = repeated
          repeated += 1
        } else {
          table[slot] = Kind.alone
        }
      }
      return (table: table, repeated: Int(repeated - Kind.repeated))
    }
    var firstNumbers = [0]
    for shard in counted { firstNumbers.append(firstNumbers[firstNumbers.count - 1] + shard.repeated) }
    self.firstNumbers = firstNumbers
    tables = counted.map(\.table)
    self.prompts = prompts
  }

  @inline(__always)
  private static func shard(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash) & (shards - 1) }

  /// A stretch of words that is marked, and where its last shingle stands in the prompts.
  private struct Stretch {
    var start: Int
    var end: Int
    var firstPlace: Int?
    /// Where the last shingle of the outline was, here and there.
    var last: (position: Int, place: Int)?
  }

  private func reading(_ section: PlanTexts.SectionText) -> Reading {
    let words = section.words
    var slots = [Int32](repeating: -1, count: words.count)
    var stretches: [Stretch] = []
    Shingles.forEach(in: words) { position, hash in
      let shard = Self.shard(of: hash)
      guard let slot = tables[shard].find(hash) else { return }
      let value = tables[shard][slot]
      guard value < Kind.repeated else {
        if section.isFull { slots[position] = Int32(firstNumbers[shard]) + Int32(value - Kind.repeated) }
        return
      }
      guard value != Kind.alone else { return }
      let place = value == Kind.required ? prompts.place(of: hash) : nil
      add(position, place, to: &stretches)
    }
    return Reading(marks: marks(of: joined(stretches, words), in: section), slots: slots)
  }

  /// Adds a shingle to the stretch that it continues, or begins a new one.
  @inline(__always)
  private func add(_ position: Int, _ place: Int?, to stretches: inout [Stretch]) {
    let end = position + Shingles.length
    let current = stretches.count - 1
    if current >= 0 {
      var continues = position <= stretches[current].end
      if !continues, let place, let last = stretches[current].last {
        // Words changed in the middle of a prompt: what follows stands about where it should.
        let (here, there) = (position - last.position, place - last.place)
        continues = there > 0 && here <= 40 && abs(here - there) <= 4 + here / 4
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

  /// The stretches with the edges of their prompts, neighbors joined.
  private func joined(_ stretches: [Stretch], _ words: [Int32]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for stretch in stretches {
      var start = stretch.start
      var end = stretch.end
      if let place = stretch.firstPlace { start -= prompts.reach(words, start, place, -1) }
      if let last = stretch.last, last.position + Shingles.length == stretch.end {
        end += prompts.reach(words, end - 1, last.place + Shingles.length - 1, 1)
      }
      if let previous = result.last {
        let gap = start - previous.upperBound
        let long = (previous.count >= Self.shortest, end - start >= Self.shortest)
        // Two phrases of the trade with a few words between them are no quotation.
        let isClose =
          gap <= 0 || gap <= Self.gap && (long.0 || long.1) || gap <= Self.longGap && long.0 && long.1
        if isClose {
          result[result.count - 1] = previous.lowerBound..<max(previous.upperBound, end)
          continue
        }
      }
      result.append(start..<end)
    }
    return result
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
