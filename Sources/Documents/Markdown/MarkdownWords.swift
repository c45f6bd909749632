// Small judgements on bytes: white space, passage ids, sentences.
import Crypto

/// White space as CommonMark's HTML writer means it.
func isWhiteSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

/// A part of a text without the white space around it, as a string.
func trimmedText(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
  var (lower, upper) = (range.lowerBound, range.upperBound)
  while lower < upper, isWhiteSpace(bytes[lower]) { lower += 1 }
  while upper > lower, isWhiteSpace(bytes[upper - 1]) { upper -= 1 }
  return String(decoding: bytes[lower..<upper], as: UTF8.self)
}

/// `p-` and the first 8 hexadecimal digits of the words' SHA-256.
func passageIdentifier(of words: UnsafeBufferPointer<UInt8>) -> String {
  var hash = SHA256()
  hash.update(bufferPointer: UnsafeRawBufferPointer(words))
  return hash.finalize().withUnsafeBytes { digest in
    String(unsafeUninitializedCapacity: 10) { name in
      name[0] = UInt8(ascii: "p")
      name[1] = UInt8(ascii: "-")
      for index in 0..<4 {
        name[2 * index + 2] = hexadecimal(digest[index] >> 4)
        name[2 * index + 3] = hexadecimal(digest[index] & 15)
      }
      return 10
    }
  }
}

func passageIdentifier(of words: String) -> String {
  var words = words
  return words.withUTF8 { passageIdentifier(of: $0) }
}

private func hexadecimal(_ value: UInt8) -> UInt8 {
  value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
}

/// What may stand between `{#` and `}`: ids and the spaces between them.
func isIdentifierByte(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x20: true
  case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): true
  default: byte >= 0x80
  }
}

/// Whether libcmark would print the address empty in its safe mode.
func isDangerousAddress(_ address: UnsafeBufferPointer<UInt8>) -> Bool {
  func starts(_ prefix: StaticString) -> Bool {
    guard address.count >= prefix.utf8CodeUnitCount else { return false }
    for index in 0..<prefix.utf8CodeUnitCount where lowercased(address[index]) != prefix.utf8Start[index] {
      return false
    }
    return true
  }
  guard starts("data:") else { return starts("javascript:") || starts("vbscript:") || starts("file:") }
  return
    !(starts("data:image/png") || starts("data:image/gif") || starts("data:image/jpeg")
    || starts("data:image/webp"))
}

func lowercased(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

/// The sentence of `words` that holds the byte `position` (counted from their start) and `length` bytes from there on, at
/// most about 300 bytes.
func sentence(in words: UnsafeBufferPointer<UInt8>, around position: Int, length: Int = 1) -> String {
  let target = min(max(position, 0), words.count)
  // Looking further than the limit would be in vain, and costly where many references stand in one sentence.
  let limit = 300
  let first = max(0, target - limit - 1)
  let last = min(words.count, target + limit + 1)
  var start = target
  while start > first, !mayEndSentence(before: start, in: words) || !isSentenceEnd(before: start, in: words) {
    start -= 1
  }
  // A stop inside of what is looked at, as in “St. Croix Works”, ends no sentence.
  var end = min(target + max(1, length), words.count)
  while end < last, !mayEndSentence(before: end, in: words) || !isSentenceEnd(before: end, in: words) {
    end += 1
  }
  var opening = false
  var closing = false
  if end - start > limit {
    // The words around the reference matter more than the sentence's beginning.
    if target - start > limit / 2 {
      start = target - limit / 2
      while start < target, words[start] != 0x20 { start += 1 }
      opening = true
    }
    if end - start > limit {
      let cut = start + limit
      end = cut
      while end > target, words[end] != 0x20 { end -= 1 }
      if end <= target {
        // One word longer than the limit: cut between characters.
        end = cut
        while end > start, words[end] & 0xC0 == 0x80 { end -= 1 }
      }
      closing = true
    }
  }
  let text = trimmedText(words, start..<max(start, end))
  if !opening, !closing { return text }
  return (opening ? "… " : "") + text + (closing ? " …" : "")
}

/// Whether a space stands right before `index` and before it something that is no letter: one quick question, because it
/// is asked for hundreds of bytes around each reference.
private func mayEndSentence(before index: Int, in words: UnsafeBufferPointer<UInt8>) -> Bool {
  index >= 2 && (words[index - 1] ^ 0x20) | (words[index - 2] & 0xC0) == 0
}

/// Whether a sentence ends right before `index`: a full stop, question mark or exclamation mark, a space, a new start.
private func isSentenceEnd(before index: Int, in words: UnsafeBufferPointer<UInt8>) -> Bool {
  guard index >= 2, index < words.count, words[index - 1] == 0x20 else { return false }
  var mark = index - 2
  if words[mark] == UInt8(ascii: "\"") || words[mark] == UInt8(ascii: ")") { mark -= 1 }
  guard mark > 0 else { return false }
  let next = words[index]
  let startsAnew =
    (next >= 0x41 && next <= 0x5A) || next >= 0x80 || next == 0x22 || next == 0x28 || next == 0x5B
  switch words[mark] {
  case UInt8(ascii: "?"), UInt8(ascii: "!"): return startsAnew
  case UInt8(ascii: "."):
    // "U.S. Department" and "c. 1." go on: a single letter before the point is an abbreviation.
    let isAbbreviation =
      mark < 2 || words[mark - 2] == 0x20 || words[mark - 2] == UInt8(ascii: ".")
    return startsAnew && !isAbbreviation
  default: return false
  }
}
