// What the fuzzer of front matter and layouts found worth keeping, read once more on every run.
import Diagnostics
import Documents
import Foundation
import Layouts
import TestSupport
import Testing

@Suite struct CorpusTests {
  static let folder = Repository.root.appending(path: "Tests/Fuzz/sources/corpus")

  @Test func everyFileEndsInAValueOrInErrors() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
    #expect(names.count >= 6)
    for name in names {
      let bytes = [UInt8](try Data(contentsOf: Self.folder.appending(path: name)))
      let page = SourceFile(path: "Content/pages/p.md", bytes: bytes)
      let document = Document.read(page)
      #expect((document.value == nil) == document.diagnostics.hasErrors, "\(name) as a page")
      let yaml = Document.readYAML(page)
      #expect((yaml.value == nil) == yaml.diagnostics.hasErrors, "\(name) as YAML")
      let layouts = LayoutSet([SourceFile(path: "Layouts/l.mustache", bytes: bytes)])
      let compiled = layouts.compile("l", for: CorpusPage.self)
      #expect((compiled.value == nil) == compiled.diagnostics.hasErrors, "\(name) as a layout")
    }
  }
}

private struct CorpusPage: LayoutFacts {
  static let facts: [Fact<CorpusPage>] = [
    .text("text", "") { _ in "a \"<b>" }, .address("url", "") { _ in "/x/" }, .flag("flag", "") { _ in true },
  ]
}
