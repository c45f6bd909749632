// The guides' generated parts say what the code says; RECORD=1 writes them anew.
import Diagnostics
import Layouts
import Pages
import Records
import TestSupport
import Testing

@Suite struct GeneratedDocumentsTests {
  @Test func authoringGuideListsEveryField() throws {
    let groups: [(name: String, schema: Schema)] = [
      ("source", .source), ("element", .element), ("performance", .performanceLevel),
    ]
    let parts =
      (Schema.all + groups).map { (name: $0.name, text: fieldTables($0.schema)) }
      + [(name: "common", text: table(Schema.common))]
    let problems = try GeneratedParts(path: "Documentation/authoring.md").problems(parts)
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
  }

  @Test func layoutsReferenceListsEveryFact() throws {
    // The reference is a chapter of the page, so its headings go down one level.
    let text = layoutsReference(SiteLayouts.shapes)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("#") ? "#\($0)" : String($0) }
      .joined(separator: "\n")
    let problems = try GeneratedParts(path: "Documentation/layouts.md").problems([("facts", text)])
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
  }

  @Test func everyMessageIsDocumented() throws {
    let parts = [("codes", diagnosticsPage())]
    let problems = try GeneratedParts(path: "Documentation/diagnostics.md").problems(parts)
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
  }

  /// A code that its room forgot to list would be missing from the page and from `explain`.
  @Test func everyCodeIsListed() throws {
    let known = Set(allCodes.map(\.name))
    #expect(known.count == allCodes.count, "a code is listed twice")
    var declared: Set<String> = []
    for path in Repository.swiftFiles(below: "Sources") {
      let text = try Repository.text(path)
      for range in text.ranges(of: "DiagnosticCode(") {
        let rest = text[range.upperBound...].drop { $0.isWhitespace }
        guard rest.first == "\"" else { continue }
        declared.insert(String(rest.dropFirst().prefix { $0 != "\"" }))
      }
    }
    #expect(declared.count > 40)
    #expect(declared.subtracting(known).sorted() == [], "declared, but in no list of its room")
    #expect(known.subtracting(declared).sorted() == [], "listed, but not found in Sources")
  }

  @Test func everyCodeTellsWhatToDo() {
    for code in allCodes {
      #expect(code.summary.hasSuffix("."), "\(code.name)")
      #expect(code.remedy.hasSuffix(".") || code.remedy.hasSuffix("…"), "\(code.name)")
    }
  }
}
