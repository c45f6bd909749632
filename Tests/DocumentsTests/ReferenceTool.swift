// Debian's cmark and cmark-gfm as oracles, and how their HTML is compared with ours.
import Foundation

/// A program that knows the right HTML.
struct ReferenceTool {
  let name: String
  let path: String

  struct Missing: Error, CustomStringConvertible {
    let name: String
    var description: String { "The tool “\(name)” is not installed: apt-get install \(name)" }
  }

  init(_ name: String) throws {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
    guard let folder = folders.first(where: { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") })
    else {
      throw Missing(name: name)
    }
    self.name = name
    path = "\(folder)/\(name)"
  }

  func html(of document: String, extensions: [String] = []) throws -> [UInt8] {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      "markdown-\(UUID().uuidString).md")
    try Data(document.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = ["--validate-utf8"] + extensions.flatMap { ["-e", $0] } + [file.path]
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return [UInt8](bytes)
  }
}

/// The HTML without `class` and `id` attributes, which we add.
func withoutNames(_ html: [UInt8]) -> String {
  var text = String(decoding: html, as: UTF8.self)
  for name in [" id=\"", " class=\""] {
    var parts = text.components(separatedBy: name)
    for index in parts.indices.dropFirst() {
      parts[index] =
        parts[index].firstIndex(of: "\"").map { String(parts[index][parts[index].index(after: $0)...]) }
        ?? parts[index]
    }
    text = parts.joined()
  }
  return text
}

/// The folder that holds the package.
func packageFolder(_ file: String = #filePath) -> URL {
  URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
}
