// Labels and aliases of the vocabularies, found in texts in one pass.
import Records

/// The wordings of vocabulary terms as stems.
struct Phrases: Sendable {
  private struct Phrase {
    let concept: Int32
    let stems: [Int32]
  }

  /// Phrases by their first stem.
  private var phrases: [Int32: [Phrase]] = [:]
  /// Whether any phrase begins with a stem.
  private var begins: [Bool] = []

  init(_ terms: [Term], _ lexicon: inout Lexicon) {
    for (concept, term) in terms.enumerated() {
      for name in [term.label] + term.aliases {
        var stems: [Int32] = []
        for word in words(of: name) where !Everyday.words.contains(word.normal) {
          var bytes = Array(word.normal.utf8)
          cutEnding(&bytes)
          stems.append(bytes.withUnsafeBufferPointer { lexicon.number(of: $0) })
        }
        guard let first = stems.first else { continue }
        phrases[first, default: []].append(Phrase(concept: Int32(concept), stems: stems))
      }
    }
    begins = Array(repeating: false, count: lexicon.words.count)
    for first in phrases.keys { begins[Int(first)] = true }
  }

  /// The vocabulary terms that a text names in its own words.
  func find(in text: ComparedText, _ stemOfWord: [Int32]) -> Set<Int32> {
    var found: Set<Int32> = []
    for (place, word) in text.words.enumerated() {
      let stem = stemOfWord[Int(word)]
      guard stem >= 0, begins[Int(stem)], text.isIgnored.isEmpty || !text.isIgnored[place] else { continue }
      for phrase in phrases[stem] ?? [] where stands(phrase, at: place, in: text, stemOfWord) {
        found.insert(phrase.concept)
      }
    }
    return found
  }

  /// Whether a phrase stands at a place; everyday words between its words do not matter ("people with disabilities").
  private func stands(_ phrase: Phrase, at place: Int, in text: ComparedText, _ stemOfWord: [Int32]) -> Bool {
    var next = place
    for stem in phrase.stems {
      while next < text.words.count, next - place < 8, stemOfWord[Int(text.words[next])] < 0 { next += 1 }
      guard next < text.words.count, stemOfWord[Int(text.words[next])] == stem else { return false }
      next += 1
    }
    return true
  }
}
