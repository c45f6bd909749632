// What libFuzzer calls: any bytes as a content file's front matter, as a .yml file, and as a layout, end in a value or in errors.
import Diagnostics
import Documents
import Layouts

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSources(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let page = SourceFile(path: "Content/pages/fuzz.md", bytes: bytes)
  let document = Document.read(page)
  precondition(document.value != nil || document.diagnostics.hasErrors)
  precondition((document.value?.bodyOffset ?? 0) <= bytes.count)
  for diagnostic in document.diagnostics { check(diagnostic.place, page) }
  if let fields = document.value?.frontMatter { check(fields, page) }

  let yaml = Document.readYAML(page)
  precondition(yaml.value != nil || yaml.diagnostics.hasErrors)
  if let fields = yaml.value { check(fields, page) }

  let layout = SourceFile(path: "Layouts/fuzz.mustache", bytes: bytes)
  let set = LayoutSet([layout, SourceFile(path: "Layouts/part.mustache", text: "<p>{{text}}</p>\n")])
  let compiled = set.compile("fuzz", for: Page.self)
  precondition(compiled.value != nil || compiled.diagnostics.hasErrors)
  for diagnostic in compiled.diagnostics where diagnostic.place.file == layout.path {
    check(diagnostic.place, layout)
  }
  var output: [UInt8] = []
  compiled.value?.render(Page(), into: &output)
  return 0
}

private func check(_ fields: Fields, _ file: SourceFile) {
  for entry in fields.entries {
    check(entry.name.place, file)
    check(entry.value, file)
  }
}

private func check(_ value: Located<FieldValue>, _ file: SourceFile) {
  check(value.place, file)
  switch value.value {
  case .list(let items): for item in items { check(item, file) }
  case .fields(let fields): check(fields, file)
  case .text, .empty: break
  }
}

private func check(_ place: Place, _ file: SourceFile) {
  precondition(place.line >= 1 && place.column >= 1, "\(place)")
  precondition(place.column <= file.line(place.line).count + 1, "\(place)")
}

struct Page: LayoutFacts {
  static let facts: [Fact<Page>] = [
    .text("text", "") { _ in "a \"<b>" }, .address("url", "") { _ in "/x/" }, .flag("flag", "") { _ in true },
    .html("html", "") { _ in Array("<b>x</b>".utf8) }, .list("rows", "") { _ in [Row(), Row()] },
    .part("part", "") { _ in Row() },
  ]
}

struct Row: LayoutFacts {
  static let facts: [Fact<Row>] = [.text("name", "") { _ in "n" }, .list("cells", "") { _ in [Row]() }]
}
