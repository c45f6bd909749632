// Where something stands in a source file, and values that remember where they stood.

/// A place in a source file, as messages name it.
package struct Place: Sendable, Hashable, Comparable {
  /// The path of ``SourceFile/path``.
  package var file: String
  /// 1-based; 0 when the message is about the file as a whole.
  package var line: Int
  /// 1-based, in UTF-8 bytes; 0 when the message is about a whole line or file.
  package var column: Int
  /// How many bytes of the line the caret marks; at least 1.
  package var length: Int

  package init(file: String, line: Int, column: Int, length: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
    self.length = max(1, length)
  }

  /// The file as a whole: line 1, column 1.
  package init(file: String) {
    self.init(file: file, line: 1, column: 1)
  }

  package static func < (left: Place, right: Place) -> Bool {
    (left.file, left.line, left.column, left.length) < (right.file, right.line, right.column, right.length)
  }
}

/// A value with the place in a source file that it was read from.
package struct Located<Value> {
  package var value: Value
  package var place: Place

  package init(_ value: Value, at place: Place) {
    self.value = value
    self.place = place
  }

  package func map<Other>(_ transform: (Value) -> Other) -> Located<Other> {
    Located<Other>(transform(value), at: place)
  }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
