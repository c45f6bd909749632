// What libFuzzer calls: any bytes must parse in every dialect, and what comes out must hang together.
import Diagnostics
import Documents

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMarkdown(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let file = SourceFile(path: "fuzz.md", bytes: bytes)
  for dialect in [Dialect.site, .extended, .plain] {
    let parsed = Markdown.parse(file, from: 0, dialect: dialect)
    check(parsed, file)
    precondition(!parsed.value.html().contains(0) || bytes.contains(0))
  }
  // Front matter ends anywhere, also inside a character.
  if count > 8 { check(Markdown.parse(file, from: Int(bytes[0]) % count), file) }
  return 0
}

private func check(_ parsed: Diagnosed<Markdown>, _ file: SourceFile) {
  let body = parsed.value
  for block in body.blocks { check(block.html, body) }
  for footnote in body.footnotes {
    check(footnote.html, body)
    check(footnote.label.place, file)
    precondition(footnote.uses > 0)
  }
  for heading in body.headings {
    check(heading.place, file)
    for id in heading.ids { check(id.place, file) }
  }
  for reference in body.references {
    check(reference.place, file)
    precondition((reference.block ?? 0) < max(body.blocks.count, 1))
    precondition(reference.sentence.utf8.count < 1_000)
  }
  for image in body.images { check(image.source.place, file) }
  for diagnostic in parsed.diagnostics { check(diagnostic.place, file) }
}

private func check(_ fragment: Markdown.Fragment, _ body: Markdown) {
  var last = 0
  for slot in fragment.slots {
    precondition(slot.offset >= last && slot.offset <= fragment.bytes.count)
    last = slot.offset
    switch slot.kind {
    case .address(let index), .title(let index): precondition(index < body.references.count)
    case .headingStart(let index), .headingEnd(let index): precondition(index < body.headings.count)
    case .footnote(let index, let use): precondition(index < body.footnotes.count && use >= 1)
    case .image(let index): precondition(index < body.images.count)
    }
  }
}

private func check(_ place: Place, _ file: SourceFile) {
  precondition(place.line >= 1 && place.column >= 1)
  precondition(place.column <= file.line(place.line).count + 1, "\(place)")
}
