// The reference graph as a list of edges, for people and programs that look at it from outside.
package import Diagnostics
package import Records

/// One line of the reference graph.
package struct Edge: Sendable, Hashable {
  package let source: RecordID
  package let target: RecordID
  /// The heading or passage that the reference leads to.
  package let fragment: String?
  /// `reference`, `related`, `quote`, `supersedes`, `modifies`, `mention`, or the name of a field.
  package let kind: String
  package let text: String
  package let sentence: String
  package let place: Place

  package init(
    source: RecordID, target: RecordID, fragment: String? = nil, kind: String, text: String = "",
    sentence: String = "", place: Place
  ) {
    self.source = source
    self.target = target
    self.fragment = fragment
    self.kind = kind
    self.text = text
    self.sentence = sentence
    self.place = place
  }

  init(_ link: Link) {
    self.init(
      source: link.source, target: link.target.id, fragment: link.target.fragment, kind: link.kind.rawValue,
      text: link.text, sentence: link.sentence, place: link.place)
  }
}

extension LinkGraph {
  /// Every reference and mention, sorted by source, each in the order of its text.
  ///
  /// - Parameter fields: whether to add what front matter joins: jurisdictions, elements, terms, the plan of a section.
  package func edges(fields: Bool = false) -> [Edge] {
    var edges: [RecordID: [Edge]] = [:]
    for link in outgoing.values.joined() { edges[link.source, default: []].append(Edge(link)) }
    for mention in mentions.all {
      let link = link(of: mention)
      edges[link.source, default: []].append(Edge(link))
    }
    if fields { for edge in fieldEdges() { edges[edge.source, default: []].append(edge) } }
    return edges.keys.sorted().flatMap { edges[$0] ?? [] }
  }

  private func fieldEdges() -> [Edge] {
    var edges: [Edge] = []
    func add(_ source: RecordID, _ target: RecordID, _ kind: String, _ place: Place) {
      edges.append(Edge(source: source, target: target, kind: kind, place: place))
    }
    for practice in library.practices {
      let place = practice.common.place
      add(practice.id, RecordID(.jurisdiction, practice.jurisdiction), "jurisdiction", place)
      for element in practice.elements { add(practice.id, RecordID(.element, element), "elements", place) }
      for kind in VocabularyKind.allCases {
        for term in practice.terms(of: kind) {
          add(practice.id, RecordID(kind.recordKind, term), kind.folder, place)
        }
      }
    }
    for guidance in library.guidance {
      let (id, place) = (guidance.common.id, guidance.common.place)
      add(id, RecordID(.partner, guidance.department), "department", place)
      for element in guidance.elements { add(id, RecordID(.element, element), "elements", place) }
      for topic in guidance.topics { add(id, RecordID(.topic, topic), "topics", place) }
      for program in guidance.programs { add(id, RecordID(.program, program), "programs", place) }
    }
    for plan in library.plans {
      add(plan.id, RecordID(.jurisdiction, plan.jurisdiction), "jurisdiction", plan.common.place)
      for program in plan.programs {
        add(plan.id, RecordID(.program, program), "programs", plan.common.place)
      }
      for section in plan.sections {
        add(section.id, plan.id, "plan", section.place)
        for element in crosswalk.currentElements(of: section, in: plan) {
          add(section.id, RecordID(.element, element), "elements", section.place)
        }
      }
    }
    return edges
  }
}
