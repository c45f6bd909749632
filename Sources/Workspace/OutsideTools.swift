// Programs from elsewhere: where they are, and which version they are.
import Dispatch
import Foundation

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
  let process = Process()
  process.executableURL = URL(fileURLWithPath: path)
  process.arguments = arguments
  let pipe = Pipe()
  // Some tools write their version to standard error.
  process.standardOutput = pipe
  process.standardError = pipe
  process.standardInput = FileHandle.nullDevice
  guard (try? process.run()) != nil else { return nil }
  DispatchQueue.global().asyncAfter(deadline: .now() + 5) {
    if process.isRunning { process.terminate() }
  }
  let output = (try? pipe.fileHandleForReading.readToEnd()) ?? Data()
  process.waitUntilExit()
  return String(decoding: output.prefix(4096), as: UTF8.self)
    .split(whereSeparator: \.isNewline).map(String.init)
    .first { line in line.contains { $0.isASCII && $0.isNumber } }
}
