// `clearinghouse links`: the reference graph, as a list, as JSON lines, or for Graphviz.
import ArgumentParser
import Diagnostics
import Links
import Publishing
import Records

struct ListLinks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "links", abstract: "Shows which records refer to which.",
    discussion: """
      Examples:
        clearinghouse links to practice:co-careerwise
        clearinghouse links from section:co/2024/ii-c-1 --fields
        clearinghouse links --format dot | dot -Tsvg > links.svg

      An id is written as in a reference: kind:name. Without to or from, every reference is listed.
      """,
    subcommands: [All.self, To.self, From.self], defaultSubcommand: All.self)

  struct All: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists every reference.", discussion: "Example: clearinghouse links --format json")

    @OptionGroup var options: LinkOptions

    func run() async throws {
      let content = try await options.content.readGraph()
      options.show(content.graph.edges(fields: options.fields), content.graph)
    }
  }

  struct To: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists what refers to a record.",
      discussion: "Example: clearinghouse links to practice:co-careerwise")

    @Argument(help: "The record, such as practice:co-careerwise or element:II.c.1.")
    var id: String

    @OptionGroup var options: LinkOptions

    func run() async throws {
      let content = try await options.content.readGraph()
      let record = try options.find(id, content)
      options.show(
        content.graph.edges(fields: options.fields).filter { $0.target == record }, content.graph,
        about: record)
    }
  }

  struct From: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists what a record refers to.",
      discussion: "Example: clearinghouse links from section:co/2024/ii-c-1")

    @Argument(help: "The record, such as practice:co-careerwise or section:co/2024/II.c.1.")
    var id: String

    @OptionGroup var options: LinkOptions

    func run() async throws {
      let content = try await options.content.readGraph()
      let record = try options.find(id, content)
      options.show(
        content.graph.edges(fields: options.fields).filter { $0.source == record }, content.graph,
        about: record)
    }
  }
}

/// The form of the graph.
enum GraphFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, dot
}

struct LinkOptions: ParsableArguments {
  @OptionGroup var content: ContentOptions

  @Flag(help: "Also what front matter joins: jurisdictions, elements, terms, the plan of a section.")
  var fields = false

  @Option(help: "text, json (one object a line) or dot (for Graphviz).")
  var format = GraphFormat.text

  /// The record that a person named; throws the exit code for an id that leads nowhere.
  func find(_ text: String, _ content: ContentGraph) throws -> RecordID {
    let drafts = self.content.drafts ? [] : content.library.published().drafts.map(\.id)
    switch content.graph.find(text, drafts: drafts) {
    case .found(let id): return id
    case .unknown(let message, let help): throw Console.mistake(message, help: help)
    }
  }

  func show(_ edges: [Edge], _ graph: LinkGraph, about record: RecordID? = nil) {
    let shownPath = shownPath(of: content.content)
    switch format {
    case .json: Console.emit(Array(edges.map { $0.json(shownPath) + "\n" }.joined().utf8))
    case .dot: Console.emit(Array(dot(edges, graph).utf8))
    case .text:
      Console.emit(Array(edges.map { $0.text(shownPath) }.joined().utf8))
      if edges.isEmpty, let record {
        let hint = fields ? "" : " Add --fields to see what front matter joins."
        Console.emit(Array("No references (\(record)).\(hint)\n".utf8), to: 2)
      }
    }
  }

  /// Every record once, with its title, and every edge once.
  private func dot(_ edges: [Edge], _ graph: LinkGraph) -> String {
    var text = "digraph clearinghouse {\n  rankdir=LR;\n  node [shape=box];\n"
    for id in Set(edges.flatMap { [$0.source, $0.target] }).sorted() {
      text += "  \(quoted(id.description)) [label=\(quoted(graph.titles[id] ?? id.name))];\n"
    }
    var seen: Set<String> = []
    for edge in edges {
      let line =
        "  \(quoted(edge.source.description)) -> \(quoted(edge.target.description))"
        + " [label=\(quoted(edge.kind))];\n"
      if seen.insert(line).inserted { text += line }
    }
    return text + "}\n"
  }

  /// A string in Graphviz's language, in which only quotes and backslashes mean something.
  private func quoted(_ text: String) -> String {
    let inside = text.reduce(into: "") { $0 += $1 == "\"" || $1 == "\\" ? "\\\($1)" : String($1) }
    return "\"\(inside)\""
  }
}

extension Edge {
  fileprivate func text(_ shownPath: (String) -> String) -> String {
    let fragment = fragment.map { "#" + $0 } ?? ""
    let place =
      place.column > 0
      ? "\(shownPath(place.file)):\(place.line):\(place.column)" : shownPath(place.file)
    let line = "\(source) -> \(target)\(fragment)  (\(kind), \(place))\n"
    return sentence.isEmpty ? line : line + "  “\(sentence)”\n"
  }

  fileprivate func json(_ shownPath: (String) -> String) -> String {
    "{\"from\":\(quotedJSON(source.description)),\"to\":\(quotedJSON(target.description))"
      + ",\"fragment\":\(fragment.map(quotedJSON) ?? "null"),\"kind\":\(quotedJSON(kind))"
      + ",\"text\":\(quotedJSON(text)),\"sentence\":\(quotedJSON(sentence))"
      + ",\"file\":\(quotedJSON(shownPath(place.file))),\"line\":\(place.line),\"column\":\(place.column)}"
  }
}
