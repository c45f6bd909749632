// Runs the specification pages of the whole site: broken files laid over the small site, messages out.
import Diagnostics
import Foundation
import Publishing
import TestSupport
import Testing

@Suite struct BrokenSiteSpecs {
  static let pages = [
    "fields.md", "references.md", "files.md", "yaml.md", "plans.md", "tables.md", "layouts.md", "text.md",
  ]

  /// Fences: `file PATH` adds or replaces a file; `delete` lists files, a line each; `edit PATH` changes a file of the
  /// small site, lines that begin with `- ` to the lines with `+ ` behind them (the first place where the old words
  /// stand, which need not be whole lines); `diagnostics` is what `check` reports.
  @Test(arguments: try pages.flatMap { try Spec.examples(in: $0) })
  func example(_ example: SpecExample) async throws {
    let deleted = Set(
      example.fences("delete").flatMap { $0.text.split(separator: "\n").map(String.init) })
    let edited = try example.fences("edit").map { try Self.edited($0) }
    let known = Set(SmallSite.files.map(\.path))
    for path in deleted { #expect(known.contains(path), "the small site has no file “\(path)” to delete") }
    let overlay = example.files + edited
    var diagnostics = await SmallSite.check(SmallSite.files(with: overlay, without: deleted))
    // A layout that an example replaces leaves its parts unused; that is noise here.
    let own = Set(overlay.map(\.path))
    diagnostics.removeAll { $0.code.name == "layouts.unused" && !own.contains($0.place.file) }
    let problems = Spec.problems(
      of: example, inputs: ["file", "delete", "edit"],
      outputs: [("diagnostics", diagnosticText(diagnostics))])
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
  }

  private static func edited(_ fence: SpecFence) throws -> SourceFile {
    guard let file = SmallSite.files.first(where: { $0.path == fence.argument }) else {
      throw SpecError(description: "the small site has no file “\(fence.argument)”")
    }
    var text = String(decoding: file.bytes, as: UTF8.self)
    var rest = fence.text.split(separator: "\n")[...]
    func lines(_ mark: String) -> String {
      let found = rest.prefix { $0.hasPrefix(mark) }
      rest = rest.dropFirst(found.count)
      return found.map { $0.dropFirst(mark.count) }.joined(separator: "\n")
    }
    while !rest.isEmpty {
      let old = lines("- ")
      let new = lines("+ ")
      guard let range = text.range(of: old), old != new else {
        throw SpecError(description: "\(file.path) does not hold “\(old)”, or nothing is changed")
      }
      text.replaceSubrange(range, with: new)
    }
    return SourceFile(path: file.path, text: text)
  }

  @Test func theSmallSiteIsValid() async {
    #expect(diagnosticText(await SmallSite.check(SmallSite.files)) == "")
  }
}
