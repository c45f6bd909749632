// Runs the specification pages: layouts in, HTML or messages out.
import Diagnostics
import Layouts
import TestSupport
import Testing

@Suite struct LayoutSpecs {
  static let pages = [
    "variables.md", "sections.md", "partials.md", "lines.md", "errors.md", "markup.md",
  ]

  @Test(arguments: try pages.flatMap { try Spec.examples(in: $0) })
  func example(_ example: SpecExample) {
    let layouts = LayoutSet(example.files)
    let compiled = layouts.compile("page", for: Page.self)
    var html: [UInt8] = []
    compiled.value?.render(Page(), into: &html)
    let problems = Spec.problems(
      of: example, inputs: ["file"],
      outputs: [
        ("html", String(decoding: html, as: UTF8.self)),
        ("diagnostics", diagnosticText(compiled.diagnostics)),
      ])
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
  }
}
