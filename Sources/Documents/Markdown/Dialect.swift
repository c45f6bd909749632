// Which additions to CommonMark a body may use.

/// The dialect a body is parsed in.
package enum Dialect: Sendable, Hashable {
  /// What a published page holds: everything, with reference, scheme and image checks.
  case site
  /// Elements exactly as cmark and cmark-gfm print them: tables, task lists and strikethrough, no checks, no ids.
  case plain
  /// ``plain`` and bare autolinks, footnotes, heading attributes, callouts and ids.
  case extended
}
