// A plan that a jurisdiction files for a cycle, and its sections.
package import Diagnostics

package struct Plan: Sendable {
  package enum TextKind: String, Sendable {
    /// The plan's own words.
    case full
    /// The editor's words.
    case summary
  }

  package let common: Common
  package let jurisdiction: String
  /// The folder's name: `2024`, or `2024-mod` for a modification.
  package let cycle: String
  package let outline: String
  package let type: String
  package let status: String
  package let text: TextKind
  package let sources: [Source]
  package let title: String?
  /// The cycle of the plan that this one modifies.
  package let modifiedCycle: Located<String>?
  package let programYears: String?
  package let programs: [String]
  package let published: String?
  package let retrieved: String?
  package let sourceSHA256: String?
  package let board: String?
  package let contact: String?
  package let isPublished: Bool
  /// Element ids.
  package let notApplicable: [String]
  package let byReference: [(element: String, place: String)]
  package let note: String?
  /// Text that stands before the first section of a file, in file order; empty texts are left out.
  package var introductions: [BodyText]
  /// In the order of the outline.
  package var sections: [Section]

  package var id: RecordID { common.id }
  package var modifies: String? { modifiedCycle?.value }

  init(_ fields: CheckedFields, common: Common, jurisdiction: String, cycle: String) {
    self.common = common
    self.jurisdiction = jurisdiction
    self.cycle = cycle
    outline = fields.text("outline") ?? ""
    type = fields.text("type") ?? "unknown"
    status = fields.text("status") ?? "unknown"
    text = TextKind(rawValue: fields.text("text") ?? "") ?? .summary
    sources = fields.groups("sources").map(Source.init)
    title = fields.text("title")
    modifiedCycle = fields.located("modifies")
    programYears = fields.text("program_years")
    programs = fields.list("programs")
    published = fields.text("published")
    retrieved = fields.text("retrieved")
    sourceSHA256 = fields.text("source_sha256")
    board = fields.text("board")
    contact = fields.text("contact")
    isPublished = fields.flag("publish") ?? true
    notApplicable = fields.list("not_applicable")
    byReference = fields.groups("by_reference").compactMap { entry in
      entry.text("code").map { ($0, entry.text("where") ?? "") }
    }
    note = fields.text("note")
    introductions = []
    sections = []
  }
}

/// The answer to one element (or several at once) in one plan.
package struct Section: Sendable {
  /// `section:co/2024/ii-c-1`, after the first element it answers.
  package let id: RecordID
  /// The ids of the elements it answers; at least one.
  package let elements: [String]
  /// The state's own heading without its number; empty when it has none.
  package let heading: String
  /// The heading's place, or the file's when front matter names the element.
  package let place: Place
  package let body: BodyText
  package let sources: [Source]
  package let confidence: String?
  package let note: String?
  package let redirectFrom: [Located<String>]
  package let findsMentions: Bool
  /// What the file's front matter shows first or never among similar records; plan.md's own is the plan's.
  package let pinned: [Located<String>]
  package let muted: [Located<String>]
  package let language: String?
}
