// Which folders a build takes over, and which it refuses to touch.

import Foundation
import Testing
import Workspace

@Suite struct OutputFolderTests {
  let place: Playground

  init() throws { place = try Playground() }

  /// The message of the refusal; nil when the folder is taken.
  func refusal(_ path: String? = nil, sources: [String] = [], home: String? = nil) -> String? {
    do throws(WorkspaceError) {
      _ = try OutputFolder(path ?? place.output, sources: sources, home: home)
      return nil
    } catch {
      return error.kind == .refused && !error.help.isEmpty ? error.message : "not a refusal: \(error)"
    }
  }

  @Test func absentEmptyIgnoredAndOwnFoldersAreTaken() throws {
    #expect(refusal() == nil)
    #expect(refusal("\(place.path)/not/there/yet/") == nil)
    try place.makeFolder("Output")
    #expect(refusal() == nil)
    try place.write("Output/.gitignore", "*\n")
    #expect(refusal() == nil)
    try place.build(["a.html": "a"])
    #expect(refusal() == nil)
    #expect(place.text("Output/.gitignore") == "*\n")
  }

  @Test(arguments: ["notes.txt", ".git/config", ".htaccess", "index.html"])
  func aFolderWithForeignFilesIsRefused(name: String) throws {
    try place.write("Output/\(name)", "mine")
    try place.write("Output/.gitignore", "*")
    #expect(refusal()?.contains("holds files that no build made") == true)
    #expect(place.text("Output/\(name)") == "mine")
    #expect(try place.names() == ["Output"])
  }

  @Test func aFolderThatHoldsOrLiesInSourcesIsRefused() throws {
    try place.makeFolder("site/Content/pages")
    let sources = ["\(place.path)/site/Content"]
    #expect(refusal("\(place.path)/site/Content", sources: sources)?.contains("holds the sources") == true)
    #expect(refusal("\(place.path)/site", sources: sources)?.contains("holds the sources") == true)
    #expect(refusal("\(place.path)/site/Content/pages", sources: sources)?.contains("lies inside") == true)
    #expect(
      refusal("\(place.path)/site/Content/new/Output", sources: sources)?.contains("lies inside") == true)
    #expect(
      refusal("\(place.path)/site/Content/../Content/x", sources: sources)?.contains("lies inside") == true)
    #expect(refusal("\(place.path)/site/Output", sources: sources) == nil)
    // A second way to the same folder is the same folder.
    try FileManager.default.createSymbolicLink(
      atPath: "\(place.path)/way", withDestinationPath: "site/Content")
    #expect(refusal("\(place.path)/way/Output", sources: sources)?.contains("lies inside") == true)
  }

  @Test func linksFilesRootsAndHomesAreRefused() throws {
    try place.makeFolder("real")
    try place.makeFolder("people/ann")
    try FileManager.default.createSymbolicLink(atPath: place.output, withDestinationPath: "real")
    #expect(refusal()?.contains("is a symbolic link") == true)
    try place.write("file", "")
    #expect(refusal("\(place.path)/file")?.contains("is not a folder") == true)
    #expect(refusal("\(place.path)/file/Output")?.isEmpty == false)
    #expect(refusal("/")?.contains("cannot be the output folder") == true)
    #expect(refusal("")?.contains("cannot be the output folder") == true)
    for folder in ["people/ann", "people"] {
      #expect(
        refusal("\(place.path)/\(folder)", home: "\(place.path)/people/ann")?.contains("home folder") == true)
    }
  }

  @Test(arguments: ["", "clearinghouse manifest 1\n", "clearinghouse manifest 1\nx 1 a\n1 files\n", "{}"])
  func aDamagedManifestIsRefused(text: String) throws {
    try place.write("Output/.clearinghouse-manifest", text)
    try place.write("Output/mine.txt", "mine")
    #expect(refusal()?.contains("is damaged") == true)
  }

  @Test func aManifestCannotNameFilesOutsideOutput() throws {
    try place.build(["a.html": "a"])
    let manifest = try #require(place.text("Output/.clearinghouse-manifest"))
    try place.write("Output/.clearinghouse-manifest", manifest.replacing("a.html", with: "../a.html"))
    #expect(refusal()?.contains("is damaged") == true)
  }

  @Test(
    .enabled(if: canMount, "mounting is not permitted here, so mount points are not tested"),
    arguments: [["-t", "tmpfs", "tmpfs"], ["--bind"]])
  func aMountPointIsRefused(options: [String]) throws {
    try place.makeFolder("Output")
    try place.makeFolder("other")
    let device = options.count == 1 ? ["\(place.path)/other"] : []
    try #require(succeeds(["mount"] + options + device + [place.output]))
    defer { #expect(succeeds(["umount", place.output])) }
    #expect(refusal()?.contains("is a mount point") == true)
    #expect(refusal("\(place.output)/site") == nil)
  }
}

/// Whether this process may mount file systems: tried once with the mount that the tests need.
let canMount: Bool = {
  guard let place = try? Playground() else { return false }
  return succeeds(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", place.path])
    && succeeds(["umount", place.path])
}()
