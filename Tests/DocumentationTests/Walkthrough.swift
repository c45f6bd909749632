// A walk-through in Markdown, read as steps that a test can take.
//
// ```sh                     commands that must succeed
// ```console                `$ command` and, below it, exactly what it prints
// ```markdown Content/x.md  a file that the reader writes
// ```diff Content/x.md      lines that the reader takes out (-) and lines to write in their place (+)
import TestSupport

enum WalkthroughStep: Sendable {
  case run(String)
  case show(command: String, output: String)
  case write(path: String, text: String)
  case change(path: String, from: String, to: String)
}

/// The steps of a page, in order; fences of other kinds are only to be read.
func walkthroughSteps(_ page: String) -> [WalkthroughStep] {
  var steps: [WalkthroughStep] = []
  var fence: (info: [String], lines: [String])?
  for line in page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
    guard line.hasPrefix("```") else {
      fence?.lines.append(line)
      continue
    }
    guard let (info, lines) = fence else {
      fence = (line.dropFirst(3).split(separator: " ").map(String.init), [])
      continue
    }
    fence = nil
    let text = lines.map { $0 + "\n" }.joined()
    if info == ["sh"] {
      steps.append(.run(text))
    } else if info == ["console"], let first = lines.first {
      let output = lines.dropFirst().map { $0 + "\n" }.joined()
      steps.append(.show(command: String(first.dropFirst(2)), output: output))
    } else if info.count == 2, info[0] == "diff" {
      func side(_ mark: String) -> String {
        lines.filter { $0.hasPrefix(mark) }.map { $0.dropFirst() + "\n" }.joined()
      }
      steps.append(.change(path: info[1], from: side("-"), to: side("+")))
    } else if info.count == 2 {
      steps.append(.write(path: info[1], text: text))
    }
  }
  return steps
}
