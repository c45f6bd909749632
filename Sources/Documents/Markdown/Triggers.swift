// Which bytes make a paragraph worth a second look: most paragraphs have none.

/// What one pass over the bytes finds: where lines end, and where anything stands that libcmark cannot tell us.
struct Triggers {
  /// The offsets of all bytes that may make a leaf worth a second look, ascending.
  private var marks: [Int] = []
  /// The byte offsets behind the line ends, ascending.
  private(set) var lineStarts: [Int] = []
  /// Where the first byte stands that breaks a limit of ``Limits``, and why.
  private(set) var excess: (offset: Int, reason: String)?
  /// Which of our marker characters the body holds itself, as bits.
  private(set) var usedMarkers: UInt32 = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, dialect: Dialect) {
    guard let base = bytes.baseAddress else { return }
    let end = bytes.count
    let isSite = dialect == .site
    let isPlain = dialect == .plain
    let table = ByteClass.notable.utf8Start
    var images = 0
    var brackets = 0
    var lineStart = start
    var index = start
    while index < end {
      let byte = base[index]
      index += 1
      if table[Int(byte)] == UInt8(ascii: "0") { continue }
      switch byte {
      case 0x0A, 0x0D:
        if byte == 0x0D, index < end, base[index] == 0x0A { index += 1 }
        // A blank line with many spaces merely counts on.
        if index - lineStart <= 8, bytes[lineStart..<index].allSatisfy(isWhiteSpace) {
          images = 0
          brackets = 0
        }
        lineStarts.append(index)
        lineStart = index
      case UInt8(ascii: "["):
        if !isPlain { marks.append(index - 1) }
        brackets += 1
        if index - 1 > start, base[index - 2] == UInt8(ascii: "!") { images += 1 }
        if images > Limits.images, excess == nil {
          excess = (index - 1, "more than \(Limits.images) images stand together without a blank line")
        } else if brackets > Limits.brackets, excess == nil {
          excess = (index - 1, "more than \(Limits.brackets) brackets stand together without a blank line")
        }
      case UInt8(ascii: "~"): marks.append(index - 1)
      case UInt8(ascii: "<"): if isSite { marks.append(index - 1) }
      case UInt8(ascii: ":"):
        if !isPlain, index + 1 < end, base[index] == UInt8(ascii: "/"), base[index + 1] == UInt8(ascii: "/") {
          marks.append(index - 1)
        }
      case UInt8(ascii: "."):
        if !isPlain, index - start > 3, base[index - 2] == UInt8(ascii: "w"),
          base[index - 3] == UInt8(ascii: "w"),
          base[index - 4] == UInt8(ascii: "w")
        {
          marks.append(index - 1)
        }
      default:
        if index + 1 < end, base[index] == 0xB7, base[index + 1] >= 0x90, base[index + 1] <= 0xAF {
          usedMarkers |= 1 << UInt32(base[index + 1] - 0x90)
        }
      }
    }
  }

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
