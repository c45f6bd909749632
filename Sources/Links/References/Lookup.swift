// Finding a record that a person names, as a reference would name it.
import Diagnostics
package import Records

/// What a typed id leads to.
package enum Lookup: Sendable {
  case found(RecordID)
  /// In words: what is wrong, and what was probably meant.
  case unknown(message: String, help: String)
}

extension LinkGraph {
  /// The record that `text` names: `practice:co-careerwise`, `element:II.c.1`, `section:co/2024/II.c.1`.
  ///
  /// - Parameter drafts: records that exist and are not published.
  package func find(_ text: String, drafts: [RecordID] = []) -> Lookup {
    guard let colon = text.firstIndex(of: ":") else {
      let name = text.lowercased()
      let near = titles.keys.filter { $0.name == name }.sorted().map(\.description)
      let help =
        near.isEmpty
        ? didYouMean(text, in: titles.keys.filter { $0.kind != .section }.map(\.description).sorted())
        : "Did you mean " + near.map { "“\($0)”" }.joined(separator: " or ") + "?"
      return .unknown(
        message: "“\(text)” is no id of a record",
        help: help ?? "Write kind:name as in a reference, for instance practice:co-careerwise.")
    }
    let word = String(text[..<colon]).lowercased()
    guard let kind = RecordKind(rawValue: word) else {
      let kinds = RecordKind.allCases.map(\.rawValue)
      return .unknown(
        message: "there is no kind of record “\(word)”",
        help: didYouMean(word, in: kinds) ?? "The kinds are \(kinds.joined(separator: ", ")).")
    }
    let rest = text[text.index(after: colon)...].prefix { $0 != "#" }.lowercased()
    let id = RecordID(kind, normalized(rest, kind))
    if kind == .section {
      let candidates = sectionNames(id.name)
      if let only = candidates.first, candidates.count == 1 { return .found(RecordID(.section, only)) }
      if candidates.count > 1 {
        return .unknown(
          message: "“\(text)” is more than one section",
          help: "Name the cycle: " + candidates.map { "section:\($0)" }.joined(separator: ", ") + ".")
      }
    } else if titles[id] != nil {
      return .found(id)
    }
    let plan = RecordID(.plan, id.name.split(separator: "/").prefix(2).joined(separator: "/"))
    if drafts.contains(id) || kind == .section && drafts.contains(plan) {
      return .unknown(message: "\(id) is not published", help: "Add --drafts to see drafts too.")
    }
    let elsewhere = RecordKind.allCases.map { RecordID($0, id.name) }.filter { titles[$0] != nil }
    let sameKind = titles.keys.filter { $0.kind == kind }.map(\.name).sorted()
    let near =
      elsewhere.isEmpty
      ? nearest(to: id.name, in: sameKind).map { "\(word):\($0)" } : elsewhere.map(\.description)
    return .unknown(
      message: "there is no \(word) “\(id.name)”",
      help: near.isEmpty
        ? "“clearinghouse links --format json” lists every reference with its ids."
        : "Did you mean " + near.map { "“\($0)”" }.joined(separator: " or ") + "?")
  }

  /// The name with element codes turned into ids: `co/2024/ii.c.1` is `co/2024/ii-c-1`.
  private func normalized(_ name: String, _ kind: RecordKind) -> String {
    if kind == .element { return elementID(ofCode: name) }
    guard kind == .section, let slash = name.lastIndex(of: "/") else { return name }
    return String(name[...slash]) + elementID(ofCode: String(name[name.index(after: slash)...]))
  }

  /// The names of the sections that `jurisdiction/cycle/element` or `jurisdiction/element` means, each as it calls itself.
  private func sectionNames(_ name: String) -> [String] {
    let parts = name.split(separator: "/").map(String.init)
    guard (2...3).contains(parts.count) else { return [] }
    // Sections are called by the codes of their own edition, not by what became of them.
    return (index.plansByJurisdiction[parts[0]] ?? []).map { library.plans[$0] }
      .filter { parts.count == 2 || $0.cycle == parts[1] }
      .compactMap { plan in plan.sections.first { $0.elements.contains(parts[parts.count - 1]) }?.id.name }
  }
}
