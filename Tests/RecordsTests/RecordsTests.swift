// Runs the specification pages of records: how a plan's headings become sections.
import Diagnostics
import Documents
import Foundation
import Records
import TestSupport
import Testing

@Suite struct SectionSpecs {
  /// The plan of Beta, which the examples write anew.
  static let folder = "Content/plans/bb/2024/"

  /// Fences: `file NAME` is a file of the plan beside plan.md (which may be given, too); `sections` is what the plan
  /// then holds; `diagnostics` is what reading reports.
  @Test(arguments: try Spec.examples(in: "sections.md"))
  func example(_ example: SpecExample) throws {
    var files = try smallContent()
    let own = example.fences("file").map {
      SourceFile(path: Self.folder + $0.argument, bytes: $0.bytes)
    }
    files.removeAll { file in
      file.path == Self.folder + "ii-c-1.md" || own.contains { $0.path == file.path }
    }
    let sorted = (files + own).sorted { $0.path < $1.path }
    let library = Library.read(sorted.map { ParsedFile(parsing: $0) })
    let plan = try #require(library.value.plans.first { $0.jurisdiction == "bb" })
    let problems = Spec.problems(
      of: example, inputs: ["file"],
      outputs: [
        ("sections", try listing(plan, try #require(library.value.outline))),
        ("diagnostics", diagnosticText(library.diagnostics.sortedByPlace())),
      ])
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
  }

  /// A line for each text: where it stands, the codes it answers, the state's heading, and its words block by block.
  private func listing(_ plan: Plan, _ outline: Outline) throws -> String {
    func words(_ body: BodyText) -> String { body.blocks.map(\.text).joined(separator: " | ") }
    var lines = plan.introductions.map { "introduction: \(words($0))" }
    for section in plan.sections {
      let codes = try section.elements.map { try #require(outline[$0]).code }.joined(separator: " + ")
      let heading = section.heading.isEmpty ? "" : " “\(section.heading)”"
      lines.append("\(codes)\(heading) line \(section.place.line): \(words(section.body))")
    }
    return lines.map { $0 + "\n" }.joined()
  }
}

/// The content of the small site that the tests of Publishing keep.
private func smallContent() throws -> [SourceFile] {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "PublishingTests/Sites/small")
  let paths = try FileManager.default.subpathsOfDirectory(
    atPath: folder.path(percentEncoded: false)
  ).filter { $0.hasSuffix(".md") || $0.hasSuffix(".yml") }.sorted()
  return try paths.map {
    SourceFile(path: $0, bytes: Array(try Data(contentsOf: folder.appending(path: $0))))
  }
}
