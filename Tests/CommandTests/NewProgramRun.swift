// Runs the built program in a folder of its own, as a person would.
import Foundation
import TestSupport
import Testing

/// What one run of the program said.
struct ProgramRun {
  let status: Int32
  let output: String
  let errors: String

  /// The lines of standard output.
  var lines: [String] { output.split(separator: "\n").map(String.init) }
}

/// A folder for one test, removed afterwards, with the program at hand.
final class ScratchFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "clearinghouse-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// A folder that holds what `new site` writes, made on a fixed day.
  static func withSite() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    let run = try folder.run("new", "site", "site", "--today", "2026-11-22")
    #expect(run.status == 0, "\(run.errors)")
    return folder
  }

  /// Runs the program in the folder.
  func run(_ arguments: String..., environment: [String: String] = [:]) throws -> ProgramRun {
    try run(arguments, in: ".", environment)
  }

  /// Runs the program in the site that ``withSite()`` made.
  func site(_ arguments: String..., environment: [String: String] = [:]) throws -> ProgramRun {
    // Pagefind is a matter of SearchTests.
    try run(
      arguments + (arguments.first == "build" ? ["--no-search", "--no-offline-copy"] : []), in: "site",
      environment)
  }

  private func run(_ arguments: [String], in folder: String, _ environment: [String: String]) throws
    -> ProgramRun
  {
    let process = Process()
    process.executableURL = try builtProgram()
    process.arguments = arguments
    process.currentDirectoryURL = url.appending(path: folder)
    var variables = ["PATH": "/usr/bin:/bin", "NO_COLOR": "1"]
    variables.merge(environment) { $1 }
    process.environment = variables
    // Files, because two pipes can fill up and wait for each other.
    let name = UUID().uuidString
    let output = try log("\(name).out")
    let errors = try log("\(name).err")
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return ProgramRun(
      status: process.terminationStatus, output: try text("\(name).out"), errors: try text("\(name).err"))
  }

  func text(_ path: String) throws -> String {
    try String(contentsOf: url.appending(path: path), encoding: .utf8)
  }

  func write(_ text: String, to path: String) throws {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: url.appending(path: path).path(percentEncoded: false))
  }

  private func log(_ name: String) throws -> FileHandle {
    let file = url.appending(path: name)
    try Data().write(to: file)
    return try FileHandle(forWritingTo: file)
  }

  /// The program stands beside the test bundle.
  private func builtProgram() throws -> URL {
    let bundles = [URL(filePath: CommandLine.arguments[0])] + Bundle.allBundles.map(\.bundleURL)
    let candidates =
      bundles.map { $0.deletingLastPathComponent().appending(path: "clearinghouse") }
      + [Repository.root.appending(path: ".build/debug/clearinghouse")]
    return try #require(
      candidates.first { FileManager.default.isExecutableFile(atPath: $0.path(percentEncoded: false)) })
  }
}

/// One line of JSON as an object.
func object(_ line: String) throws -> [String: Any] {
  try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
}
