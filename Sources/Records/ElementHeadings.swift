// Which element a heading of a plan names: full codes, numbering in context, and program names (PRODUCT 2.2).
import Diagnostics
import Documents

/// Reads the headings of one plan file in order and says which elements they name.
struct ElementHeadings {
  enum Match {
    /// The heading names these elements (ids); several only through `{#…}`.
    case elements([String])
    /// An ordinary heading inside the section that is open.
    case ordinary
  }

  let outline: Outline
  /// Names by which headings call the program parts: element id of the part to lower-case names.
  let programNames: [(element: String, names: [String])]
  /// The headings that are open around the current one, outermost first.
  private var open: [(level: Int, element: String)] = []

  init(outline: Outline, programLabels: [String: [String]]) {
    self.outline = outline
    programNames = outline.elements.compactMap { element in
      guard element.depth == 1, let parent = element.parent,
        ["vi", "vii"].contains(outline.elements[parent].id)
      else { return nil }
      var names = [element.title.lowercased()]
      if element.programs.count == 1 {
        names += (programLabels[element.programs[0]] ?? []).map { $0.lowercased() }
      }
      return (element.id, names)
    }
  }

  /// Matches the next heading; reports unknown full codes and doubtful matches.
  mutating func match(_ heading: Markdown.Heading, _ diagnostics: inout [Diagnostic]) -> Match {
    let explicit = explicitElements(heading, &diagnostics)
    if let explicit {
      // An id that was wrong has its message; the text stays where it is.
      guard let first = explicit.first else { return .ordinary }
      push(heading.level, first)
      return .elements(explicit)
    }
    if let label = HeadingLabel(heading.text) {
      let id = label.parts.joined(separator: "-").lowercased()
      if label.isFullCode {
        if outline.index[id] != nil {
          push(heading.level, id)
          return .elements([id])
        }
        if label.parts.count > 1 {
          let code = label.parts.joined(separator: ".")
          diagnostics.append(
            Diagnostic(
              .unknownCode, at: heading.place, "the outline \(outline.id) has no element “\(code)”",
              help: didYouMean(code, in: outline.elements.map(\.code))
                ?? "Correct the code, or remove the number if the heading names no element."))
          return .ordinary
        }
      }
      if let found = contextElement(label, level: heading.level) {
        let title = outline[found]?.title ?? ""
        if !label.rest.isEmpty, !sharesWord(label.rest, title) {
          diagnostics.append(
            Diagnostic(
              .doubtfulMatch, .warning, at: heading.place,
              "by its number this heading answers \(outline[found]?.code ?? found) “\(title)”, but no word of it agrees",
              help: "Write the full code if that is right; remove the number if it is not."))
        }
        push(heading.level, found)
        return .elements([found])
      }
      if let program = programPart(label.rest) {
        push(heading.level, program)
        return .elements([program])
      }
      return .ordinary
    }
    if let part = partWithoutPoint(heading.text) ?? programPart(heading.text) {
      push(heading.level, part)
      return .elements([part])
    }
    return .ordinary
  }

  /// The part that a heading such as `IV Coordination with State Plan Programs` names: its number has no point, so a word
  /// of the title has to agree.
  private func partWithoutPoint(_ heading: String) -> String? {
    guard let space = heading.firstIndex(of: " ") else { return nil }
    let rest = heading[space...].drop { $0 == " " }
    guard let part = outline.elements.first(where: { $0.depth == 0 && $0.code == heading[..<space] }),
      rest.contains(where: \.isLetter), sharesWord(String(rest), part.title)
    else { return nil }
    return part.id
  }

  /// The elements of `{#…}`; nil when no id of the heading looks like a code.
  private func explicitElements(_ heading: Markdown.Heading, _ diagnostics: inout [Diagnostic]) -> [String]? {
    var found: [String] = []
    var hasCode = false
    for id in heading.ids {
      if let element = outline[elementID(ofCode: id.value)] {
        hasCode = true
        found.append(element.id)
      } else if let label = HeadingLabel(id.value), label.isFullCode, label.parts.count > 1,
        label.rest.isEmpty
      {
        hasCode = true
        diagnostics.append(
          Diagnostic(
            .unknownCode, at: id.place, "the outline \(outline.id) has no element “\(id.value)”",
            help: didYouMean(id.value, in: outline.elements.map(\.code))))
      }
    }
    return hasCode ? found : nil
  }

  private mutating func push(_ level: Int, _ element: String) {
    open.removeAll { $0.level >= level }
    open.append((level, element))
  }

  /// The element that a label names below the headings that are open around it.
  ///
  /// The nearest heading of a higher rank decides. Where all headings have one rank, as in flat exports, the last
  /// element is asked first, then its ancestors up to that heading.
  private func contextElement(_ label: HeadingLabel, level: Int) -> String? {
    let suffix = "-" + label.parts.joined(separator: "-").lowercased()
    let parent = open.last { $0.level < level }?.element
    if let parent, outline.index[parent + suffix] != nil { return parent + suffix }
    guard let sibling = open.last(where: { $0.level == level })?.element else { return nil }
    var candidate: String? = sibling
    while let current = candidate, current != parent {
      if outline.index[current + suffix] != nil { return current + suffix }
      candidate = outline[current]?.parent.map { outline.elements[$0].id }
    }
    return nil
  }

  /// The program part (VI.vr …) that an unnumbered heading names, when part VI or VII is open.
  private func programPart(_ text: String) -> String? {
    guard let part = open.first?.element.split(separator: "-").first, part == "vi" || part == "vii" else {
      return nil
    }
    let words = text.lowercased()
    guard !words.isEmpty else { return nil }
    let found = programNames.filter { entry in
      entry.element.hasPrefix(part + "-")
        && entry.names.contains { words == $0 || words.contains($0) && $0.utf8.count > 3 }
    }
    return found.count == 1 ? found[0].element : nil
  }

  /// Whether two headings share a word of four letters or more, or one word has no such word to share.
  private func sharesWord(_ left: String, _ right: String) -> Bool {
    func words(_ text: String) -> Set<Substring> {
      Set(text.lowercased().split { !$0.isLetter }.filter { $0.count >= 4 }.map { $0.prefix(5) })
    }
    let leftWords = words(left)
    let rightWords = words(right)
    return leftWords.isEmpty || rightWords.isEmpty || !leftWords.isDisjoint(with: rightWords)
  }
}

/// The number at the start of a heading: `II. c. 1.`, `(II)(c)(1)`, `VI.vr.c.1`, `1.`, `(A)`, `c)`.
struct HeadingLabel {
  /// The parts without punctuation, as written.
  var parts: [String] = []
  /// Whether it starts with a part of the outline (I to VII, APP1, APP2) and so names its element fully.
  var isFullCode = false
  /// The heading behind the number.
  var rest = ""

  /// Nil when the heading does not start with a number.
  init?(_ text: String) {
    var bytes = Array(text.utf8)[...]
    if bytes.starts(with: Array("Section ".utf8)) { bytes = bytes.dropFirst(8) }
    var isSpaced = false
    while let part = Self.part(bytes, isFirst: parts.isEmpty, afterSpace: isSpaced) {
      parts.append(part.text)
      bytes = part.rest
      isSpaced = bytes.first == 0x20
      while bytes.first == 0x20 { bytes = bytes.dropFirst() }
      if bytes.isEmpty { break }
    }
    guard let first = parts.first else { return nil }
    isFullCode = ["I", "II", "III", "IV", "V", "VI", "VII", "APP1", "APP2"].contains(first)
    while let width = Self.separatorWidth(bytes) { bytes = bytes.dropFirst(width) }
    rest = String(decoding: bytes, as: UTF8.self)
  }

  /// One part with its punctuation. Behind a space a part counts only when punctuation follows it, so that a word never does.
  private static func part(
    _ bytes: ArraySlice<UInt8>, isFirst: Bool, afterSpace: Bool
  ) -> (text: String, rest: ArraySlice<UInt8>)? {
    var rest = bytes
    let isBracketed = rest.first == UInt8(ascii: "(")
    if isBracketed { rest = rest.dropFirst() }
    let word = rest.prefix { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
    guard !word.isEmpty, word.count <= 24 else { return nil }
    rest = rest.dropFirst(word.count)
    let text = String(decoding: word, as: UTF8.self)
    if isBracketed {
      guard rest.first == UInt8(ascii: ")"), word.count <= 12 else { return nil }
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: ".") { rest = rest.dropFirst() }
      return (text, rest)
    }
    let isShort = word.count <= 5
    switch rest.first {
    case UInt8(ascii: "."):
      // "1.5 million" is no label, and "e.g." is none either; a part stands before a space, an end or another part.
      guard isShort || !isFirst || text.hasPrefix("APP") else { return nil }
      guard !afterSpace || isShort else { return nil }
      return (text, rest.dropFirst())
    case UInt8(ascii: ")"):
      guard isShort else { return nil }
      return (text, rest.dropFirst())
    case nil, 0x20:
      // The last part of a dotted code ("II.c.1 Sector …") ends at a space; a first part never does.
      guard !isFirst, !afterSpace else { return nil }
      return (text, rest)
    default:
      // "II.c.1: Sector …" and "II.c.1–Sector …": a code cut before its last part would name the parent in silence.
      guard !isFirst, !afterSpace, word.count <= 3, separatorWidth(rest) != nil else { return nil }
      return (text, rest)
    }
  }

  /// The length of a space, colon, comma, semicolon, hyphen or dash at the start; nil for anything else.
  private static func separatorWidth(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = bytes.first else { return nil }
    if " :,;-".utf8.contains(first) { return 1 }
    return bytes.starts(with: "–".utf8) || bytes.starts(with: "—".utf8) ? 3 : nil
  }
}
