// The list of messages in Documentation/diagnostics.md, made from the codes that the rooms declare.
import Diagnostics
import Publishing
import Workspace

/// Every code that the product may report, sorted by name.
let allCodes = (siteCodes + DiagnosticCode.workspaceCodes).sorted { $0.name < $1.name }

/// A heading for each code, with what it means, what to do and an example.
func diagnosticsPage() -> String {
  var text = ""
  var group = ""
  for code in allCodes {
    let first = String(code.name.prefix { $0 != "." })
    if first != group {
      group = first
      text += "\n## \(group)\n"
    }
    text += "\n### \(code.name)\n\n\(escaped(code.summary)) \(escaped(code.remedy))\n"
    if let example = code.example {
      text += "\nAn example, as `\(example.path)`:\n\n" + fence(example.text, like: example.path)
    }
  }
  return text
}

private func fence(_ text: String, like path: String) -> String {
  let languages = ["md": "markdown", "yml": "yaml", "csv": "csv", "mustache": "html"]
  let ending = String(path.reversed().prefix { $0 != "." }.reversed())
  let mark = text.contains("```") ? "````" : "```"
  return "\(mark)\(languages[ending] ?? "text")\n\(text)\(text.hasSuffix("\n") ? "" : "\n")\(mark)\n"
}

/// Plain text as Markdown that shows it unchanged.
private func escaped(_ text: String) -> String {
  var output = ""
  for character in text {
    if "\\*_<[]`~".contains(character) { output.append("\\") }
    output.append(character)
  }
  return output
}
