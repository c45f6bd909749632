// All finished pages together: every link and fragment leads somewhere, every id is unique.
import Diagnostics
import Pages

struct SiteAudit {
  let files: [OutputFile]
  /// In the order of `files`; nil for files that are no pages.
  let audits: [PageAudit?]

  func diagnostics() -> [Diagnostic] {
    var positions: [String: Int] = [:]
    for (position, file) in files.enumerated() { positions[file.address] = position }
    var diagnostics: [Diagnostic] = []
    // One mistake in a layout shows on every page: it is reported once, with the number of pages.
    var pagesByFault: [String: (first: Int, count: Int)] = [:]
    func report(_ fault: String, _ position: Int) {
      let known = pagesByFault[fault]
      pagesByFault[fault] = (known?.first ?? position, (known?.count ?? 0) + 1)
    }
    for (position, audit) in audits.enumerated() {
      guard let audit else { continue }
      for fault in audit.faults { report(fault, position) }
      for link in audit.fragmentLinks {
        guard let target = positions[link.address], let page = audits[target] else { continue }
        if !page.ids.contains(link.id.hashValue) {
          report("it links to #\(link.id) on \(link.address), which has no such id", position)
        }
      }
    }
    for (fault, pages) in pagesByFault {
      let file = files[pages.first]
      let layout = file.layout.map { "Layouts/\($0).mustache" }
      diagnostics.append(
        Diagnostic(
          .auditedPage, at: Place(file: file.sources.first ?? layout ?? file.path),
          "the page \(file.address) is not right: \(fault)",
          help: pages.count > 1 ? "The same is wrong on \(pages.count - 1) further pages." : nil,
          notes: layout.map { [.init("made with the layout \($0)")] } ?? []))
    }
    return diagnostics.sortedByPlace()
  }
}

extension DiagnosticCode {
  static let auditedPage = DiagnosticCode(
    "audit.page", "A finished page has a link that leads nowhere, an id twice, or headings out of order.",
    remedy:
      "Look at the layout and the address that the message names: most often an address in site.yml or in a layout is misspelt.",
    example: .init("Content/pages/broken.md", "---\ntitle: Broken\n---\n\nSee [below](#no-such-heading).\n"))
}
