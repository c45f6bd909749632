// Which jurisdiction answers which element, in PRODUCT 2.2's words for answers and their absence.
import Records

/// What the plans of one jurisdiction say to one element.
package enum Coverage: Sendable, Hashable {
  /// The newest plan answers it.
  case answered(RecordIndex.SectionPosition)
  /// An older plan answers it; the newest plan's text on this site does not reach it.
  case earlier(RecordIndex.SectionPosition)
  /// The newest plan points to another document, which is named.
  case byReference(String)
  case notApplicable
  /// The newest plan is here in full, and no section answers it.
  case notFound
  /// There is no text, or only a summary that is silent.
  case notCoded

  /// The word for data files.
  package var word: String {
    switch self {
    case .answered: "answered"
    case .earlier: "earlier"
    case .byReference: "by reference"
    case .notApplicable: "not applicable"
    case .notFound: "not found"
    case .notCoded: "not yet coded"
    }
  }

  /// The section that holds the answer; nil where there is none.
  package var section: RecordIndex.SectionPosition? {
    switch self {
    case .answered(let position), .earlier(let position): position
    case .byReference, .notApplicable, .notFound, .notCoded: nil
    }
  }
}

extension LinkGraph {
  /// Every jurisdiction's coverage of one element, in the library's order of jurisdictions.
  ///
  /// Linear in the jurisdictions and the element's sections.
  package func coverage(of element: String) -> [Coverage] {
    var newest: [String: RecordIndex.SectionPosition] = [:]
    for position in index.sectionsByElement[element] ?? [] {
      let jurisdiction = library.plans[position.plan].jurisdiction
      // The list has a jurisdiction's newest cycle first.
      if newest[jurisdiction] == nil { newest[jurisdiction] = position }
    }
    return library.jurisdictions.map { jurisdiction in
      let newestPlan = index.plansByJurisdiction[jurisdiction.code]?.first
      let answer = newest[jurisdiction.code]
      if let answer, answer.plan == newestPlan { return .answered(answer) }
      if let newestPlan {
        let plan = library.plans[newestPlan]
        // A plan names elements by the codes of its own edition.
        func means(_ id: String) -> Bool {
          crosswalk.currentElements(of: id, in: plan.outline).contains(element)
        }
        if plan.notApplicable.contains(where: means) { return .notApplicable }
        if let place = plan.byReference.first(where: { means($0.element) })?.place {
          return .byReference(place)
        }
        // A modification holds only what changed, so an older answer still stands beside it.
        if plan.text == .full, answer == nil || plan.modifies == nil { return .notFound }
      }
      return answer.map { .earlier($0) } ?? .notCoded
    }
  }
}
