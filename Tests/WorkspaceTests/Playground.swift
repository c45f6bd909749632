// A folder for one test, the helper program, and the words that most tests here share.

import Foundation
import Workspace

/// A temporary folder that goes away with the value.
final class Playground: Sendable {
  let path: String

  /// In memory where the system offers that: for many builds, each of which would wait for a disk that others use too.
  init(inMemory: Bool = false) throws {
    let memory = URL(fileURLWithPath: "/dev/shm")
    let base =
      inMemory && FileManager.default.isWritableFile(atPath: memory.path)
      ? memory : FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
    path = base.appendingPathComponent("clearinghouse-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var output: String { "\(path)/Output" }

  func write(_ relative: String, _ text: String) throws {
    let file = URL(fileURLWithPath: "\(path)/\(relative)")
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func makeFolder(_ relative: String) throws {
    try FileManager.default.createDirectory(atPath: "\(path)/\(relative)", withIntermediateDirectories: true)
  }

  func text(_ relative: String) -> String? {
    FileManager.default.contents(atPath: "\(path)/\(relative)").map { String(decoding: $0, as: UTF8.self) }
  }

  func inode(_ relative: String) throws -> UInt64? {
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(relative)")
    return (attributes[.systemFileNumber] as? NSNumber)?.uint64Value
  }

  /// Everything directly in the playground, sorted: Output and whatever stands beside it.
  func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

  /// Every file below a folder with its text, but for the manifest.
  func tree(_ relative: String = "Output") throws -> [String: String] {
    var files: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: "\(path)/\(relative)") {
      guard let text = text("\(relative)/\(name)"), name != ".clearinghouse-manifest" else { continue }
      files[name] = text
    }
    return files
  }

  /// Builds a site of these files into Output.
  @discardableResult
  func build(_ files: [String: String], exchanging: Bool = true) throws -> CommitSummary {
    let staging = try OutputFolder(output, sources: []).stage()
    for (path, text) in files { try staging.write(path, Array(text.utf8)) }
    return try staging.commit(exchanging: exchanging)
  }
}

/// The helper program in a process of its own.
struct Helper {
  let process = Process()
  private let outputPipe = Pipe()
  private let inputPipe = Pipe()

  init(_ words: String...) throws {
    process.executableURL = try Self.url()
    process.arguments = words
    process.standardOutput = outputPipe
    process.standardInput = inputPipe
    try process.run()
  }

  /// Waits for the end; the text it printed.
  func finish() -> (status: Int32, wasKilled: Bool, text: String) {
    try? inputPipe.fileHandleForWriting.close()
    let data = outputPipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (
      process.terminationStatus, process.terminationReason == .uncaughtSignal,
      String(decoding: data, as: UTF8.self)
    )
  }

  func firstWords() -> String {
    String(decoding: outputPipe.fileHandleForReading.availableData, as: UTF8.self)
  }

  struct Missing: Error {}

  /// The helper stands where the tests were built.
  private static func url() throws -> URL {
    var places = [URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()]
    places += Bundle.allBundles.map(\.bundleURL).filter { $0.pathExtension == "xctest" }
    for place in places {
      let helper = place.deletingLastPathComponent().appendingPathComponent("workspace-helper")
      if FileManager.default.isExecutableFile(atPath: helper.path) { return helper }
    }
    throw Missing()
  }
}

/// Runs a program and says whether it ended well.
func succeeds(_ words: [String]) -> Bool {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = words
  process.standardOutput = FileHandle.nullDevice
  process.standardError = FileHandle.nullDevice
  guard (try? process.run()) != nil else { return false }
  process.waitUntilExit()
  return process.terminationStatus == 0
}
