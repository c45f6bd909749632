// sitemap.xml and robots.txt: what search engines read first.

extension Routes {
  /// The sitemap files for the addresses: one, or an index with parts of 50,000 (the protocol's limit).
  func sitemaps(_ addresses: [String], limit: Int = 50_000) -> [(path: String, bytes: [UInt8])] {
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    let namespace = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""
    func list(_ root: String, _ item: String, _ urls: [String]) -> [UInt8] {
      var output: [UInt8] = []
      output.append(text: "\(head)<\(root) \(namespace)>\n")
      for url in urls {
        output.append(text: "<\(item)><loc>")
        output.append(escaped: url)
        output.append(text: "</loc></\(item)>\n")
      }
      output.append(text: "</\(root)>\n")
      return output
    }
    guard addresses.count > limit else {
      return [("sitemap.xml", list("urlset", "url", addresses.map(absolute)))]
    }
    let parts = stride(from: 0, to: addresses.count, by: limit).map { start in
      addresses[start..<min(start + limit, addresses.count)]
    }
    let files = parts.enumerated().map { number, part in
      (path: "sitemap-\(number + 1).xml", bytes: list("urlset", "url", part.map(absolute)))
    }
    return [("sitemap.xml", list("sitemapindex", "sitemap", files.map { absolute("/" + $0.path) }))] + files
  }

  var robots: [UInt8] { Array("User-agent: *\nAllow: /\n\nSitemap: \(absolute("/sitemap.xml"))\n".utf8) }
}
