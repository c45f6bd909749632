// Everything the content says, as records; what leads where is the Links room's business.
package import Diagnostics
import Documents

/// All records of a site. Lists are sorted as each comment says; ids are unique.
package struct Library: Sendable {
  package var site = SiteSettings()
  /// Sorted by id.
  package var outlines: [Outline] = []
  /// Sorted by name.
  package var jurisdictions: [Jurisdiction] = []
  /// In the order of ``VocabularyKind``.
  package var vocabularies: [Vocabulary] = []
  /// Sorted by id.
  package var practices: [Practice] = []
  /// Sorted by jurisdiction, then cycle.
  package var plans: [Plan] = []
  /// Sorted by id.
  package var guidance: [Guidance] = []
  /// Sorted by jurisdiction.
  package var profiles: [Profile] = []
  /// Sorted by id.
  package var pages: [ContentPage] = []
  /// In the order of the files and rows.
  package var performance: [PerformanceLevel] = []
  /// Newest first.
  package var changes: [Change] = []
  /// Files of `Content/assets`, sorted by path.
  package var assets: [SourceFile] = []

  /// Files with an error that keeps them from being read, by the record that they would hold where there is one.
  package var unread: [(id: RecordID?, file: String)] = []

  /// The edition that the site follows.
  package var outline: Outline? { outlines.first { $0.id == site.currentOutline } }

  package init() {}
}

extension Library {
  /// A copy without drafts, archived practices and hidden plans, and the files of what was left out.
  package func published() -> (library: Library, drafts: [(id: RecordID, file: String)]) {
    var copy = self
    var drafts: [(RecordID, String)] = []
    copy.practices = practices.filter { practice in
      if practice.status == .published { return true }
      drafts.append((practice.id, practice.common.place.file))
      return false
    }
    copy.plans = plans.filter { plan in
      if plan.isPublished { return true }
      drafts.append((plan.id, plan.common.place.file))
      return false
    }
    return (copy, drafts)
  }
}
