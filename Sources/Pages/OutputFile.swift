// One file of the finished site, rendered when asked.

/// A file of the site: its path, what it is made from, and how to make it.
package struct OutputFile: Sendable {
  /// Relative to the output folder: `practices/co-careerwise/index.html`.
  package let path: String
  /// The layout of a page; nil for other files.
  package let layout: String?
  /// The content files it is made from first of all, sorted; what `build --explain` names.
  package let sources: [String]
  package let render: @Sendable () -> [UInt8]

  package init(
    path: String, layout: String? = nil, sources: [String] = [], render: @escaping @Sendable () -> [UInt8]
  ) {
    self.path = path
    self.layout = layout
    self.sources = sources
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
}
