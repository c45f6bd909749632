// The command line: words from a person, words to a person.
import ArgumentParser
import Diagnostics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

struct Clearinghouse: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "clearinghouse",
    abstract: "Builds a linked site of state plans and best practices from Markdown.",
    discussion: """
      Examples:
        clearinghouse new site my-site
        clearinghouse build
        clearinghouse --generate-completion-script bash (or zsh, fish)

      Exit codes: 0 fine, 1 the content has errors, 2 a mistake in the command line, 3 the machine failed.
      """,
    version: version,
    subcommands: [
      Build.self, Check.self, New.self, Render.self, ListLinks.self, Stats.self, Explain.self, Doctor.self,
    ])
}

/// Parses and runs, and keeps to the exit codes of the contract: the parser's own code for mistakes is 64.
@main
enum Program {
  static func main() async {
    // A reader that stops reading, as `head` does, ends the output and not the program with a signal.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try Clearinghouse.parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      let code = Clearinghouse.exitCode(for: error)
      guard code == .validationFailure else { Clearinghouse.exit(withError: error) }
      var message = Clearinghouse.fullMessage(for: error)
      let names = Clearinghouse.configuration.subcommands.map { $0._commandName } + ["help"]
      if let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-"), !names.contains(word) {
        message =
          "error: there is no command “\(word)”\n  help: "
          + (didYouMean(word, in: names) ?? "The commands are \(names.joined(separator: ", ")).")
      }
      Console.emit(Array((message + "\n").utf8), to: 2)
      exit(ExitStatus.commandLineMistake.rawValue)
    }
  }
}
