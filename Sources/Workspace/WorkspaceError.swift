// What the disk refused, said to the person who started the command.

/// A failure of the machine or of a path on the command line; errors in the sources are diagnostics instead.
package struct WorkspaceError: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Kind: Sendable, Hashable {
    /// The command line named a folder that cannot be used: exit code 2.
    case refused
    /// The disk or the system said no: exit code 3.
    case failed
  }

  package var kind: Kind
  /// What could not be done, with the path and the system's reason; one line without a full stop.
  package var message: String
  /// What to do about it: full sentences.
  package var help: String

  package init(_ kind: Kind, _ message: String, help: String) {
    self.kind = kind
    self.message = message
    self.help = help
  }

  package var description: String { "\(message)\n\(help)" }
}

/// Runs system calls for one purpose and names that purpose when they fail.
func attempt<Value: ~Copyable>(
  _ action: String, _ path: String, kind: WorkspaceError.Kind = .failed,
  _ body: () throws(SystemFailure) -> Value
) throws(WorkspaceError) -> Value {
  do { return try body() } catch { throw WorkspaceError(kind, cannot: action, path, error) }
}

extension WorkspaceError {
  /// "cannot write Output/index.html: No space left on device", with advice that fits the reason.
  init(_ kind: Kind = .failed, cannot action: String, _ path: String, _ failure: SystemFailure) {
    self.init(kind, "cannot \(action) \(path): \(failure.reason)", help: failure.advice)
  }
}
