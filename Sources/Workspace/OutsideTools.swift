// Programs from elsewhere: where they are, and which version they are.
import Foundation
import Synchronization

/// A program that was found.
package struct OutsideTool: Sendable {
  package let path: String
  /// The line of its own version message that holds a number; nil when it says none within the time.
  package let version: String?
}

/// Looks for the first of `names` on a search path, and asks it for its version.
///
/// - Parameters:
///   - folders: in the order of `PATH`.
///   - arguments: what makes the program say its version and end.
package func findTool(_ names: [String], in folders: [String], asking arguments: [String]) -> OutsideTool? {
  for name in names {
    for folder in folders where !folder.isEmpty {
      let path = "\(folder)/\(name)"
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
        FileManager.default.isExecutableFile(atPath: path)
      else { continue }
      return OutsideTool(path: path, version: version(of: path, arguments))
    }
  }
  return nil
}

private func version(of path: String, _ arguments: [String]) -> String? {
  runTool(path, arguments, timeLimit: 5)?.output.prefix(4096)
    .split(whereSeparator: \.isNewline).map(String.init).first(where: namesAVersion)
}

/// How a run of a tool ended.
struct ToolRun {
  let status: Int32
  /// What it wrote, standard error included.
  let output: String
  /// Whether it was ended because its time was over.
  let isLate: Bool

  /// Its last words.
  var lastLine: String {
    output.split(whereSeparator: \.isNewline).last.map(String.init) ?? "it ended with status \(status)"
  }
}

/// This program's environment with some variables set.
func ourEnvironment(with variables: [String: String]) -> [String: String] {
  ProcessInfo.processInfo.environment.merging(variables) { _, new in new }
}

/// Runs a program to its end, or to the end of its time; nil when it cannot be started.
///
/// - Parameters:
///   - timeLimit: in seconds.
///   - folder: where it runs; nil for where this program runs.
///   - environment: nil for that of this program.
///   - input: the file that it reads as its standard input.
func runTool(
  _ path: String, _ arguments: [String], timeLimit: Double, in folder: String? = nil,
  environment: [String: String]? = nil, input: String? = nil
) -> ToolRun? {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: path)
  process.arguments = arguments
  if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
  if let environment { process.environment = environment }
  let pipe = Pipe()
  // Some tools write their version to standard error.
  process.standardOutput = pipe
  process.standardError = pipe
  // A file and not a pipe: writing to a program that has ended would end this one.
  process.standardInput = input.flatMap { FileHandle(forReadingAtPath: $0) } ?? FileHandle.nullDevice
  guard (try? process.run()) != nil else { return nil }
  let isOver = DispatchSemaphore(value: 0)
  let isLate = Mutex(false)
  let watchdog = Thread {
    guard isOver.wait(timeout: .now() + timeLimit) == .timedOut else { return }
    isLate.withLock { $0 = true }
    process.terminate()
  }
  watchdog.start()
  let output = (try? pipe.fileHandleForReading.readToEnd()) ?? Data()
  process.waitUntilExit()
  isOver.signal()
  return ToolRun(
    status: process.terminationStatus, output: String(decoding: output, as: UTF8.self),
    isLate: isLate.withLock { $0 })
}

/// Whether a line holds a number such as `1.2`; complaints of wrapper scripts, which begin with a path, do not count.
private func namesAVersion(_ line: String) -> Bool {
  let bytes = Array(line.utf8)
  guard bytes.count > 2, bytes[0] != UInt8(ascii: "/") else { return false }
  func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
  return (1..<bytes.count - 1).contains { position in
    bytes[position] == UInt8(ascii: ".") && isDigit(bytes[position - 1]) && isDigit(bytes[position + 1])
  }
}
