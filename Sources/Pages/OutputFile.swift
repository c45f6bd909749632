// One file of the finished site, rendered when asked.

/// A file of the site: its path, what it is made from, and how to make it.
package struct OutputFile: Sendable {
  /// Relative to the output folder: `practices/co-careerwise/index.html`.
  package let path: String
  /// The layout of a page; nil for other files.
  package let layout: String?
  /// The content files it is made from first of all, sorted; what `build --explain` names.
  package let sources: [String]
  package let use: FileUse
  package private(set) var render: @Sendable () -> [UInt8]
  /// The file where the site has an offline copy, made from its bytes without one; nil for all files that are the same.
  package let adapted: (@Sendable (_ plain: [UInt8], _ side: OfflineSide) -> [UInt8])?

  package init(
    path: String, layout: String? = nil, sources: [String] = [], use: FileUse = .reading,
    adapted: (@Sendable (_ plain: [UInt8], _ side: OfflineSide) -> [UInt8])? = nil,
    render: @escaping @Sendable () -> [UInt8]
  ) {
    self.path = path
    self.layout = layout
    self.sources = sources
    self.use = use
    self.adapted = adapted
    self.render = render
  }

  /// The address at which a page is found: `/practices/co-careerwise/`; other files keep their name.
  package var address: String {
    path.hasSuffix("index.html") ? "/" + path.dropLast("index.html".count) : "/" + path
  }

  /// Whether it is a page that a reader opens.
  package var isPage: Bool { layout != nil && !isFragment }

  /// Whether it is a piece of HTML that another page fetches and shows: it has no head and no ids.
  package var isFragment: Bool { path.hasSuffix("/part.html") }

  /// The file with its rendering handed to `around`, for measuring.
  package func observed(_ around: @escaping @Sendable (OutputFile, () -> [UInt8]) -> [UInt8]) -> OutputFile {
    var copy = self
    copy.render = { around(self, render) }
    return copy
  }
}

/// What a file is there for.
package enum FileUse: Sendable, Hashable {
  /// A reader opens it, or a page that a reader opens shows it.
  case reading
  /// A script fetches it. A page that was opened from a folder may not fetch.
  case fetching
  /// A host, a search engine or a feed reader asks for it; nobody needs it without the host.
  case hosting
}

/// On which side of the offline copy a file stands.
package enum OfflineSide: Sendable, Hashable {
  /// On the host, where the copy can be had.
  case host(OfflineArchive)
  /// In the copy.
  case copy
}

/// The finished offline copy as one file.
package struct OfflineArchive: Sendable, Hashable {
  /// In bytes.
  package let size: Int
  /// SHA-256, 32 bytes.
  package let digest: [UInt8]

  package init(size: Int, digest: [UInt8]) {
    self.size = size
    self.digest = digest
  }

  /// Its path in the output folder.
  package static let path = "data/offline-copy.zip"
  /// The one folder in the archive, which holds everything.
  package static let folder = "offline-copy"
}
