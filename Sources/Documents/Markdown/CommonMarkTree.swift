// libcmark's tree while it is walked; the only file that knows the C library.
import CCommonMark

/// libcmark on the bytes of one document.
enum CommonMarkTree {
  /// Parses the bytes and calls `visit` for each node on the way in and, for nodes that may have children, on the way
  /// out. Invalid UTF-8 becomes U+FFFD: libcmark sees to that, but only where it is needed, because it takes its time.
  /// False when libcmark has no parser to give.
  ///
  /// The tree lives in memory of its own that is freed as a whole at the end, so nothing walks it to take it down.
  static func walk(_ bytes: UnsafeBufferPointer<UInt8>, _ visit: (_ node: Node, _ isEntering: Bool) -> Void)
    -> Bool
  {
    var arena = commonmark_arena()
    var memory = commonmark_memory()
    return withUnsafeMutablePointer(to: &arena) { arena in
      withUnsafeMutablePointer(to: &memory) { memory in
        commonmark_begin(arena)
        defer { commonmark_end(arena) }
        let isValid = (try? UTF8Span(validating: bytes.span)) != nil
        let options = isValid ? CMARK_OPT_DEFAULT : CMARK_OPT_VALIDATE_UTF8
        guard let parser = cmark_parser_new_with_mem(options, memory) else { return false }
        bytes.withMemoryRebound(to: CChar.self) { characters in
          if let base = characters.baseAddress, !characters.isEmpty {
            cmark_parser_feed(parser, base, characters.count)
          }
        }
        guard let root = cmark_parser_finish(parser), let iterator = cmark_iter_new(root) else {
          return false
        }
        while true {
          let event = cmark_iter_next(iterator)
          if event == CMARK_EVENT_DONE { return true }
          guard let pointer = cmark_iter_get_node(iterator) else { return true }
          visit(Node(pointer: pointer), event == CMARK_EVENT_ENTER)
        }
      }
    }
  }

  /// One node, valid only while ``walk(_:_:)`` visits it.
  struct Node {
    fileprivate let pointer: OpaquePointer

    enum Kind {
      case document, quote, list, item, code, html, paragraph, heading, rule
      case text, softBreak, lineBreak, codeSpan, inlineHTML, emphasis, strong, link, image, unknown
    }

    var kind: Kind {
      switch cmark_node_get_type(pointer) {
      case CMARK_NODE_TEXT: .text
      case CMARK_NODE_SOFTBREAK: .softBreak
      case CMARK_NODE_PARAGRAPH: .paragraph
      case CMARK_NODE_EMPH: .emphasis
      case CMARK_NODE_STRONG: .strong
      case CMARK_NODE_LINK: .link
      case CMARK_NODE_CODE: .codeSpan
      case CMARK_NODE_LIST: .list
      case CMARK_NODE_ITEM: .item
      case CMARK_NODE_HEADING: .heading
      case CMARK_NODE_BLOCK_QUOTE: .quote
      case CMARK_NODE_CODE_BLOCK: .code
      case CMARK_NODE_HTML_BLOCK: .html
      case CMARK_NODE_THEMATIC_BREAK: .rule
      case CMARK_NODE_LINEBREAK: .lineBreak
      case CMARK_NODE_HTML_INLINE: .inlineHTML
      case CMARK_NODE_IMAGE: .image
      case CMARK_NODE_DOCUMENT: .document
      default: .unknown
      }
    }

    /// 1-based, in the bytes that were parsed; right for blocks only.
    var startLine: Int { Int(cmark_node_get_start_line(pointer)) }
    /// 1-based; right for blocks only.
    var endLine: Int { Int(cmark_node_get_end_line(pointer)) }
    var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }
    /// Nil for a bullet list.
    var firstNumber: Int? {
      cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST ? Int(cmark_node_get_list_start(pointer)) : nil
    }

    /// Whether a quote's first child is a quote that begins on the same line.
    var beginsWithQuote: Bool {
      guard let child = cmark_node_first_child(pointer) else { return false }
      return cmark_node_get_type(child) == CMARK_NODE_BLOCK_QUOTE
        && cmark_node_get_start_line(child) == cmark_node_get_start_line(pointer)
    }

    /// Whether a paragraph stands in an item of a tight list, where it gets no `<p>`.
    var isTightParagraph: Bool {
      guard let item = cmark_node_parent(pointer), let list = cmark_node_parent(item) else { return false }
      return cmark_node_get_list_tight(list) != 0
    }

    /// The node's own bytes: the words of text, the inside of code, the markup of raw HTML.
    func withLiteral<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
      Self.withBytes(cmark_node_get_literal(pointer), body)
    }
    func withAddress<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
      Self.withBytes(cmark_node_get_url(pointer), body)
    }
    func withTitle<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
      Self.withBytes(cmark_node_get_title(pointer), body)
    }
    func withFenceInfo<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
      Self.withBytes(cmark_node_get_fence_info(pointer), body)
    }

    private static func withBytes<Result>(
      _ characters: UnsafePointer<CChar>?, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
      guard let characters else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
      let count = commonmark_length(characters)
      return characters.withMemoryRebound(to: UInt8.self, capacity: count) {
        body(UnsafeBufferPointer(start: $0, count: count))
      }
    }
  }
}

extension Markdown {
  /// The version of the CommonMark library that reads every text, such as `0.30.2`.
  package static var libraryVersion: String { String(cString: cmark_version_string()) }
}
