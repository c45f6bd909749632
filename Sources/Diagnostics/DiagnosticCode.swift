// The stable name of a kind of message, with what `clearinghouse explain` says about it.

/// A stable, dotted name such as `links.unresolved`. Each room declares its own codes beside the code that reports them.
package struct DiagnosticCode: Sendable, Hashable {
  /// `room.what-is-wrong`, lower case.
  package let name: String
  /// One sentence: what the message means.
  package let summary: String
  /// What to do, in a few sentences, for an editor who is no programmer.
  package let remedy: String
  /// The smallest file that makes the message appear when it joins a valid site.
  package let example: Example?

  /// A file that, added to (or replacing a file of) the small valid site, causes the message.
  package struct Example: Sendable, Hashable {
    package let path: String
    package let text: String

    package init(_ path: String, _ text: String) {
      self.path = path
      self.text = text
    }
  }

  package init(_ name: String, _ summary: String, remedy: String, example: Example? = nil) {
    self.name = name
    self.summary = summary
    self.remedy = remedy
    self.example = example
  }

  package static func == (left: DiagnosticCode, right: DiagnosticCode) -> Bool { left.name == right.name }
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
