// Fields that passed their schema, read by name without further doubt.
package import Diagnostics

/// A value that passed its schema.
package indirect enum CheckedValue: Sendable {
  case text(Located<String>)
  case list([CheckedValue])
  case group(CheckedFields)
}

/// The fields that passed; a wrong or missing field reads as nil or empty (its message is written already).
package struct CheckedFields: Sendable {
  package var values: [String: CheckedValue] = [:]
  package var place: Place

  package init(place: Place) {
    self.place = place
  }

  package func located(_ name: String) -> Located<String>? {
    guard case .text(let text) = values[name] else { return nil }
    return text
  }

  package func text(_ name: String) -> String? { located(name)?.value }

  package func locatedList(_ name: String) -> [Located<String>] {
    guard case .list(let items) = values[name] else { return [] }
    return items.compactMap { item in
      guard case .text(let text) = item else { return nil }
      return text
    }
  }

  package func list(_ name: String) -> [String] { locatedList(name).map(\.value) }

  package func group(_ name: String) -> CheckedFields? {
    guard case .group(let fields) = values[name] else { return nil }
    return fields
  }

  package func groups(_ name: String) -> [CheckedFields] {
    guard case .list(let items) = values[name] else { return [] }
    return items.compactMap { item in
      guard case .group(let fields) = item else { return nil }
      return fields
    }
  }

  package func flag(_ name: String) -> Bool? { text(name).map { $0 == "true" } }
  package func integer(_ name: String) -> Int? { text(name).flatMap { Int($0) } }
  package func number(_ name: String) -> Double? { text(name).flatMap { Double($0) } }
}
