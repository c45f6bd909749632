// The ids inside a page's text: one allocator for the body, its contents list, the search and the link checker.
import Diagnostics
import Documents

/// The ids of one text's headings and passages. Explicit ids win, then headings, then passages; a twin gets `-2`.
package struct Anchors: Sendable {
  /// Ids by index into `markdown.headings`.
  package var headings: [Int: String] = [:]
  /// Ids by index into `markdown.blocks`; headings and rules have none.
  package var passages: [Int: String] = [:]
  /// Every id in use.
  package var all: Set<String>

  /// The ids that the layouts use for their own parts on the page of a record of some kind.
  package static func reserved(on kind: RecordKind) -> Set<String> {
    let parts: [String] =
      switch kind {
      case .practice:
        [
          "at-a-glance", "results", "evidence", "tips", "quotes", "related", "similar", "references",
          "mentions", "sources",
        ]
      case .section:
        [
          "text", "shared-text", "dim", "same-element", "named", "other-cycles", "practices", "similar",
          "references", "sources",
        ]
      case .plan: ["record", "introduction", "contents-of-plan", "references", "sources"]
      case .jurisdiction: ["plans", "practices", "profile", "performance", "references", "mentions"]
      case .guidance: ["record", "use", "references", "mentions"]
      case .page: ["references"]
      case .element, .topic, .program, .population, .partner, .sector, .basis: []
      }
    return Set(
      parts + parts.map { $0 + "-title" } + ["main", "cite-title", "performance-caption"])
  }

  /// Allocates the ids of a text on a page that uses the `reserved` ids already.
  package init(_ body: BodyText, reserved: Set<String>) {
    all = reserved
    let headings = body.headingIndices
    for index in headings {
      guard let explicit = body.markdown.headings[index].ids.first(where: { isAnchor($0.value) }) else {
        continue
      }
      if all.insert(explicit.value).inserted { self.headings[index] = explicit.value }
    }
    for index in headings where self.headings[index] == nil {
      self.headings[index] = claim(anchorSlug(body.markdown.headings[index].text, fallback: "section"))
    }
    for index in body.range {
      guard let passage = body.markdown.blocks[index].passage else { continue }
      passages[index] = claim(passage)
    }
  }

  private mutating func claim(_ wanted: String) -> String {
    if all.insert(wanted).inserted { return wanted }
    var number = 2
    while !all.insert("\(wanted)-\(number)").inserted { number += 1 }
    return "\(wanted)-\(number)"
  }
}

extension BodyText {
  /// The headings of the blocks, nested ones included, in order, as indices into `markdown.headings`.
  package var headingIndices: [Int] {
    blocks.flatMap { block in
      block.html.slots.compactMap { slot in
        if case .headingStart(let index) = slot.kind { return index }
        return nil
      }
    }
  }
}

/// Whether an explicit id may stand in HTML as it is.
private func isAnchor(_ text: String) -> Bool {
  !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && !"\"'<>&`#%".utf8.contains($0) }
}

/// A heading's words as an id: lower case, letters and digits of any script kept, everything else one hyphen.
package func anchorSlug(_ text: String, fallback: String) -> String {
  var slug = ""
  var wantsHyphen = false
  for scalar in text.lowercased().unicodeScalars {
    if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
      if wantsHyphen, !slug.isEmpty { slug += "-" }
      wantsHyphen = false
      slug.unicodeScalars.append(scalar)
    } else if scalar != "’", scalar != "'" {
      wantsHyphen = true
    }
    if slug.utf8.count > 80 { break }
  }
  return slug.isEmpty ? fallback : slug
}
