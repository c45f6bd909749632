// The fields of every kind of record (PRODUCT 2): the list that the authoring guide is made from.

extension Schema {
  package static let source = Schema(
    "a source",
    [
      .required("title", .text, "The title of the document or page.", example: "Annual report 2024"),
      .required("publisher", .text, "Who published it.", example: "Colorado Workforce Development Council"),
      .optional("url", .webAddress, "Where it stands.", example: "https://example.org/report"),
      .required("accessed", .date, "The day on which it was read.", example: "2026-11-22"),
      .optional(
        "link", .flag, "false where the address must not be linked; the source is then cited by name.",
        example: "false"),
      .optional("note", .text, "What a reader must know of the source."),
    ])

  /// The fields that every Markdown record may have.
  package static let common: [FieldRule] = [
    .optional(
      "redirect_from", .list(.siteAddress), "Older addresses that lead here.", example: "/practices/old-name/"
    ),
    .optional("lang", .text, "The language of the text, if it is not English (a BCP 47 tag).", example: "es"),
  ]

  /// The fields of records whose pages list similar ones: practices and files of plans.
  private static let choices: [FieldRule] = [
    .optional(
      "pin", .list(.record), "Records to show first among similar ones.", example: "practice:co-careerwise"),
    .optional(
      "mute", .list(.record), "Records never to show among similar ones.", example: "practice:co-careerwise"),
  ]

  /// For texts in which names are found.
  private static let findsNames = FieldRule.optional(
    "mentions", .flag, "false keeps the program from finding names in this text.", example: "false")
  /// For records whose names are found.
  private static let isFound = FieldRule.optional(
    "mentions", .flag, "false keeps the program from finding this record’s names in plans.",
    example: "false")

  package static let practice = Schema(
    "a practice",
    [
      .required("title", .text, "What the practice is called.", example: "CareerWise youth apprenticeship"),
      .required("jurisdiction", .jurisdiction, "Whose practice it is.", example: "co"),
      .required("summary", .words(60), "What, for whom, with what result, in at most 60 words."),
      .required("agency", .text, "The office that runs it."),
      .required("topics", .list(.term(.topic)), "What it is about.", example: "youth-apprenticeship"),
      .required(
        "programs", .list(.term(.program)), "The programs that pay for it or carry it.", example: "adult"),
      .required(
        "elements", .list(.element), "The plan elements that it is an example for.", example: "II.c.1"),
      .required("basis", .term(.basis), "How much is known about it.", example: "described"),
      .required("sources", .list(.group(source)), "Where the facts come from."),
      .required(
        "status", .choice(["draft", "published", "archived"]), "Only published practices reach the site.",
        example: "draft"),
      .required("compiled", .date, "When the record was made.", example: "2026-11-22"),
      .optional("reviewed", .date, "When a person last checked it against its sources."),
      .optional("reviewed_by", .text, "Who checked it."),
      .optional("next_review", .date, "When it must be checked again."),
      .optional("aliases", .list(.text), "Other names by which plans mention it."),
      .optional("started", .date, "When the practice began.", example: "2016"),
      .optional("partners", .list(.term(.partner)), "Kinds of partner and federal departments."),
      .optional("populations", .list(.term(.population)), "Whom it serves."),
      .optional("sectors", .list(.term(.sector)), "The industries it is about."),
      .optional(
        "geography", .list(.choice(["statewide", "regional", "local", "rural", "urban", "tribal"])),
        "Where it works."),
      .optional("programs_named", .list(.text), "Programs in the source's own words."),
      .optional("partners_named", .list(.text), "Partners in the source's own words."),
      .optional("populations_named", .list(.text), "People served in the source's own words."),
      .optional("sectors_named", .list(.text), "Industries in the source's own words."),
      .optional("geography_named", .list(.text), "Places in the source's own words."),
      .optional(
        "results",
        .list(
          .group(
            Schema(
              "a result",
              [
                .required("text", .text, "The result with its population and base."),
                .required("period", .text, "The year or period it is about.", example: "2023"),
                .required("source", .ownSource, "The url of the source that says so."),
                .optional("value", .number, "The number alone."),
                .optional("unit", .text, "The number's unit.", example: "percent"),
              ]))), "What came of it, newest first."),
      .optional(
        "ratings",
        .list(
          .group(
            Schema(
              "a rating",
              [
                .required("source", .text, "The clearinghouse that rated it."),
                .required("label", .text, "Its rating, word for word."),
                .optional("url", .webAddress, "Where the rating stands."),
                .optional("date", .date, "When it was given."),
              ]))), "Ratings that others gave, quoted."),
      .optional("evaluator", .text, "Who studied it."),
      .optional(
        "evaluation_kind", .choice(["trial", "matched", "descriptive", "implementation"]),
        "How it was studied."),
      .optional(
        "quotes",
        .list(
          .group(
            Schema(
              "a quote",
              [
                .required(
                  "section", .id(.section), "The plan section it is from.", example: "co/2024/ii-c-1"),
                .required("text", .text, "The words, as they stand there."),
              ]))), "Words of a plan that show the practice."),
      .optional("cost", .text, "What it costs."),
      .optional("funding", .text, "Who pays."),
      .optional("contact", .text, "An office to ask."),
      .optional(
        "related", .list(.record), "Records that a reader should see next.",
        example: "practice:in-nextlevel-jobs"),
      .optional("evidence_note", .text, "The limits of what is known."),
      .optional(
        "tips",
        .list(
          .group(
            Schema(
              "a tip",
              [
                .required("text", .text, "What to do when adapting the practice."),
                .optional("source", .ownSource, "The url of the source it rests on."),
                .required(
                  "basis", .choice(["stated", "derived"]), "stated by the source, or derived by us."),
              ]))), "Advice for states that adapt it."),
    ] + [isFound] + choices + common)

  package static let plan = Schema(
    "a plan",
    [
      .required("jurisdiction", .jurisdiction, "Whose plan it is.", example: "co"),
      .required(
        "cycle", .text, "The folder's name: the first program year, with -mod for a modification.",
        example: "2024"),
      .required("outline", .text, "The outline edition that the plan answers.", example: "wioa-2024"),
      .required(
        "type", .choice(["unified", "combined", "unknown"]), "The plan's type.", example: "combined"),
      .required(
        "status", .choice(["proposed", "submitted", "approved", "unknown"]), "The state's filing stage.",
        example: "approved"),
      .required(
        "text", .choice(["full", "summary"]), "full for the plan's own words, summary for the editor's.",
        example: "full"),
      .required("sources", .list(.group(source)), "Where the text comes from."),
      .optional("title", .text, "The plan's own title."),
      .optional("modifies", .text, "The cycle that a modification changes.", example: "2024"),
      .optional("program_years", .text, "The program years it covers.", example: "2024-2027"),
      .optional("programs", .list(.term(.program)), "The programs included."),
      .optional("published", .date, "When the state published it."),
      .optional("retrieved", .date, "When the text was fetched."),
      .optional("source_sha256", .text, "The checksum of the file it was imported from."),
      .optional("board", .text, "The state board."),
      .optional("contact", .text, "An office to ask."),
      .optional("publish", .flag, "false hides the plan.", example: "false"),
      .optional("not_applicable", .list(.element), "Elements that do not apply."),
      .optional(
        "by_reference",
        .list(
          .group(
            Schema(
              "a reference to another document",
              [
                .required("code", .element, "The element."),
                .required("where", .text, "Where the answer stands."),
              ]))), "Elements answered in another document."),
      .optional("note", .text, "What a reader must know of this record."),
    ] + [findsNames] + choices + common)

  package static let planFile = Schema(
    "a file of a plan",
    [
      .optional("element", .element, "The element that the whole file answers.", example: "II.c.1"),
      .optional("title", .text, "The state's own heading."),
      .optional("sources", .list(.group(source)), "Where this text comes from."),
      .optional("confidence", .text, "How sure the text is, in plain words."),
      .optional("note", .text, "What a reader must know of this text."),
    ] + [findsNames] + choices + common)

  package static let guidance = Schema(
    "a guidance record",
    [
      .required("title", .text, "The document's title."),
      .required("publisher", .text, "Who issued it."),
      .required("department", .term(.partner), "The federal department or kind of issuer."),
      .required(
        "kind",
        .choice([
          "guidance-letter", "paper", "toolkit", "handbook", "web-collection", "regulation", "dataset",
        ]),
        "What kind of document it is."),
      .optional("url", .webAddress, "Where it stands."),
      .required("summary", .text, "What it says, in two or three sentences."),
      .required("status", .choice(["current", "superseded", "unknown"]), "Whether it is in force."),
      .required("accessed", .date, "The day on which it was read."),
      .optional("number", .text, "Its official number.", example: "TEGL 07-25"),
      .optional("date", .date, "When it was issued."),
      .optional("topics", .list(.term(.topic)), "What it is about."),
      .optional("elements", .list(.element), "The plan elements that it guides."),
      .optional("programs", .list(.term(.program)), "The programs that it guides."),
      .optional("superseded_by", .id(.guidance), "The record that replaces it."),
      .optional("status_note", .text, "The ground for the status."),
      .optional(
        "url_kind", .choice(["official", "archive", "copy", "secondary"]), "Whose page the address is."),
      .optional("verified", .text, "How much of the document was seen."),
      .optional("aliases", .list(.text), "Other names by which plans mention it."),
    ] + [isFound] + common)

  package static let profile = Schema(
    "a profile",
    [
      .optional("summary", .text, "One sentence on the jurisdiction."),
      .optional(
        "facts",
        .list(
          .group(
            Schema(
              "a fact",
              [
                .required("points", .list(.text), "What is known, a sentence each."),
                .required(
                  "about", .text, "What kind of document says so, and when.",
                  example: "2025 state strategy, not the WIOA plan"),
                .optional("elements", .list(.element), "The elements it bears on."),
                .required("source", .group(source), "Where it comes from."),
                .optional("confidence", .text, "How sure it is, in plain words."),
              ]))), "What is known beside the plans."),
    ] + common)

  package static let page = Schema(
    "a page",
    [
      .required("title", .text, "The page's title."),
      .optional("summary", .text, "One sentence for lists and search results."),
    ] + common)

  package static let vocabulary = Schema(
    "a vocabulary",
    [
      .required("title", .text, "The vocabulary's name."),
      .required("description", .text, "What its terms are."),
      .required(
        "terms",
        .list(
          .group(
            Schema(
              "a term",
              [
                .required("id", .id(.topic), "The id used in front matter.", example: "equity"),
                .required("label", .text, "What readers see.", example: "Equity and access"),
                .optional(
                  "definition", .text, "What it means, in one or two sentences; missed by a rule of site.yml."
                ),
                .optional("broader", .id(.topic), "The id of the broader term."),
                .optional("aliases", .list(.text), "Other spellings."),
                .optional("source", .text, "Where the definition comes from."),
              ]))), "The terms, in order."),
    ])

  package static let outline = Schema(
    "an outline edition",
    [
      .required("title", .text, "The edition's name."),
      .required("omb_control", .text, "The federal control number."),
      .required("cycle", .text, "The cycle it is for.", example: "2024"),
      .optional("note", .text, "What a reader must know."),
      .optional(
        "verified_legend",
        .list(
          .group(
            Schema(
              "an entry", [.required("id", .text, "The word."), .required("text", .text, "What it means.")]))),
        "What the words in “verified” mean."),
      .optional("sources", .list(.webAddress), "Pages on which headings and prompts were seen."),
      .required("elements", .list(.group(element)), "The elements, as a tree."),
      .optional(
        "crosswalk",
        .list(
          .group(
            Schema(
              "a crosswalk entry",
              [
                .required("from_edition", .text, "The older edition.", example: "wioa-2020"),
                .required("from", .text, "The element's code there."),
                .required("to", .text, "The element's code here."),
                .optional("evidence", .webAddress, "Where the older heading was seen."),
                .optional("note", .text, "What a reader must know."),
              ]))), "How elements moved since older editions."),
    ])

  package static let element = Schema(
    "an element",
    [
      .required("code", .text, "The code, such as II.c.1."),
      .required("title", .text, "The heading."),
      .required("summary", .text, "What it is about, in one sentence."),
      .optional("prompt_digest", .text, "The question that a drafter answers, in plain words."),
      .optional("prompt", .text, "The requirement's full federal wording, word for word."),
      .optional("cite", .text, "The law or rule."),
      .optional("programs", .list(.term(.program)), "The programs it is about."),
      .required("narrative", .flag, "Whether the state writes text for it."),
      .required("verified", .text, "How well its wording was checked."),
      .optional("seen", .webAddress, "Where the heading was seen."),
      .optional("note", .text, "What a reader must know."),
      .optional("children", .subtree, "The elements below it."),
    ])

  package static let jurisdictions = Schema(
    "the list of jurisdictions",
    [
      .optional("note", .text, "What a reader must know of the list."),
      .required(
        "jurisdictions",
        .list(
          .group(
            Schema(
              "a jurisdiction",
              [
                .required("code", .id(.jurisdiction), "The code, lower case.", example: "co"),
                .required("name", .text, "The name."),
                .required(
                  "kind", .choice(["state", "district", "territory", "freely-associated"]), "What it is."),
                .required("fips", .text, "The FIPS code.", example: "08"),
                .optional("census_region", .text, "The Census region."),
                .optional("census_division", .text, "The Census division."),
                .optional(
                  "eta_region", .integer, "The region of the Employment and Training Administration."),
                .required("tile", .list(.integer), "Column and row on the tile map."),
                .optional(
                  "board",
                  .group(
                    Schema(
                      "a board",
                      [
                        .required("name", .text, "The state board's name."),
                        .optional("url", .webAddress, "Its page."),
                      ])), "The state workforce board."),
              ]))), "Every jurisdiction that may file a plan."),
    ])

  package static let site = Schema(
    "the site's settings file",
    [
      .required("schema", .integer, "The version of the content schema: 1."),
      .required("title", .text, "The site's name."),
      .required("description", .text, "One sentence on the site."),
      .required("baseURL", .webAddress, "The address at which the site will stand."),
      .required(
        "publisher",
        .group(
          Schema(
            "a publisher",
            [.required("name", .text, "The name."), .optional("url", .webAddress, "The page.")])),
        "Who publishes the site."),
      .required("currentCycle", .text, "The cycle that pages show first.", example: "2024"),
      .required("currentOutline", .text, "The outline edition that pages follow.", example: "wioa-2024"),
      .required(
        "licence",
        .group(
          Schema(
            "a licence", [.required("name", .text, "The name."), .optional("url", .webAddress, "The text.")])),
        "The terms under which the content may be used."),
      .optional(
        "contact",
        .group(
          Schema(
            "a contact",
            [.required("label", .text, "What readers see."), .optional("url", .webAddress, "The page.")])),
        "Where to report a correction."),
      .optional(
        "notice", .text,
        "What every reader must know of this edition. Its first sentence stands on every page; the rest opens below it."
      ),
      .optional(
        "rules", .group(rules),
        "How strictly rules about the records as a whole are kept: error, warning, note or off."),
      .optional(
        "nav",
        .list(
          .group(
            Schema(
              "a navigation entry",
              [
                .required("label", .text, "What readers see."),
                .required("address", .siteAddress, "Where it leads."),
              ]))),
        "The main navigation."),
    ])

  /// A row of `performance/*.csv`; the columns stand in this order.
  package static let performanceLevel = Schema(
    "a performance level",
    [
      .required("jurisdiction", .jurisdiction, "Whose level it is.", example: "co"),
      .required("program", .term(.program), "The program it is about.", example: "adult"),
      .required(
        "indicator",
        .choice([
          "employment-q2", "employment-q4", "median-earnings-q2", "credential", "msg",
          "employer-effectiveness",
        ]), "The indicator of performance; msg is measurable skill gains.", example: "credential"),
      .required("year", .text, "The program year.", example: "PY2024"),
      .required(
        "kind", .choice(["proposed", "negotiated", "actual"]), "Proposed, negotiated or reached.",
        example: "negotiated"),
      .required("value", .number, "The number alone.", example: "71.5"),
      .required("unit", .choice(["percent", "dollars"]), "The number's unit.", example: "percent"),
      .required(
        "source", .webAddress, "The page that says so.", example: "https://example.org/levels"),
      .optional("note", .text, "What a reader must know of the number; may be empty."),
    ])

  package static let changes = Schema(
    "the change log",
    [
      .required(
        "changes",
        .list(
          .group(
            Schema(
              "a change", [.required("date", .date, "The day."), .required("text", .text, "What changed.")]))),
        "Dated entries, newest first.")
    ])

  /// Every kind of record with its file name in documents and data: the order of the authoring guide.
  package static let all: [(name: String, schema: Schema)] = [
    ("site", .site), ("outline", .outline), ("jurisdictions", .jurisdictions), ("vocabulary", .vocabulary),
    ("practice", .practice), ("plan", .plan), ("plan-file", .planFile), ("guidance", .guidance),
    ("profile", .profile), ("page", .page), ("changes", .changes),
  ]
}
