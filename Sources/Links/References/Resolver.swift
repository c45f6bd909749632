// References to records: found, missing, hidden or ambiguous.
import Diagnostics
import Documents
import Records

/// Resolves all references by hash lookup and collects what is wrong with them.
struct Resolver {
  let library: Library
  let drafts: Set<RecordID>
  /// Drafts by the file that holds them.
  private let draftsByFile: [String: RecordID]
  /// Records and files whose own errors keep them from being found; links to them are not doubted.
  private let unread: Set<RecordID>
  private let unreadFiles: Set<String>
  private(set) var titles: [RecordID: String] = [:]
  private(set) var outgoing: [RecordID: [Link]] = [:]
  private(set) var targets: [RecordID: [Int: Target]] = [:]
  private(set) var images: [RecordID: [Int: ImageFile]] = [:]
  /// Links to files of `Content/assets`: index into a text's references, and the address.
  private(set) var downloads: [RecordID: [Int: String]] = [:]
  /// What front matter pins and mutes among similar records.
  private(set) var choices = EditorsChoices()
  private(set) var diagnostics: [Diagnostic] = []

  /// Sections by their own id, and by the id of each further element that they answer.
  private var sections: [String: RecordIndex.SectionPosition] = [:]
  /// Sections named without their cycle (`co/ii-c-1`): every cycle that has one.
  private var sectionsWithoutCycle: [String: [String]] = [:]
  /// Records by the file that holds them, for relative links.
  private var recordsByFile: [String: RecordID] = [:]
  /// The files of `Content/assets` by path below `Content`, with the size of each once it is asked for.
  private var assets: [String: SourceFile] = [:]
  private var imageSizes: [String: ImageSize?] = [:]
  /// The texts of records that are no sections, for references to their headings and passages.
  private var texts: [RecordID: BodyText] = [:]
  private var namesByKind: [RecordKind: [String]] = [:]

  init(library: Library, drafts: [(id: RecordID, file: String)]) {
    self.library = library
    self.drafts = Set(drafts.map(\.id))
    draftsByFile = Dictionary(drafts.map { ($0.file, $0.id) }, uniquingKeysWith: { first, _ in first })
    unread = Set(library.unread.compactMap(\.id))
    unreadFiles = Set(library.unread.map(\.file))
    for asset in library.assets { assets[String(asset.path.dropFirst("Content/".count))] = asset }
    for practice in library.practices { name(practice.id, practice.title, file: practice.common.place.file) }
    for guidance in library.guidance {
      name(guidance.common.id, guidance.title, file: guidance.common.place.file)
    }
    for page in library.pages { name(page.common.id, page.title, file: page.common.place.file) }
    for jurisdiction in library.jurisdictions { name(jurisdiction.id, jurisdiction.name) }
    for profile in library.profiles { recordsByFile[profile.common.place.file] = profile.common.id }
    for element in library.outline?.elements ?? [] {
      name(RecordID(.element, element.id), "\(element.code) \(element.title)")
    }
    for vocabulary in library.vocabularies { for term in vocabulary.terms { name(term.id, term.label) } }
    let commons =
      library.practices.map(\.common) + library.guidance.map(\.common) + library.pages.map(\.common)
      + library.profiles.map(\.common)
    for common in commons { texts[common.id] = common.body }
    for (planPosition, plan) in library.plans.enumerated() {
      let jurisdiction =
        library.jurisdictions.first { $0.code == plan.jurisdiction }?.name ?? plan.jurisdiction
      name(plan.id, "\(jurisdiction), \(planName(plan.cycle))", file: plan.common.place.file)
      for (position, section) in plan.sections.enumerated() {
        for element in section.elements {
          let path = "\(plan.jurisdiction)/\(plan.cycle)/\(element)"
          sections[path] = RecordIndex.SectionPosition(plan: planPosition, section: position)
          sectionsWithoutCycle["\(plan.jurisdiction)/\(element)", default: []].append(path)
          let code = library.code(of: element, in: plan.outline)
          titles[RecordID(.section, path)] = "\(jurisdiction), \(cycleName(plan.cycle)): \(code)"
          namesByKind[.section, default: []].append(path)
        }
        if section.place.file != plan.common.place.file { recordsByFile[section.place.file] = section.id }
      }
    }
  }

  private mutating func name(_ id: RecordID, _ title: String, file: String? = nil) {
    titles[id] = title
    namesByKind[id.kind, default: []].append(id.name)
    if let file { recordsByFile[file] = id }
  }

  mutating func resolveAll() {
    for practice in library.practices {
      resolve(practice.common)
      for related in practice.related { resolveField(related, of: practice.id, .related) }
      for quote in practice.quotes {
        resolveField(
          Located("section:" + quote.section.value, at: quote.section.place), of: practice.id, .quote)
      }
    }
    for guidance in library.guidance {
      resolve(guidance.common)
      if let newer = guidance.supersededBy {
        resolveField(Located("guidance:" + newer.value, at: newer.place), of: guidance.common.id, .supersedes)
      }
    }
    for page in library.pages { resolve(page.common) }
    for profile in library.profiles { resolve(profile.common) }
    for plan in library.plans {
      resolve(plan.common)
      // A plan may modify one that this collection does not hold.
      if let base = plan.modifiedCycle, isKnown(RecordID(.plan, "\(plan.jurisdiction)/\(base.value)")) {
        resolveField(
          Located("plan:\(plan.jurisdiction)/\(base.value)", at: base.place), of: plan.id, .modifies)
      }
      for body in plan.introductions { resolve(body, of: plan.id, file: plan.common.place.file) }
      for section in plan.sections { resolve(section.body, of: section.id, file: section.place.file) }
      resolveChoices(ofSectionsIn: plan)
    }
  }

  private func isKnown(_ id: RecordID) -> Bool { titles[id] != nil || drafts.contains(id) }

  private mutating func resolve(_ common: Common) {
    resolve(common.body, of: common.id, file: common.place.file)
    resolveChoices(common.pinned, common.muted, of: [common.id], file: common.place.file)
  }

  /// What a file of a plan pins and mutes holds for all of its sections; it is checked once.
  private mutating func resolveChoices(ofSectionsIn plan: Plan) {
    var files: [String] = []
    var sections: [String: [Section]] = [:]
    for section in plan.sections where !(section.pinned + section.muted).isEmpty {
      if sections[section.place.file] == nil { files.append(section.place.file) }
      sections[section.place.file, default: []].append(section)
    }
    for file in files {
      guard let first = sections[file]?.first else { continue }
      resolveChoices(first.pinned, first.muted, of: sections[file]?.map(\.id) ?? [], file: file)
    }
  }

  private mutating func resolveChoices(
    _ pinned: [Located<String>], _ muted: [Located<String>], of records: [RecordID], file: String
  ) {
    guard let state = records.first.flatMap(jurisdiction) else { return }
    let pins = pinned.compactMap { choice($0, "pin", [.section, .practice], of: state, file: file) }
    let mutes = muted.compactMap { written -> RecordID? in
      let kinds: [RecordKind] = [.section, .practice, .plan, .jurisdiction]
      let id = choice(written, "mute", kinds, of: state, file: file)
      if let id, pins.contains(id) {
        diagnostics.append(
          Diagnostic(
            .choiceWithoutEffect, .warning, at: written.place, "\(id) is pinned and muted",
            help: "It is shown. Remove one of the two."))
      }
      return id
    }
    for record in records {
      if !pins.isEmpty { choices.pinned[record] = pins }
      if !mutes.isEmpty { choices.muted[record] = mutes }
    }
  }

  /// A record that editors pin or mute; nil with a message when it cannot stand among those of other jurisdictions.
  private mutating func choice(
    _ written: Located<String>, _ field: String, _ kinds: [RecordKind], of state: String, file: String
  ) -> RecordID? {
    guard let id = target(of: written, file: file)?.id else { return nil }
    let problem =
      !kinds.contains(id.kind)
      ? "never stands in “Who else does this”"
      : jurisdiction(of: id) == state
        ? "is of the same jurisdiction; “Who else does this” lists others" : nil
    guard let problem else { return id }
    diagnostics.append(
      Diagnostic(
        .choiceWithoutEffect, .warning, at: written.place, "“\(field)” has no effect here: \(id) \(problem)",
        help: field == "pin"
          ? "Pin sections and practices of other jurisdictions."
          : "Mute sections, practices, plans or jurisdictions; those of the record's own are never listed."))
    return nil
  }

  private func jurisdiction(of id: RecordID) -> String? {
    switch id.kind {
    case .jurisdiction: id.name
    case .plan, .section: id.name.split(separator: "/").first.map(String.init)
    case .practice: library.practices.first { $0.common.id == id }?.jurisdiction
    default: nil
    }
  }

  private mutating func resolve(_ body: BodyText, of source: RecordID, file: String) {
    resolveImages(body, of: source)
    for index in body.referenceIndices
    where targets[source]?[index] == nil && downloads[source]?[index] == nil {
      let reference = body.markdown.references[index]
      if let path = assetLink(reference, file: file) {
        resolveDownload(path, reference, index, of: source)
        continue
      }
      guard let target = target(of: Located(reference.destination, at: reference.place), file: file) else {
        continue
      }
      targets[source, default: [:]][index] = target
      outgoing[source, default: []].append(
        Link(
          source: source, target: target, kind: .reference, text: reference.text,
          sentence: reference.sentence,
          place: reference.place))
    }
  }

  /// The path of the asset that a link without a scheme names; nil for references to records.
  private func assetLink(_ reference: Markdown.Reference, file: String) -> String? {
    let written = reference.destination.prefix { $0 != "#" && $0 != "?" }
    guard !written.contains(":"), !written.hasSuffix(".md") else { return nil }
    let path = assetPath(String(written), besides: file)
    return path.hasPrefix("Content/") ? String(path.dropFirst("Content/".count)) : path
  }

  private mutating func resolveDownload(
    _ path: String, _ reference: Markdown.Reference, _ index: Int, of source: RecordID
  ) {
    guard assets[path] != nil else {
      diagnostics.append(
        Diagnostic(
          .unresolvedReference, at: reference.place, "there is no file “\(path)” in Content/assets",
          help: didYouMean(path, in: assets.keys.sorted()) ?? "Put the file there first."))
      return
    }
    downloads[source, default: [:]][index] = "/" + path
  }

  private mutating func resolveImages(_ body: BodyText, of source: RecordID) {
    for index in body.imageIndices where images[source]?[index] == nil {
      let image = body.markdown.images[index].source
      let full = body.markdown.images[index].assetPath
      let path = full.hasPrefix("Content/") ? String(full.dropFirst("Content/".count)) : full
      guard let asset = assets[path] else {
        diagnostics.append(
          Diagnostic(
            .missingImage, at: image.place, "there is no image “\(path)” in Content/assets",
            help: didYouMean(path, in: assets.keys.sorted()) ?? "Put the file there first."))
        continue
      }
      let size = imageSizes[path] ?? ImageSize(of: asset.bytes)
      imageSizes[path] = .some(size)
      images[source, default: [:]][index] = ImageFile(address: "/" + path, size: size)
    }
  }

  private mutating func resolveField(_ reference: Located<String>, of source: RecordID, _ kind: Link.Kind) {
    guard let target = target(of: reference, file: reference.place.file) else { return }
    outgoing[source, default: []].append(
      Link(source: source, target: target, kind: kind, text: "", sentence: "", place: reference.place))
  }

  // MARK: One reference

  /// What a destination leads to; nil with an error.
  private mutating func target(of destination: Located<String>, file: String) -> Target? {
    let text = destination.value
    let cut = text.firstIndex(of: "#")
    let path = cut.map { String(text[..<$0]) } ?? text
    let fragment = cut.map { String(text[text.index(after: $0)...]) }.flatMap { $0.isEmpty ? nil : $0 }
    guard let colon = path.firstIndex(of: ":"),
      let kind = RecordKind(rawValue: String(path[..<colon]).lowercased())
    else { return relativeTarget(path, fragment, destination, file: file) }
    let name = String(path[path.index(after: colon)...]).lowercased()
    let wanted = kind == .element ? elementID(ofCode: name) : name
    let id = RecordID(kind, wanted)
    if kind == .section {
      guard let path = sectionPath(wanted, destination) else { return nil }
      return check(fragment, in: RecordID(.section, path), destination)
    }
    if titles[id] != nil { return check(fragment, in: id, destination) }
    missing(id, destination)
    return nil
  }

  private mutating func missing(_ id: RecordID, _ destination: Located<String>) {
    let planOfSection = RecordID(.plan, id.name.split(separator: "/").prefix(2).joined(separator: "/"))
    let isUnread = unread.contains(id) || id.kind == .section && unread.contains(planOfSection)
    // One mistake, one message: the file that could not be read, or the list that is missing, has its own.
    let isNamedInList = id.kind == .element || id.kind == .jurisdiction || id.kind.vocabulary != nil
    if isUnread || isNamedInList && namesByKind[id.kind] == nil { return }
    if drafts.contains(id) || id.kind == .section && drafts.contains(planOfSection) {
      diagnostics.append(
        Diagnostic(
          .referenceToDraft, at: destination.place, "the \(id.kind.rawValue) “\(id.name)” is not published",
          help: "Publish it (status: published), or remove the link."))
      return
    }
    let sameKind = namesByKind[id.kind] ?? []
    let elsewhere = RecordKind.allCases.filter { titles[RecordID($0, id.name)] != nil }
    let help =
      elsewhere.first.map { "Did you mean “\($0.rawValue):\(id.name)”?" }
      ?? didYouMean(id.name, in: sameKind).map {
        $0.replacingOccurrences(of: "“", with: "“\(id.kind.rawValue):")
      }
    diagnostics.append(
      Diagnostic(
        .unresolvedReference, at: destination.place, "there is no \(id.kind.rawValue) “\(id.name)”",
        help: help))
  }

  /// The full path of a section, also of one named without its cycle; nil with an error.
  private mutating func sectionPath(_ name: String, _ destination: Located<String>) -> String? {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 3 {
      let path = "\(parts[0])/\(parts[1])/\(elementID(ofCode: parts[2]))"
      if let position = sections[path] {
        let plan = library.plans[position.plan]
        return plan.sections[position.section].id.name
      }
      missing(RecordID(.section, path), destination)
      return nil
    }
    if parts.count == 2 {
      let candidates = (sectionsWithoutCycle["\(parts[0])/\(elementID(ofCode: parts[1]))"] ?? []).sorted()
      if candidates.count == 1 { return candidates[0] }
      if candidates.count > 1 {
        diagnostics.append(
          Diagnostic(
            .ambiguousReference, at: destination.place,
            "“\(destination.value)” leads to \(candidates.count) sections: \(candidates.joined(separator: ", "))",
            help: "Name the cycle, for instance section:\(candidates[candidates.count - 1])."))
        return nil
      }
    }
    missing(RecordID(.section, name), destination)
    return nil
  }

  private mutating func relativeTarget(
    _ path: String, _ fragment: String?, _ destination: Located<String>, file: String
  ) -> Target? {
    let wanted = joinedPath(path, besides: file) ?? path
    if let id = recordsByFile[wanted] { return check(fragment, in: id, destination) }
    if unreadFiles.contains(wanted) { return nil }
    if let draft = draftsByFile[wanted] {
      missing(draft, destination)
      return nil
    }
    let folder = wanted.split(separator: "/").dropLast().joined(separator: "/")
    let near = nearest(to: wanted, in: recordsByFile.keys.filter { $0.hasPrefix(folder) }.sorted())
    diagnostics.append(
      Diagnostic(
        .unresolvedReference, at: destination.place,
        "there is no file “\(wanted)”, or it is no published record",
        help: near.first.map { "Did you mean “\($0)”?" }))
    return nil
  }

  /// Checks that a fragment is an id on the record's page.
  private mutating func check(_ fragment: String?, in id: RecordID, _ destination: Located<String>) -> Target?
  {
    guard let fragment else { return Target(id) }
    let reserved = Anchors.reserved(on: id.kind)
    let anchors = bodies(of: id).reduce(into: Set<String>()) {
      $0.formUnion(Anchors($1, reserved: reserved).all)
    }
    if anchors.contains(fragment) { return Target(id, fragment: fragment) }
    diagnostics.append(
      Diagnostic(
        .unresolvedFragment, at: destination.place, "\(id) has no heading or passage “#\(fragment)”",
        help: didYouMean(fragment, in: anchors.sorted())
          ?? "Open the page and copy the passage's link again; its text may have changed."))
    return nil
  }

  private func bodies(of id: RecordID) -> [BodyText] {
    if id.kind == .section {
      guard let position = sections[id.name] else { return [] }
      return [library.plans[position.plan].sections[position.section].body]
    }
    return texts[id].map { [$0] } ?? []
  }
}

/// A plan without its jurisdiction, as readers see it: `2024 plan`, or `2024 plan, modification`.
package func planName(_ cycle: String) -> String {
  cycle.hasSuffix("-mod") ? "\(cycle.dropLast(4)) plan, modification" : "\(cycle) plan"
}

/// A cycle as readers see it: `2024`, or `2024 modification`.
package func cycleName(_ cycle: String) -> String {
  cycle.hasSuffix("-mod") ? "\(cycle.dropLast(4)) modification" : cycle
}

extension String {
  /// The text with every occurrence replaced; Foundation's method without Foundation.
  fileprivate func replacingOccurrences(of part: Character, with other: String) -> String {
    reduce(into: "") { $0 += $1 == part ? other : String($1) }
  }
}
