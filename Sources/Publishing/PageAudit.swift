// What one finished page claims and needs, read from its bytes: ids, links, headings.

/// The facts of one HTML page that the audit compares; only what the whole site must be asked about is kept.
struct PageAudit: Sendable {
  /// Hashes of the ids on the page.
  var ids: Set<Int> = []
  /// Links to ids of other pages: the other page's address and the id, without repeats.
  var fragmentLinks: [(address: String, id: String)] = []
  /// What is wrong with the page itself, in words, without repeats.
  var faults: [String] = []

  /// - Parameters:
  ///   - addresses: every address of the site, without the base path: `/practices/x/`, `/assets/site.css`.
  ///   - isFragment: whether the HTML is shown within other pages. Its links must lead somewhere, it needs no title and
  ///     no `h1`, and it may have no ids.
  init(of bytes: [UInt8], basePath: String, addresses: Set<String>, isFragment: Bool = false) {
    var scanner = TagScanner(bytes: bytes)
    let base = Array(basePath.utf8)
    var ownFragments: Set<String> = []
    var seenLinks: Set<ArraySlice<UInt8>> = []
    var seenFaults: Set<String> = []
    var mainHeadings = 0
    var level = 0
    var hasTitle = false
    var faults: [String] = []
    func report(_ fault: String) {
      if seenFaults.insert(fault).inserted { faults.append(fault) }
    }
    while let tag = Tag(next: &scanner) {
      if let id = tag.id.map(TagScanner.text), !ids.insert(id.hashValue).inserted {
        report("the id “\(id)” stands there twice")
      }
      if let link = tag.link, seenLinks.insert(link).inserted {
        if link.isEmpty {
          report("a link leads nowhere (<\(tag.name)> with an empty address)")
        } else if link.first == UInt8(ascii: "#") {
          ownFragments.insert(TagScanner.text(link.dropFirst()))
        } else if link.first != UInt8(ascii: "/"),
          !link.prefix(while: { $0 != UInt8(ascii: "/") }).contains(UInt8(ascii: ":"))
        {
          // It would lead elsewhere from every page that shows it.
          report(
            "its link “\(TagScanner.text(link))” has no beginning; write /\(TagScanner.text(link)) or a reference"
          )
        } else if link.starts(with: base), !link.starts(with: Array("//".utf8)) {
          let text = "/" + TagScanner.text(link.dropFirst(base.count))
          let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
          let address = String(parts[0].prefix { $0 != "?" })
          if !addresses.contains(address) {
            report("it links to \(address), which is no page of this site")
          } else if parts.count > 1, !parts[1].isEmpty {
            fragmentLinks.append((address, parts[1]))
          }
        } else if link.first == UInt8(ascii: "/"), !link.starts(with: Array("//".utf8)) {
          report(
            "it links to \(TagScanner.text(link)), which is outside of \(String(decoding: base, as: UTF8.self))"
          )
        }
      }
      switch tag.name {
      case "html": if !tag.hasLanguage { report("<html> has no lang") }
      case "title": hasTitle = true
      case "img": if !tag.hasAlternative { report("an image has no alt text") }
      case "h1", "h2", "h3", "h4", "h5", "h6":
        let own = Int(tag.name.dropFirst()) ?? 1
        if own == 1 { mainHeadings += 1 }
        if own > level + 1, !isFragment || level > 0 {
          report("a heading skips from level \(level) to level \(own)")
        }
        level = own
      default: break
      }
    }
    if isFragment {
      if !ids.isEmpty { report("it has ids, which may clash with those of the page that shows it") }
      self.faults = faults
      return
    }
    for fragment in ownFragments.sorted() where !fragment.isEmpty && !ids.contains(fragment.hashValue) {
      report("it links to #\(fragment), an id that it does not have")
    }
    if !hasTitle { report("it has no title") }
    if mainHeadings != 1 { report("it has \(mainHeadings) h1 headings instead of one") }
    self.faults = faults
  }
}

/// What the audit looks at in an opening tag.
private struct Tag {
  let name: String
  let id: ArraySlice<UInt8>?
  /// The value of `href` or `src`.
  let link: ArraySlice<UInt8>?
  let hasLanguage: Bool
  let hasAlternative: Bool

  init?(next scanner: inout TagScanner) {
    var id: ArraySlice<UInt8>?
    var link: ArraySlice<UInt8>?
    var hasLanguage = false
    var hasAlternative = false
    let found = scanner.next { name, value in
      if name.elementsEqual("id".utf8) {
        id = value
      } else if name.elementsEqual("href".utf8) || name.elementsEqual("src".utf8) {
        link = value
      } else if name.elementsEqual("lang".utf8) {
        hasLanguage = !value.isEmpty
      } else if name.elementsEqual("alt".utf8) {
        hasAlternative = true
      }
    }
    guard let found else { return nil }
    (name, self.id, self.link) = (found, id, link)
    (self.hasLanguage, self.hasAlternative) = (hasLanguage, hasAlternative)
  }
}
