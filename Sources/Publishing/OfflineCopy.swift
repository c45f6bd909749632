// The offline copy of the site: its files with links that lead from file to file, so that they open without a server.
import Crypto
import Diagnostics
package import Pages
import Parallel

/// What goes into the offline copy, and what each file looks like there.
package struct OfflineCopy: Sendable {
  /// The files that somebody has a use for without the host, sorted by path.
  package let files: [OutputFile]
  private let routes: Routes
  /// The address of each of ``files``, with its path.
  private let paths: [String: String]
  private let plain: [String: [UInt8]]
  /// Goes up when the same site would give other files: it is part of ``digest(of:)``.
  private static let form = "offline copy 1"

  /// - Parameters:
  ///   - site: every file of the site, sorted by path.
  ///   - plain: the bytes of those that say something else in the copy, by path.
  package init(of site: [OutputFile], routes: Routes, plain: [String: [UInt8]] = [:]) {
    files = site.filter { $0.use != .hosting }
    self.routes = routes
    paths = Dictionary(files.map { ($0.address, $0.path) }, uniquingKeysWith: { first, _ in first })
    self.plain = plain
  }

  /// Stands for the whole copy, in hexadecimal.
  ///
  /// - Parameter written: the digest of a file as it is written on the site.
  package func digest(written: (_ path: String) -> [UInt8]?) -> String {
    var hash = SHA256()
    hash.update(data: Array("\(Self.form)\n\(routes.baseURL)\n".utf8))
    for file in files {
      hash.update(data: Array("\(file.path)\0".utf8))
      hash.update(data: own(file).map { Array(SHA256.hash(data: $0)) } ?? written(file.path) ?? [])
    }
    return hexadecimal(hash.finalize())
  }

  /// Hands every file of the copy to `write` as soon as it is made, in parallel; paths are relative to the copy's beginning.
  ///
  /// - Parameter read: gives the bytes of a file as it is written on the site.
  /// Rethrows the first error of `read` and `write`.
  package func make(
    jobs: Int, read: @escaping @Sendable (_ path: String) throws -> [UInt8],
    write: @escaping @Sendable (_ path: String, [UInt8]) throws -> Void
  ) async throws {
    let outcomes = await mapInParallel(files, jobs: jobs) { file -> Result<Void, any Error> in
      Result {
        for (path, bytes) in contents(of: file, try own(file) ?? read(file.path)) { try write(path, bytes) }
      }
    }
    for outcome in outcomes { try outcome.get() }
  }

  /// A file that says something else in the copy; nil for all others.
  private func own(_ file: OutputFile) -> [UInt8]? { file.adapted?(plain[file.path] ?? [], .copy) }

  /// What stands in the copy for one file of the site.
  ///
  /// What scripts fetch is there a second time, as a script: a page that was opened from a folder may load a script, but may
  /// not fetch. The first is for those who serve the copy.
  package func contents(of file: OutputFile, _ source: [UInt8]) -> [(path: String, bytes: [UInt8])] {
    let bytes = file.path.hasSuffix(".html") ? relinked(source, in: file.path) : source
    guard file.use == .fetching else { return [(file.path, bytes)] }
    var script = Array("document.currentScript.dataset.text = ".utf8)
    appendJSON(String(decoding: bytes, as: UTF8.self), to: &script)
    return [(file.path, bytes), (file.path + ".js", script + Array(";\n".utf8))]
  }

  /// A page whose links into the site lead to files of the copy, or to the host where the copy lacks the file.
  private func relinked(_ page: [UInt8], in path: String) -> [UInt8] {
    var scanner = TagScanner(bytes: page)
    let base = Array(routes.basePath.utf8)
    let up = String(repeating: "../", count: path.utf8.count { $0 == UInt8(ascii: "/") })
    var output: [UInt8] = []
    output.reserveCapacity(page.count + page.count / 16)
    var copied = 0
    func replace(_ value: ArraySlice<UInt8>, by text: String) {
      output += page[copied..<value.startIndex]
      output += TagScanner.escaped(text).utf8
      copied = value.endIndex
    }
    while scanner.next(attribute: { name, value in
      if Self.holdsAddress(name) {
        guard value.starts(with: base), !value.starts(with: Array("//".utf8)) else { return }
        let address = "/" + TagScanner.text(value.dropFirst(base.count))
        // What a script keeps need not be an address.
        if name.starts(with: "data-".utf8), paths[address] == nil { return }
        replace(value, by: relinked(address, up: up))
      } else if name.elementsEqual("content".utf8), let address = redirection(TagScanner.text(value)) {
        // The page of an old address leads on by itself: not to the host while the page is here.
        replace(value, by: "0; url=" + relinked(address, up: up))
      }
    }) != nil {}
    return output + page[copied...]
  }

  /// - Parameter address: an address of the site, with a query and a fragment if there are any.
  private func relinked(_ address: String, up: String) -> String {
    let end = address.firstIndex { $0 == "?" || $0 == "#" } ?? address.endIndex
    guard let path = paths[String(address[..<end])] else { return routes.absolute(address) }
    return up + path + address[end...]
  }

  /// The address within the site that `<meta http-equiv="refresh">` names.
  private func redirection(_ content: String) -> String? {
    let beginning = "0; url=" + routes.baseURL
    return content.hasPrefix(beginning) ? "/" + content.dropFirst(beginning.count) : nil
  }

  /// Attributes whose value is an address; scripts read theirs from `data-` attributes.
  private static func holdsAddress(_ name: ArraySlice<UInt8>) -> Bool {
    switch name.count {
    case 3: name.elementsEqual("src".utf8)
    case 4: name.elementsEqual("href".utf8)
    case 6: name.elementsEqual("action".utf8) || name.elementsEqual("poster".utf8)
    default: name.starts(with: "data-".utf8) || name.elementsEqual("formaction".utf8)
    }
  }
}
