// From files to records: each file's place gives its kind.
package import Diagnostics
package import Documents

/// A content file with its front matter and body parsed; made in parallel, one file at a time.
package struct ParsedFile: Sendable {
  package let source: SourceFile
  /// Nil when the front matter could not be read (an error was reported), and for files without any.
  package let fields: Fields?
  package let markdown: Markdown
  package let diagnostics: [Diagnostic]
  package let isReadable: Bool

  /// Parses one file of `Content`; assets and tables are only kept.
  package init(parsing source: SourceFile) {
    self.source = source
    if source.path.hasPrefix("Content/assets/") {
      (fields, markdown, diagnostics, isReadable) = (nil, Markdown(), [], true)
    } else if source.path.hasSuffix(".md") {
      let document = Document.read(source)
      guard let value = document.value else {
        (fields, markdown, diagnostics, isReadable) = (nil, Markdown(), document.diagnostics, false)
        return
      }
      let body = Markdown.parse(source, from: value.bodyOffset, dialect: .site)
      (fields, markdown) = (value.frontMatter, body.value)
      diagnostics = document.diagnostics + body.diagnostics
      isReadable = true
    } else if source.path.hasSuffix(".yml") {
      let document = Document.readYAML(source)
      (fields, markdown, diagnostics) = (document.value, Markdown(), document.diagnostics)
      isReadable = document.value != nil
    } else {
      let diagnostic = Document.invalidUTF8(in: source)
      (fields, markdown, diagnostics) = (nil, Markdown(), diagnostic.map { [$0] } ?? [])
      isReadable = diagnostic == nil
    }
  }
}

extension Library {
  /// Makes records of parsed files; `files` are those below `Content`, sorted by path.
  package static func read(_ files: [ParsedFile]) -> Diagnosed<Library> {
    var reader = LibraryReader(files: files)
    reader.readAll()
    return Diagnosed(reader.library, reader.diagnostics)
  }
}

private struct LibraryReader {
  let files: [ParsedFile]
  var library = Library()
  var diagnostics: [Diagnostic] = []
  var names = KnownNames()
  var currentOutlinePlace: Place?
  /// Labels and aliases by program id: how plan headings call programs.
  var programLabels: [String: [String]] = [:]

  init(files: [ParsedFile]) {
    self.files = files
  }

  mutating func readAll() {
    for file in files {
      diagnostics += file.diagnostics
      if !file.isReadable { library.unread.append((nil, file.source.path)) }
    }
    readSite()
    readJurisdictions()
    readVocabularies()
    readOutlines()
    var planFolders: [(folder: String, files: [ParsedFile])] = []
    for file in files {
      let path = file.source.path.dropFirst("Content/".count)
      let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      switch (parts[0], parts.count) {
      case ("site.yml", 1), ("jurisdictions.yml", 1): continue
      case ("changes.yml", 1): readChanges(file)
      case ("vocabularies", 2) where path.hasSuffix(".yml"), ("outlines", 2) where path.hasSuffix(".yml"):
        continue
      case ("assets", 2...): library.assets.append(file.source)
      case ("practices", 2) where path.hasSuffix(".md"): readPractice(file, name: parts[1])
      case ("guidance", 2) where path.hasSuffix(".md"): readGuidance(file, name: parts[1])
      case ("profiles", 2) where path.hasSuffix(".md"): readProfile(file, name: parts[1])
      case ("pages", 2...) where path.hasSuffix(".md"): readPage(file, parts: Array(parts.dropFirst()))
      case ("performance", 2) where path.hasSuffix(".csv"): readPerformance(file)
      case ("plans", 4) where path.hasSuffix(".md"):
        let folder = "\(parts[1])/\(parts[2])"
        if planFolders.last?.folder == folder {
          planFolders[planFolders.count - 1].files.append(file)
        } else {
          planFolders.append((folder, [file]))
        }
      default:
        let known = [
          "site.yml", "outlines", "jurisdictions.yml", "profiles", "vocabularies", "changes.yml", "practices",
          "plans",
          "guidance", "performance", "pages", "assets",
        ]
        diagnostics.append(
          Diagnostic(
            .wrongPlace, at: Place(file: file.source.path), "no kind of record is kept here",
            help: known.contains(parts[0])
              ? Self.expectation(of: parts[0])
              : didYouMean(parts[0], in: known) ?? "Files to show or download belong into Content/assets."))
      }
    }
    for folder in planFolders { readPlan(folder.folder, folder.files) }
    library.practices.sort { $0.id < $1.id }
    library.plans.sort { ($0.jurisdiction, $0.cycle) < ($1.jurisdiction, $1.cycle) }
    library.guidance.sort { $0.common.id < $1.common.id }
    library.pages.sort { $0.common.id < $1.common.id }
  }

  private static func expectation(of folder: String) -> String {
    switch folder {
    case "plans": "A plan's files are plans/<jurisdiction>/<cycle>/<name>.md."
    case "outlines", "vocabularies": "Files here are \(folder)/<name>.yml."
    case "performance": "Files here are performance/<name>.csv."
    case "site.yml", "jurisdictions.yml", "changes.yml": "\(folder) is a file directly below Content."
    default: "Files here are \(folder)/<id>.md, without further folders."
    }
  }

  // MARK: Files that define names

  private mutating func requiredFile(_ path: String) -> ParsedFile? {
    guard let file = files.first(where: { $0.source.path == "Content/" + path }) else {
      diagnostics.append(
        Diagnostic(
          .missingFile, at: Place(file: "Content/" + path), "every site needs this file, and it is not there",
          help: "“clearinghouse new site” writes one to start from."))
      return nil
    }
    return file.isReadable ? file : nil
  }

  private mutating func checked(_ file: ParsedFile, _ schema: Schema) -> CheckedFields? {
    guard file.isReadable else { return nil }
    return schema.check(
      file.fields ?? Fields(entries: [], place: Place(file: file.source.path)), names: names, &diagnostics)
  }

  private mutating func readSite() {
    guard let file = requiredFile("site.yml"), let fields = checked(file, .site) else { return }
    library.site = SiteSettings(fields)
    currentOutlinePlace = fields.located("currentOutline")?.place
    if let version = fields.located("schema"), version.value != "1" {
      diagnostics.append(
        Diagnostic(
          .invalidValue, at: version.place, "this version of clearinghouse reads content schema 1",
          help: "Write schema: 1, or use the version that wrote this content."))
    }
  }

  private mutating func readJurisdictions() {
    guard let file = requiredFile("jurisdictions.yml"), let fields = checked(file, .jurisdictions) else {
      return
    }
    var places: [String: Place] = [:]
    for group in fields.groups("jurisdictions") {
      guard let code = group.located("code") else { continue }
      guard isNew(code, "jurisdiction", &places) else { continue }
      library.jurisdictions.append(Jurisdiction(group))
      names.jurisdictions.insert(code.value)
      if let name = group.text("name") { names.jurisdictionCodes[name.lowercased()] = code.value }
    }
    library.jurisdictions.sort { ($0.name, $0.code) < ($1.name, $1.code) }
  }

  /// Whether an id comes for the first time; a repeated one is reported with both places.
  private mutating func isNew(_ id: Located<String>, _ noun: String, _ places: inout [String: Place]) -> Bool
  {
    if let first = places[id.value] {
      diagnostics.append(
        Diagnostic(
          .duplicateID, at: id.place, "the \(noun) “\(id.value)” stands here twice",
          help: "Rename one of the two.", notes: [.init("first named here", at: first)]))
      return false
    }
    places[id.value] = id.place
    return true
  }

  private mutating func readVocabularies() {
    for kind in VocabularyKind.allCases {
      let path = "vocabularies/\(kind.folder).yml"
      guard let file = requiredFile(path), let fields = checked(file, .vocabulary) else { continue }
      var places: [String: Place] = [:]
      var terms: [Term] = []
      for group in fields.groups("terms") {
        guard let id = group.located("id"), isNew(id, "term", &places) else { continue }
        terms.append(
          Term(
            id: RecordID(kind.recordKind, id.value), label: group.text("label") ?? id.value,
            definition: group.text("definition") ?? "", broader: group.located("broader"),
            aliases: group.list("aliases"), source: group.text("source"), place: id.place))
      }
      names.terms[kind] = Dictionary(uniqueKeysWithValues: terms.map { ($0.id.name, $0.label) })
      checkCircles(terms)
      for term in terms {
        guard let broader = term.broader else { continue }
        if names.terms[kind]?[broader.value] == nil || broader.value == term.id.name {
          diagnostics.append(
            Diagnostic(
              .unknownTerm, at: broader.place,
              "no other term of this vocabulary has the id “\(broader.value)”",
              help: didYouMean(broader.value, in: places.keys.filter { $0 != term.id.name })))
        }
      }
      if kind == .program {
        for term in terms { programLabels[term.id.name] = [term.label] + term.aliases }
      }
      library.vocabularies.append(
        Vocabulary(
          kind: kind, title: fields.text("title") ?? kind.folder,
          description: fields.text("description") ?? "",
          terms: terms))
    }
    for file in files where file.source.path.hasPrefix("Content/vocabularies/") {
      let name = String(file.source.path.dropFirst("Content/vocabularies/".count))
      if !VocabularyKind.allCases.contains(where: { "\($0.folder).yml" == name }) {
        diagnostics.append(
          Diagnostic(
            .wrongPlace, at: Place(file: file.source.path), "there is no vocabulary of this name",
            help: didYouMean(name, in: VocabularyKind.allCases.map { "\($0.folder).yml" })
              ?? "The vocabularies are \(VocabularyKind.allCases.map(\.folder).joined(separator: ", "))."))
      }
    }
  }

  /// Reports terms that are broader than themselves through others, once for each circle.
  private mutating func checkCircles(_ terms: [Term]) {
    let parents = Dictionary(
      terms.compactMap { term in term.broader.map { (term.id.name, $0.value) } },
      uniquingKeysWith: { first, _ in first })
    var isDone: Set<String> = []
    for term in terms {
      var path: [String] = []
      var next: String? = term.id.name
      while let name = next, !isDone.contains(name) {
        isDone.insert(name)
        path.append(name)
        next = parents[name]
      }
      // A term that names itself has a message of its own.
      guard let end = next, let start = path.firstIndex(of: end), path.count - start > 1,
        let place = terms.first(where: { $0.id.name == path[path.count - 1] })?.broader?.place
      else { continue }
      diagnostics.append(
        Diagnostic(
          .invalidValue, at: place, "“\(end)” is broader than itself through “\(path[path.count - 1])”",
          help: "Remove “broader” from one of: \(path[start...].joined(separator: ", "))."))
    }
  }

  private mutating func readOutlines() {
    for file in files
    where file.source.path.hasPrefix("Content/outlines/") && file.source.path.hasSuffix(".yml") {
      let name = String(file.source.path.dropFirst("Content/outlines/".count).dropLast(".yml".count))
      guard isValidID(name, file.source), let fields = checked(file, .outline) else { continue }
      library.outlines.append(Outline.read(fields, id: name, &diagnostics))
    }
    let wasRead = files.allSatisfy { $0.isReadable || !$0.source.path.hasPrefix("Content/outlines/") }
    if library.outline == nil, wasRead, !library.site.currentOutline.isEmpty {
      diagnostics.append(
        Diagnostic(
          .missingFile, at: currentOutlinePlace ?? Place(file: "Content/site.yml"),
          "the outline edition “\(library.site.currentOutline)” of currentOutline is not there",
          help: didYouMean(library.site.currentOutline, in: library.outlines.map(\.id))
            ?? "Add Content/outlines/\(library.site.currentOutline).yml."))
    }
    for element in library.outline?.elements ?? [] { names.elements[element.id] = element.code }
  }

  // MARK: Records

  private mutating func isValidID(_ name: String, _ file: SourceFile) -> Bool {
    guard isID(name) else {
      diagnostics.append(
        Diagnostic(
          .invalidID, at: Place(file: file.path), "“\(name)” cannot be an id",
          help: "Rename it: lower-case letters, digits and hyphens only."))
      return false
    }
    return true
  }

  /// The front matter and the common part of a Markdown record; nil when it cannot be read or named.
  private mutating func record(
    _ file: ParsedFile, _ kind: RecordKind, name: String, _ schema: Schema
  ) -> (fields: CheckedFields, common: Common)? {
    let id = name.hasSuffix(".md") ? String(name.dropLast(3)) : name
    var isNamed = true
    for part in id.split(separator: "/", omittingEmptySubsequences: false) where isNamed {
      isNamed = isValidID(String(part), file.source)
    }
    guard isNamed, let fields = checked(file, schema) else {
      if isNamed { library.unread.append((RecordID(kind, id), file.source.path)) }
      return nil
    }
    let body = BodyText(markdown: file.markdown)
    diagnostics += body.structureDiagnostics(on: kind)
    return (fields, Common(id: RecordID(kind, id), file: file.source, fields: fields, body: body))
  }

  private mutating func readPractice(_ file: ParsedFile, name: String) {
    guard let (fields, common) = record(file, .practice, name: name, .practice) else { return }
    checkPracticeHeadings(common.body.markdown)
    library.practices.append(Practice(fields, common: common))
  }

  /// The six headings that practices share, in their order (PRODUCT 2.1).
  static let practiceHeadings = [
    "The challenge", "What the state does", "Results so far", "What it costs and who pays", "How to adapt it",
    "Watch out for",
  ]

  private mutating func checkPracticeHeadings(_ markdown: Markdown) {
    var last = -1
    for heading in markdown.headings where heading.isTopLevel && heading.level <= 2 {
      guard let position = Self.practiceHeadings.firstIndex(of: heading.text) else {
        diagnostics.append(
          Diagnostic(
            .unexpectedHeading, .warning, at: heading.place, "practices have no heading “\(heading.text)”",
            help: didYouMean(heading.text, in: Self.practiceHeadings)
              ?? "Use one of: \(Self.practiceHeadings.joined(separator: " · "))."))
        continue
      }
      if position <= last {
        diagnostics.append(
          Diagnostic(
            .unexpectedHeading, .warning, at: heading.place,
            "“\(heading.text)” comes before “\(Self.practiceHeadings[last])” on every practice",
            help: "The order is: \(Self.practiceHeadings.joined(separator: " · "))."))
      }
      last = max(last, position)
    }
  }

  private mutating func readGuidance(_ file: ParsedFile, name: String) {
    guard let (fields, common) = record(file, .guidance, name: name, .guidance) else { return }
    library.guidance.append(Guidance(fields, common: common))
  }

  private mutating func readProfile(_ file: ParsedFile, name: String) {
    guard let (fields, common) = record(file, .jurisdiction, name: name, .profile) else { return }
    guard isKnownJurisdiction(common.id.name, file.source) else { return }
    library.profiles.append(Profile(fields, common: common))
  }

  private mutating func isKnownJurisdiction(_ code: String, _ file: SourceFile) -> Bool {
    guard names.jurisdictions.contains(code) || names.jurisdictions.isEmpty else {
      diagnostics.append(
        Diagnostic(
          .unknownJurisdiction, at: Place(file: file.path), "no jurisdiction has the code “\(code)”",
          help: didYouMean(code, in: names.jurisdictions) ?? "The codes are in Content/jurisdictions.yml."))
      return false
    }
    return true
  }

  private mutating func readPage(_ file: ParsedFile, parts: [String]) {
    guard let (fields, common) = record(file, .page, name: parts.joined(separator: "/"), .page) else {
      return
    }
    library.pages.append(ContentPage(fields, common: common))
  }

  private mutating func readChanges(_ file: ParsedFile) {
    guard let fields = checked(file, .changes) else { return }
    library.changes = fields.groups("changes").map {
      Change(date: $0.text("date") ?? "", text: $0.text("text") ?? "")
    }
    .sorted { $0.date > $1.date }
  }

  private mutating func readPlan(_ folder: String, _ files: [ParsedFile]) {
    let parts = folder.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard isKnownJurisdiction(parts[0], files[0].source), isValidID(parts[1], files[0].source) else { return }
    guard let main = files.first(where: { $0.source.path.hasSuffix("/plan.md") }) else {
      diagnostics.append(
        Diagnostic(
          .missingFile, at: Place(file: "Content/plans/\(folder)/plan.md"),
          "this folder holds sections of a plan, but no plan.md",
          help: "Add plan.md with the plan's jurisdiction, cycle, outline, type, status, text and sources."))
      return
    }
    // A plan names elements by the codes of its own edition.
    let namesOfSite = names
    defer { names = namesOfSite }
    if case .text(let edition)? = main.fields?.entries.first(where: { $0.name.value == "outline" })?.value
      .value,
      let outline = library.outlines.first(where: { $0.id == edition })
    {
      names.elements = Dictionary(outline.elements.map { ($0.id, $0.code) }, uniquingKeysWith: { $1 })
    }
    guard let fields = checked(main, .plan) else {
      library.unread.append((RecordID(.plan, folder), main.source.path))
      return
    }
    for (name, expected) in [("jurisdiction", parts[0]), ("cycle", parts[1])] {
      if let value = fields.located(name), value.value != expected {
        diagnostics.append(
          Diagnostic(
            .mismatch, at: value.place, "“\(name)” is “\(value.value)”, but the folder says “\(expected)”",
            help: "Correct the field, or move the folder."))
      }
    }
    if let base = fields.located("modifies"), !isCycle(base.value) {
      diagnostics.append(
        Diagnostic(
          .invalidValue, at: base.place, "“\(base.value)” is no cycle",
          help: "Write the name of the other plan's folder, for instance 2024."))
    }
    let common = Common(
      id: RecordID(.plan, folder), file: main.source, fields: fields, body: BodyText(markdown: Markdown()))
    var plan = Plan(fields, common: common, jurisdiction: parts[0], cycle: parts[1])
    guard let outline = library.outlines.first(where: { $0.id == plan.outline }) else {
      // The edition that the whole site misses has its message at site.yml.
      let isMissedAlready =
        library.outline == nil
        && (plan.outline == library.site.currentOutline || library.site.currentOutline.isEmpty)
      library.unread.append((plan.id, main.source.path))
      if let value = fields.located("outline"), !isMissedAlready {
        diagnostics.append(
          Diagnostic(
            .invalidValue, at: value.place, "there is no outline edition “\(value.value)”",
            help: didYouMean(value.value, in: library.outlines.map(\.id))
              ?? "The editions are the files of Content/outlines."))
      }
      library.plans.append(plan)
      return
    }
    let sections =
      [PlanFile(source: main.source, fields: fields, markdown: main.markdown)]
      + files.compactMap { file -> PlanFile? in
        guard file.source.path != main.source.path else { return nil }
        let name = file.source.path.split(separator: "/").last.map { String($0.dropLast(3)) } ?? ""
        guard isValidID(name, file.source), let fields = checked(file, .planFile) else {
          // Which sections are missing nobody knows, so links to the plan's sections are not doubted.
          library.unread.append((RecordID(.plan, folder), file.source.path))
          return nil
        }
        return PlanFile(source: file.source, fields: fields, markdown: file.markdown)
      }
    plan.addSections(of: sections, outline: outline, programLabels: programLabels, &diagnostics)
    library.plans.append(plan)
  }

  private mutating func readPerformance(_ file: ParsedFile) {
    guard file.isReadable else { return }
    let schema = Schema.performanceLevel
    let expected = schema.fields.map(\.name)
    let table = CSVTable(file.source, &diagnostics)
    guard table.header.map(\.value) == expected else {
      diagnostics.append(
        Diagnostic(
          .csvSyntax, at: Place(file: file.source.path),
          "the first line does not name the columns of performance levels",
          help: "It must be: \(expected.joined(separator: ","))"))
      return
    }
    for row in table.rows {
      guard row.count == expected.count else {
        diagnostics.append(
          Diagnostic(
            .csvSyntax, at: row[0].place, "this row has \(row.count) cells; the header has \(expected.count)",
            help: "Put a cell that holds a comma in double quotes."))
        continue
      }
      let fields = Fields(
        entries: zip(expected, row).compactMap { name, cell in
          name == "note" && cell.value.isEmpty
            ? nil : Field(name: Located(name, at: cell.place), value: cell.map { .text($0) })
        }, place: row[0].place)
      let checked = schema.check(fields, names: names, &diagnostics)
      library.performance.append(
        PerformanceLevel(
          jurisdiction: checked.text("jurisdiction") ?? "", program: checked.text("program") ?? "",
          indicator: checked.text("indicator") ?? "", year: checked.text("year") ?? "",
          kind: checked.text("kind") ?? "", value: checked.number("value") ?? 0,
          valueText: checked.text("value") ?? "",
          unit: checked.text("unit") ?? "", source: checked.text("source") ?? "",
          note: checked.text("note") ?? ""))
    }
  }
}
