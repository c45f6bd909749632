// An outline edition: the federal requirements that plans answer.
import Diagnostics

package struct Outline: Sendable {
  /// The edition's id: the file's name, such as `wioa-2024`.
  package let id: String
  package let title: String
  package let ombControl: String
  package let cycle: String
  package let note: String?
  package let legend: [(id: String, text: String)]
  package let sources: [String]
  package let crosswalk: [CrosswalkEntry]
  /// Every element, a parent before its children, in the order of the outline.
  package let elements: [PlanElement]
  /// Positions in ``elements`` by element id.
  package let index: [String: Int]

  package subscript(id: String) -> PlanElement? { index[id].map { elements[$0] } }
}

/// One required element of a plan.
package struct PlanElement: Sendable {
  package let id: String
  package let code: String
  package let title: String
  package let summary: String
  /// The question that a drafter answers.
  package let promptDigest: String?
  /// The requirement's full federal wording: the words that a plan repeats without saying anything of its own.
  package let prompt: String?
  package let cite: String?
  package let programs: [String]
  /// Whether a state writes text for it.
  package let isNarrative: Bool
  /// How well its wording was checked: an id of the edition's legend.
  package let verified: String
  package let seen: String?
  package let note: String?
  /// 0 for the parts.
  package let depth: Int
  /// Position of the parent in ``Outline/elements``.
  package let parent: Int?
  /// Positions of the children, in order.
  package var children: [Int]
}

/// An element that stood elsewhere in an older edition.
package struct CrosswalkEntry: Sendable {
  package let fromEdition: String
  package let from: String
  /// The element id in this edition.
  package let to: String
  package let evidence: String?
  package let note: String?
}

extension Outline {
  /// Reads an edition; reports elements named twice and crosswalks that lead nowhere.
  static func read(_ fields: CheckedFields, id: String, _ diagnostics: inout [Diagnostic]) -> Outline {
    var elements: [PlanElement] = []
    var index: [String: Int] = [:]
    var places: [String: Place] = [:]

    func append(_ group: CheckedFields, depth: Int, parent: Int?) {
      guard let code = group.located("code") else { return }
      let elementName = elementID(ofCode: code.value)
      if let first = places[elementName] {
        diagnostics.append(
          Diagnostic(
            .duplicateID, at: code.place, "the element “\(code.value)” stands here twice",
            help: "Each code names one element.", notes: [.init("first named here", at: first)]))
        return
      }
      let position = elements.count
      places[elementName] = code.place
      index[elementName] = position
      elements.append(
        PlanElement(
          id: elementName, code: code.value, title: group.text("title") ?? code.value,
          summary: group.text("summary") ?? "", promptDigest: group.text("prompt_digest"),
          prompt: group.text("prompt"), cite: group.text("cite"),
          programs: group.list("programs"), isNarrative: group.flag("narrative") ?? false,
          verified: group.text("verified") ?? "", seen: group.text("seen"), note: group.text("note"),
          depth: depth,
          parent: parent, children: []))
      if let parent { elements[parent].children.append(position) }
      for child in group.groups("children") { append(child, depth: depth + 1, parent: position) }
    }
    for group in fields.groups("elements") { append(group, depth: 0, parent: nil) }

    let crosswalk = fields.groups("crosswalk").compactMap { entry -> CrosswalkEntry? in
      guard let to = entry.located("to") else { return nil }
      let target = elementID(ofCode: to.value)
      guard index[target] != nil else {
        diagnostics.append(
          Diagnostic(
            .unknownElement, at: to.place, "this edition has no element “\(to.value)”",
            help: didYouMean(to.value, in: elements.map(\.code))))
        return nil
      }
      return CrosswalkEntry(
        fromEdition: entry.text("from_edition") ?? "", from: entry.text("from") ?? "", to: target,
        evidence: entry.text("evidence"), note: entry.text("note"))
    }
    return Outline(
      id: id, title: fields.text("title") ?? id, ombControl: fields.text("omb_control") ?? "",
      cycle: fields.text("cycle") ?? "", note: fields.text("note"),
      legend: fields.groups("verified_legend").map { ($0.text("id") ?? "", $0.text("text") ?? "") },
      sources: fields.list("sources"), crosswalk: crosswalk, elements: elements, index: index)
  }
}
