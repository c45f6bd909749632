// The messages about layouts: every code this room can report.
package import Diagnostics

extension DiagnosticCode {
  /// Every code of the room, in the order in which a layout is read.
  package static let layoutCodes: [DiagnosticCode] = [
    layoutMissing, layoutEncoding, layoutUnclosedTag, layoutUnclosedSection, layoutStrayEnd, layoutName,
    layoutImplicit, layoutDelimiters, layoutUnsupported, layoutTooDeep, layoutTooLarge, layoutPartialMissing,
    layoutPartialRecursive, layoutUnknownFact, layoutWrongKind, layoutEscapedHTML, layoutUnescapedText,
    layoutMarkupFact, layoutMarkupURL, layoutMarkupSection, layoutMarkupUnfinished, layoutUnused,
  ]

  package static let layoutMissing = DiagnosticCode(
    "layouts.missing", "A kind of page has no layout file.",
    remedy: """
      Every kind of page is made by one file in Layouts. Add the file that the message names, or rename the \
      file meant for it.
      """)

  package static let layoutEncoding = DiagnosticCode(
    "layouts.encoding", "A layout file is not UTF-8 text.",
    remedy: "Open the file in your editor and save it with the encoding UTF-8.")

  package static let layoutUnclosedTag = DiagnosticCode(
    "layouts.unclosed-tag", "Braces open and never close.",
    remedy: "Every {{ needs its }}, and every {{{ its }}}. Add the closing braces where the message points.",
    example: .init("Layouts/shell.mustache", "<h1>{{title</h1>\n"))

  package static let layoutUnclosedSection = DiagnosticCode(
    "layouts.unclosed-section", "A section begins and never ends.",
    remedy: """
      A section runs from {{#name}} or {{^name}} to {{/name}}. Add its end, and end inner sections before \
      outer ones.
      """,
    example: .init("Layouts/shell.mustache", "{{#title}}<h1>{{title}}</h1>\n"))

  package static let layoutStrayEnd = DiagnosticCode(
    "layouts.stray-end", "A section's end has no beginning.",
    remedy: """
      The name in {{/name}} must be the name of the section that was opened last. Correct the name or \
      remove the tag.
      """,
    example: .init("Layouts/shell.mustache", "<h1>{{title}}</h1>{{/title}}\n"))

  package static let layoutName = DiagnosticCode(
    "layouts.name", "A tag has no name, or one that no fact can have.",
    remedy: "Names are words with underscores; a dot leads into a part, as in plan.title.",
    example: .init("Layouts/shell.mustache", "<h1>{{the title}}</h1>\n"))

  package static let layoutImplicit = DiagnosticCode(
    "layouts.implicit", "{{.}} is used, but rows are records and have no text of their own.",
    remedy: "Name the fact of the row that should be shown; the layouts reference lists them.",
    example: .init("Layouts/practice.mustache", "<h1>{{.}}</h1>\n"))

  package static let layoutDelimiters = DiagnosticCode(
    "layouts.delimiters", "A tag that sets delimiters cannot be read.",
    remedy: "Write two delimiters with a space between them, as in {{=<% %>=}}.",
    example: .init("Layouts/practice.mustache", "{{=<%=}}\n"))

  package static let layoutUnsupported = DiagnosticCode(
    "layouts.unsupported", "A tag belongs to a part of Mustache that layouts do not have.",
    remedy: """
      Layouts have variables, sections, comments, partials and delimiters. Use a partial in place of \
      inheritance.
      """,
    example: .init("Layouts/practice.mustache", "{{<page}}{{/page}}\n"))

  package static let layoutTooDeep = DiagnosticCode(
    "layouts.too-deep", "Sections and partials are nested beyond any use.",
    remedy: """
      Take inner sections out of outer ones. A layout that needs more than a hundred levels is a mistake.
      """)

  package static let layoutTooLarge = DiagnosticCode(
    "layouts.too-large", "A layout with all its partials is too large.",
    remedy: "Partials that include others several times multiply. Include each once, or use a list.")

  package static let layoutPartialMissing = DiagnosticCode(
    "layouts.missing-partial", "A partial is included that is not in Layouts.",
    remedy: "A partial's name is its path below Layouts without .mustache. Correct the name or add the file.",
    example: .init("Layouts/practice.mustache", "{{>no/such/partial}}\n"))

  package static let layoutPartialRecursive = DiagnosticCode(
    "layouts.recursive-partial", "A partial includes itself, directly or through others.",
    remedy: """
      Layouts are finished before any page is shown, so a partial cannot contain itself. Remove one of the \
      inclusions that the message lists.
      """,
    example: .init("Layouts/practice.mustache", "{{>practice}}\n"))

  package static let layoutUnknownFact = DiagnosticCode(
    "layouts.unknown-fact", "A layout uses a name that its page does not have.",
    remedy: """
      The layouts reference lists the facts of every page. Inside a list or a part, its own facts come \
      first and then those of the page around it.
      """,
    example: .init("Layouts/shell.mustache", "<h1>{{titel}}</h1>\n"))

  package static let layoutWrongKind = DiagnosticCode(
    "layouts.wrong-kind", "A fact is used in a way its type does not allow.",
    remedy: """
      Flags, lists and parts are sections; texts, addresses and HTML can be shown; a dot leads only into \
      parts.
      """,
    example: .init("Layouts/shell.mustache", "<p>{{title.words}}</p>\n"))

  package static let layoutEscapedHTML = DiagnosticCode(
    "layouts.escaped-html", "Finished HTML is shown with two braces, which would show its tags as text.",
    remedy: "Use three braces: {{{name}}}.",
    example: .init("Layouts/practice.mustache", "<div>{{body}}</div>\n"))

  package static let layoutUnescapedText = DiagnosticCode(
    "layouts.unescaped-text", "A fact that is not HTML is shown without escaping.",
    remedy: """
      Use two braces: {{name}}. Three braces are only for facts of type HTML; there is no other way to put \
      unescaped text on a page.
      """,
    example: .init("Layouts/shell.mustache", "<h1>{{{title}}}</h1>\n"))

  package static let layoutMarkupFact = DiagnosticCode(
    "layouts.unsafe-place", "A fact stands where escaping cannot make it safe.",
    remedy: """
      Facts may stand in text and in attribute values between quotes. They may not stand in tag names, \
      attribute names, unquoted values, event handlers, style, scripts, style sheets and HTML comments.
      """,
    example: .init("Layouts/shell.mustache", "<p class={{title}}>x</p>\n"))

  package static let layoutMarkupURL = DiagnosticCode(
    "layouts.unsafe-address", "An address starts with a text, or is a program.",
    remedy: """
      A text could begin with javascript:. Only facts of type address may start href, src and their like; \
      texts may follow, as in href="#{{id}}". Programs belong in script files.
      """,
    example: .init("Layouts/shell.mustache", "<a href=\"{{title}}\">x</a>\n"))

  package static let layoutMarkupSection = DiagnosticCode(
    "layouts.torn-markup", "A section or an attribute tears the HTML around it.",
    remedy: """
      A section must end in the same part of the HTML in which it begins: both in text, both inside the \
      same tag, or both inside the same quotes.
      """,
    example: .init("Layouts/shell.mustache", "<p {{#title}}class=\"a{{/title}}>x</p>\n"))

  package static let layoutMarkupUnfinished = DiagnosticCode(
    "layouts.unfinished-markup", "A layout ends inside a tag, a comment or a script.",
    remedy: "Close what the message points at.",
    example: .init("Layouts/shell.mustache", "<h1>{{title}}</h1\n"))

  package static let layoutUnused = DiagnosticCode(
    "layouts.unused", "A layout file is used by no page.",
    remedy: "Include it somewhere, or delete it.",
    example: .init("Layouts/not-used-anywhere.mustache", "<p>Nobody sees this.</p>\n"))
}
