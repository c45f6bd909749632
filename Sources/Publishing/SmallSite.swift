// The content of a new site: small, complete, and valid.
package import Diagnostics
import Records

/// A site of one imaginary jurisdiction with every kind of record, to start from and to try examples on.
package enum SmallSite {
  /// The files below `Content/`, sorted by path.
  ///
  /// - Parameter today: the day on which the records are said to be made.
  package static func content(today: String) -> [SourceFile] {
    let settings = fixedFiles(today: today)
    // The schema's scaffolds need the site's own names, so the fixed files are read first.
    var library = Library.read(settings.map { ParsedFile(parsing: $0) }).value
    library.plans = []
    let records = [
      NewRecord.practice(
        id: "aa-example-practice", title: "An example practice", library: library, today: today),
      NewRecord.guidance(
        id: "example-letter", title: "An example of a guidance letter", library: library, today: today),
    ]
    let files =
      settings
      + records.map { record in
        let text = record.text.split(separator: "\n", omittingEmptySubsequences: false)
          .map { $0 == "status: draft" ? "status: published" : String($0) }.joined(separator: "\n")
        return SourceFile(path: "Content/" + record.path, text: text)
      }
    return files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The site on which the examples of messages are tried: a second jurisdiction, an older plan and a draft besides.
  package static func forExamples() -> [SourceFile] {
    let today = "2026-01-01"
    let second = "  - code: bb\n    name: Second State\n    kind: state\n    fips: \"98\"\n    tile: [1, 0]\n"
    let small = content(today: today).map { file in
      file.path == "Content/jurisdictions.yml"
        ? SourceFile(path: file.path, bytes: file.bytes + Array(second.utf8)) : file
    }
    let library = Library.read(small.map { ParsedFile(parsing: $0) }).value
    let draft = NewRecord.practice(id: "bb-draft", library: library, today: today)
    let plans = [("aa", "2020"), ("bb", "2024")].map { jurisdiction, cycle in
      SourceFile(
        path: "Content/plans/\(jurisdiction)/\(cycle)/plan.md",
        text: plan(jurisdiction, cycle, text: jurisdiction == "aa" ? "full" : "summary", today: today)
          + "\n## II.c.1 Sector strategies\n\nText"
          + (jurisdiction == "aa" ? ", and [a practice](practice:aa-example-practice)" : "") + ".\n")
    }
    return small + plans + [SourceFile(path: "Content/" + draft.path, text: draft.text)]
  }

  private static func fixedFiles(today: String) -> [SourceFile] {
    let files = [
      ("site.yml", siteSettings), ("jurisdictions.yml", jurisdictions), ("outlines/wioa-2024.yml", outline),
      ("changes.yml", "changes:\n  - date: \(today)\n    text: The site was started.\n"),
      ("plans/aa/2024/plan.md", plan("aa", "2024", today: today)), ("plans/aa/2024/part-ii.md", partTwo),
      ("pages/about.md", about),
    ]
    return (files + vocabularies).map { SourceFile(path: "Content/" + $0.0, text: $0.1) }
  }

  private static let siteSettings = """
    ## The settings of the site. Lines that begin with ## explain.

    ## The version of the content schema.
    schema: 1
    title: My clearinghouse
    description: What states do, and what their plans say, to build their workforce.
    ## The address at which the site will stand; it may have a path, as in https://example.org/plans/.
    baseURL: https://example.org/
    publisher:
      name: The publisher's name
      #url: https://example.org/
    ## The cycle that pages show first, and the edition of the requirements that plans answer.
    currentCycle: "2024"
    currentOutline: wioa-2024
    ## The terms under which others may use the content.
    licence:
      name: Creative Commons Attribution 4.0 International
      url: https://creativecommons.org/licenses/by/4.0/
    ## Where readers report a mistake.
    #contact:
    #  label: Report an error
    #  url: https://example.org/about/
    ## What every reader must know of this edition; shown on every page.
    #notice: Seed edition.
    nav:
      - label: Practices
        address: /practices/
      - label: Plan elements
        address: /elements/
      - label: Jurisdictions
        address: /jurisdictions/
      - label: Guidance
        address: /guidance/
      - label: About
        address: /about/

    """

  private static let jurisdictions = """
    ## Whoever may file a plan. Replace the example; codes are lower case.
    jurisdictions:
      - code: aa
        name: Example State
        kind: state  ## state, district, territory or freely-associated
        fips: "99"
        tile:  ## column and row on the map of tiles, counted from 0
          - 0
          - 0
        board:
          name: Example Workforce Board

    """

  private static let outline = """
    ## An edition of the federal requirements: the elements that plans answer, as a tree. This is a short excerpt.
    ## “narrative” says whether a state writes text for the element.
    title: State plan outline, program years 2024 to 2027 (excerpt)
    omb_control: "1205-0522"
    cycle: "2024"
    verified_legend:
      - id: recall
        text: Written from memory; check it against the federal document.
    elements:
      - code: I
        title: Plan type and overview
        summary: Which programs the plan covers.
        narrative: false
        verified: recall
        children:
          - code: I.a
            title: Plan type
            summary: Whether the plan is unified or combined.
            narrative: true
            verified: recall
      - code: II
        title: Strategic elements
        summary: The state's economy, its goals and its strategy.
        narrative: false
        verified: recall
        children:
          - code: II.a
            title: Economic and workforce analysis
            summary: Jobs, employers and workers now and in the years ahead.
            prompt_digest: What does the labor market look like, and where do skills fall short?
            narrative: true
            verified: recall
          - code: II.b
            title: Vision and goals
            summary: What the state wants to reach.
            prompt_digest: What is the vision, and by which goals will success be known?
            narrative: true
            verified: recall
          - code: II.c
            title: State strategy
            summary: How the goals will be reached.
            narrative: false
            verified: recall
            children:
              - code: II.c.1
                title: Sector strategies and career pathways
                summary: Strategies that start from industries and from careers.
                narrative: true
                verified: recall
              - code: II.c.2
                title: Alignment of programs
                summary: Strategies that join the programs.
                narrative: true
                verified: recall

    """

  private static func plan(
    _ jurisdiction: String, _ cycle: String, text: String = "summary", today: String
  ) -> String {
    """
    ---
    ## A plan. Its text stands in the other files of this folder; “clearinghouse new plan” explains every field.
    jurisdiction: \(jurisdiction)
    cycle: "\(cycle)"
    outline: wioa-2024
    type: unified
    status: approved
    text: \(text)
    sources:
      - title: Example State plan
        publisher: Example Workforce Board
        url: https://example.org/plan
        accessed: \(today)
    ---

    """
  }

  private static let partTwo = """
    # II. Strategic elements

    ## b. Vision and goals

    The board wants every employer to find skilled people, and every person to find good work.

    ## c. State strategy

    ### 1. Sector strategies and career pathways

    Employers of one industry meet with colleges and workforce boards and plan training together, as in
    [](practice:aa-example-practice).

    """

  private static let about = """
    ---
    title: About this site
    summary: What this site holds, and who makes it.
    ---

    This site was started with `clearinghouse new site`. It holds one example of each kind of record: a
    [practice](practice:aa-example-practice), a [plan](plan:aa/2024) and a [guidance document](guidance:example-letter).

    Change the files in `Content`, run `clearinghouse check`, then `clearinghouse build`.

    """

  /// A vocabulary's file with its terms: id, label, definition.
  private static func vocabulary(
    _ kind: VocabularyKind, _ title: String, _ description: String, _ terms: [(String, String, String)]
  ) -> (String, String) {
    (
      "vocabularies/\(kind.folder).yml",
      "title: \(title)\ndescription: \(description)\nterms:\n"
        + terms.map { "  - id: \($0.0)\n    label: \($0.1)\n    definition: \($0.2)\n" }.joined()
    )
  }

  private static let vocabularies = [
    vocabulary(
      .topic, "Topics", "What practices are about.",
      [
        (
          "apprenticeship", "Apprenticeship", "Paid work with training that leads to a recognized credential."
        ),
        ("sector-partnerships", "Sector partnerships", "Employers of one industry who plan together."),
      ]),
    vocabulary(
      .program, "Programs", "The programs that pay for a practice or carry it.",
      [
        ("adult", "Adult program", "Services for adults under title I of the workforce law."),
        ("youth", "Youth program", "Services for young people under title I of the workforce law."),
      ]),
    vocabulary(
      .population, "Populations", "Whom practices serve.",
      [("adults", "Adults", "People of working age."), ("young-people", "Young people", "People under 25.")]),
    vocabulary(
      .partner, "Partners", "Kinds of partner and federal departments.",
      [
        ("labor", "Department of Labor", "The federal department of labor."),
        ("employers", "Employers", "Businesses that hire and train."),
      ]),
    vocabulary(
      .sector, "Sectors", "Industries.",
      [
        ("health-care", "Health care", "Hospitals, clinics and care."),
        ("it", "Information technology", "Software and systems."),
      ]
    ),
    vocabulary(
      .basis, "Basis", "A ladder of how much is known about a practice.",
      [
        ("described", "Described", "A plan, law or page says what the state does or intends."),
        ("operating", "Operating", "A source shows that the practice runs."),
        ("measured", "Measured", "The program reports its own figures on results."),
        ("evaluated", "Evaluated", "A named study looked at it."),
        ("rated", "Rated", "An evidence clearinghouse rated it."),
      ]),
  ]
}
