// Where an element of an older outline edition stands today.
package import Records

/// Follows elements from edition to edition, so that an answer of 2016 stands beside one of 2024.
package struct Crosswalk: Sendable {
  /// For each edition but the current one, the elements that moved: their ids there, and where they went.
  private let moved: [String: [String: [String]]]
  private let current: String
  private let known: Set<String>

  /// An edition is followed through the crosswalk of the current one, else through the editions between them.
  init(_ library: Library) {
    current = library.site.currentOutline
    known = Set(library.outline?.elements.map(\.id) ?? [])
    var moved: [String: [String: [String]]] = [:]
    var waiting = [current]
    var reached: Set<String> = [current]
    // Breadth first from the current edition: the shortest way is the one that editors checked.
    while let edition = waiting.first {
      waiting.removeFirst()
      guard let outline = library.outlines.first(where: { $0.id == edition }) else { continue }
      let older = Set(outline.crosswalk.map(\.fromEdition)).subtracting(reached)
      for from in older.sorted() {
        reached.insert(from)
        waiting.append(from)
        var targets: [String: [String]] = [:]
        for entry in outline.crosswalk where entry.fromEdition == from {
          targets[elementID(ofCode: entry.from), default: []] += moved[edition]?[entry.to] ?? [entry.to]
        }
        // What kept its place on this step may still have moved on a later one.
        for (id, later) in moved[edition] ?? [:] where targets[id] == nil { targets[id] = later }
        moved[from] = targets.mapValues { ids in
          ids.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        }
      }
    }
    self.moved = moved
  }

  /// The elements of the current edition that an element of an edition became: itself where the crosswalk is silent,
  /// none when the current edition has no such element.
  package func currentElements(of element: String, in edition: String) -> [String] {
    if edition != current, let targets = moved[edition]?[element] { return targets }
    return known.contains(element) || known.isEmpty ? [element] : []
  }

  /// The current elements that a section answers, each once, in its order.
  package func currentElements(of section: Section, in plan: Plan) -> [String] {
    guard plan.outline != current else { return section.elements }
    return section.elements.flatMap { currentElements(of: $0, in: plan.outline) }
      .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

extension Library {
  /// An element's code in an edition; its id where this library does not hold the edition or it has no such element.
  package func code(of element: String, in edition: String) -> String {
    outlines.first { $0.id == edition }?[element]?.code ?? outline?[element]?.code ?? element
  }
}
