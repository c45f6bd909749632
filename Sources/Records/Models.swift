// The smaller records: settings, jurisdictions, terms, guidance, profiles, pages, performance levels.
package import Diagnostics
import Documents

/// Where a fact comes from.
package struct Source: Sendable {
  package let title: String
  package let publisher: String
  package let url: String?
  package let accessed: String
  /// False where the address must not be linked; such a source is cited by publisher and title.
  package let isLinked: Bool
  package let note: String?

  init(_ fields: CheckedFields) {
    title = fields.text("title") ?? ""
    publisher = fields.text("publisher") ?? ""
    url = fields.text("url")
    accessed = fields.text("accessed") ?? ""
    isLinked = fields.flag("link") ?? true
    note = fields.text("note")
  }
}

/// What every Markdown record may say of itself, and its text.
package struct Common: Sendable {
  package let id: RecordID
  /// The file; messages about the record as a whole go to its first line.
  package let place: Place
  package let redirectFrom: [Located<String>]
  package let findsMentions: Bool
  package let pinned: [Located<String>]
  package let muted: [Located<String>]
  package let language: String?
  package let body: BodyText

  init(id: RecordID, file: SourceFile, fields: CheckedFields, body: BodyText) {
    self.id = id
    place = Place(file: file.path)
    redirectFrom = fields.locatedList("redirect_from")
    findsMentions = fields.flag("mentions") ?? true
    pinned = fields.locatedList("pin")
    muted = fields.locatedList("mute")
    language = fields.text("lang")
    self.body = body
  }
}

/// `site.yml`.
package struct SiteSettings: Sendable {
  package var title = ""
  package var description = ""
  package var baseURL = "https://example.org/"
  package var publisher = ""
  package var publisherURL: String?
  package var currentCycle = ""
  package var currentOutline = ""
  package var licence = ""
  package var licenceURL: String?
  package var contact: String?
  package var contactURL: String?
  package var notice: String?
  /// The words of `rules`, for the rules that the file names.
  package var rules: [GraphRule: String] = [:]
  package var navigation: [(label: String, address: Located<String>)] = []

  init() {}

  init(_ fields: CheckedFields) {
    title = fields.text("title") ?? ""
    description = fields.text("description") ?? ""
    baseURL = fields.text("baseURL") ?? ""
    publisher = fields.group("publisher")?.text("name") ?? ""
    publisherURL = fields.group("publisher")?.text("url")
    currentCycle = fields.text("currentCycle") ?? ""
    currentOutline = fields.text("currentOutline") ?? ""
    licence = fields.group("licence")?.text("name") ?? ""
    licenceURL = fields.group("licence")?.text("url")
    contact = fields.group("contact")?.text("label")
    contactURL = fields.group("contact")?.text("url")
    notice = fields.text("notice")
    for rule in GraphRule.allCases { rules[rule] = fields.group("rules")?.text(rule.rawValue) }
    navigation = fields.groups("nav").compactMap { entry in
      entry.located("address").map { (entry.text("label") ?? "", $0) }
    }
  }
}

/// A state, district, territory or freely associated state that files plans.
package struct Jurisdiction: Sendable {
  package let code: String
  package let name: String
  package let kind: String
  package let fips: String
  package let censusRegion: String?
  package let censusDivision: String?
  package let etaRegion: Int?
  package let column: Int
  package let row: Int
  package let board: String?
  package let boardURL: String?

  package var id: RecordID { RecordID(.jurisdiction, code) }

  init(_ fields: CheckedFields) {
    code = fields.text("code") ?? ""
    name = fields.text("name") ?? ""
    kind = fields.text("kind") ?? ""
    fips = fields.text("fips") ?? ""
    censusRegion = fields.text("census_region")
    censusDivision = fields.text("census_division")
    etaRegion = fields.integer("eta_region")
    let tile = fields.list("tile").compactMap { Int($0) }
    column = tile.first ?? 0
    row = tile.count > 1 ? tile[1] : 0
    board = fields.group("board")?.text("name")
    boardURL = fields.group("board")?.text("url")
  }
}

/// A controlled vocabulary with its terms in the order of the file.
package struct Vocabulary: Sendable {
  package let kind: VocabularyKind
  package let title: String
  package let description: String
  package let terms: [Term]
}

/// A term of a vocabulary.
package struct Term: Sendable {
  package let id: RecordID
  package let label: String
  package let definition: String
  /// The id of the broader term.
  package let broader: Located<String>?
  package let aliases: [String]
  package let source: String?
  package let place: Place
}

/// A federal or association document.
package struct Guidance: Sendable {
  package let common: Common
  package let title: String
  package let publisher: String
  package let department: String
  package let kind: String
  package let url: String?
  package let urlKind: String?
  package let summary: String
  package let status: String
  package let statusNote: String?
  package let accessed: String
  package let number: String?
  package let date: String?
  package let topics: [String]
  package let elements: [String]
  package let programs: [String]
  package let supersededBy: Located<String>?
  package let verified: String?
  package let aliases: [Located<String>]

  init(_ fields: CheckedFields, common: Common) {
    self.common = common
    title = fields.text("title") ?? common.id.name
    publisher = fields.text("publisher") ?? ""
    department = fields.text("department") ?? ""
    kind = fields.text("kind") ?? ""
    url = fields.text("url")
    urlKind = fields.text("url_kind")
    summary = fields.text("summary") ?? ""
    status = fields.text("status") ?? "unknown"
    statusNote = fields.text("status_note")
    accessed = fields.text("accessed") ?? ""
    number = fields.text("number")
    date = fields.text("date")
    topics = fields.list("topics")
    elements = fields.list("elements")
    programs = fields.list("programs")
    supersededBy = fields.located("superseded_by")
    verified = fields.text("verified")
    aliases = fields.locatedList("aliases")
  }

  /// Whether the address may be linked: copies and pages about the document are cited by name only (PRODUCT 2.2a).
  package var isLinked: Bool { url != nil && urlKind != "copy" && urlKind != "secondary" }
}

/// What is known of a jurisdiction beside its plans.
package struct Profile: Sendable {
  package let common: Common
  package let summary: String?
  package let facts: [ProfileFact]

  init(_ fields: CheckedFields, common: Common) {
    self.common = common
    summary = fields.text("summary")
    facts = fields.groups("facts").map { fact in
      ProfileFact(
        points: fact.list("points"), about: fact.text("about") ?? "", elements: fact.list("elements"),
        source: fact.group("source").map(Source.init), confidence: fact.text("confidence"))
    }
  }
}

package struct ProfileFact: Sendable {
  package let points: [String]
  package let about: String
  package let elements: [String]
  package let source: Source?
  package let confidence: String?
}

/// A page of the site's own (about, method …); its id is its path below `Content/pages`.
package struct ContentPage: Sendable {
  package let common: Common
  package let title: String
  package let summary: String?

  init(_ fields: CheckedFields, common: Common) {
    self.common = common
    title = fields.text("title") ?? common.id.name
    summary = fields.text("summary")
  }
}

/// One row of a performance table.
package struct PerformanceLevel: Sendable {
  package let jurisdiction: String
  package let program: String
  package let indicator: String
  package let year: String
  package let kind: String
  package let value: Double
  /// The value as written, so that 63.90 stays 63.90.
  package let valueText: String
  package let unit: String
  package let source: String
  package let note: String
}

/// A dated entry of the public change log.
package struct Change: Sendable {
  package let date: String
  package let text: String
}
