// How records relate: every reference resolved, with its inverse.
package import Diagnostics
package import Records

/// The published records of a site and everything that joins them.
package struct LinkGraph: Sendable {
  /// The records that the site shows; drafts are not among them.
  package let library: Library
  /// Each record's title, by id: what an empty reference shows.
  package let titles: [RecordID: String]
  /// References out of a record, in the order of its text, then its fields.
  package let outgoing: [RecordID: [Link]]
  /// References into a record, sorted by source.
  package let incoming: [RecordID: [Link]]
  /// Targets of body references: record, then index into its Markdown's references.
  package let targets: [RecordID: [Int: Target]]
  /// Links of a record's text to files of `Content/assets`: index into its Markdown's references, and the address.
  package let downloads: [RecordID: [Int: String]]
  /// Images of a record's text: index into its Markdown's images, and the file with its size.
  package let images: [RecordID: [Int: ImageFile]]
  /// Lists by element, term and jurisdiction.
  package let index: RecordIndex
  /// Where elements of older editions stand today.
  package let crosswalk: Crosswalk
  /// The words of all plans.
  package let texts: PlanTexts
  /// Names of records that plans mention.
  package let mentions: Mentions
  /// Quotes of practices, where they stand in their sections.
  package let quotes: Quotes
  /// What plans share with the requirement, with older plans and with each other.
  package let sharedText: SharedText
  /// What changed since the plan before, for each plan of the library; nil where there is nothing to compare.
  package let changes: [PlanChanges?]
  /// What is nearest to each section and practice in other jurisdictions.
  package let similar: SimilarRecords
}

/// What a reference leads to.
package struct Target: Sendable, Hashable {
  package let id: RecordID
  /// The id of a heading or passage on the record's page.
  package let fragment: String?

  package init(_ id: RecordID, fragment: String? = nil) {
    self.id = id
    self.fragment = fragment
  }
}

/// An image of `Content/assets` as a text shows it.
package struct ImageFile: Sendable {
  /// The address below the site: `/assets/map.png`.
  package let address: String
  /// Nil for a kind of file whose size is not known.
  package let size: ImageSize?
}

/// One reference from a record to another.
package struct Link: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    /// A link in the text.
    case reference
    /// An entry of `related`.
    case related
    /// A quoted passage.
    case quote
    /// A guidance record that this one replaces.
    case supersedes
    /// A plan that this one modifies.
    case modifies
    /// A name in a plan's text, found by the program; ``LinkGraph/mentions`` has them, not the lists of references.
    case mention
  }

  package let source: RecordID
  package let target: Target
  package let kind: Kind
  /// The words of the link; empty when it shows the target's title.
  package let text: String
  /// The sentence around the link; empty for fields.
  package let sentence: String
  package let place: Place
}

extension LinkGraph {
  /// Resolves every reference of the library's published records.
  ///
  /// - Parameters:
  ///   - includesDrafts: whether drafts are shown, as `build --drafts` asks.
  ///   - jobs: how many tasks work at once; the result never depends on it.
  ///   - beginning: told the name of each phase as it begins.
  /// Reports `links.*`.
  package static func linking(
    _ library: Library, includesDrafts: Bool = false, jobs: Int = 1, beginning: (String) -> Void = { _ in }
  ) async -> Diagnosed<LinkGraph> {
    beginning("Resolving references")
    let (published, drafts) = includesDrafts ? (library, []) : library.published()
    var resolver = Resolver(library: published, drafts: drafts)
    resolver.resolveAll()
    var incoming: [RecordID: [Link]] = [:]
    for source in resolver.outgoing.keys.sorted() {
      for link in resolver.outgoing[source] ?? [] where link.target.id != source {
        incoming[link.target.id, default: []].append(link)
      }
    }
    let crosswalk = Crosswalk(published)
    let index = RecordIndex(published, crosswalk)
    beginning("Reading words")
    let texts = await PlanTexts.reading(published, index, jobs: jobs)
    beginning("Finding similar sections and practices")
    let similar = await SimilarRecords.finding(
      published, index, crosswalk, texts, choices: resolver.choices, jobs: jobs)
    beginning("Finding shared text")
    let earlier = EarlierPlans(published, index)
    let sharedText = await SharedText(texts, published, crosswalk, earlier, jobs: jobs)
    beginning("Comparing cycles")
    let changes = await PlanChanges.comparing(published, crosswalk, texts, earlier, jobs: jobs)
    beginning("Finding mentions")
    let mentions = await Mentions.finding(in: published, index, texts, jobs: jobs)
    let quotes = Quotes.verifying(published, resolver.outgoing)
    let graph = LinkGraph(
      library: published, titles: resolver.titles, outgoing: resolver.outgoing, incoming: incoming,
      targets: resolver.targets, downloads: resolver.downloads, images: resolver.images,
      index: index, crosswalk: crosswalk, texts: texts, mentions: mentions.value, quotes: quotes.value,
      sharedText: sharedText, changes: changes, similar: similar)
    return Diagnosed(
      graph,
      resolver.diagnostics + mentions.diagnostics + quotes.diagnostics
        + draftDiagnostics(library, drafts))
  }

  /// What is wrong with references in drafts, so that an editor need not publish one to find out.
  private static func draftDiagnostics(
    _ library: Library, _ drafts: [(id: RecordID, file: String)]
  ) -> [Diagnostic] {
    guard !drafts.isEmpty else { return [] }
    var resolver = Resolver(library: library, drafts: [])
    resolver.resolveAll()
    let files = Set(drafts.map(\.file))
    // A hidden plan's sections stand in the other files of its folder.
    let folders = drafts.filter { $0.id.kind == .plan }.map { $0.file.dropLast("plan.md".count) }
    let quotes = Quotes.verifying(library, resolver.outgoing)
    return (resolver.diagnostics + quotes.diagnostics).filter { diagnostic in
      files.contains(diagnostic.place.file) || folders.contains { diagnostic.place.file.hasPrefix($0) }
    }
  }
}
