// Executable specifications: Markdown pages whose fences hold inputs and expected outputs.
//
// A heading is the name of an example; the fences below it belong to it. A fence's first word says what it is, the
// second what it is called (```file Layouts/page.mustache), and the word `escaped` at the end that its text uses `\r`,
// `\t`, `\\`, `\xFF` for a byte, and `\` before a line's end to leave that end out. Words between fences are for people.
package import Diagnostics
import Foundation
import Synchronization

/// One example of a specification page.
package struct SpecExample: Sendable, CustomStringConvertible {
  /// The heading, unique on its page.
  package let name: String
  package let fences: [SpecFence]
  fileprivate let page: URL

  package var description: String { name }

  /// The fences with this first word, in order.
  package func fences(_ kind: String) -> [SpecFence] { fences.filter { $0.kind == kind } }

  /// The fences `file <path>` as files.
  package var files: [SourceFile] {
    fences("file").map { SourceFile(path: $0.argument, bytes: $0.bytes) }
  }
}

/// One fence of an example.
package struct SpecFence: Sendable {
  package let kind: String
  package let argument: String
  package let bytes: [UInt8]

  /// The first word and the argument, as outputs are named.
  package var label: String { argument.isEmpty ? kind : "\(kind) \(argument)" }

  package var text: String { String(decoding: bytes, as: UTF8.self) }
}

package struct SpecError: Error, CustomStringConvertible {
  package let description: String

  package init(description: String) {
    self.description = description
  }
}

package enum Spec {
  /// The examples of page `name` in the folder `Specs` beside the test's file.
  ///
  /// Throws when there are none, because a test without arguments is skipped in silence.
  package static func examples(in name: String, testFile: String = #filePath) throws -> [SpecExample] {
    let page = URL(filePath: testFile).deletingLastPathComponent().appending(path: "Specs/\(name)")
    let examples = SpecPage(try String(contentsOf: page, encoding: .utf8)).examples(page: page)
    guard !examples.isEmpty else { throw SpecError(description: "\(name) has no examples") }
    if let repeated = Dictionary(grouping: examples, by: \.name).filter({ $1.count > 1 }).keys.min() {
      throw SpecError(description: "\(name) has two examples named “\(repeated)”")
    }
    return examples
  }

  /// Compares what a room made of an example with the example's fences; an empty answer means that all is well.
  ///
  /// Every fence either has one of the first words `inputs`, or is labelled like an output (`html`, or with an argument
  /// `page index.html`). An output without a fence must be empty. With
  /// `RECORD=1` in the environment the page is rewritten to what was made, and the answer says so: recording never passes.
  package static func problems(
    of example: SpecExample, inputs: Set<String>, outputs: [(label: String, text: String)],
    isRecording: Bool = ProcessInfo.processInfo.environment["RECORD"] == "1"
  ) -> [String] {
    var problems: [String] = []
    for fence in example.fences where !inputs.contains(fence.kind) {
      if !outputs.contains(where: { $0.label == fence.label }) {
        problems.append("unknown fence “\(fence.label)”")
      }
    }
    for (label, text) in outputs {
      let fences = example.fences.filter { $0.label == label }
      if fences.count > 1 { problems.append("more than one fence “\(label)”") }
      let bytes = Array(text.utf8)
      guard bytes != fences.first?.bytes ?? [] else { continue }
      let expected = fences.first.map { "expected:\n\($0.text)" } ?? "no fence expects it"
      problems.append("\(label) differs; \(expected)\nactual:\n\(text)")
      if isRecording {
        do {
          try record(label, bytes, of: example)
          problems.append("recorded “\(label)”; run again without RECORD")
        } catch {
          problems.append("cannot record “\(label)”: \(error)")
        }
      }
    }
    return problems
  }

  /// Held while a page is read, changed and written, because examples run in parallel.
  private static let recording = Mutex(())

  private static func record(_ label: String, _ bytes: [UInt8], of example: SpecExample) throws {
    try recording.withLock { _ in
      var page = SpecPage(try String(contentsOf: example.page, encoding: .utf8))
      page.replace(label, of: example.name, with: bytes)
      try page.lines.joined(separator: "\n").write(to: example.page, atomically: true, encoding: .utf8)
    }
  }
}

/// A page as lines; the one place that knows how headings and fences are written.
private struct SpecPage {
  var lines: [String]

  private enum Item {
    case heading(String)
    /// The lines of the fence, the two marks included.
    case fence(info: [String], Range<Int>)
  }

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  func examples(page: URL) -> [SpecExample] {
    var found: [(name: String, fences: [SpecFence])] = []
    for item in items {
      switch item {
      case .heading(let name): found.append((name, []))
      case .fence(let info, let range):
        guard !found.isEmpty else { continue }
        found[found.count - 1].fences.append(fence(info, range))
      }
    }
    return found.filter { !$0.fences.isEmpty }
      .map { SpecExample(name: $0.name, fences: $0.fences, page: page) }
  }

  /// Writes the fence anew where it stands, or adds it behind the example's last fence; removes it when it is empty.
  mutating func replace(_ label: String, of name: String, with bytes: [UInt8]) {
    var isInside = false
    var last: Range<Int>?
    for item in items {
      switch item {
      case .heading(let heading): isInside = heading == name
      case .fence(let info, let range) where isInside:
        if fence(info, range).label == label {
          return lines.replaceSubrange(range, with: written(label, bytes))
        }
        last = range
      case .fence: break
      }
    }
    guard let last else { return }
    lines.insert(contentsOf: written(label, bytes), at: last.upperBound)
  }

  private var items: [Item] {
    var items: [Item] = []
    var index = 0
    while index < lines.count {
      let line = lines[index]
      let ticks = line.prefix { $0 == "`" }.count
      if ticks >= 3 {
        let mark = String(repeating: "`", count: ticks)
        let end = lines[(index + 1)...].firstIndex { $0 == mark } ?? lines.count - 1
        let info = line.dropFirst(ticks).split(separator: " ").map(String.init)
        items.append(.fence(info: info, index..<end + 1))
        index = end + 1
      } else {
        if line.hasPrefix("#") {
          items.append(.heading(line.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces)))
        }
        index += 1
      }
    }
    return items
  }

  private func fence(_ info: [String], _ range: Range<Int>) -> SpecFence {
    let isEscaped = info.count > 1 && info.last == "escaped"
    let words = isEscaped ? info.dropLast() : info[...]
    let text = lines[range].dropFirst().dropLast().map { $0 + "\n" }.joined()
    return SpecFence(
      kind: words.first ?? "", argument: words.dropFirst().joined(separator: " "),
      bytes: isEscaped ? Self.unescaped(text) : Array(text.utf8))
  }

  private func written(_ label: String, _ bytes: [UInt8]) -> [String] {
    if bytes.isEmpty { return [] }
    let text = String(decoding: bytes, as: UTF8.self)
    let needsEscapes = text.utf8.last != 0x0A || bytes.contains { $0 < 0x20 && $0 != 0x0A }
    let body = needsEscapes ? Self.escaped(text) : text
    var content = body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if content.last == "" { content.removeLast() }
    let longest = content.map { $0.prefix { $0 == "`" }.count }.max() ?? 0
    let mark = String(repeating: "`", count: max(3, longest + 1))
    return ["\(mark)\(label)\(needsEscapes ? " escaped" : "")"] + content + [mark]
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\r": escaped += "\\r"
      case "\t": escaped += "\\t"
      case "\n": escaped += "\n"
      case _ where scalar.value < 0x20:
        escaped += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16, uppercase: true)
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return text.utf8.last == 0x0A ? escaped : escaped + "\\\n"
  }

  private static func unescaped(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let next = rest.popFirst() else {
        bytes.append(byte)
        continue
      }
      switch next {
      case UInt8(ascii: "r"): bytes.append(0x0D)
      case UInt8(ascii: "t"): bytes.append(0x09)
      case UInt8(ascii: "\n"): break
      case UInt8(ascii: "x"):
        let digits = String(decoding: rest.prefix(2), as: UTF8.self)
        rest = rest.dropFirst(2)
        bytes.append(UInt8(digits, radix: 16) ?? 0x3F)
      default: bytes.append(next)
      }
    }
    return bytes
  }
}
