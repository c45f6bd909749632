// A body's HTML without any page around it, for `clearinghouse render`.

extension Markdown {
  /// The HTML of a whole document parsed in the ``Dialect/plain`` or ``Dialect/extended`` dialect, where no slot is left open.
  package func html() -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(blocks.reduce(0) { $0 + $1.html.bytes.count })
    for block in blocks { bytes.append(contentsOf: block.html.bytes) }
    return bytes
  }
}
