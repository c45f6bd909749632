// The pages of guidance: the list, and each document's record.
import Diagnostics
import Layouts
import Links
import Records

struct GuidancePageFacts: LayoutFacts {
  let model: SiteModel
  let guidance: Guidance
  let body: [UInt8]

  static let facts: [Fact<GuidancePageFacts>] = [
    .text("summary", "What it says.") { $0.guidance.summary },
    .text("publisher", "Who issued it.") { $0.guidance.publisher },
    .part("department", "The federal department or kind of issuer.") {
      $0.model.link(RecordID(.partner, $0.guidance.department))
    },
    .text("kind", "What kind of document it is.") { page in
      page.guidance.kind.split(separator: "-").joined(separator: " ")
    },
    .text("number", "Its official number; may be empty.") { $0.guidance.number ?? "" },
    .text("date", "When it was issued; may be empty.") { $0.guidance.date.map(longDate) ?? "" },
    .text("status", "current, superseded or not known.") {
      $0.guidance.status == "unknown" ? "not known" : $0.guidance.status
    },
    .text("status_note", "The ground for the status; may be empty.") { $0.guidance.statusNote ?? "" },
    .part("superseded_by", "The record that replaces it.") { page in
      page.guidance.supersededBy.map { page.model.link(RecordID(.guidance, $0.value)) }
    },
    .address("url", "Where the document stands; empty when only a copy or a page about it was seen.") {
      $0.guidance.isLinked ? $0.guidance.url ?? "" : ""
    },
    .text("url_note", "Whose page the address is, in words; may be empty.") { page in
      switch page.guidance.urlKind {
      case "archive": "An archived copy."
      case "copy":
        "Seen as a copy on another site, which is not linked; look for the document at its publisher."
      case "secondary":
        "Known from a page about it, which is not linked; look for the document at its publisher."
      default: ""
      }
    },
    .text("accessed", "The day on which it was read.") { longDate($0.guidance.accessed) },
    .text("verified", "How much of the document was seen; may be empty.") { $0.guidance.verified ?? "" },
    .html("body", "Further text; may be empty.") { $0.body },
    .list("elements", "The plan elements that it guides.") { page in
      page.guidance.elements.map { page.model.elementLink($0) }
    },
    .list("groups", "Its terms.") { page in
      [
        page.model.termGroup("Topics", .topic, page.guidance.topics),
        page.model.termGroup("Programs", .program, page.guidance.programs),
      ].compactMap { $0 }
    },
    .list("references", "Records that refer to it.") { $0.model.referencesIn($0.guidance.common.id) },
    .part("mentions", "Where plans name it.") { $0.model.mentions(of: $0.guidance.common.id) },
  ]
}

struct GuidanceListFacts: LayoutFacts {
  let model: SiteModel

  static let facts: [Fact<GuidanceListFacts>] = [
    .text("count", "How many records there are.") { counted($0.model.library.guidance.count, "document") },
    .list("groups", "All guidance, by department or kind of issuer.") { $0.groups },
  ]

  private var groups: [GuidanceGroupFacts] {
    let partners = model.library.vocabularies.first { $0.kind == .partner }?.terms ?? []
    return partners.compactMap { partner in
      let positions = model.library.guidance.indices.filter {
        model.library.guidance[$0].department == partner.id.name
      }
      return positions.isEmpty
        ? nil
        : GuidanceGroupFacts(
          id: partner.id.name, label: partner.label, guidance: model.guidanceCards(positions))
    }
  }
}

struct GuidanceGroupFacts: LayoutFacts {
  let id: String
  let label: String
  let guidance: [GuidanceCardFacts]

  static let facts: [Fact<GuidanceGroupFacts>] = [
    .text("id", "The id of the group on the page.") { $0.id },
    .text("label", "The issuer.") { $0.label },
    .list("guidance", "The documents, newest first.") { $0.guidance },
  ]
}

extension SiteModel {
  func guidancePage(_ guidance: Guidance) -> (PageMeta, GuidancePageFacts) {
    let body = bodyHTML(guidance.common.body, of: guidance.common.id)
    let meta = PageMeta(
      title: guidance.title, description: shortened(guidance.summary, to: 200), kind: "Guidance",
      breadcrumbs: [link("Guidance", "/guidance/")], contents: body.contents,
      language: guidance.common.language)
    return (meta, GuidancePageFacts(model: self, guidance: guidance, body: body.html()))
  }
}
