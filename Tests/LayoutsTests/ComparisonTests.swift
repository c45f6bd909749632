// Compares with swift-mustache, and holds compilation against noise.
import Diagnostics
import Layouts
import Mustache
import Testing

@Suite struct ComparisonTests {
  @Test(arguments: 0..<15)
  func rendersRandomLayoutsLikeSwiftMustache(block: Int) throws {
    for seed in block * 40..<block * 40 + 40 {
      var writer = TemplateWriter(random: Random(state: UInt64(seed)))
      let partials = ["one": writer.partial(), "parts/two": writer.flatPartial()]
      let page = writer.page()

      let library = MustacheLibrary(
        templates: try partials.mapValues { try MustacheTemplate(string: $0) }
          .merging(["page": try MustacheTemplate(string: page)]) { $1 })
      let expected = try #require(library.render(Mirrored(Page()), withTemplate: "page"))

      let sources = partials.merging(["page": page]) { $1 }
      let layouts = LayoutSet(
        sources.sorted { $0.key < $1.key }
          .map { SourceFile(path: "Layouts/\($0.key).mustache", text: $0.value) })
      let compiled = layouts.compile("page", for: Page.self)
      let layout = try #require(compiled.value, "seed \(seed): \(compiled.diagnostics)\n\(sources)")
      var html: [UInt8] = []
      layout.render(Page(), into: &html)
      let actual = String(decoding: html, as: UTF8.self)
      if actual != expected {
        let same = zip(actual.utf8, expected.utf8).prefix { $0 == $1 }.count
        let (ours, theirs) = [html, Array(expected.utf8)]
          .map {
            String(decoding: $0.dropFirst(max(0, same - 30)).prefix(60), as: UTF8.self).debugDescription
          }
          .pair
        Issue.record("seed \(seed): ours \(ours), theirs \(theirs) in \(sources.debugDescription)")
      }
    }
  }
}

extension [String] {
  fileprivate var pair: (String, String) { (self[0], self[1]) }
}
