// Pages that only list: the change log, the data files, a whole plan for print, redirects.
import Diagnostics
import Layouts
import Links
import Records

struct ChangesPageFacts: LayoutFacts {
  let model: SiteModel

  static let facts: [Fact<ChangesPageFacts>] = [
    .list("days", "The days on which something changed, newest first.") { $0.days },
    .address("feed", "The feed of everything.") { $0.model.routes.url("/feeds/all.xml") },
  ]

  private var days: [ChangeDayFacts] {
    let records = Dictionary(grouping: model.datedRecords(), by: \.date)
    let entries = Dictionary(grouping: model.library.changes, by: \.date)
    return Set(records.keys).union(entries.keys).sorted(by: >).map { date in
      let groups: [LinkGroupFacts] = [
        (RecordKind.practice, "Practices compiled or reviewed"), (.plan, "Plans read"),
        (.guidance, "Guidance read"),
      ].compactMap { kind, label in
        let links = (records[date] ?? []).filter { $0.id.kind == kind }.map { model.link($0.id) }
        return links.isEmpty ? nil : LinkGroupFacts(label: "\(label): \(links.count)", links: links)
      }
      return ChangeDayFacts(
        id: "on-\(date)", date: longDate(date),
        entries: (entries[date] ?? []).map { LinkFacts(label: $0.text, url: "") }, groups: groups)
    }
  }
}

struct ChangeDayFacts: LayoutFacts {
  let id: String
  let date: String
  let entries: [LinkFacts]
  let groups: [LinkGroupFacts]

  static let facts: [Fact<ChangeDayFacts>] = [
    .text("id", "The day's id on the page.") { $0.id },
    .text("date", "The day, written out.") { $0.date },
    .list("entries", "What the publisher wrote of that day.") { $0.entries },
    .list("groups", "Records made or checked on that day, by kind.") { $0.groups },
  ]
}

struct DataPageFacts: LayoutFacts {
  let model: SiteModel
  let tables: [DataTable]
  let schemas: [String]
  let side: OfflineSide?

  private var archive: OfflineArchive? {
    if case .host(let archive) = side { archive } else { nil }
  }

  static let facts: [Fact<DataPageFacts>] = [
    .list("tables", "The tables, with their files and columns.") { page in
      page.tables.map { DataTableFacts(model: page.model, table: $0) }
    },
    .list("schemas", "The JSON Schemas of front matter.") { page in
      page.schemas.map { page.model.link($0, "/data/schema/\($0).json") }
    },
    .address("checksums", "The list of checksums.") { $0.model.routes.url("/data/SHA256SUMS") },
    .address("licence_file", "The terms of use as a text file.") { $0.model.routes.url("/data/LICENCE.txt") },
    .address(
      "offline_copy", "The whole site as one file to open without a server; empty where there is none."
    ) { page in
      page.archive == nil ? "" : page.model.routes.url("/" + OfflineArchive.path)
    },
    .text("offline_copy_size", "Its size, such as “12.1 MB”.") {
      $0.archive.map { megabytes($0.size) } ?? ""
    },
    .address("online", "In the offline copy this page on the host, else empty.") {
      $0.side == .copy ? $0.model.routes.absolute("/data/") : ""
    },
  ]
}

/// “12.1 MB”; what is smaller than a tenth of that is rounded up.
private func megabytes(_ bytes: Int) -> String {
  let tenths = max(1, (bytes + 50_000) / 100_000)
  return "\(tenths / 10).\(tenths % 10) MB"
}

struct DataTableFacts: LayoutFacts {
  let model: SiteModel
  let table: DataTable

  static let facts: [Fact<DataTableFacts>] = [
    .text("name", "The file's name without ending: the table's id on the page.") { $0.table.name },
    .text("title", "What the table holds.") { $0.table.title },
    .text("rows", "How many rows it has.") { counted($0.table.rows.count, "row") },
    .address("csv", "The table as CSV.") { $0.model.routes.url("/data/\($0.table.name).csv") },
    .address("json", "The table as JSON.") { $0.model.routes.url("/data/\($0.table.name).json") },
    .list("columns", "The columns in order.") { row in
      row.table.columns.map { LinkFacts(label: $0.name, url: "", note: $0.meaning, isCurrent: $0.isNested) }
    },
  ]
}

struct PrintPageFacts: LayoutFacts {
  let model: SiteModel
  let plan: Plan

  static let facts: [Fact<PrintPageFacts>] = [
    .part("plan", "The plan.") { $0.model.link($0.plan.id) },
    .flag("is_summary", "Whether the words are the editor's, not the plan's.") { $0.plan.text == .summary },
    .list("sections", "All sections with their text, in the order of the outline.") { $0.sections },
    .list("sources", "Where the text comes from.") { $0.model.sources($0.plan.sources) },
  ]

  private var sections: [PrintSectionFacts] {
    // One page, one set of ids: every section reserves those of the sections before it.
    var taken = Anchors.reserved(on: .plan).union(plan.sections.map { $0.elements[0] })
    return plan.sections.map { section in
      let row = model.sectionRow(section, plan)
      let body = model.bodyHTML(section.body, of: section.id, reserved: taken, topLevel: 3)
      taken = body.anchors.all
      return PrintSectionFacts(
        id: section.elements[0], row: row, body: body.html(marksFootnotesWith: section.elements[0] + "-"))
    }
  }
}

struct PrintSectionFacts: LayoutFacts {
  let id: String
  let row: SectionRowFacts
  let body: [UInt8]

  static let facts: [Fact<PrintSectionFacts>] = [
    .text("id", "The section's id on the page.") { $0.id },
    .text("code", "The codes of the elements it answers.") { $0.row.code },
    .text("title", "The element's title.") { $0.row.title },
    .address("url", "The section's own page.") { $0.row.url },
    .html("body", "The text.") { $0.body },
  ]
}

struct RedirectFacts: LayoutFacts {
  let title: String
  let url: String
  let absolute: String

  static let facts: [Fact<RedirectFacts>] = [
    .text("title", "The title of the page that moved.") { $0.title },
    .address("url", "Where it stands now.") { $0.url },
    .address("absolute", "The same as an absolute address.") { $0.absolute },
  ]
}

extension SiteModel {
  /// Every old address with the record that stands elsewhere now, in the order of the library.
  func redirects() -> [(from: String, place: Place, to: RecordID)] {
    let commons =
      library.practices.map(\.common) + library.guidance.map(\.common) + library.plans.map(\.common)
      + library.profiles.map(\.common) + library.pages.map(\.common)
    let ofRecords = commons.flatMap { common in common.redirectFrom.map { ($0.value, $0.place, common.id) } }
    let ofSections = library.plans.flatMap { plan in
      plan.sections.flatMap { section in
        section.redirectFrom.map { ($0.value, $0.place, section.id) }
          // A text that answers several elements stands at the first; the other addresses lead there.
          + section.elements.dropFirst().map {
            ("/plans/\(plan.id.name)/\($0)/", section.place, section.id)
          }
      }
    }
    return (ofRecords + ofSections).map { (from: $0.0, place: $0.1, to: $0.2) }
  }
}
