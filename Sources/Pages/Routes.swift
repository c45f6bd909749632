// Where records stand on the site: addresses, and the links to them under any base path.
package import Records

/// The addresses of records. An address starts and ends with a slash and is lower case; it never holds the base path.
package struct Routes: Sendable {
  /// The site's absolute address, ending in a slash: `https://example.org/base/`.
  package let baseURL: String
  /// The path of ``baseURL``, starting and ending in a slash.
  package let basePath: String
  /// The address of the layouts' own files; it changes when any of them does, so that browsers may keep them forever.
  package let layoutAssets: String

  package init(baseURL: String, layoutAssets: String = "/assets/") {
    self.layoutAssets = layoutAssets
    let url = baseURL.hasSuffix("/") ? baseURL : baseURL + "/"
    self.baseURL = url
    let parts = url.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    // "https:", "", "example.org/base/": the path is what follows the host.
    if parts.count == 3, let slash = parts[2].firstIndex(of: "/") {
      basePath = String(parts[2][slash...])
    } else {
      basePath = "/"
    }
  }

  /// The address of a record's page.
  package static func address(of id: RecordID) -> String {
    switch id.kind {
    case .practice: "/practices/\(id.name)/"
    case .plan, .section: "/plans/\(id.name)/"
    case .element: "/elements/\(id.name)/"
    case .jurisdiction: "/jurisdictions/\(id.name)/"
    case .guidance: "/guidance/\(id.name)/"
    case .page: "/\(id.name)/"
    case .topic, .program, .population, .partner, .sector, .basis:
      "/\(id.kind.vocabulary?.folder ?? id.kind.rawValue)/\(id.name)/"
    }
  }

  /// The link to an address of the site (`/practices/x/` or `/assets/site.css`), base path included.
  package func url(_ address: String) -> String { basePath + address.dropFirst() }

  package func url(of id: RecordID, fragment: String? = nil) -> String {
    url(Routes.address(of: id)) + (fragment.map { "#" + $0 } ?? "")
  }

  /// The absolute link to an address.
  package func absolute(_ address: String) -> String { baseURL + address.dropFirst() }
}
