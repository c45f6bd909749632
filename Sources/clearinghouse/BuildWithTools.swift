// What a build makes with programs from elsewhere: the search index and the offline copy.
import Diagnostics
import Pages
import Publishing
import Workspace

extension Build {
  /// A site without an index or a copy is still worth publishing, so what goes wrong here is a warning.
  private func warning(_ code: DiagnosticCode, _ message: String, _ help: String) -> [Diagnostic] {
    [Diagnostic(code, .warning, at: Place(file: "Content/site.yml"), message, help: help)]
  }

  /// Makes the search index.
  func index(_ staging: Staging, with pagefind: OutsideTool?, _ digest: String) throws -> [Diagnostic] {
    guard let pagefind else {
      return warning(
        .noPagefind, "Pagefind is not installed, so the site has no search index",
        "Install it (pip install 'pagefind[bin]') and build again, or build with --no-search.")
    }
    switch try staging.index(with: pagefind, digest: digest) {
    case .made, .reused: return []
    case .failed(let words):
      return warning(
        .indexFailed, "Pagefind made no search index: \(words)",
        "The site is published without one. “\(pagefind.path)” is what was run.")
    }
  }

  /// Makes the offline copy, then writes the files that speak of it.
  ///
  /// - Parameter later: the bytes of those files on a site without a copy, by path.
  func pack(
    _ site: Site, in staging: Staging, with zip: OutsideTool?, _ later: [String: [UInt8]]
  ) async throws -> [Diagnostic] {
    guard let zip else {
      return warning(
        .noZip, "zip is not installed, so the site has no offline copy",
        "Install it (apt-get install zip) and build again, or build with --no-offline-copy.")
    }
    let copy = OfflineCopy(of: site.files, routes: site.routes, plain: later)
    let outcome = try await staging.archive(
      OfflineArchive.path, top: OfflineArchive.folder, with: zip,
      digest: copy.digest(written: staging.digest(of:))
    ) { [jobs = options.workers] folder in
      try await copy.make(jobs: jobs, read: staging.read(_:), write: folder.write(_:_:))
    }
    switch outcome {
    case .made(let file), .reused(let file):
      let archive = OfflineArchive(size: file.size, digest: file.digest)
      for file in site.files {
        guard let adapted = file.adapted, let plain = later[file.path] else { continue }
        try staging.write(file.path, adapted(plain, .host(archive)))
      }
      return []
    case .failed(let words):
      for (path, bytes) in later { try staging.write(path, bytes) }
      return warning(
        .zipFailed, "zip made no offline copy: \(words)",
        "The site is published without one. “\(zip.path)” is what was run.")
    }
  }
}
