// Elements followed from edition to edition.
import Diagnostics
import Documents
import Links
import Records
import TestSupport
import Testing

@Suite struct CrosswalkTests {
  /// Three editions: 2016 is followed through 2020, whose own crosswalk says where its elements came from.
  private static let editions:
    [(name: String, codes: [String], crosswalk: [(edition: String, from: String, to: String)])] = [
      (
        "wioa-2024", ["I.a", "I.b", "I.c"],
        [
          ("wioa-2020", "I.d", "I.c"), ("wioa-2020", "I.c", "I.b"), ("wioa-2020", "I.e", "I.b"),
          ("wioa-2020", "I.e", "I.c"),
        ]
      ),
      (
        "wioa-2020", ["I.a", "I.b", "I.c", "I.d", "I.e"],
        [("wioa-2016", "I.f", "I.d"), ("wioa-2016", "I.g", "I.b")]
      ),
      ("wioa-2016", ["I.a", "I.c", "I.f", "I.g", "I.h"], []),
    ]

  private static func graph() async -> LinkGraph {
    var files = [
      SourceFile(
        path: "Content/site.yml",
        bytes: Array(
          """
          schema: 1
          title: Test
          description: Test
          baseURL: https://example.org/
          publisher: {name: Test}
          currentCycle: "2024"
          currentOutline: wioa-2024
          licence: {name: None}

          """.utf8))
    ]
    for edition in editions {
      var text =
        "title: \(edition.name)\nomb_control: \"1\"\ncycle: \"\(edition.name.suffix(4))\"\nverified_legend:\n  - {id: law, text: Law.}\nelements:\n"
      for code in edition.codes {
        text += "  - {code: \(code), title: \(code), summary: About., verified: law, narrative: true}\n"
      }
      if !edition.crosswalk.isEmpty { text += "crosswalk:\n" }
      for entry in edition.crosswalk {
        text += "  - {from_edition: \(entry.edition), from: \(entry.from), to: \(entry.to)}\n"
      }
      files.append(SourceFile(path: "Content/outlines/\(edition.name).yml", bytes: Array(text.utf8)))
    }
    return await LinkGraph.linking(Library.read(files.map { ParsedFile(parsing: $0) }).value).value
  }

  @Test(arguments: [
    ("wioa-2024", "i-c", ["i-c"]),
    // Moved, split, and silent: the same place.
    ("wioa-2020", "i-d", ["i-c"]), ("wioa-2020", "i-c", ["i-b"]), ("wioa-2020", "i-e", ["i-b", "i-c"]),
    ("wioa-2020", "i-a", ["i-a"]),
    // Through 2020: moved twice, moved once on either step, never moved, gone.
    ("wioa-2016", "i-f", ["i-c"]), ("wioa-2016", "i-g", ["i-b"]), ("wioa-2016", "i-c", ["i-b"]),
    ("wioa-2016", "i-a", ["i-a"]), ("wioa-2016", "i-h", []),
  ])
  func isFollowed(edition: String, element: String, expected: [String]) async {
    let graph = await Self.graph()
    #expect(graph.library.outlines.count == 3)
    #expect(graph.crosswalk.currentElements(of: element, in: edition) == expected)
  }
}
