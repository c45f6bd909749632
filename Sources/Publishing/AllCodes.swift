// Every message there is, for `clearinghouse explain` and the tests.
package import Diagnostics
import Documents
import Layouts
import Links
import Pages
import Records

/// Every code that building a site may report, sorted by name; the Workspace room adds its own.
package let siteCodes: [DiagnosticCode] =
  (DiagnosticCode.frontMatterCodes + DiagnosticCode.markdownCodes + DiagnosticCode.recordCodes
  + DiagnosticCode.linkCodes + DiagnosticCode.layoutCodes + DiagnosticCode.pageCodes + [
    .auditedPage, .reviewDue,
  ])
  .sorted { $0.name < $1.name }
