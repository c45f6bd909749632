// `clearinghouse explain`: what a message means, with a file that causes it and the message itself.
import ArgumentParser
import Diagnostics
import Publishing
import Workspace

struct Explain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says what a message means, and shows a file that causes it.",
    discussion: """
      Examples:
        clearinghouse explain links.unresolved
        clearinghouse explain

      Without a code, every code is listed.
      """)

  @Argument(
    help: "The code at the end of a message, such as links.unresolved.",
    completion: .list((siteCodes + DiagnosticCode.workspaceCodes).map(\.name).sorted()))
  var code: String?

  func run() async throws {
    let codes = (siteCodes + DiagnosticCode.workspaceCodes).sorted { $0.name < $1.name }
    guard let asked = code else { return Console.emit(Array(list(codes).utf8)) }
    // People copy the code with its brackets.
    let name = asked.filter { $0 != "[" && $0 != "]" }.lowercased()
    guard let code = codes.first(where: { $0.name == name }) else {
      throw Console.mistake(
        "no message has the code “\(name)”",
        help: didYouMean(name, in: codes.map(\.name)) ?? "“clearinghouse explain” lists every code.")
    }
    var text = "\(code.name)\n\n\(code.summary)\n\nWhat to do: \(code.remedy)\n"
    if let example = code.example {
      let file = SourceFile(path: example.path, text: example.text)
      text += "\nExample: \(example.path)\n\n"
      text += example.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        .map { $0.isEmpty ? "\n" : "    \($0)\n" }.joined()
      let messages = await messages(of: code, when: file)
      if let first = messages.first {
        text += "\n" + first.text(source: { $0 == file.path ? file : nil })
      }
    }
    Console.emit(Array(text.utf8))
  }

  private func list(_ codes: [DiagnosticCode]) -> String {
    let width = codes.map(\.name.count).max() ?? 0
    var text = ""
    var room = ""
    for code in codes {
      let own = String(code.name.prefix { $0 != "." })
      if own != room { text += (room.isEmpty ? "" : "\n") + own + "\n" }
      room = own
      text += "  " + code.name.padded(to: width + 2) + code.summary + "\n"
    }
    return text
  }

  /// What a build says when the example joins the small site, or takes the place of one of its files.
  private func messages(of code: DiagnosticCode, when example: SourceFile) async -> [Diagnostic] {
    let files = (SmallSite.forExamples() + embeddedLayoutFiles())
      .filter { $0.path != example.path }
    let prepared = await publish(files + [example], options: PublishOptions())
    var diagnostics = prepared.diagnostics
    if let site = prepared.value { diagnostics += (try? await site.render(jobs: 1) { _, _ in }) ?? [] }
    return diagnostics.filter { $0.code == code }
  }
}
