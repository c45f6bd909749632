// Which bytes make a paragraph worth a second look: most paragraphs have none.

/// What one pass over the bytes finds: where lines end, and where anything stands that libcmark cannot tell us.
struct Triggers {
  /// The offsets of all bytes that may make a leaf worth a second look, ascending.
  private var marks: [Int] = []
  /// The byte offsets at which the body's lines start, and the end of the file.
  private(set) var lineStarts: [Int] = []
  /// Where the first byte stands that breaks a limit of ``Limits``, and why.
  private(set) var excess: (offset: Int, reason: String)?
  /// Which of our marker characters the body holds itself, as bits.
  private(set) var usedMarkers: UInt32 = 0

  private var images = 0
  private var brackets = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, dialect: Dialect) {
    lineStarts.append(start)
    guard let base = bytes.baseAddress else { return }
    let end = bytes.count
    lineStarts.reserveCapacity((end - start) / 32 + 2)
    marks.reserveCapacity((end - start) / 64)
    let table = ByteClass.notable.utf8Start
    var index = start
    while index < end {
      // Most of a text holds nothing of interest for many bytes on end.
      if index > start, end - index > Self.block, !Self.holdsNotable(base + index) {
        index += Self.block
        continue
      }
      let stop = min(index + Self.block, end)
      while index < stop {
        if table[Int(base[index])] != UInt8(ascii: "0") { note(index, bytes, start, dialect) }
        index += 1
      }
    }
    if lineStarts.last != end { lineStarts.append(end) }
  }

  private static let block = 16

  /// Whether one of the next bytes may be notable. Without branches: the compiler compares many bytes at once.
  private static func holdsNotable(_ bytes: UnsafePointer<UInt8>) -> Bool {
    var least = UInt8.max
    for index in 0..<block {
      let byte = bytes[index]
      least = min(least, byte ^ 0x0A, byte ^ 0x0D, byte ^ UInt8(ascii: "["))
      least = min(least, byte ^ UInt8(ascii: "~"), byte ^ UInt8(ascii: "<"), byte ^ 0xEF)
      least = min(least, (byte ^ UInt8(ascii: ":")) | (bytes[index + 1] ^ UInt8(ascii: "/")))
      least = min(least, (byte ^ UInt8(ascii: ".")) | (bytes[index - 1] ^ UInt8(ascii: "w")))
    }
    return least == 0
  }

  private mutating func note(
    _ index: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ dialect: Dialect
  ) {
    let next = index + 1
    switch bytes[index] {
    case 0x0A, 0x0D:
      if bytes[index] == 0x0D, next < bytes.count, bytes[next] == 0x0A { return }
      let lineStart = lineStarts.last ?? start
      // A blank line with many spaces merely counts on.
      if next - lineStart <= 8, bytes[lineStart..<next].allSatisfy(isWhiteSpace) {
        images = 0
        brackets = 0
      }
      lineStarts.append(next)
    case UInt8(ascii: "["):
      if dialect != .plain { marks.append(index) }
      brackets += 1
      if index > start, bytes[index - 1] == UInt8(ascii: "!") { images += 1 }
      if images > Limits.images, excess == nil {
        excess = (index, "more than \(Limits.images) images stand together without a blank line")
      } else if brackets > Limits.brackets, excess == nil {
        excess = (index, "more than \(Limits.brackets) brackets stand together without a blank line")
      }
    case UInt8(ascii: "~"): marks.append(index)
    case UInt8(ascii: "<"): if dialect == .site { marks.append(index) }
    case UInt8(ascii: ":"):
      if dialect != .plain, next + 1 < bytes.count, bytes[next] == UInt8(ascii: "/"),
        bytes[next + 1] == UInt8(ascii: "/")
      {
        marks.append(index)
      }
    case UInt8(ascii: "."):
      if dialect != .plain, index - start >= 3,
        bytes[(index - 3)..<index].allSatisfy({ $0 == UInt8(ascii: "w") })
      {
        marks.append(index)
      }
    default:
      if next + 1 < bytes.count, bytes[next] == 0xB7, bytes[next + 1] >= 0x90, bytes[next + 1] <= 0xAF {
        usedMarkers |= 1 << UInt32(bytes[next + 1] - 0x90)
      }
    }
  }

  var hasNoFreeMarker: Bool { usedMarkers == UInt32.max }

  /// A character that the body does not hold, in UTF-8; nil when a hostile body holds all 32 that could serve.
  var freeMarker: [UInt8]? {
    let free = (~usedMarkers).trailingZeroBitCount
    return free < 32 ? [0xEF, 0xB7, 0x90 + UInt8(free)] : nil
  }

  /// Whether anything to look at stands in the range.
  func fire(in range: Range<Int>) -> Bool {
    var low = 0
    var high = marks.count
    while low < high {
      let middle = (low + high) / 2
      if marks[middle] < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low < marks.count && marks[low] < range.upperBound
  }
}
