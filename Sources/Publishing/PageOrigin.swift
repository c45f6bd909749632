// What made a page: its sources, its layout, and the records that it shows.
import Diagnostics
package import Links
package import Pages
package import Records

/// Where everything on one page comes from.
package struct PageOrigin: Sendable {
  package let address: String
  /// The file's path in the output folder.
  package let path: String
  /// The layout of the page and the shell around it, as names; empty for files that no layout makes.
  package let layouts: [String]
  package let sources: [String]
  /// The record whose page it is.
  package let record: RecordID?
  package let title: String?
  /// References out of the record and into it.
  package let outgoing: [Edge]
  package let incoming: [Edge]
}

extension Site {
  /// The page or file at an address; nil when there is none.
  ///
  /// `text` may be an address (`/practices/x/`), a path in the output folder, or the whole web address.
  package func origin(of text: String) -> PageOrigin? {
    var address = text.prefix { $0 != "#" && $0 != "?" }
    if address.hasPrefix(routes.baseURL) {
      address = "/" + address.dropFirst(routes.baseURL.count)
    } else if routes.basePath.count > 1, address.hasPrefix(routes.basePath) {
      address = "/" + address.dropFirst(routes.basePath.count)
    }
    let plain = address.hasPrefix("/") ? String(address) : "/" + address
    let candidates = [
      plain, plain + "/", plain.hasSuffix("/index.html") ? String(plain.dropLast("index.html".count)) : plain,
    ]
    guard let file = files.first(where: { candidates.contains($0.address) }) else { return nil }
    let record = graph.titles.keys.filter { Routes.address(of: $0) == file.address && isShown($0) }.min()
    let edges = record == nil ? [] : graph.edges(fields: true)
    return PageOrigin(
      address: file.address, path: file.path,
      layouts: file.layout.map { file.isFragment ? [$0] : [$0, "shell"] } ?? [],
      sources: file.sources, record: record, title: record.flatMap { graph.titles[$0] },
      outgoing: edges.filter { $0.source == record }, incoming: edges.filter { $0.target == record })
  }

  /// The address nearest to one that does not exist, in words.
  package func nearestAddress(to text: String) -> String? {
    didYouMean(text, in: files.map(\.address))
  }

  /// A section that answers two elements has a page at the first alone.
  private func isShown(_ id: RecordID) -> Bool {
    guard id.kind == .section else { return true }
    guard case .found(let found) = graph.find(id.description) else { return false }
    return found == id
  }

  /// The site with every file's rendering handed to `around`, for measuring.
  package func observed(
    _ around: @escaping @Sendable (OutputFile, () -> [UInt8]) -> [UInt8]
  ) -> Site {
    var copy = self
    copy.files = files.map { $0.observed(around) }
    return copy
  }
}
