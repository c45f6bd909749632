// Practices that a person should look at again, said only when the build is told what day it is.
import Diagnostics
import Links
import Records

extension Library {
  /// A note for every practice whose `next_review` has come.
  func reviewsDue(on today: String) -> [Diagnostic] {
    practices.filter { $0.isReviewDue(on: today) }.map { practice in
      Diagnostic(
        .reviewDue, .note, at: practice.common.place,
        "the review of “\(practice.title)” was due on \(practice.nextReview ?? "")",
        help: "Check it against its sources, then set reviewed, reviewed_by and next_review.")
    }
  }
}

extension DiagnosticCode {
  static let reviewDue = DiagnosticCode(
    "content.review-due", "The day has come on which a practice should be checked again.",
    remedy: """
      Open the sources of the practice and compare. Then write the day in reviewed, your name in reviewed_by, and \
      the next day in next_review. This is never an error: the practice stays on the site.
      """)
}
