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
  case text, json
}

/// Writes to standard output and standard error.
struct Console {
  var isQuiet = false
  var format = DiagnosticFormat.text
  /// Finds the file that a message names, for its excerpt.
  var source: (String) -> SourceFile? = { _ in nil }

  private var isColored: Bool { isatty(2) == 1 && getenv("NO_COLOR") == nil }

  /// Prints diagnostics: as JSON lines on standard output, else as text on standard error.
  func report(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
      switch format {
      case .json: print(diagnostic.json)
      case .text: Self.emit(Array(diagnostic.text(source: source, colored: isColored).utf8), to: 2)
      }
    }
  }

  /// One line about what was done.
  func say(_ line: String) {
    if !isQuiet, format == .text { print(line) }
  }

  /// What stopped the command, on standard error.
  func fail(_ error: WorkspaceError) -> ExitCode {
    Self.emit(Array("error: \(error.message)\n  help: \(error.help)\n".utf8), to: 2)
    return error.kind == .refused ? ExitStatus.commandLineMistake : ExitStatus.machineFailed
  }

  private func print(_ line: String) { Self.emit(Array((line + "\n").utf8)) }

  /// Writes all bytes as they are; a closed pipe is no failure worth telling.
  static func emit(_ bytes: [UInt8], to descriptor: Int32 = 1) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard written > 0 else { return }
      rest = rest.dropFirst(written)
    }
  }
}

/// “1 error”, “2 errors”.
func counted(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }
