// What the commands say: diagnostics, summaries and failures, on the right stream and with the right exit code.
import ArgumentParser
import Diagnostics
import Workspace

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The exit codes of PRODUCT 4.
enum ExitStatus {
  static let contentHasErrors = ExitCode(1)
  static let commandLineMistake = ExitCode(2)
  static let machineFailed = ExitCode(3)
}

/// The form in which diagnostics are printed.
enum DiagnosticFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, sarif, github
}

/// Writes to standard output and standard error.
struct Console {
  var isQuiet = false
  var format = DiagnosticFormat.text
  /// Finds the file that a message names, for its excerpt.
  var source: (String) -> SourceFile? = { _ in nil }
  /// The path under which a person finds a file that messages name.
  var shownPath: (String) -> String = { $0 }

  /// An empty NO_COLOR asks for nothing, as its convention says.
  private var isColored: Bool { isatty(2) == 1 && (getenv("NO_COLOR").map { $0.pointee == 0 } ?? true) }

  /// Prints diagnostics: as text on standard error, in any other format on standard output. To be called once.
  func report(_ diagnostics: [Diagnostic]) {
    let shown = diagnostics.map { diagnostic in
      var copy = diagnostic
      copy.place.file = shownPath(copy.place.file)
      copy.notes = copy.notes.map { .init($0.message, at: $0.place.map(shownPlace)) }
      return copy
    }
    let files = Dictionary(
      diagnostics.flatMap { [$0.place] + $0.notes.compactMap(\.place) }.map { (shownPath($0.file), $0.file) },
      uniquingKeysWith: { first, _ in first })
    let source = { (path: String) in files[path].flatMap(self.source) }
    switch format {
    case .text:
      for diagnostic in shown {
        Self.emit(Array(diagnostic.text(source: source, colored: isColored).utf8), to: 2)
      }
    case .json: for diagnostic in shown { print(diagnostic.json) }
    case .github: for diagnostic in shown { print(diagnostic.gitHubCommand) }
    case .sarif: Self.emit(Array(shown.sarif(version: Clearinghouse.version, source: source).utf8))
    }
  }

  private func shownPlace(_ place: Place) -> Place {
    var copy = place
    copy.file = shownPath(place.file)
    return copy
  }

  /// One line about what was done.
  func say(_ line: String) {
    if !isQuiet, format == .text { print(line) }
  }

  /// What stopped the command, on standard error.
  func fail(_ error: WorkspaceError) -> ExitCode {
    Self.complain(error.message, help: error.help)
    return error.kind == .refused ? ExitStatus.commandLineMistake : ExitStatus.machineFailed
  }

  /// A mistake in the command line, on standard error, with its exit code.
  static func mistake(_ message: String, help: String?) -> ExitCode {
    complain(message, help: help)
    return ExitStatus.commandLineMistake
  }

  private static func complain(_ message: String, help: String?) {
    emit(Array("error: \(message)\n\(help.map { "  help: \($0)\n" } ?? "")".utf8), to: 2)
  }

  private func print(_ line: String) { Self.emit(Array((line + "\n").utf8)) }

  /// Writes all bytes as they are. A reader that went away is no failure worth telling; a full disk ends the program.
  static func emit(_ bytes: [UInt8], to descriptor: Int32 = 1) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if written > 0 {
        rest = rest.dropFirst(written)
      } else if written == 0 || errno != EINTR {
        if descriptor != 1 || errno == EPIPE { return }
        let reason = strerror(errno).map { String(cString: $0) } ?? "unknown reason"
        complain("cannot write the output: \(reason)", help: "Look at the disk, then run the command again.")
        exit(ExitStatus.machineFailed.rawValue)
      }
    }
  }
}

/// “1 error”, “2 errors”.
func counted(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }

extension [Diagnostic] {
  /// “2 warnings”, or “2 warnings, 1 note” where there are notes.
  var warningsAndNotes: String {
    let notes = count { $0.severity == .note }
    let warnings = counted(count { $0.severity == .warning }, "warning")
    return notes == 0 ? warnings : warnings + ", " + counted(notes, "note")
  }
}
