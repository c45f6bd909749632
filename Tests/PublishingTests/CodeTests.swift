// Every message that building may give: named well, explained, and caused by its own example.
import Diagnostics
import Publishing
import TestSupport
import Testing

extension DiagnosticCode: CustomTestStringConvertible {
  package var testDescription: String { name }
}

@Suite struct CodeTests {
  @Test func namesAreUniqueAndSorted() {
    let names = siteCodes.map(\.name)
    #expect(names == Set(names).sorted())
    #expect(names.count > 50)
  }

  @Test(arguments: siteCodes)
  func everyCodeIsExplained(_ code: DiagnosticCode) {
    let parts = code.name.split(separator: ".", omittingEmptySubsequences: false)
    #expect(parts.count == 2)
    #expect(code.name.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789.-".utf8.contains($0) })
    #expect(code.summary.hasSuffix("."))
    #expect(code.remedy.hasSuffix(".") || code.remedy.hasSuffix("…"))
  }

  /// Codes without an example: what one text file laid over a site cannot show.
  static let withoutExample: Set<String> = [
    "content.missing-file",  // needs a file to be absent
    "content.review-due",  // needs the day of the build
    "documents.invalid-utf8", "layouts.encoding",  // no text
    "documents.limit", "layouts.too-deep", "layouts.too-large",  // larger than an example should be
    "layouts.missing",  // needs a layout to be absent
    "content.review-due",  // needs the build to be told the day
  ]

  @Test func whatLacksAnExampleIsKnown() {
    #expect(siteCodes.filter { $0.example == nil }.map(\.name) == Self.withoutExample.sorted())
  }

  @Test(arguments: siteCodes.filter { $0.example != nil })
  func theExampleCausesTheMessage(_ code: DiagnosticCode) async throws {
    let example = try #require(code.example)
    let file = SourceFile(path: example.path, text: example.text)
    let codes = Set(await SmallSite.check(SmallSite.files(with: [file])).map(\.code.name)).sorted()
    #expect(codes.contains(code.name))
  }
}
