// A tool of the build: writes a Swift file that holds the text of every layout (see Plugins/EmbedLayouts).
import Foundation

let arguments = Array(CommandLine.arguments.dropFirst())
let output = URL(fileURLWithPath: arguments[0])
let folder = arguments[1] + "/"

/// A Swift string literal; ASCII apart from what UTF-8 may hold as it is.
func literal(_ scalars: some Sequence<Unicode.Scalar>) -> String {
  var text = "\""
  for scalar in scalars {
    switch scalar {
    case "\"": text += "\\\""
    case "\\": text += "\\\\"
    case "\n": text += "\\n"
    case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{200E}", "\u{200F}", "\u{2028}"..."\u{202E}":
      text += "\\u{\(String(scalar.value, radix: 16))}"
    default: text.unicodeScalars.append(scalar)
    }
  }
  return text + "\""
}

var lines = [
  "// The layouts of the repository, made by the build from the folder Layouts.",
  "/// A file that `new site` writes.",
  "struct EmbeddedLayout: Sendable {",
  "  /// Below Layouts.",
  "  let path: String",
  "  let isText: Bool",
  "  /// The text; of other files, a scalar for each byte.",
  "  let content: String",
  "",
  "  var bytes: [UInt8] {",
  "    isText ? Array(content.utf8) : content.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }",
  "  }",
  "}",
  "",
  "/// Sorted by path.",
  "let embeddedLayouts: [EmbeddedLayout] = [",
]
for file in arguments.dropFirst(2) {
  let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
  let path = literal(String(file.dropFirst(folder.count)).unicodeScalars)
  if let text = String(validating: bytes, as: UTF8.self) {
    lines.append("  EmbeddedLayout(path: \(path), isText: true, content: \(literal(text.unicodeScalars))),")
  } else {
    lines.append(
      "  EmbeddedLayout(path: \(path), isText: false, content: \(literal(bytes.map { Unicode.Scalar($0) }))),"
    )
  }
}
try Data((lines + ["]", ""]).joined(separator: "\n").utf8).write(to: output)
