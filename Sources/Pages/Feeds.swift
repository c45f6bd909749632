// Atom feeds: everything, and one per jurisdiction, topic and element that has content.
import Links
import Records

/// A record as an entry of a feed or of the change log.
struct DatedRecord: Sendable {
  let id: RecordID
  let title: String
  let summary: String
  /// `YYYY-MM-DD`; a shorter date counts from its first day.
  let date: String
}

extension SiteModel {
  /// The records with a date, newest first; of one day, practices, then plans, then guidance, each by id.
  func datedRecords() -> [DatedRecord] {
    func fullDate(_ date: String) -> String {
      date.utf8.count == 4 ? date + "-01-01" : date.utf8.count == 7 ? date + "-01" : date
    }
    let practices = library.practices.map { practice in
      DatedRecord(
        id: practice.id, title: practice.title, summary: practice.summary,
        date: fullDate(practice.reviewed ?? practice.compiled))
    }
    let plans = library.plans.compactMap { plan -> DatedRecord? in
      guard let date = plan.retrieved ?? plan.sources.map(\.accessed).max() else { return nil }
      return DatedRecord(
        id: plan.id, title: title(plan.id), summary: counted(plan.sections.count, "section"),
        date: fullDate(date))
    }
    let guidance = library.guidance.map { guidance in
      DatedRecord(
        id: guidance.common.id, title: guidance.title, summary: guidance.summary,
        date: fullDate(guidance.accessed))
    }
    return (practices + plans + guidance).enumerated()
      .sorted { left, right in
        left.element.date != right.element.date
          ? left.element.date > right.element.date : left.offset < right.offset
      }
      .map(\.element)
  }

  /// Every feed: its path and how to make it; feeds without an entry are left out.
  func feeds() -> [(address: String, title: String, records: [DatedRecord])] {
    let all = datedRecords()
    let positions = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.id, $0) })
    func selected(_ ids: [RecordID]) -> [DatedRecord] {
      Set(ids.compactMap { positions[$0] }).sorted().map { all[$0] }
    }
    var feeds = [("/feeds/all.xml", library.site.title, all)]
    for jurisdiction in library.jurisdictions {
      let practices = (index.practicesByJurisdiction[jurisdiction.code] ?? []).map {
        library.practices[$0].id
      }
      let plans = (index.plansByJurisdiction[jurisdiction.code] ?? []).map { library.plans[$0].id }
      feeds.append(
        (
          feedAddress(jurisdiction.id), "\(library.site.title): \(jurisdiction.name)",
          selected(practices + plans)
        ))
    }
    for vocabulary in library.vocabularies where vocabulary.kind == .topic {
      for term in vocabulary.terms {
        let records =
          practices(of: term.id).map { library.practices[$0].id }
          + (index.guidanceByTerm[term.id] ?? []).map { library.guidance[$0].common.id }
        feeds.append((feedAddress(term.id), "\(library.site.title): \(term.label)", selected(records)))
      }
    }
    for element in library.outline?.elements ?? [] {
      let id = RecordID(.element, element.id)
      let records =
        (index.practicesByElement[element.id] ?? []).map { library.practices[$0].id }
        + (index.guidanceByElement[element.id] ?? []).map { library.guidance[$0].common.id }
        + (index.sectionsByElement[element.id] ?? []).map { library.plans[$0.plan].id }
      feeds.append(
        (feedAddress(id), "\(library.site.title): \(element.code) \(element.title)", selected(records)))
    }
    return feeds.filter { !$0.2.isEmpty }
  }

  func feedAddress(_ id: RecordID) -> String { "/feeds/\(id.kind.rawValue)-\(id.name).xml" }

  /// A feed with its fifty newest records as Atom (RFC 4287).
  func atom(address: String, title: String, records: [DatedRecord]) -> [UInt8] {
    var output: [UInt8] = []
    func element(_ name: String, _ text: String, indentation: String = "  ") {
      output.append(text: "\(indentation)<\(name)>")
      output.append(escaped: text)
      output.append(text: "</\(name)>\n")
    }
    func link(_ rel: String, _ url: String, type: String, indentation: String = "  ") {
      output.append(text: "\(indentation)<link rel=\"\(rel)\" type=\"\(type)\" href=\"")
      output.append(attribute: url)
      output.append(text: "\"/>\n")
    }
    output.append(
      text: "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n")
    element("title", title)
    element("id", routes.absolute(address))
    link("self", routes.absolute(address), type: "application/atom+xml")
    link("alternate", routes.absolute("/"), type: "text/html")
    element("updated", (records.first?.date ?? "1970-01-01") + "T00:00:00Z")
    output.append(text: "  <author><name>")
    output.append(escaped: library.site.publisher)
    output.append(text: "</name></author>\n")
    for record in records.prefix(50) {
      let url = routes.absolute(Routes.address(of: record.id))
      output.append(text: "  <entry>\n")
      element("title", record.title, indentation: "    ")
      element("id", url, indentation: "    ")
      link("alternate", url, type: "text/html", indentation: "    ")
      element("updated", record.date + "T00:00:00Z", indentation: "    ")
      element("summary", record.summary, indentation: "    ")
      output.append(text: "  </entry>\n")
    }
    output.append(text: "</feed>\n")
    return output
  }
}
