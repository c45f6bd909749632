// HTML as bytes: one function for each kind of place that foreign words can stand in.

extension ByteSink where Self: ~Copyable {
  /// Appends markup that this program wrote itself.
  mutating func appendMarkup(_ markup: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
  }

  /// Appends words for a text or a double-quoted attribute, as libcmark escapes them.
  mutating func appendEscaped(_ bytes: UnsafeBufferPointer<UInt8>) {
    var start = 0
    var index = 0
    let count = bytes.count
    while index < count {
      let byte = bytes[index]
      // All four letters lie at or below ">": most bytes leave after one comparison.
      if byte > 0x3E || !(byte == 0x22 || byte == 0x26 || byte == 0x3C || byte == 0x3E) {
        index += 1
        continue
      }
      append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
      switch byte {
      case 0x22: appendMarkup("&quot;")
      case 0x26: appendMarkup("&amp;")
      case 0x3C: appendMarkup("&lt;")
      default: appendMarkup("&gt;")
      }
      index += 1
      start = index
    }
    append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<count]))
  }

  mutating func appendEscaped(_ bytes: some Collection<UInt8>) {
    let done: Void? = bytes.withContiguousStorageIfAvailable { appendEscaped($0) }
    if done == nil { appendEscaped(Array(bytes)) }
  }

  /// Appends an address for `href` or `src`: everything that is not plain in an address becomes `%XX`, as libcmark does.
  mutating func appendAddress(_ bytes: UnsafeBufferPointer<UInt8>) {
    for byte in bytes {
      if isPlainInAddress(byte) {
        append(byte)
      } else if byte == UInt8(ascii: "&") {
        appendMarkup("&amp;")
      } else if byte == UInt8(ascii: "'") {
        appendMarkup("&#x27;")
      } else {
        append(UInt8(ascii: "%"))
        append(hexadecimalDigit(byte >> 4))
        append(hexadecimalDigit(byte & 15))
      }
    }
  }

  /// Starts a new line unless the last one is finished.
  mutating func finishLine() {
    if let last, last != 0x0A { append(0x0A) }
  }
}

private func hexadecimalDigit(_ value: UInt8) -> UInt8 {
  value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
}

/// Whether an address shows the byte as it is: letters, digits and the marks that have a meaning in addresses.
private func isPlainInAddress(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
  case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"): true
  case UInt8(ascii: "(")...UInt8(ascii: "/"): true  // ( ) * + , - . /
  case UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: "?"), UInt8(ascii: "@"): true
  case UInt8(ascii: "_"), UInt8(ascii: "~"): true
  default: false
  }
}
