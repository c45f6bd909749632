// The small valid site of Sites/small, on which examples put their files.
import Diagnostics
import Foundation
import Publishing
import TestSupport
import Workspace

/// A valid site of two invented jurisdictions with one record of every kind, under the repository's own layouts.
enum SmallSite {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Sites/small")
  static let repository = folder.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The site's files, read once.
  static let files: [SourceFile] = read(content: folder.appending(path: "Content"))

  /// The site that this repository publishes, read once.
  static let seed: [SourceFile] = read(content: repository.appending(path: "Content"))

  /// The sample clearinghouse; its README says what stands where.
  static let sample: [SourceFile] = read(content: repository.appending(path: "Tests/Sample/Content"))

  private static func read(content: URL) -> [SourceFile] {
    let roots = [
      SourceRoot(content.path(percentEncoded: false), as: "Content"),
      SourceRoot(repository.appending(path: "Layouts").path(percentEncoded: false), as: "Layouts"),
    ]
    // A folder that cannot be read gives no files, and every test that uses it fails.
    return (try? readTree(roots))?.value ?? []
  }

  /// The site with some files added or replaced, and without others.
  static func files(with overlay: [SourceFile], without deleted: Set<String> = []) -> [SourceFile] {
    let replaced = Set(overlay.map(\.path)).union(deleted)
    return files.filter { !replaced.contains($0.path) } + overlay
  }

  /// Everything that checking the files has to say, also about the rendered pages.
  static func check(_ files: [SourceFile], options: PublishOptions = PublishOptions()) async -> [Diagnostic] {
    let prepared = await publish(files, options: options)
    guard let site = prepared.value else { return prepared.diagnostics }
    let audited = (try? await site.render(jobs: 1) { _, _ in }) ?? []
    return (prepared.diagnostics + audited).sortedByPlace()
  }
}

extension SourceFile {
  /// A file of another name with the same bytes.
  func renamed(_ path: String) -> SourceFile { SourceFile(path: path, bytes: bytes) }
}
