// Runs the specification page of front matter: fields with their places.
import Diagnostics
import Documents
import Foundation
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

/// Front matter made to take long or to blow up; each must end in a value or in an error.
@Suite struct HostileFrontMatterTests {
  static let inputs: [(name: String, yaml: String)] = {
    var bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
    for (name, last) in zip("bcdefghij", "abcdefghi") {
      let aliases = Array(repeating: "*\(last)", count: 10).joined(separator: ",")
      bomb += "\(name): &\(name) [\(aliases)]\n"
    }
    func lines(_ count: Int, _ line: (Int) -> String) -> String {
      (0..<count).map(line).joined(separator: "\n")
    }
    return [
      ("alias bomb", bomb), ("aliases as keys", "a: &a [x,x]\nb: &b [*a,*a]\nc: {*b : 1}"),
      ("cyclic anchor", "a: &a [*a]"), ("brackets", "a: " + String(repeating: "[", count: 60_000)),
      ("braces", "a: " + String(repeating: "{b: ", count: 60_000)),
      ("dashes", "a:\n  " + String(repeating: "- ", count: 60_000) + "x"),
      ("questions", String(repeating: "? ", count: 60_000) + "a"),
      ("huge scalar", "a: \"" + String(repeating: "x", count: 3_000_000) + "\""),
      (
        "endless line of keys",
        "a: {" + lines(60_000) { "k\($0)" }.replacingOccurrences(of: "\n", with: ",") + "}"
      ),
      (
        "endless line of keys with accents",
        "é: {" + lines(5_000) { "k\($0)" }.replacingOccurrences(of: "\n", with: ",") + "}"
      ),
      ("many fields", lines(20_000) { "k\($0): v" }), ("one field many times", lines(20_000) { _ in "k: v" }),
      ("merge keys", lines(5_000) { _ in "a: &a {x: 1}\nb:\n  <<: *a" }),
      ("deep nesting", lines(300) { String(repeating: " ", count: $0) + "a:" }),
    ]
  }()

  @Test(arguments: inputs.indices) func endsInAValueOrInErrors(index: Int) {
    let (name, yaml) = Self.inputs[index]
    let document = Document.read(SourceFile(path: "a.md", text: "---\n\(yaml)\n---\n"))
    #expect((document.value == nil) == document.diagnostics.hasErrors, "\(name)")
    #expect(document.diagnostics.allSatisfy { $0.place.line > 0 && $0.place.column > 0 }, "\(name)")
  }
}
