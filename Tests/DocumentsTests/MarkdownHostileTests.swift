// Inputs that are meant to take long, to crash or to slip something through: each must end in a result or an error.
import Diagnostics
import Documents
import Foundation
import Testing

@Suite struct MarkdownHostileTests {
  @Test(arguments: HostileInput.all.map(\.name)) func endsWithAResultOrAnError(_ name: String) throws {
    let input = try #require(HostileInput.all.first { $0.name == name })
    for dialect in [Dialect.site, .extended, .plain] {
      let parsed = Markdown.parse(SourceFile(path: "hostile.md", bytes: input.bytes), dialect: dialect)
      if parsed.value.blocks.isEmpty, !input.isEmpty {
        #expect(parsed.diagnostics.contains { $0.code.name == "documents.limit" && $0.place.line >= 1 })
      } else {
        #expect(!parsed.value.html().isEmpty || input.isEmpty)
      }
    }
  }

  @Test func theFuzzersCorpusStillParses() throws {
    let folder = packageFolder().appendingPathComponent("Tests/Fuzz/markdown/corpus")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names.count >= 10)
    for name in names {
      let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
      for dialect in [Dialect.site, .extended, .plain] {
        let first = Markdown.parse(SourceFile(path: name, bytes: bytes), dialect: dialect)
        let second = Markdown.parse(SourceFile(path: name, bytes: bytes), dialect: dialect)
        #expect(first.value.html() == second.value.html())
        #expect(first.diagnostics == second.diagnostics)
      }
    }
  }

  @Test(arguments: [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "javascript&colon;alert(1)", "&#106;avascript:alert(1)",
    "vbscript:x", "data:text/html,x", "file:///etc/passwd", "//evil.example", "\\\\\\\\evil.example",
    "/\\evil.example",
    "java%0ascript:x", "blob:x", "ws://x",
  ])
  func dangerousAddressesBecomeNoLinks(_ address: String) {
    for text in ["[a](\(address))", "[a][r]\n\n[r]: \(address)", "[a](<\(address)>)", "![a](\(address))"] {
      let parsed = Markdown.parse(SourceFile(path: "a.md", text: text))
      let html = String(decoding: parsed.value.html(), as: UTF8.self)
      #expect(!html.contains("href") && !html.contains("src"), "\(text): \(html)")
      #expect(parsed.diagnostics.hasErrors)
    }
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "a <img src=x onerror=alert(1)> b", "[<b>](x.md)",
    "![\"><script>](assets/a.png)",
    "# <svg onload=x>", "| <td> |\n|---|\n| <a href='x'> |", "[a](https://x \"\\\"><script>\")", "`<b>`",
    "<!-- x -->",
    "<?php ?>", "```\"><b>\n<i>\n```", "<https://x/\"><b>>", "[^<b>]\n\n[^<b>]: <i>",
  ])
  func noTagOfTheTextReachesThePage(_ text: String) {
    for dialect in [Dialect.site, .extended, .plain] {
      let parsed = Markdown.parse(SourceFile(path: "a.md", text: text), dialect: dialect)
      let html = String(decoding: parsed.value.html(), as: UTF8.self)
      for tag in ["<script", "<img src=x", "<b>", "<svg", "<td> ", "<a href='", "<!--", "<?php", "<i>"] {
        #expect(!html.contains(tag), "\(html)")
      }
    }
  }
}
