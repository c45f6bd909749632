// The layouts reference: what every layout may show, as Markdown for the web developer.

/// Returns the reference of all layouts: for each its facts with type and meaning, then every kind of row and part once.
///
/// `shapes` come in the order in which they shall be listed; kinds of rows and parts follow by name.
package func layoutsReference(_ shapes: [(layout: String, shape: Shape)]) -> String {
  var text = "# Layouts reference\n\n"
  text +=
    "Facts that each layout can show. Inside a list or a part its own facts come first, then those around it.\n"
  var known: Set<ObjectIdentifier> = []
  var nested: [Shape] = []
  for (layout, shape) in shapes {
    text += "\n## \(layout)\n\n" + table(of: shape)
    collectNested(of: shape, known: &known, into: &nested)
  }
  guard !nested.isEmpty else { return text }
  text += "\n# Rows and parts\n"
  for shape in nested.sorted(by: { $0.name < $1.name }) {
    text += "\n## \(shape.name)\n\n" + table(of: shape)
  }
  return text
}

private func table(of shape: Shape) -> String {
  guard !shape.fields.isEmpty else { return "No facts.\n" }
  var text = "| fact | type | meaning |\n| --- | --- | --- |\n"
  for field in shape.fields {
    text +=
      "| `\(field.name)` | \(field.type.reference) | \(field.meaning.split(separator: "|").joined(separator: "\\|")) |\n"
  }
  return text
}

private func collectNested(of shape: Shape, known: inout Set<ObjectIdentifier>, into nested: inout [Shape]) {
  for field in shape.fields {
    guard let inner = field.type.inner, known.insert(inner.identity).inserted else { continue }
    nested.append(inner)
    collectNested(of: inner, known: &known, into: &nested)
  }
}

extension FactType {
  /// The shape of a list's rows or of a part.
  fileprivate var inner: Shape? {
    switch self {
    case .list(let shape), .part(let shape): shape
    case .text, .address, .html, .flag: nil
    }
  }

  fileprivate var reference: String {
    switch self {
    case .text: "text"
    case .address: "address"
    case .html: "HTML, in three braces"
    case .flag: "flag"
    case .list(let shape): "list of \(shape.link)"
    case .part(let shape): "part: \(shape.link)"
    }
  }
}

extension Shape {
  fileprivate var link: String { "[\(name)](#\(name.lowercased()))" }
}
