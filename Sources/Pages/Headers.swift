// The file `_headers`, for hosts that read it: what a browser may load, and how long it may keep a file.

extension Routes {
  /// Rules for all files of the site.
  ///
  /// Such hosts join the headers of all rules that match, and a browser obeys the strictest of joined policies. So
  /// every top folder has a policy of its own: one rule for everything would forbid the search page what it needs.
  func headers(for paths: [String]) -> [UInt8] {
    var rules = [
      ("/*", ["X-Content-Type-Options: nosniff", "Referrer-Policy: strict-origin-when-cross-origin"]),
      ("/", [Self.policy()]), (layoutAssets + "*", [Self.forever]),
    ]
    let tops = Set(
      paths.map { path in
        let parts = path.split(separator: "/", maxSplits: 1)
        return parts.count > 1 ? "/\(parts[0])/*" : "/\(parts[0])"
      })
    for top in tops.union(["/assets/*"]) where top != "/index.html" && !top.hasPrefix("/_") {
      rules.append((top, [Self.policy(runsWebAssembly: top == "/search/*")]))
    }
    if tops.contains("/search/*") {
      rules.append(("/pagefind/*", [Self.policy(runsWebAssembly: true)]))
      rules += ["fragment", "index", "filter"].map { ("/pagefind/\($0)/*", [Self.forever]) }
    }
    let text = rules.sorted { $0.0 < $1.0 }.map { address, headers in
      url(address) + "\n" + headers.map { "  \($0)\n" }.joined()
    }
    return Array(text.joined().utf8)
  }

  private static let forever = "Cache-Control: public, max-age=31536000, immutable"

  private static func policy(runsWebAssembly: Bool = false) -> String {
    "Content-Security-Policy: default-src 'self'\(runsWebAssembly ? " 'wasm-unsafe-eval'" : "");"
      + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
  }
}
