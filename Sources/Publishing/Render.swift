// Rendering: every file made once, handed to whoever writes it, and audited on the way.
package import Diagnostics
package import Pages
import Parallel

extension Site {
  /// Renders every file, in parallel, hands each to `write`, and audits the finished HTML.
  ///
  /// - Parameter write: may be called from several tasks at once, in any order.
  /// - Returns: what the audit found, sorted; the caller publishes only when there is no error.
  /// Rethrows the first error of `write`.
  package func render(
    jobs: Int, write: @escaping @Sendable (OutputFile, [UInt8]) throws -> Void
  ) async throws -> [Diagnostic] {
    let basePath = routes.basePath
    let addresses = Set(files.map(\.address))
    let outcomes = await mapInParallel(files, jobs: jobs) { file -> Result<PageAudit?, any Error> in
      let bytes = file.render()
      do {
        try write(file, bytes)
      } catch {
        return .failure(error)
      }
      return .success(
        file.path.hasSuffix(".html")
          ? PageAudit(
            of: bytes, basePath: basePath, addresses: addresses, isFragment: file.isFragment) : nil)
    }
    var audits: [PageAudit?] = []
    for outcome in outcomes { audits.append(try outcome.get()) }
    return SiteAudit(files: files, audits: audits).diagnostics()
  }
}
