// Runs the specification page of front matter: fields with their places.
import Diagnostics
import Documents
import TestSupport
import Testing

@Suite struct FrontMatterSpecs {
  /// Fences: `file PATH`; `fields` lists every value with its line, column and length; `body` is what follows the
  /// front matter of a Markdown file; `diagnostics` is what reading reports.
  @Test(arguments: try Spec.examples(in: "front-matter.md"))
  func example(_ example: SpecExample) throws {
    let file = try #require(example.files.first)
    var lines: [String] = []
    var body = ""
    var diagnostics: [Diagnostic] = []
    if file.path.hasSuffix(".yml") {
      let read = Document.readYAML(file)
      if let fields = read.value { list(fields, "", &lines) }
      diagnostics = read.diagnostics
    } else {
      let read = Document.read(file)
      if let document = read.value {
        if let fields = document.frontMatter { list(fields, "", &lines) } else { lines = ["none"] }
        body = String(decoding: file.bytes[document.bodyOffset...], as: UTF8.self)
      }
      diagnostics = read.diagnostics
    }
    let problems = Spec.problems(
      of: example, inputs: ["file"],
      outputs: [
        ("fields", lines.map { $0 + "\n" }.joined()), ("body", body),
        ("diagnostics", diagnosticText(diagnostics)),
      ])
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
  }

  private func list(_ fields: Fields, _ prefix: String, _ lines: inout [String]) {
    for field in fields.entries {
      let name = prefix + field.name.value
      lines.append("\(at(field.name.place)) \(name)")
      list(field.value, name, &lines)
    }
  }

  private func list(_ value: Located<FieldValue>, _ name: String, _ lines: inout [String]) {
    switch value.value {
    case .text(let text): lines.append("\(at(value.place)) \(name) = \(text.debugDescription)")
    case .empty: lines.append("\(at(value.place)) \(name) is empty")
    case .list(let items):
      lines.append("\(at(value.place)) \(name) is a list of \(items.count)")
      for (index, item) in items.enumerated() { list(item, "\(name)[\(index)]", &lines) }
    case .fields(let fields):
      lines.append("\(at(value.place)) \(name) is a group")
      list(fields, name + ".", &lines)
    }
  }

  private func at(_ place: Place) -> String { "\(place.line):\(place.column)+\(place.length)" }
}
