// Hostile content: markup in every field, and any bytes in any file, end in a sound site or in errors.
import Diagnostics
import Foundation
import Pages
import Publishing
import Records
import Synchronization
import Testing

@Suite struct HostileTests {
  static let attack = "\u{22}><script>alert(1)</script>'{{title}}{{{title}}}&lt;]]>--></title></style>"

  /// Fields that name something, which other values must not replace.
  static let names = [
    "wioa-2024", "2024", "2020", "seen", "1205-0522", "2024-2027", "wioa-2020", "II.c.1",
    // A quote has to stand in its section.
    "Employers lead",
  ]

  @Test func markupInEveryFieldIsShownAsText() async throws {
    var changed = 0
    let files = SmallSite.files.map { file -> SourceFile in
      guard file.path.hasPrefix("Content/"), !file.path.contains("/assets/") else { return file }
      // Backwards, so that places before a change stay right.
      let texts = ParsedFile(parsing: file).freeTexts.filter { text in
        !Self.names.contains(text.value) && !text.value.hasPrefix("II.") && !text.value.hasPrefix("VI.")
          && !["I", "I.a", "II", "III", "III.a", "III.a.1", "VI"].contains(text.value)
      }
      return texts.reversed().reduce(file) { file, text in
        changed += 1
        let start = file.line(text.place.line).startIndex + text.place.column - 1
        let isQuoted = file.bytes[start] == UInt8(ascii: "\"")
        let end = start + text.value.utf8.count + (isQuoted ? 2 : 0)
        var bytes = file.bytes
        bytes.replaceSubrange(start..<end, with: Array(quotedJSON(Self.attack + " \(changed)").utf8))
        return SourceFile(path: file.path, bytes: bytes)
      }
    }
    #expect(changed > 100)
    let prepared = await publish(files, options: PublishOptions())
    let site = try #require(prepared.value, "\(prepared.diagnostics.prefix(5).map(\.message))")
    let found = Mutex<(pages: Int, shown: Int, faults: [String])>((0, 0, []))
    let audited = try await site.render(jobs: 2) { file, bytes in
      // Inside its script element, JSON needs no escape of markup but that of “<”.
      let text = String(decoding: bytes, as: UTF8.self)
        .replacing(/<script type="application\/ld\+json">[^<]*<\/script>/, with: "")
      let isMarkup = [".html", ".xml"].contains { file.path.hasSuffix($0) }
      found.withLock { found in
        if isMarkup { found.pages += 1 }
        if text.contains("&lt;script&gt;alert(1)") { found.shown += 1 }
        let isTorn = text.contains("<script>alert(1)") || text.contains("'{{title}}{{{title}}}&lt;]]>")
        if isMarkup, isTorn { found.faults.append(file.path) }
      }
    }
    let result = found.withLock { $0 }
    #expect(result.faults.sorted() == [])
    #expect(result.shown > 50)
    #expect(!audited.hasErrors, "\(audited.prefix(5).map(\.message))")
  }

  /// 30 sites for each seed, each with one file of the content changed in a few places: cut, doubled, or with bytes
  /// from the list put in.
  @Test(arguments: 0..<4)
  func anyBytesEndInASiteOrInErrors(_ seed: UInt64) async throws {
    var random = SplitMix(state: seed &+ 41)
    let pieces: [[UInt8]] = [
      [0xFF], [0x00], [0xED, 0xA0, 0x80], Array("---\n".utf8), Array(": ".utf8), Array("- ".utf8),
      Array("\t".utf8),
      Array("\"".utf8), Array("{[".utf8), Array("&a *a ".utf8), Array("](practice:".utf8),
      Array("\n# II.c.1 x\n".utf8),
      Array("\r".utf8), Array("<!--".utf8), Array("[^1]: x\n".utf8), Array("{#II.b.1}".utf8),
      Array("\u{FEFF}".utf8),
      Array(",\n".utf8), Array("\u{2028}".utf8), Array("../".utf8),
    ]
    let targets = SmallSite.files.indices.filter { SmallSite.files[$0].path.hasPrefix("Content/") }
    for _ in 0..<30 {
      var files = SmallSite.files
      let target = targets[Int.random(in: 0..<targets.count, using: &random)]
      var bytes = files[target].bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0...bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...20, using: &random)))
        case 1: bytes.insert(contentsOf: bytes[..<place].suffix(40), at: place)
        default: bytes.insert(contentsOf: pieces[Int.random(in: 0..<pieces.count, using: &random)], at: place)
        }
      }
      files[target] = SourceFile(path: files[target].path, bytes: bytes)
      let prepared = await publish(files, options: PublishOptions())
      // Nothing in between: a site, or an error that names a place in a file.
      #expect((prepared.value == nil) == prepared.diagnostics.hasErrors)
      for diagnostic in prepared.diagnostics {
        #expect(diagnostic.place.line >= 1 && diagnostic.place.column >= 1, "\(diagnostic)")
        _ = diagnostic.text { path in files.first { $0.path == path } }
      }
      _ = try await prepared.value?.render(jobs: 1) { _, _ in }
    }
  }
}
