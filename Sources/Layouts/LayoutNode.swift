// What a layout file says, before anything is known of the facts it is for.
import Diagnostics

/// A layout file, parsed: the tree of its tags, and what is wrong with it whatever it is used for.
struct ParsedLayout: Sendable {
  let file: SourceFile
  let nodes: [LayoutNode]
  let diagnostics: [Diagnostic]

  /// The names of all partials that the layout includes, in order, with repeats.
  var partials: [String] {
    var names: [String] = []
    collectPartials(of: nodes, into: &names)
    return names
  }

  private func collectPartials(of nodes: [LayoutNode], into names: inout [String]) {
    for node in nodes {
      switch node {
      case .partial(let partial): names.append(partial.name)
      case .section(let section): collectPartials(of: section.body, into: &names)
      case .text, .lineStart, .variable: break
      }
    }
  }
}

/// One piece of a layout. Ranges are byte offsets in the layout's file.
enum LayoutNode: Sendable {
  /// Text without tags; never reaches past the end of a line.
  case text(Range<Int>)
  /// A line that shows something begins here: where a partial's indentation goes.
  case lineStart
  case variable(LayoutVariable)
  case section(LayoutSection)
  case partial(LayoutPartial)
}

/// A name as written in a tag: `title`, or `plan.title` in parts.
struct LayoutName: Sendable {
  let parts: [String]
  let range: Range<Int>

  var text: String { parts.joined(separator: ".") }
}

/// `{{name}}`, or with three braces or an ampersand `{{{name}}}`.
struct LayoutVariable: Sendable {
  let name: LayoutName
  let isUnescaped: Bool
  let tag: Range<Int>
}

/// `{{#name}}…{{/name}}`, or inverted `{{^name}}…{{/name}}`.
struct LayoutSection: Sendable {
  let name: LayoutName
  let isInverted: Bool
  /// The opening tag.
  let tag: Range<Int>
  let body: [LayoutNode]
}

/// `{{>name}}`.
struct LayoutPartial: Sendable {
  let name: String
  let nameRange: Range<Int>
  /// The white space before a partial that stands alone on its line; nil for one inside a line.
  let indentation: Range<Int>?
}
