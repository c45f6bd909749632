// The forms of dates and addresses.

/// Whether a text is `YYYY`, `YYYY-MM` or `YYYY-MM-DD` and a day that exists.
package func isDate(_ text: String) -> Bool {
  let parts = text.split(separator: "-", omittingEmptySubsequences: false)
  let widths = [4, 2, 2]
  guard (1...3).contains(parts.count) else { return false }
  var numbers: [Int] = []
  for (part, width) in zip(parts, widths) {
    guard part.utf8.count == width, part.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = Int(part)
    else {
      return false
    }
    numbers.append(number)
  }
  guard numbers[0] >= 1000 else { return false }
  if numbers.count > 1, !(1...12).contains(numbers[1]) { return false }
  if numbers.count > 2 {
    let isLeap = numbers[0] % 4 == 0 && (numbers[0] % 100 != 0 || numbers[0] % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[numbers[1] - 1]).contains(numbers[2])
  }
  return true
}

/// Whether a text is the name of a cycle: `2024`, or `2024-mod` for a modification.
package func isCycle(_ text: String) -> Bool {
  let year = text.hasSuffix("-mod") ? text.dropLast(4) : text[...]
  return year.utf8.count == 4 && year.utf8.allSatisfy { (0x30...0x39).contains($0) }
}

/// Whether a text is an absolute `http(s)` address with a host and no space, quote or control character.
package func isWebAddress(_ text: String) -> Bool {
  let lower = text.lowercased()
  guard let scheme = ["https://", "http://"].first(where: { lower.hasPrefix($0) }) else { return false }
  let rest = text.utf8.dropFirst(scheme.utf8.count)
  guard let first = rest.first, first != UInt8(ascii: "/"), first != UInt8(ascii: ".") else { return false }
  return rest.allSatisfy {
    $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">")
  }
}

/// Whether a text is an address that a page of this site may have: `/a-b/c/`, without dots and empty parts.
package func isSiteAddress(_ text: String) -> Bool {
  guard text.hasPrefix("/"), text.hasSuffix("/"), text.utf8.count > 1 else { return false }
  return text.utf8.dropFirst().dropLast().split(
    separator: UInt8(ascii: "/"), omittingEmptySubsequences: false
  )
  .allSatisfy { part in
    // No dots: a folder of this name must never stand where a file such as feeds/all.xml stands.
    !part.isEmpty
      && part.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
      }
  }
}
