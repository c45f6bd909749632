// Which bytes make a paragraph worth a second look: most paragraphs have none.

/// Decides, once for a body and then for each leaf, whether its inlines hold anything that libcmark cannot tell us.
struct Triggers {
  private var tilde = false
  private var bracket = false
  private var angle = false
  private var address = false
  private var www = false
  /// Where the first byte stands that breaks a limit of ``Limits``, and why.
  private(set) var excess: (offset: Int, reason: String)?
  /// Which of our marker characters the body holds itself, as bits.
  private(set) var usedMarkers: UInt32 = 0

  init(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, dialect: Dialect) {
    let base = bytes.base
    let end = bytes.endIndex
    var images = 0
    var brackets = 0
    var lineHasText = false
    var hasTilde = false
    var hasAngle = false
    var hasBracket = false
    var index = bytes.startIndex
    while index < end {
      let byte = base[index]
      index += 1
      // Letters leave at the first comparison.
      if byte >= 0x61 && byte <= 0x7A {
        lineHasText = true
        if byte == UInt8(ascii: "w"), index + 2 < end, base[index] == byte, base[index + 1] == byte,
          base[index + 2] == UInt8(ascii: ".")
        {
          www = true
        }
        continue
      }
      switch byte {
      case 0x20, 0x09: break
      case 0x0A, 0x0D:
        if !lineHasText {
          images = 0
          brackets = 0
        }
        lineHasText = false
      case UInt8(ascii: "["):
        lineHasText = true
        hasBracket = true
        brackets += 1
        if index > bytes.startIndex + 1, base[index - 2] == UInt8(ascii: "!") { images += 1 }
        if images > Limits.images, excess == nil {
          excess = (index - 1, "more than \(Limits.images) images stand together without a blank line")
        } else if brackets > Limits.brackets, excess == nil {
          excess = (index - 1, "more than \(Limits.brackets) brackets stand together without a blank line")
        }
      case UInt8(ascii: "~"):
        lineHasText = true
        hasTilde = true
      case UInt8(ascii: "<"):
        lineHasText = true
        hasAngle = true
      case UInt8(ascii: ":"):
        lineHasText = true
        if index + 1 < end, base[index] == UInt8(ascii: "/"), base[index + 1] == UInt8(ascii: "/") { address = true }
      case 0xEF:
        lineHasText = true
        if index + 1 < end, base[index] == 0xB7, base[index + 1] >= 0x90, base[index + 1] <= 0xAF {
          usedMarkers |= 1 << UInt32(base[index + 1] - 0x90)
        }
      default: lineHasText = true
      }
    }
    tilde = hasTilde
    if dialect == .plain {
      address = false
      www = false
    } else {
      bracket = hasBracket
      angle = hasAngle && dialect == .site
    }
  }

  /// A character that the body does not hold, in UTF-8; nil when a hostile body holds all 32 that could serve.
  var freeMarker: [UInt8]? {
    let free = (~usedMarkers).trailingZeroBitCount
    return free < 32 ? [0xEF, 0xB7, 0x90 + UInt8(free)] : nil
  }

  func fire(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    guard tilde || bracket || angle || address || www else { return false }
    for index in range {
      switch bytes[index] {
      case UInt8(ascii: "["): if bracket { return true }
      case UInt8(ascii: "<"): if angle { return true }
      case UInt8(ascii: "~"): if tilde { return true }
      case UInt8(ascii: "/"):
        if address, index > range.lowerBound, bytes[index - 1] == UInt8(ascii: ":") { return true }
      case UInt8(ascii: "."):
        if www, index > range.lowerBound, bytes[index - 1] == UInt8(ascii: "w") { return true }
      default: break
      }
    }
    return false
  }
}
