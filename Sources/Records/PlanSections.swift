// One plan's files, cut into sections at the headings that name elements.
import Diagnostics
import Documents

/// A file of a plan, parsed and checked.
struct PlanFile {
  let source: SourceFile
  let fields: CheckedFields
  let markdown: Markdown
}

extension Plan {
  /// Cuts the files into sections and adds them in the order of the outline.
  ///
  /// Nothing is lost: text before the first element of a file becomes an introduction. Reports `plans.*`.
  mutating func addSections(
    of files: [PlanFile], outline: Outline, programLabels: [String: [String]],
    _ diagnostics: inout [Diagnostic]
  ) {
    var found: [Section] = []
    for file in files {
      if let element = file.fields.located("element") {
        let body = BodyText(markdown: file.markdown)
        found.append(
          section([element.value], file, body, heading: file.fields.text("title") ?? "", place: element.place)
        )
        continue
      }
      var headings = ElementHeadings(outline: outline, programLabels: programLabels)
      var elements: [String] = []
      var heading = ""
      var place = Place(file: file.source.path)
      var start = 0
      func close(at end: Int) {
        let body = BodyText(markdown: file.markdown, range: start..<end)
        if elements.isEmpty {
          if !body.isEmpty { introductions.append(body) }
          return
        }
        // A heading that only holds others ("II. Strategic Elements", or II.b above II.b.1) answers nothing itself.
        if body.isEmpty { return }
        // The file's old addresses lead to its first section.
        let isFirst = found.last?.place.file != file.source.path
        found.append(section(elements, file, body, heading: heading, place: place, isFirst: isFirst))
      }
      for (position, block) in file.markdown.blocks.enumerated() {
        guard case .heading(let index) = block.kind else { continue }
        let markdownHeading = file.markdown.headings[index]
        guard case .elements(let ids) = headings.match(markdownHeading, &diagnostics) else { continue }
        close(at: position)
        elements = ids
        heading = HeadingLabel(markdownHeading.text)?.rest ?? markdownHeading.text
        place = markdownHeading.place
        start = position + 1
      }
      close(at: file.markdown.blocks.count)
    }

    for body in introductions { diagnostics += body.structureDiagnostics(on: .plan) }
    for section in found { diagnostics += section.body.structureDiagnostics(on: .section) }
    var firstPlaces: [String: Place] = [:]
    for candidate in found {
      var isRepeated = false
      for element in candidate.elements {
        if let first = firstPlaces[element] {
          isRepeated = true
          diagnostics.append(
            Diagnostic(
              .repeatedElement, at: candidate.place,
              "\(outline[element]?.code ?? element) is answered twice in this plan",
              help: "Join the two texts, or correct one of the codes.",
              notes: [.init("first answered here", at: first)]))
        } else {
          firstPlaces[element] = candidate.place
        }
      }
      if !isRepeated { sections.append(candidate) }
    }
    sections.sort { (outline.index[$0.elements[0]] ?? 0) < (outline.index[$1.elements[0]] ?? 0) }
  }

  private func section(
    _ elements: [String], _ file: PlanFile, _ body: BodyText, heading: String, place: Place,
    isFirst: Bool = true
  ) -> Section {
    Section(
      id: RecordID(.section, "\(jurisdiction)/\(cycle)/\(elements[0])"), elements: elements, heading: heading,
      place: place, body: body, sources: file.fields.groups("sources").map(Source.init),
      confidence: file.fields.text("confidence"), note: file.fields.text("note"),
      // Older addresses in plan.md lead to the plan.
      redirectFrom: file.source.path == common.place.file || !isFirst
        ? [] : file.fields.locatedList("redirect_from"),
      findsMentions: file.fields.flag("mentions") ?? true,
      pinned: file.source.path == common.place.file ? [] : file.fields.locatedList("pin"),
      muted: file.source.path == common.place.file ? [] : file.fields.locatedList("mute"),
      language: file.fields.text("lang"))
  }
}
