// The new Output: what it holds, what it keeps, and that nothing of the work stays behind.

import Foundation
import Testing
import Workspace

@Suite struct StagingTests {
  let place: Playground

  init() throws { place = try Playground() }

  @Test(arguments: [true, false])
  func staleFilesVanishAndForeignFilesStay(exchanging: Bool) throws {
    try place.build(["index.html": "1", "old/page/index.html": "1", "same/index.html": "same"])
    try place.write("Output/robots-extra.txt", "mine")
    try place.write("Output/old/page/note.txt", "mine, in a folder that the next build does not make")
    try place.write("Output/private/deep/note.txt", "mine")
    try place.makeFolder("Output/empty")
    try FileManager.default.createSymbolicLink(
      atPath: "\(place.output)/link", withDestinationPath: "/nowhere/at/all")
    let foreign = try place.inode("Output/robots-extra.txt")

    let summary = try place.build(
      ["index.html": "2", "new/index.html": "2", "same/index.html": "same"], exchanging: exchanging)

    #expect(
      try place.tree() == [
        "index.html": "2", "new/index.html": "2", "same/index.html": "same", "robots-extra.txt": "mine",
        "old/page/note.txt": "mine, in a folder that the next build does not make",
        "private/deep/note.txt": "mine",
      ])
    #expect(try place.inode("Output/robots-extra.txt") == foreign)
    #expect(FileManager.default.fileExists(atPath: "\(place.output)/empty"))
    let target = try FileManager.default.destinationOfSymbolicLink(atPath: "\(place.output)/link")
    #expect(target == "/nowhere/at/all")
    #expect(try place.names() == ["Output"])
    #expect(
      summary.files == 3 && summary.written == 2 && summary.removed == 1 && summary.foreign == 4
        && summary.leftover == nil)
    // Emptied folders go; the foreign ones are still there after one more build.
    try place.build(["index.html": "3"], exchanging: exchanging)
    #expect(!FileManager.default.fileExists(atPath: "\(place.output)/new"))
    #expect(try place.tree().count == 4)
  }

  @Test func unchangedFilesStayTheVeryFiles() throws {
    try place.build(["a.html": "a", "b.html": "b", "c.html": "c"])
    let inodes = try ["a.html", "b.html", "c.html"].map { try place.inode("Output/\($0)") }
    // Somebody's edit of a made file does not survive, even one of the same length.
    try place.write("Output/b.html", "B")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: "\(place.output)/c.html")
    let summary = try place.build(["a.html": "a", "b.html": "b", "c.html": "c", "d.html": "d"])
    #expect(try place.tree() == ["a.html": "a", "b.html": "b", "c.html": "c", "d.html": "d"])
    #expect(try place.inode("Output/a.html") == inodes[0])
    #expect(try place.inode("Output/c.html") != inodes[2])
    #expect(summary.written == 3)
  }

  @Test func aBuildThatChangesNothingLeavesOutputAlone() throws {
    try place.build(["a.html": "a"])
    let folder = try place.inode("Output")
    #expect(try place.build(["a.html": "a"]).written == 0)
    #expect(try place.inode("Output") == folder)
    #expect(try place.names() == ["Output"])
    try place.build([:])
    #expect(try place.tree().isEmpty)
  }

  @Test func aForeignFileIsNeverOverwritten() throws {
    try place.build(["a.html": "a"])
    try place.write("Output/b/index.html", "mine")
    for files in [["b/index.html": "theirs"], ["b": "theirs"], ["b/index.html/c": "theirs"]] {
      let error = #expect(throws: WorkspaceError.self) { try place.build(files) }
      #expect(error?.kind == .refused)
      #expect(error?.message.contains("Output/b") == true)
      #expect(try place.tree() == ["a.html": "a", "b/index.html": "mine"])
      #expect(try place.names() == ["Output"])
    }
  }

  @Test func theSameSiteGivesTheSameBytesWhateverTheOrderAndTheThreads() async throws {
    let files = (0..<200).map { ("d\($0 % 7)/e\($0 % 3)/\($0).html", Array("text \($0 % 50)".utf8)) }
    var manifests: Set<String> = []
    for threads in 1...4 {
      let folder = "Output\(threads)"
      let staging = try OutputFolder("\(place.path)/\(folder)", sources: []).stage()
      try await withThrowingTaskGroup { group in
        for thread in 0..<threads {
          group.addTask {
            for index in stride(from: thread, to: files.count, by: threads) {
              let (path, bytes) = files[threads % 2 == 0 ? files.count - 1 - index : index]
              try staging.write(path, bytes)
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try staging.commit().files == 200)
      manifests.insert(try #require(place.text("\(folder)/.clearinghouse-manifest")))
      #expect(try place.tree(folder) == place.tree("Output1"))
    }
    #expect(manifests.count == 1)
    #expect(manifests.first?.contains(place.path) == false)
  }

  @Test(arguments: [
    "/a", "../a", "a/../b", "a//b", "a/", "", ".", "a\nb", "a\0b", ".gitignore", ".clearinghouse-manifest",
  ])
  func pathsThatLeadOutAreRefused(path: String) throws {
    let staging = try OutputFolder(place.output, sources: []).stage()
    #expect(throws: WorkspaceError.self) { try staging.write(path, []) }
  }

  @Test func twoFilesOfOneNameAreRefused() throws {
    let staging = try OutputFolder(place.output, sources: []).stage()
    try staging.write("a/b", [1])
    #expect(throws: WorkspaceError.self) { try staging.write("a/b", [1]) }
    #expect(throws: WorkspaceError.self) { try staging.write("a", [1]) }
    #expect(throws: WorkspaceError.self) { try staging.write("a/b/c", [1]) }
    // A site with a file missing must not be published by a caller who overlooked the error.
    #expect(throws: WorkspaceError.self) { try staging.commit() }
  }

  @Test func twoSpellingsOfAnAccentAreTwoFiles() throws {
    let staging = try OutputFolder(place.output, sources: []).stage()
    for name in ["caf\u{E9}.html", "cafe\u{301}.html"] { try staging.write(name, [1]) }
    _ = try staging.commit()
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.output).count == 3)
    try place.write("Output/na\u{EF}ve.txt", "mine")
    try place.build(["nai\u{308}ve.txt": "made"])
    #expect(place.text("Output/na\u{EF}ve.txt") == "mine")
  }

  @Test func anAbandonedStagingLeavesNothing() throws {
    try place.build(["a.html": "a"])
    do {
      let staging = try OutputFolder(place.output, sources: []).stage()
      try staging.write("x/y.html", [1])
      #expect(try place.names().count == 3)
    }
    #expect(try place.names() == ["Output"])
    #expect(try place.tree() == ["a.html": "a"])
  }

  @Test func whatKilledBuildsLeftIsRemovedAndNothingElse() throws {
    try place.write(".Output.staging-123/half/page.html", "half")
    try place.write(".Output.archive-123/offline-copy/index.html", "half")
    try place.write(".Output.staging-notes/mine.txt", "mine")
    try place.write(".Output.clearinghouse-lock", "process 123")
    try place.build(["a.html": "a"])
    #expect(try place.names() == [".Output.staging-notes", "Output"])
  }

  @Test func aFilePutIntoTheOldSiteAtTheLastMomentIsSaved() throws {
    try place.build(["a.html": "1", "b.html": "1"])
    let staging = try OutputFolder(place.output, sources: []).stage()
    try staging.write("a.html", Array("2".utf8))
    try staging.write("taken.html", Array("2".utf8))
    var failure: (any Error)?
    let summary = try staging.commit { step in
      guard step == .carried else { return }
      do {
        try place.write("Output/late/note.txt", "late")
        try place.write("Output/taken.html", "late")
      } catch { failure = error }
    }
    #expect(failure == nil)
    #expect(try place.tree() == ["a.html": "2", "taken.html": "2", "late/note.txt": "late"])
    let leftover = try #require(summary.leftover)
    #expect(FileManager.default.contents(atPath: "\(leftover)/taken.html") == Data("late".utf8))
  }

  @Test func anOutputThatAnotherProgramReplacedIsNotSwappedAway() throws {
    try place.build(["a.html": "1"])
    let staging = try OutputFolder(place.output, sources: []).stage()
    try staging.write("a.html", Array("2".utf8))
    let error = #expect(throws: WorkspaceError.self) {
      try staging.commit { step in
        guard step == .synced else { return }
        #expect(succeeds(["mv", place.output, "\(place.path)/Elsewhere"]))
        #expect(succeeds(["mkdir", place.output]))
      }
    }
    #expect(error?.kind == .refused)
    #expect(try place.tree().isEmpty)
    #expect(try place.tree("Elsewhere") == ["a.html": "1"])
  }

  @Test func filesOfAnOutsideToolAreAdoptedAndUsedAgain() throws {
    let first = try OutputFolder(place.output, sources: []).stage()
    try first.write("index.html", [1])
    #expect(try !first.reuse(below: "search"))
    try FileManager.default.createDirectory(
      atPath: "\(first.path)/search/a", withIntermediateDirectories: true)
    try Data("index".utf8).write(to: URL(fileURLWithPath: "\(first.path)/search/a/b.idx"))
    try first.adopt(below: "search")
    #expect(try first.commit().files == 2)

    let second = try OutputFolder(place.output, sources: []).stage()
    try second.write("index.html", [2])
    #expect(try second.reuse(below: "search"))
    #expect(try second.commit().written == 1)
    #expect(place.text("Output/search/a/b.idx") == "index")

    try place.write("Output/search/a/b.idx", "INDEX")
    let third = try OutputFolder(place.output, sources: []).stage()
    #expect(try !third.reuse(below: "search"))
    try third.write("index.html", [3])
    _ = try third.commit()
    #expect(!FileManager.default.fileExists(atPath: "\(place.output)/search"))
  }
}
