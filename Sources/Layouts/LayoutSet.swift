// The face of the room: a site's layout files, and their compilation for a page's facts.
package import Diagnostics

/// All layouts of a site: the files `*.mustache` below `Layouts`, by name.
///
/// A layout's name is its path below `Layouts` without the extension (`parts/footer`); any layout can be a partial.
package struct LayoutSet: Sendable {
  private let layouts: [String: ParsedLayout]
  /// The names of all layouts, sorted.
  package let names: [String]

  /// Reads the layouts among `files`; other files are left alone. Of two files with one name the last counts.
  package init(_ files: [SourceFile]) {
    var layouts: [String: ParsedLayout] = [:]
    for file in files {
      guard let name = Self.name(ofPath: file.path) else { continue }
      layouts[name] = LayoutParser.parse(file)
    }
    self.layouts = layouts
    names = layouts.keys.sorted()
  }

  /// Compiles layout `name`, with all partials, for the facts of `root`.
  ///
  /// Every mistake is reported with its place in the file in which it stands; mistakes that depend on who includes a
  /// partial carry notes that lead to the layout. The value is nil when there is an error.
  package func compile<Root: LayoutFacts>(_ name: String, for root: Root.Type) -> Diagnosed<
    CompiledLayout<Root>?
  > {
    var compiler = LayoutCompiler(layouts: layouts, names: names, root: Shape(of: root))
    let program = compiler.compile(name)
    let diagnostics = compiler.diagnostics.sortedByPlace()
    guard let program, !diagnostics.hasErrors else { return Diagnosed(nil, diagnostics) }
    return Diagnosed(CompiledLayout(program: program), diagnostics)
  }

  /// A warning for every layout that is neither among `compiled` nor included by one of them.
  package func unused(after compiled: some Sequence<String>) -> [Diagnostic] {
    var reached: Set<String> = []
    var waiting = Array(compiled)
    while let name = waiting.popLast() {
      guard reached.insert(name).inserted, let layout = layouts[name] else { continue }
      waiting += layout.partials
    }
    return names.compactMap { name in
      guard !reached.contains(name), let layout = layouts[name] else { return nil }
      return Diagnostic(
        .layoutUnused, .warning, at: Place(file: layout.file.path), "no page uses the layout “\(name)”",
        help: "Include it with {{>\(name)}}, or delete the file.")
    }
  }

  private static func name(ofPath path: String) -> String? {
    let folder = "Layouts/"
    let ending = ".mustache"
    guard path.hasSuffix(ending) else { return nil }
    let below = path.hasPrefix(folder) ? path.dropFirst(folder.count) : path[...]
    return String(below.dropLast(ending.count))
  }
}
