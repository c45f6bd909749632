// `new`: what it writes passes every check, teaches every field, and never overwrites.
import Foundation
import Records
import TestSupport
import Testing

@Suite struct NewTests {
  @Test func newSiteBuildsAtOnce() throws {
    let folder = try ScratchFolder.withSite()
    let build = try folder.site("build", "--strict", "--today", "2030-01-01")
    #expect(build.status == 0, "\(build.errors)")
    #expect(build.errors == "")
    for page in ["index.html", "practices/aa-example-practice/index.html", "plans/aa/2024/ii-c-1/index.html"]
    {
      #expect(folder.exists("site/Output/\(page)"), "\(page)")
    }
  }

  @Test func newSiteHasTheLayoutsOfTheRepository() throws {
    let folder = try ScratchFolder.withSite()
    let files = Repository.files(below: "Layouts")
    #expect(files.count > 20)
    for file in files {
      let own = try Data(contentsOf: Repository.root.appending(path: file))
      #expect(try Data(contentsOf: folder.url.appending(path: "site/" + file)) == own, "\(file)")
    }
  }

  @Test func newRecordsPassTheCheck() throws {
    let folder = try ScratchFolder.withSite()
    for arguments in [
      ["practice", "aa-second"], ["plan", "aa/2028"], ["plan", "aa/2024-mod"], ["guidance", "tegl-04-23"],
      ["page", "about/method"],
    ] {
      let run = try folder.site("new", arguments[0], arguments[1], "--today", "2026-11-22")
      #expect(run.status == 0, "\(run.errors)")
    }
    let check = try folder.site("check", "--strict")
    #expect(check.status == 0, "\(check.errors)")
    // What is not ready stays off the site.
    let build = try folder.site("build")
    for id in ["practice:aa-second", "plan:aa/2028", "plan:aa/2024-mod"] {
      #expect(build.output.contains("\(id) (Content/"), "\(build.output)")
    }
    #expect(!folder.exists("site/Output/practices/aa-second/index.html"))
    #expect(folder.exists("site/Output/about/method/index.html"))
    // Shown, they are just as valid.
    #expect(try folder.site("check", "--strict", "--drafts").status == 0)
  }

  @Test func titleAndJurisdictionAreTaken() throws {
    let folder = try ScratchFolder.withSite()
    #expect(
      try folder.site("new", "practice", "second", "--title", "A: \"B\" \\ #c", "--jurisdiction", "aa").status
        == 0)
    #expect(
      try folder.text("site/Content/practices/second.md").contains(#"title: "A: \"B\" \\ #c""#))
    #expect(try folder.site("check", "--strict", "--drafts").status == 0)
  }

  @Test(arguments: [
    ("practice", "x", "practices/x.md", Schema.practice), ("plan", "aa/2028", "plans/aa/2028/plan.md", .plan),
    ("guidance", "x", "guidance/x.md", .guidance), ("page", "x", "pages/x.md", .page),
  ])
  func everyFieldIsThereAndValid(kind: String, name: String, path: String, schema: Schema) throws {
    let folder = try ScratchFolder.withSite()
    #expect(try folder.site("new", kind, name, "--today", "2026-11-22").status == 0)
    let text = try folder.text("site/Content/\(path)")
    let fields = text.split(separator: "\n").map(String.init)
    for rule in schema.fields {
      #expect(
        fields.contains { $0.hasPrefix("\(rule.name):") || $0.hasPrefix("#\(rule.name):") }, "\(rule.name)")
      let isWritten = fields.contains { $0.hasPrefix("\(rule.name):") }
      if rule.isRequired { #expect(isWritten, "\(rule.name)") }
    }
    // Without the # every optional field counts, also those inside groups.
    var all = text
    for _ in 1...2 {
      all = all.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        let indent = line.prefix { $0 == " " }
        let rest = line.dropFirst(indent.count)
        guard rest.hasPrefix("#"), !rest.hasPrefix("##"), !rest.hasPrefix("# ") || rest.hasPrefix("#  ")
        else {
          return String(line)
        }
        return String(indent + rest.dropFirst())
      }.joined(separator: "\n")
    }
    #expect(all != text)
    try folder.write(all, to: "site/Content/\(path)")
    let check = try folder.site("check", "--drafts", "--format", "json")
    // The ids in examples lead nowhere on this site; everything else is right.
    let codes = try Set(check.lines.map { try #require(try object($0)["code"] as? String) })
    #expect(codes.subtracting(["links.unresolved", "plans.doubtful-match"]) == [], "\(check.output)")
  }

  @Test func nothingIsOverwritten() throws {
    let folder = try ScratchFolder.withSite()
    #expect(try folder.site("new", "page", "faq").status == 0)
    try folder.write("mine", to: "site/Content/pages/faq.md")
    let again = try folder.site("new", "page", "faq")
    #expect(again.status == 2)
    #expect(again.output == "")
    #expect(again.errors.contains("Content/pages/faq.md exists already"))
    #expect(try folder.text("site/Content/pages/faq.md") == "mine")
    let site = try folder.run("new", "site", "site")
    #expect(site.status == 2)
    #expect(site.errors.contains("site is not empty"))
  }

  @Test func missingLayoutsAreAdded() throws {
    let folder = try ScratchFolder.withSite()
    try folder.write("mine", to: "site/Layouts/home.mustache")
    try FileManager.default.removeItem(at: folder.url.appending(path: "site/Layouts/parts"))
    try FileManager.default.removeItem(at: folder.url.appending(path: "site/Layouts/term.mustache"))
    #expect(try folder.site("check").status == 1)
    let run = try folder.site("new", "layouts")
    #expect(run.status == 0)
    #expect(run.lines.contains("Layouts/term.mustache"))
    #expect(!run.lines.contains("Layouts/home.mustache"))
    #expect(try folder.text("site/Layouts/home.mustache") == "mine")
    #expect(try folder.site("new", "layouts").output == "Layouts lacks nothing.\n")
  }

  @Test func linksAreNotFollowed() throws {
    let folder = try ScratchFolder.withSite()
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "site/Content/pages/faq.md"),
      withDestinationURL: folder.url.appending(path: "elsewhere.md"))
    #expect(try folder.site("new", "page", "faq").status == 2)
    #expect(!folder.exists("elsewhere.md"))
  }

  @Test(arguments: [
    ("practice", "Aa_Second", "aa-second"), ("guidance", "TEGL 04-23", "tegl-04-23"),
    ("page", "../out", "out"), ("page", "a//b", "a/b"), ("practice", "a/b", "a-b"),
    ("plan", "aa", "co/2028"), ("plan", "../2028/x", "co/2028"), ("plan", "ab/2028", "aa"),
    ("practice", "ä", "digits and hyphens"),
  ])
  func wrongNamesAreRefused(kind: String, name: String, help: String) throws {
    let folder = try ScratchFolder.withSite()
    let run = try folder.site("new", kind, name)
    #expect(run.status == 2)
    #expect(run.errors.contains(help), "\(run.errors)")
  }

  @Test func contentMustBeThere() throws {
    let folder = try ScratchFolder()
    let run = try folder.run("new", "practice", "co-x")
    #expect(run.status == 2)
    #expect(run.errors.contains("Content"))
    #expect(!folder.exists("Content"))
  }
}
