// Which lines of a script readers do not get.
import Diagnostics
import Testing

@testable import Publishing

@Suite struct ScriptCommentsTests {
  @Test(arguments: [
    ("// Why.\nlet a = 1;\n  // How.\n\tlet b = 2; // there\n", "let a = 1;\n\tlet b = 2; // there\n"),
    ("//! A licence.\n//# sourceMappingURL=x\n/* a\n// b */\nlet a = 1;\n", nil),
    // A line that begins like a comment may be text.
    ("let a = `\n// no comment\n`;\n// Why.\n", nil),
    ("let a = \"\\\n// no comment\";\n", nil),
    ("let a = `x`;\n// Why.\n", "let a = `x`;\n"),
  ])
  func commentLines(_ script: String, _ published: String?) {
    let file = SourceFile(path: "Layouts/assets/a.js", text: script)
    #expect(String(decoding: withoutCommentLines(file).bytes, as: UTF8.self) == published ?? script)
  }

  @Test func otherFilesStayAsTheyAre() {
    for path in ["Content/assets/a.js", "Layouts/assets/a.css", "Layouts/assets/a.svg"] {
      let file = SourceFile(path: path, text: "// a\n")
      #expect(withoutCommentLines(file).bytes == file.bytes)
    }
  }
}
