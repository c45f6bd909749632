// The command line: words from a person, words to a person.
import ArgumentParser

@main
struct Clearinghouse: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clearinghouse",
    abstract: "Builds a linked site of state plans and best practices from Markdown.",
    version: "0.1.0",
    subcommands: [Build.self, Check.self, Render.self])
}
