// Runs the built program as a person would, and folders for it to work in.
import Foundation

/// What one run of the program gave.
struct Run {
  let status: Int32
  let output: String
  let errors: String
}

/// Runs the program that stands beside the tests. A build makes no search index unless the test says on which `PATH`
/// Pagefind is looked for, and no offline copy unless the test says `hasOfflineCopy`.
func clearinghouse(
  _ arguments: [String], in folder: URL, environment: [String: String] = [:], input: String? = nil,
  hasOfflineCopy: Bool = false
) throws -> Run {
  let products = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
  var arguments = arguments
  if arguments.first == "build" {
    if environment["PATH"] == nil || hasOfflineCopy { arguments.append("--no-search") }
    if !hasOfflineCopy { arguments.append("--no-offline-copy") }
  }
  return try run(
    products.appending(path: "clearinghouse"), arguments, in: folder, environment, input: input)
}

/// Runs a program to its end; output goes through files, so that no full pipe stops it.
func run(
  _ program: URL, _ arguments: [String], in folder: URL, _ environment: [String: String] = [:],
  input: String? = nil
) throws -> Run {
  let files = try TemporaryFolder()
  let paths = ["in", "out", "err"].map { files.url.appending(path: $0) }
  try Data((input ?? "").utf8).write(to: paths[0])
  try Data().write(to: paths[1])
  try Data().write(to: paths[2])
  let process = Process()
  process.executableURL = program
  process.arguments = arguments
  process.currentDirectoryURL = folder
  process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
  process.standardInput = try FileHandle(forReadingFrom: paths[0])
  process.standardOutput = try FileHandle(forWritingTo: paths[1])
  process.standardError = try FileHandle(forWritingTo: paths[2])
  try process.run()
  process.waitUntilExit()
  return Run(
    status: process.terminationStatus,
    output: String(decoding: try Data(contentsOf: paths[1]), as: UTF8.self),
    errors: String(decoding: try Data(contentsOf: paths[2]), as: UTF8.self))
}

/// A folder that goes away with its owner.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "clearinghouse-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}

/// A copy of the small site under the repository's layouts, in a folder of its own.
struct Workplace {
  static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  static let repository = tests.deletingLastPathComponent()

  let folder: TemporaryFolder
  var output: URL { folder.url.appending(path: "Output") }

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.copyItem(
      at: Self.tests.appending(path: "PublishingTests/Sites/small/Content"),
      to: folder.url.appending(path: "Content"))
    try FileManager.default.copyItem(
      at: Self.repository.appending(path: "Layouts"), to: folder.url.appending(path: "Layouts"))
  }

  func write(_ path: String, _ text: String) throws {
    let url = folder.url.appending(path: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: folder.url.appending(path: path))
  }

  /// Runs the program in this folder, with the defaults for its folders.
  func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Run {
    try clearinghouse(arguments, in: folder.url, environment: environment)
  }
}

/// Every file and folder below a folder with its bytes; folders and links have none.
func tree(_ folder: URL) throws -> [String: Data] {
  var files: [String: Data] = [:]
  for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path(percentEncoded: false)) {
    files[path] = (try? Data(contentsOf: folder.appending(path: path))) ?? Data()
  }
  return files
}
