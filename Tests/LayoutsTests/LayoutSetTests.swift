// What no single page shows: unused files, limits, laziness, the reference, and noise.
import Diagnostics
import Foundation
import Layouts
import Synchronization
import TestSupport
import Testing

@Suite struct LayoutSetTests {
  private func layouts(_ sources: [(name: String, text: String)]) -> LayoutSet {
    LayoutSet(sources.map { SourceFile(path: "Layouts/\($0.name).mustache", text: $0.text) })
  }

  private func codes(_ sources: [(name: String, text: String)]) -> [String] {
    layouts(sources).compile("page", for: Page.self).diagnostics.map(\.code.name)
  }

  @Test func listsFilesThatNoPageReaches() {
    let set = layouts([
      ("page", "{{#plans}}{{>parts/row}}{{/plans}}"), ("parts/row", "x{{>leaf}}"), ("leaf", ""),
      ("lonely", "{{>other}}"), ("other", ""),
    ])
    #expect(set.names == ["leaf", "lonely", "other", "page", "parts/row"])
    let unused = set.unused(after: ["page", "no-such-layout"])
    #expect(unused.map(\.place.file) == ["Layouts/lonely.mustache", "Layouts/other.mustache"])
    #expect(unused.allSatisfy { $0.severity == .warning && $0.code == .layoutUnused })
  }

  @Test func marksTheWholeName() throws {
    let set = layouts([("page", "<p>{{ titel }}</p>{{{title}}}\n{{! a\n\n}}{{>fot}}")])
    let places = set.compile("page", for: Page.self).diagnostics.map(\.place)
    let file = "Layouts/page.mustache"
    #expect(
      places == [
        Place(file: file, line: 1, column: 7, length: 5), Place(file: file, line: 1, column: 19, length: 11),
        Place(file: file, line: 4, column: 6, length: 3),
      ])
  }

  @Test func refusesDeepNesting() {
    let open = String(repeating: "{{#title}}", count: 101)
    let close = String(repeating: "{{/title}}", count: 101)
    #expect(codes([("page", open + close)]) == ["layouts.too-deep"])
    #expect(codes([("page", String(open.dropLast(10)) + String(close.dropLast(10)))]).isEmpty)
    // Noise costs no more than its length.
    #expect(codes([("page", String(repeating: "{{#title}}", count: 100_000))]) == ["layouts.too-deep"])
  }

  @Test func refusesDeepNestingAcrossPartials() {
    var sources = (0..<60).map { (name: "p\($0)", text: "{{#title}}{{>p\($0 + 1)}}{{/title}}") }
    sources += [(name: "p60", text: "x"), (name: "page", text: "{{>p0}}")]
    #expect(codes(sources) == ["layouts.too-deep"])
    sources[30] = (name: "p30", text: "x")
    #expect(codes(sources).isEmpty)
  }

  @Test func refusesPartialsThatMultiply() {
    var sources = (0..<40).map { (name: "p\($0)", text: "{{>p\($0 + 1)}}{{>p\($0 + 1)}}") }
    sources += [(name: "p40", text: "x"), (name: "page", text: "{{>p0}}")]
    #expect(codes(sources) == ["layouts.too-large"])
  }

  @Test func stopsReportingAfterEnough() {
    let parsing = layouts([("page", String(repeating: "{{a b}}\n", count: 10_000))])
    #expect(parsing.compile("page", for: Page.self).diagnostics.count == 50)
    let compiling = layouts([("page", String(repeating: "{{titel}}\n", count: 10_000))])
    #expect(compiling.compile("page", for: Page.self).diagnostics.count == 100)
  }

  @Test func readsFactsOnlyWhenTheyAreShown() throws {
    let layout = try #require(
      layouts([
        (
          "page",
          "{{#rows}}{{shown}}{{/rows}}{{^rows}}{{hidden}}{{/rows}}{{#shown}}{{#off}}{{hidden}}{{/off}}{{/shown}}"
        )
      ]).compile("page", for: Watched.self).value)
    let reads = Reads()
    var html: [UInt8] = []
    layout.render(Watched(reads: reads), into: &html)
    #expect(reads.names.withLock { $0 } == ["rows", "shown", "shown", "rows", "shown", "off"])
  }

  @Test func appendsToWhatIsThere() throws {
    let layout = try #require(layouts([("page", "{{zero}}")]).compile("page", for: Page.self).value)
    var html = Array("before ".utf8)
    layout.render(Page(), into: &html)
    layout.render(Page(), into: &html)
    #expect(String(decoding: html, as: UTF8.self) == "before 00")
  }

  /// Texts of every length around the eight bytes that are looked at at once, with a special byte at every position.
  @Test func escapesEverywhere() throws {
    let layout = try #require(layouts([("page", "{{title}}")]).compile("page", for: Page.self).value)
    for length in 0...40 {
      for special in ["&", "<", ">", "\"", "'", "é", "\u{7F}", "\u{26A2}", "="] {
        for position in 0...length {
          let text =
            String(repeating: "x", count: position) + special
            + String(repeating: "y", count: length - position)
          var html: [UInt8] = []
          layout.render(Page(title: text), into: &html)
          let expected = text.map { character -> String in
            switch character {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            case "'": "&#39;"
            default: String(character)
            }
          }
          #expect(String(decoding: html, as: UTF8.self) == expected.joined())
        }
      }
    }
  }

  @Test func writesTheReferenceWithEveryShapeOnce() {
    let reference = layoutsReference([("page", Shape(of: Page.self)), ("term", Shape(of: Term.self))])
    #expect(
      reference == """
        # Layouts reference

        Facts that each layout can show. Inside a list or a part its own facts come first, then those around it.

        ## page

        | fact | type | meaning |
        | --- | --- | --- |
        | `title` | text | The page's title. |
        | `empty` | text | Nothing. |
        | `zero` | text | The digit 0. |
        | `quotes` | text | Everything that must be escaped. |
        | `url` | address | The page's address. |
        | `body` | HTML, in three braces | The page's text. |
        | `no_body` | HTML, in three braces | No text. |
        | `is_current` | flag | Whether the page is current. |
        | `is_draft` | flag | Whether the page is a draft. |
        | `plans` | list of [Plan](#plan) | The plans \\| all of them. |
        | `no_plans` | list of [Plan](#plan) | No plans. |
        | `author` | part: [Author](#author) | Who wrote the page. |
        | `no_author` | part: [Author](#author) | Nobody. |
        | `has_plans` | flag | Whether `plans` has any row. |
        | `has_no_plans` | flag | Whether `no_plans` has any row. |

        ## term

        | fact | type | meaning |
        | --- | --- | --- |
        | `label` | text | The term. |

        # Rows and parts

        ## Author

        | fact | type | meaning |
        | --- | --- | --- |
        | `name` | text | The author's name. |
        | `home` | part: [Home](#home) | Where the author lives. |
        | `plans` | list of [Plan](#plan) | What the author wrote. |
        | `has_plans` | flag | Whether `plans` has any row. |

        ## Home

        | fact | type | meaning |
        | --- | --- | --- |
        | `city` | text | The city. |

        ## Plan

        | fact | type | meaning |
        | --- | --- | --- |
        | `name` | text | The plan's name. |
        | `url` | address | The plan's address. |
        | `tags` | list of [Term](#term) | The plan's terms. |
        | `author` | part: [Author](#author) | Who wrote the plan. |
        | `has_author` | flag | Whether anybody wrote it. |
        | `has_tags` | flag | Whether `tags` has any row. |

        ## Term

        | fact | type | meaning |
        | --- | --- | --- |
        | `label` | text | The term. |

        """)
  }

  @Test func everyCodeIsSpecified() throws {
    let shownElsewhere: Set<DiagnosticCode> = [.layoutTooDeep, .layoutTooLarge, .layoutUnused]
    let pages = try LayoutSpecs.pages.flatMap { try Spec.examples(in: $0) }
    let text = pages.flatMap { $0.fences("diagnostics") }.map(\.text).joined()
    for code in DiagnosticCode.layoutCodes where !shownElsewhere.contains(code) {
      #expect(text.contains("[\(code.name)]"), "no specification shows \(code.name)")
    }
    #expect(Set(DiagnosticCode.layoutCodes.map(\.name)).count == DiagnosticCode.layoutCodes.count)
  }

  @Test(arguments: DiagnosticCode.layoutCodes.filter { $0.example != nil })
  func everyExampleShowsItsCode(_ code: DiagnosticCode) throws {
    let example = try #require(code.example)
    let set = LayoutSet([
      SourceFile(path: "Layouts/practice.mustache", text: "<h1>{{title}}</h1>\n"),
      SourceFile(path: example.path, text: example.text),
    ])
    let layout = example.path == "Layouts/shell.mustache" ? "shell" : "practice"
    let diagnostics =
      set.compile(layout, for: Page.self).diagnostics + set.unused(after: ["practice", layout])
    #expect(diagnostics.map(\.code) == [code])
  }

  @Test(arguments: 0..<8)
  func anyBytesEndInALayoutOrInErrors(block: Int) {
    var random = Random(state: UInt64(block) &* 7919)
    let pieces = [
      "{{", "}}", "{{{", "}}}", "{", "}", "{{#plans}}", "{{/plans}}", "{{^title}}", "{{/title}}",
      "{{#author}}",
      "{{/author}}", "{{name}}", "{{title}}", "{{{body}}}", "{{&body}}", "{{>page}}", "{{>two}}", "{{!",
      "{{=", "=}}",
      "{{=<% %>=}}", "<%", "%>", "{{.}}", "{{url}}", " ", "\n", "\r\n", "\r", "\t", "<", ">", "<p", "</p>",
      "\"", "'",
      "=", " href=\"", "<script>", "</script>", "<!--", "-->", "<title>", "<textarea", "/", "é", "\u{FEFF}",
      "a", ".",
    ]
    for _ in 0..<150 {
      func noise() -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0...40, using: &random) {
          if Int.random(in: 0..<40, using: &random) == 0 {
            bytes.append(UInt8.random(in: 0...255, using: &random))
          } else {
            bytes += random.one(of: pieces).utf8
          }
        }
        return bytes
      }
      let files = ["page", "two"].map { SourceFile(path: "Layouts/\($0).mustache", bytes: noise()) }
      let compiled = LayoutSet(files).compile("page", for: Page.self)
      #expect((compiled.value == nil) == compiled.diagnostics.hasErrors)
      for place in compiled.diagnostics.map(\.place) {
        let line = files.first { $0.path == place.file }?.line(place.line) ?? []
        #expect(place.column >= 1 && place.column <= line.count + 1, "\(place)")
      }
      var html: [UInt8] = []
      compiled.value?.render(Page(), into: &html)
      #expect(compiled.value == nil || html.isEmpty || String(validating: html, as: UTF8.self) != nil)
    }
  }
}

/// The names of the facts that were read, in order.
final class Reads: Sendable {
  let names = Mutex<[String]>([])
}

/// Facts that say when they are read.
struct Watched: LayoutFacts {
  var reads: Reads

  private func reading<Value>(_ name: String, _ value: Value) -> Value {
    reads.names.withLock { $0.append(name) }
    return value
  }

  static let facts: [Fact<Watched>] = [
    .text("shown", "Shown.") { $0.reading("shown", "x") },
    .text("hidden", "Never shown.") { $0.reading("hidden", "x") },
    .flag("off", "False.") { $0.reading("off", false) },
    .list("rows", "Two rows.") { $0.reading("rows", [WatchedRow(), WatchedRow()]) },
  ]
}

struct WatchedRow: LayoutFacts {
  static let facts: [Fact<WatchedRow>] = [.text("own", "Its own.") { _ in "x" }]
}
