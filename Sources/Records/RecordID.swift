// The names of records: their kinds, and the ids by which references and addresses call them.

/// A kind of record; the raw value is the scheme of a reference (`practice:co-careerwise`).
package enum RecordKind: String, Sendable, Hashable, CaseIterable {
  case practice, plan, section, element, jurisdiction, guidance, page
  case topic, program, population, partner, sector, basis

  /// The vocabulary whose terms are of this kind; nil for other records.
  package var vocabulary: VocabularyKind? { VocabularyKind(rawValue: rawValue) }
}

/// A controlled vocabulary; the raw value is the kind of its terms.
package enum VocabularyKind: String, Sendable, Hashable, CaseIterable {
  case topic, program, population, partner, sector, basis

  package var recordKind: RecordKind { RecordKind(rawValue: rawValue) ?? .topic }

  /// The file's name under `Content/vocabularies` and the folder of its pages.
  package var folder: String {
    switch self {
    case .topic: "topics"
    case .program: "programs"
    case .population: "populations"
    case .partner: "partners"
    case .sector: "sectors"
    case .basis: "basis"
    }
  }
}

/// What a reference calls a record: `section:co/2024/ii-c-1`.
package struct RecordID: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let kind: RecordKind
  /// The part behind the colon; lower case.
  package let name: String

  package init(_ kind: RecordKind, _ name: String) {
    self.kind = kind
    self.name = name
  }

  package var description: String { "\(kind.rawValue):\(name)" }

  package static func < (left: RecordID, right: RecordID) -> Bool {
    (left.kind.rawValue, left.name) < (right.kind.rawValue, right.name)
  }
}

/// The id of an element code: lower case, every run of other characters one hyphen (`VI.vr.c.1` is `vi-vr-c-1`).
package func elementID(ofCode code: String) -> String {
  var id: [UInt8] = []
  for byte in code.utf8 {
    let lower = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    if (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lower)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(lower)
    {
      id.append(lower)
    } else if let last = id.last, last != UInt8(ascii: "-") {
      id.append(UInt8(ascii: "-"))
    }
  }
  if id.last == UInt8(ascii: "-") { id.removeLast() }
  return String(decoding: id, as: UTF8.self)
}

/// Whether a text can be an id: `[a-z0-9-]`, not empty, no hyphen at an end.
package func isID(_ text: some StringProtocol) -> Bool {
  let bytes = Array(text.utf8)
  guard let first = bytes.first, let last = bytes.last else { return false }
  return first != UInt8(ascii: "-") && last != UInt8(ascii: "-")
    && bytes.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        || $0 == UInt8(ascii: "-")
    }
}
