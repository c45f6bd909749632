// "Did you mean …": the known name that is nearest to a misspelt one.

/// Returns the candidates that a misspelt word most likely stands for, best first, at most `limit`.
///
/// Distance is the number of inserted, removed, replaced or swapped neighboring bytes, case ignored. A candidate
/// counts when at most a third of the longer word differs (at least one byte may always differ). Ties keep alphabetical order.
package func nearest(to word: String, in candidates: some Sequence<String>, limit: Int = 3) -> [String] {
  let target = Array(word.lowercased().utf8)
  guard !target.isEmpty, target.count <= 200 else { return [] }
  var scored: [(distance: Int, candidate: String)] = []
  for candidate in candidates {
    let other = Array(candidate.lowercased().utf8)
    let allowed = max(1, max(target.count, other.count) / 3)
    guard abs(other.count - target.count) <= allowed, other.count <= 200 else { continue }
    let distance = editDistance(target, other)
    if distance <= allowed { scored.append((distance, candidate)) }
  }
  scored.sort { ($0.distance, $0.candidate) < ($1.distance, $1.candidate) }
  guard let best = scored.first?.distance else { return [] }
  // A much worse second guess confuses more than it helps.
  return scored.prefix(while: { $0.distance <= best + 1 }).prefix(limit).map(\.candidate)
}

/// "Did you mean “a”?" or "Did you mean “a” or “b”?" for the nearest candidates; nil when nothing is near.
package func didYouMean(_ word: String, in candidates: some Sequence<String>) -> String? {
  let near = nearest(to: word, in: candidates)
  guard !near.isEmpty else { return nil }
  return "Did you mean " + near.map { "“\($0)”" }.joined(separator: " or ") + "?"
}

/// The optimal string alignment distance of two byte strings.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  if left.isEmpty { return right.count }
  if right.isEmpty { return left.count }
  var twoBack = [Int](repeating: 0, count: right.count + 1)
  var previous = Array(0...right.count)
  var current = previous
  for i in 1...left.count {
    current[0] = i
    for j in 1...right.count {
      let cost = left[i - 1] == right[j - 1] ? 0 : 1
      current[j] = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost)
      if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
        current[j] = min(current[j], twoBack[j - 2] + 1)
      }
    }
    (twoBack, previous, current) = (previous, current, twoBack)
  }
  return previous[right.count]
}
