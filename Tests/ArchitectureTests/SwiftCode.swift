// Swift source as the architecture tests read it: imports, and code without comments and strings.
import TestSupport

/// One Swift file of the repository.
struct SwiftCode {
  let path: String
  let lines: [String]
  /// The code lines with their 1-based numbers; comments and the insides of strings are blanked.
  let code: [(number: Int, text: String)]

  init(path: String) throws {
    self.path = path
    var lines = try Repository.text(path).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    if lines.last == "" { lines.removeLast() }
    self.lines = lines
    code = Self.code(lines)
  }

  /// The modules that the file imports, in order.
  var imports: [String] {
    lines.compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      guard let position = words.firstIndex(of: "import"), position + 1 < words.count,
        words[..<position].allSatisfy({
          $0.hasPrefix("@") || ["public", "package", "internal", "fileprivate", "private"].contains($0)
        })
      else { return nil }
      return words[position + 1]
    }
  }

  private static func code(_ lines: [String]) -> [(number: Int, text: String)] {
    var isInText = false
    return lines.enumerated().map { position, line in
      // A line with three quotes opens or closes a long text.
      let marks = line.components(of: "\"\"\"")
      if marks > 0 {
        if marks == 1 { isInText.toggle() }
        return (position + 1, "")
      }
      return (position + 1, isInText ? "" : withoutStringsAndComments(line))
    }
  }

  private static func withoutStringsAndComments(_ line: String) -> String {
    var code = ""
    var isInString = false
    var previous: Character = " "
    for character in line {
      if isInString {
        if character == "\"", previous != "\\" {
          isInString = false
          code.append("\"")
        }
        // Two backslashes are one escaped backslash, not the start of an escape.
        previous = previous == "\\" && character == "\\" ? " " : character
        continue
      }
      if character == "/", previous == "/" { return String(code.dropLast()) }
      if character == "\"" { isInString = true }
      code.append(character)
      previous = character
    }
    return code
  }

  /// Where a piece of code stands, as `path:line`; a piece that starts with a letter matches whole names only.
  func places(of piece: String) -> [String] {
    code.filter { $0.text.contains(name: piece) }.map { "\(path):\($0.number)" }
  }
}

extension String {
  /// How often a text occurs.
  func components(of part: String) -> Int {
    ranges(of: part).count
  }

  /// Whether the text occurs and, where it starts with a letter, no letter, digit, point or underscore stands before it.
  func contains(name: String) -> Bool {
    ranges(of: name).contains { range in
      guard name.first?.isLetter == true, range.lowerBound > startIndex else { return true }
      let before = self[index(before: range.lowerBound)]
      return !(before.isLetter || before.isNumber || before == "_" || before == ".")
    }
  }
}
