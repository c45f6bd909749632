// `clearinghouse render`: one Markdown file as HTML, without any page around it.
import ArgumentParser
import Diagnostics
import Documents
import Workspace

struct Render: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints the HTML of one Markdown file, without layout and without checks.",
    discussion: """
      Example: clearinghouse render Content/pages/about.md

      Elements are printed exactly as cmark and cmark-gfm print them. Front matter is cut off.
      """)

  @Argument(help: "The file, or - for standard input.", completion: .file(extensions: ["md"]))
  var file: String

  @Flag(help: "Also bare web addresses, footnotes, {#id} behind headings, callouts and ids.")
  var extended = false

  func run() throws {
    let console = Console()
    let source: SourceFile
    do {
      source = try readSource(at: file)
    } catch {
      throw console.fail(error)
    }
    let reporter = Console(source: { $0 == source.path ? source : nil })
    let document = Document.read(source)
    guard let value = document.value else {
      reporter.report(document.diagnostics)
      throw ExitStatus.contentHasErrors
    }
    let markdown = Markdown.parse(source, from: value.bodyOffset, dialect: extended ? .extended : .plain)
    reporter.report(markdown.diagnostics)
    Console.emit(markdown.value.html())
    if markdown.diagnostics.hasErrors { throw ExitStatus.contentHasErrors }
  }
}
