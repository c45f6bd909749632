// What a page is, told to machines in the words of schema.org.
import Records

/// The kinds of thing that schema.org has a word for.
enum StructuredKind: Sendable {
  /// A report of what somebody does or wrote: practices, plans, sections, guidance.
  case report
  /// A term of a vocabulary, or an element of the outline; with the page that lists them.
  case term(set: String)
  /// Tables to download; with the addresses of the files.
  case dataset(files: [String])

  var type: String {
    switch self {
    case .report: "Report"
    case .term: "DefinedTerm"
    case .dataset: "Dataset"
    }
  }

  /// What a record is; nil for records that are places or plain pages.
  init?(_ id: RecordID, routes: Routes) {
    switch id.kind {
    case .practice, .plan, .section, .guidance: self = .report
    case .element: self = .term(set: routes.absolute("/elements/"))
    case .topic, .program, .population, .partner, .sector, .basis:
      let folder = id.kind.vocabulary?.folder ?? id.kind.rawValue
      self = .term(set: routes.absolute("/\(folder)/"))
    case .jurisdiction, .page: return nil
    }
  }
}

/// A script element with JSON-LD. It is data, so a policy without inline scripts lets it be.
func structuredData(_ kind: StructuredKind, _ meta: PageMeta, address: String, site: SiteFacts) -> [UInt8] {
  var entries: [(String, DataValue)] = [
    ("@context", .text("https://schema.org")), ("@type", .text(kind.type)), ("name", .text(meta.title)),
    ("description", .text(meta.description)), ("url", .text(address)),
    ("inLanguage", .text(meta.language ?? "en-US")),
  ]
  switch kind {
  case .report: break
  case .term(let set): entries.append(("inDefinedTermSet", .text(set)))
  case .dataset(let files):
    entries.append(
      (
        "distribution",
        .list(
          files.map { file in
            .object([
              ("@type", .text("DataDownload")),
              ("encodingFormat", .text(file.hasSuffix(".csv") ? "text/csv" : "application/json")),
              ("contentUrl", .text(file)),
            ])
          })
      ))
  }
  if let date = meta.record?.date, !date.isEmpty { entries.append(("dateModified", .text(date))) }
  entries.append(
    (
      "publisher",
      .object(
        [("@type", .text("Organization")), ("name", .text(site.publisher))]
          + (site.publisherURL.isEmpty ? [] : [("url", .text(site.publisherURL))]))
    ))
  if !site.licenceURL.isEmpty { entries.append(("license", .text(site.licenceURL))) }
  entries.append(
    (
      "isPartOf",
      .object([
        ("@type", .text("WebSite")), ("name", .text(site.title)), ("url", .text(site.absoluteHome)),
      ])
    ))
  var output = Array("<script type=\"application/ld+json\">".utf8)
  // No text can end the element: JSON is written with every “<” escaped.
  DataValue.object(entries).appendJSON(to: &output)
  return output + Array("</script>".utf8)
}
