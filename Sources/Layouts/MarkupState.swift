// Where in the HTML a layout stands, byte by byte: what decides which facts are safe there.

/// A small reading of HTML's tokenizer: exact enough to tell text from tags, attributes, scripts and comments.
///
/// Two states are equal when everything that follows means the same after both.
struct MarkupState: Equatable {
  enum Position: Equatable {
    case text
    /// After `<`, `</` and `<!`; nothing decided yet.
    case tagOpen, endTagOpen, declarationOpen, declarationDash
    case tagName
    /// In a tag, after white space.
    case insideTag
    /// In a tag, after a quoted value or a section: white space or the tag's end must follow.
    case tagEnd
    case attributeName, afterAttributeName, beforeValue, unquotedValue
    /// In a value between quotes of this kind.
    case quotedValue(UInt8)
    /// Inside `script`, `style`, `title` and their like, which only their own end tag ends.
    case rawText
    case comment
    /// `<!doctype …>`, `<?…>` and what else ends at the next `>`.
    case declaration
  }

  var position = Position.text
  /// The tag's name in lower case, also while inside the element for ``Position/rawText``.
  var tag: [UInt8] = []
  var isEndTag = false
  /// The attribute's name in lower case.
  var attribute: [UInt8] = []
  /// Whether nothing but white space may precede the next byte of an address.
  var isAtAddressStart = false
  /// The first bytes of an address without white space, in lower case: as much as tells a program from an address.
  private var addressStart: [UInt8] = []
  /// How much of `</tag` was seen in raw text, or how many dashes in a comment.
  var matched = 0
  /// Whether the last byte in a tag was a slash.
  private var isAfterSlash = false

  /// What is wrong with the literal text of a layout.
  enum Fault {
    case missingSpace, selfClosedRawText, programAddress
  }

  mutating func read(_ byte: UInt8) -> Fault? {
    switch position {
    case .text:
      if byte == UInt8(ascii: "<") { position = .tagOpen }
    case .tagOpen, .endTagOpen, .declarationOpen, .declarationDash: readOpening(byte)
    case .tagName:
      if isBlank(byte) || byte == UInt8(ascii: "/") {
        isAfterSlash = byte == UInt8(ascii: "/")
        position = .insideTag
      } else if byte == UInt8(ascii: ">") {
        return endTag()
      } else {
        tag.append(lowercased(byte))
      }
    case .insideTag, .tagEnd, .attributeName, .afterAttributeName: return readInTag(byte)
    case .beforeValue:
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        position = .quotedValue(byte)
        isAtAddressStart = holdsAddress
      } else if byte == UInt8(ascii: ">") {
        return endTag()
      } else if !isBlank(byte) {
        position = .unquotedValue
        return readAddress(byte)
      }
    case .unquotedValue:
      if byte == UInt8(ascii: ">") { return endTag() }
      if isBlank(byte) { leaveAttribute(.insideTag) }
      return readAddress(byte)
    case .quotedValue(let quote):
      if byte == quote {
        leaveAttribute(.tagEnd)
      } else if byte == UInt8(ascii: ","), attribute.ends(with: "srcset") {
        isAtAddressStart = true
      } else if !isBlank(byte) {
        isAtAddressStart = false
        return readAddress(byte)
      }
    case .rawText: readRawText(byte)
    case .comment:
      if byte == UInt8(ascii: ">"), matched == 2 { self = MarkupState() }
      matched = byte == UInt8(ascii: "-") ? min(matched + 1, 2) : 0
    case .declaration:
      if byte == UInt8(ascii: ">") { self = MarkupState() }
    }
    return nil
  }

  private mutating func readAddress(_ byte: UInt8) -> Fault? {
    guard addressStart.count < Self.programScheme.utf8.count, byte > 0x20, holdsAddress else { return nil }
    addressStart.append(lowercased(byte))
    return addressStart.elementsEqual(Self.programScheme.utf8) ? .programAddress : nil
  }

  private mutating func readOpening(_ byte: UInt8) {
    let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowercased(byte))
    switch (position, byte) {
    case (.tagOpen, UInt8(ascii: "/")): position = .endTagOpen
    case (.tagOpen, UInt8(ascii: "!")): position = .declarationOpen
    case (.tagOpen, UInt8(ascii: "?")): position = .declaration
    case (.tagOpen, _) where isLetter, (.endTagOpen, _) where isLetter:
      isEndTag = position == .endTagOpen
      tag = [lowercased(byte)]
      position = .tagName
    case (.tagOpen, UInt8(ascii: "<")): break
    case (.tagOpen, _), (_, UInt8(ascii: ">")): self = MarkupState()
    case (.declarationOpen, UInt8(ascii: "-")): position = .declarationDash
    case (.declarationDash, UInt8(ascii: "-")):
      // `<!-->` is a whole comment to a browser.
      position = .comment
      matched = 2
    default: position = .declaration
    }
  }

  private mutating func readInTag(_ byte: UInt8) -> Fault? {
    switch byte {
    case UInt8(ascii: ">"): return endTag()
    case UInt8(ascii: "/"):
      leaveAttribute(.insideTag)
      isAfterSlash = true
      return nil
    case _ where isBlank(byte):
      switch position {
      case .attributeName: position = .afterAttributeName
      case .afterAttributeName: break
      default: leaveAttribute(.insideTag)
      }
      return nil
    case UInt8(ascii: "=") where position == .attributeName || position == .afterAttributeName:
      position = .beforeValue
      return nil
    default:
      let isFault = position == .tagEnd
      if position != .attributeName { attribute = [] }
      attribute.append(lowercased(byte))
      position = .attributeName
      isAfterSlash = false
      return isFault ? .missingSpace : nil
    }
  }

  private mutating func readRawText(_ byte: UInt8) {
    // `matched` counts the bytes of `</tag` that were just read.
    if matched == tag.count + 2 {
      if isBlank(byte) || byte == UInt8(ascii: "/") {
        isEndTag = true
        matched = 0
        position = .insideTag
        return
      }
      if byte == UInt8(ascii: ">") {
        self = MarkupState()
        return
      }
    } else if matched == 1 ? byte == UInt8(ascii: "/") : matched > 1 && lowercased(byte) == tag[matched - 2] {
      matched += 1
      return
    }
    matched = byte == UInt8(ascii: "<") ? 1 : 0
  }

  private mutating func endTag() -> Fault? {
    let opensRawText = !isEndTag && Self.rawTextTags.contains { tag.elementsEqual($0.utf8) }
    let isSelfClosed = isAfterSlash && position == .insideTag
    let name = tag
    self = MarkupState()
    guard opensRawText else { return nil }
    if isSelfClosed { return .selfClosedRawText }
    position = .rawText
    tag = name
    return nil
  }

  private mutating func leaveAttribute(_ next: Position) {
    position = next
    attribute = []
    isAtAddressStart = false
    addressStart = []
    isAfterSlash = false
  }
}

extension MarkupState {
  /// Elements whose content is no markup. Escapes work in the first two only.
  private static let rawTextTags = [
    "title", "textarea", "script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext",
  ]

  /// Attributes whose value is an address.
  private static let addressAttributes = [
    "href", "src", "srcset", "imagesrcset", "action", "formaction", "cite", "data", "poster", "ping",
    "manifest",
    "background", "longdesc", "usemap", "icon", "profile", "codebase", "classid", "archive", "xlink:href",
  ]

  private static let programScheme = "javascript:"

  var holdsAddress: Bool { Self.addressAttributes.contains { attribute.elementsEqual($0.utf8) } }

  /// Whether the attribute's value is a program, a style or a page, where escaping for HTML is not enough.
  var holdsCode: Bool {
    attribute.starts(with: "on".utf8) || attribute.elementsEqual("style".utf8)
      || attribute.elementsEqual("srcdoc".utf8)
  }

  /// Whether the content of the raw text element may hold escaped text.
  var isEscapableText: Bool { tag.elementsEqual("title".utf8) || tag.elementsEqual("textarea".utf8) }

  /// The state as a section inside a tag may rely on: that whatever came before is complete.
  var atSectionStart: MarkupState {
    var state = self
    switch position {
    case .tagName, .attributeName, .unquotedValue: state.leaveAttribute(.tagEnd)
    case .afterAttributeName, .insideTag: state.leaveAttribute(.insideTag)
    default: break
    }
    return state
  }

  /// The state after a section that may not have been entered; nil when the two cannot go on together.
  func joined(with end: MarkupState) -> MarkupState? {
    var left = self
    var right = end.atSectionStart
    // What may be true must be reckoned with.
    left.isAtAddressStart = left.isAtAddressStart || right.isAtAddressStart
    right.isAtAddressStart = left.isAtAddressStart
    right.addressStart = left.addressStart
    if left.position == .insideTag, right.position == .tagEnd { left.position = .tagEnd }
    if left.position == .tagEnd, right.position == .insideTag { right.position = .tagEnd }
    if left.position == .comment, right.position == .comment {
      left.matched = min(left.matched, right.matched)
      right.matched = left.matched
    }
    return left == right ? left : nil
  }

  /// The state in words, for messages.
  var description: String {
    switch position {
    case .text: "text"
    case .tagOpen, .endTagOpen, .tagName: "a tag's name"
    case .insideTag, .tagEnd: "a tag"
    case .attributeName, .afterAttributeName: "an attribute's name"
    case .beforeValue, .unquotedValue: "an attribute's value without quotes"
    case .quotedValue: "the value of the attribute “\(String(decoding: attribute, as: UTF8.self))”"
    case .rawText: "the element “\(String(decoding: tag, as: UTF8.self))”"
    case .comment: "an HTML comment"
    case .declarationOpen, .declarationDash, .declaration: "a declaration"
    }
  }
}

private func lowercased(_ byte: UInt8) -> UInt8 {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}

extension [UInt8] {
  fileprivate func ends(with text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
