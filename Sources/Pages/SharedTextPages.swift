// The pages of shared text: what the three layers are, the texts of each part of the outline, one text side by side.
import Layouts
import Links
import Records

/// A page of the list of shared texts of one part of the outline.
struct SharedTextPart: Sendable {
  let part: PlanElement
  /// Positions of clusters.
  let clusters: [Int]
  /// From 1.
  let page: Int
  let pages: Int
  /// How many texts the part has on all its pages.
  let count: Int

  var address: String { "/shared-text/\(part.id)/" + (page == 1 ? "" : "\(page)/") }
}

struct SharedTextPageFacts: LayoutFacts {
  let model: SiteModel
  let parts: [SharedTextPart]

  /// So many texts stand on the first page.
  private static let shown = 40

  private var shared: SharedText { model.graph.sharedText }

  private func percent(_ count: (SectionShares) -> Int) -> String {
    let words = shared.sections.reduce(0) { $0 + $1.words }
    let part = shared.sections.reduce(0) { $0 + count($1) }
    return words == 0 ? "" : "\(part * 100 / words)%"
  }

  static let facts: [Fact<SharedTextPageFacts>] = [
    .text("count", "How many texts stand in plans of several states.") {
      counted($0.shared.clusters.count, "text")
    },
    .text("sections", "How many sections were compared; empty, as are the shares, when none was.") { page in
      let count = page.shared.sections.count { $0.words > 0 }
      return count == 0 ? "" : counted(count, "section")
    },
    .text("requirement", "The share of all words that is the requirement's.") { $0.percent(\.requirement) },
    .text("carried", "The share of all words that was carried over.") { $0.percent(\.carried) },
    .text("shared", "The share of all words that another state's plan has, too.") { $0.percent(\.shared) },
    .text("own", "The share of all words that are none of these: the plans' own.") { $0.percent(\.own) },
    .list("rows", "The texts of most states, the longest first, at most \(shown).") { page in
      page.shared.clusters.prefix(shown).map { page.model.sharedTextRow($0) }
    },
    .flag("has_more", "Whether there are more texts than these.") { $0.shared.clusters.count > shown },
    .list("parts", "The lists of all texts, by part of the outline.") { page in
      page.parts.filter { $0.page == 1 }.map { part in
        page.model.link(
          "Part \(part.part.code): \(part.part.title)", part.address, note: counted(part.count, "text"))
      }
    },
    .address("csv", "All of it as CSV.") { $0.model.routes.url("/data/shared-text.csv") },
    .address("shares", "How much of each section is whose, as CSV.") {
      $0.model.routes.url("/data/section-shares.csv")
    },
  ]
}

struct SharedTextPartFacts: LayoutFacts {
  let model: SiteModel
  let part: SharedTextPart
  let others: [SharedTextPart]

  static let facts: [Fact<SharedTextPartFacts>] = [
    .text("part", "The part's code and title.") { "\($0.part.part.code) \($0.part.part.title)" },
    .text("count", "How many texts the part has.") { counted($0.part.count, "text") },
    .list("rows", "The texts on this page.") { page in
      page.part.clusters.map { page.model.sharedTextRow(page.model.graph.sharedText.clusters[$0]) }
    },
    .list("pages", "The pages of the part, when there are several.") { page in
      page.others.filter { $0.part.id == page.part.part.id && $0.pages > 1 }.map { other in
        var link = page.model.link("Page \(other.page)", other.address)
        link.isCurrent = other.page == page.part.page
        return link
      }
    },
    .list("parts", "The other parts.") { page in
      page.others.filter { $0.page == 1 && $0.part.id != page.part.part.id }.map { other in
        page.model.link("Part \(other.part.code)", other.address, note: counted(other.count, "text"))
      }
    },
  ]
}

struct SharedTextClusterFacts: LayoutFacts {
  let model: SiteModel
  let cluster: TextCluster

  static let facts: [Fact<SharedTextClusterFacts>] = [
    .part("row", "What lists say of the text.") { $0.model.sharedTextRow($0.cluster) },
    .list("columns", "The text in each state's plan; the first one is compared with all others.") {
      $0.model.sharedTextColumns($0.cluster)
    },
    .flag("is_pair", "Whether two states have it.") { $0.cluster.jurisdictions.count == 2 },
  ]
}

extension SiteModel {
  /// The texts by the part of the outline to which their elements belong; a text may belong to several.
  func sharedTextParts() -> [SharedTextPart] {
    guard let outline = library.outline else { return [] }
    let rows = 120
    var parts: [(part: PlanElement, clusters: Set<Int>)] = []
    for element in outline.elements {
      if element.depth == 0 { parts.append((element, [])) }
      guard !parts.isEmpty else { continue }
      parts[parts.count - 1].clusters.formUnion(graph.sharedText.sharedText(for: element.id))
    }
    return parts.flatMap { part, found -> [SharedTextPart] in
      let clusters = found.sorted()
      let pages = (clusters.count + rows - 1) / rows
      return (0..<pages).map { page in
        SharedTextPart(
          part: part, clusters: Array(clusters[page * rows..<min((page + 1) * rows, clusters.count)]),
          page: page + 1, pages: pages, count: clusters.count)
      }
    }
  }

  func sharedTextClusterPage(_ cluster: TextCluster) -> (PageMeta, SharedTextClusterFacts) {
    let names = cluster.jurisdictions.map { library.jurisdictions[$0].name }
    let row = sharedTextRow(cluster)
    let codes = row.elements.map(\.label).joined(separator: ", ")
    return (
      PageMeta(
        title: "Text in the plans of \(namesInWords(names))",
        description: "\(counted(cluster.core.words.count, "word")) for \(codes), side by side.",
        kind: "Shared text", breadcrumbs: [link("Shared text", "/shared-text/")]),
      SharedTextClusterFacts(model: self, cluster: cluster)
    )
  }
}
