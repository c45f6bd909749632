// Reading the sources: order, what is skipped, and everything hostile that a disk can hold.

import Diagnostics
import Foundation
import Testing
import Workspace

@Suite struct ReadTreeTests {
  let place: Playground

  init() throws { place = try Playground() }

  func read(_ limits: ReadLimits = ReadLimits()) throws -> Diagnosed<[SourceFile]> {
    try readTree([SourceRoot("\(place.path)/c", as: "Content")], limits: limits)
  }

  func codes(_ limits: ReadLimits = ReadLimits()) throws -> [String] {
    try read(limits).diagnostics.map { "\($0.place.file) \($0.code.name)" }
  }

  @Test func filesComeInTheOrderOfTheirPathBytes() throws {
    // Made in an order that is neither this one nor its reverse.
    let names = ["a/z.md", "b.md", "a.md", "a-b/c.md", "Z.md", "é.md", "a/b/c.md", "a0.md", "aé/b.md"]
    for name in names { try place.write("c/\(name)", name) }
    try place.write("l/x.mustache", "x")
    let found = try readTree([
      SourceRoot("\(place.path)/l", as: "Layouts"), SourceRoot("\(place.path)/c", as: "Content"),
    ])
    let expected =
      names.map { "Content/\($0)" }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } + [
        "Layouts/x.mustache"
      ]
    #expect(found.value.map(\.path) == expected)
    #expect(found.diagnostics.isEmpty)
    for file in found.value.dropLast() {
      #expect(file.path == "Content/" + String(decoding: file.bytes, as: UTF8.self))
    }
  }

  @Test func hiddenFilesAndLeftoversAreSkipped() throws {
    for name in [
      ".DS_Store", ".git/config", "x.md~", ".#x.md", "#x.md#", "~$plan.docx", "Thumbs.db", "a/.keep",
    ] {
      try place.write("c/\(name)", "")
    }
    try place.write("c/#1.md", "kept")
    let found = try read()
    #expect(found.value.map(\.path) == ["Content/#1.md"])
    #expect(found.diagnostics.isEmpty)
  }

  @Test(arguments: ["/etc/hostname", "../outside.md", "inside.md", "nowhere.md", "."])
  func linksAreReportedAndNotFollowed(target: String) throws {
    try place.write("outside.md", "secret")
    try place.write("c/inside.md", "inside")
    try FileManager.default.createSymbolicLink(atPath: "\(place.path)/c/link.md", withDestinationPath: target)
    #expect(try codes() == ["Content/link.md workspace.link"])
    #expect(try read().value.map(\.path) == ["Content/inside.md"])
  }

  @Test func pipesAreReportedAndDoNotBlock() throws {
    try place.makeFolder("c")
    #expect(mkfifo("\(place.path)/c/pipe.md", 0o644) == 0)
    #expect(try codes() == ["Content/pipe.md workspace.special-file"])
  }

  @Test func namesThatCannotBePrintedAreReported() throws {
    try place.makeFolder("c")
    for bytes: [UInt8] in [[0x61, 0x0A, 0x62], [0xFF, 0x61], [0xE2, 0x80, 0xAE, 0x61], [0x1B]] {
      let path = (Array("\(place.path)/c/".utf8) + bytes + [0]).map { CChar(bitPattern: $0) }
      #expect(mkdir(path, 0o755) == 0)
    }
    let diagnostics = try read().diagnostics
    #expect(diagnostics.map(\.code.name) == Array(repeating: "workspace.name", count: 4))
    // What is printed stays on its line and shows its true direction.
    #expect(
      Set(diagnostics.map(\.place.file)) == [
        "Content/a\\nb", "Content/\u{FFFD}a", "Content/\\u{202E}a", "Content/\\u{1B}",
      ])
  }

  @Test func unreadableFilesAndFoldersAreReported() throws {
    try place.write("c/ok.md", "fine")
    try place.write("c/shut.md", "secret")
    try place.write("c/closed/x.md", "secret")
    for (name, mode) in [("shut.md", 0o000), ("closed", 0o000)] {
      try FileManager.default.setAttributes(
        [.posixPermissions: mode], ofItemAtPath: "\(place.path)/c/\(name)")
    }
    defer {
      try? FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: "\(place.path)/c/closed")
    }
    // The superuser can read everything, so somebody else has to try.
    let user = getuid() == 0 ? 65534 : getuid()
    let text = try Helper("read-as", "\(place.path)/c", "\(user)").finish().text
    #expect(
      text == """
        Content/closed: cannot be read: Permission denied [workspace.unreadable]
        Content/shut.md: cannot be read: Permission denied [workspace.unreadable]

        """)
  }

  @Test func tooMuchIsReportedByName() throws {
    try place.write("c/a.md", "12345")
    try place.write("c/b.md", "123456")
    try place.write("c/d/e/f.md", "")
    var limits = ReadLimits()
    limits.fileBytes = 5
    #expect(try codes(limits) == ["Content/b.md workspace.too-large"])
    limits = ReadLimits()
    limits.allBytes = 10
    #expect(try codes(limits) == ["Content/b.md workspace.too-large"])
    limits = ReadLimits()
    limits.depth = 2
    #expect(try codes(limits) == ["Content/d/e workspace.too-large"])
  }

  @Test func aHugeSparseFileIsRefusedWithoutReadingIt() throws {
    try place.write("c/huge.md", "")
    #expect(truncate("\(place.path)/c/huge.md", 1 << 40) == 0)
    #expect(try codes() == ["Content/huge.md workspace.too-large"])
  }

  @Test func foldersNestedBeyondReasonAreReported() throws {
    let deep = Array(repeating: "d", count: 300).joined(separator: "/")
    try place.write("c/\(deep)/x.md", "")
    #expect(try codes().map { $0.suffix(20) } == ["/d workspace.too-large".suffix(20)])
  }

  @Test func aMissingRootIsAMistakeOfTheCommandLine() throws {
    let error = #expect(throws: WorkspaceError.self) { try read() }
    #expect(error?.kind == .refused)
    #expect(error?.message.contains("\(place.path)/c: No such file or directory") == true)
  }

  @Test func everyCodeIsListedOnceWithARemedy() {
    let codes = DiagnosticCode.workspaceCodes
    #expect(Set(codes).count == codes.count && codes.count == 9)
    for code in codes { #expect(code.name.hasPrefix("workspace.") && code.remedy.hasSuffix(".")) }
  }
}
