// Builds that are killed, that meet one another, and that find the disk full: Output is the old site or the new one.

import Foundation
import Testing
import Workspace

/// The generation of the site in Output; nil when it is neither the whole of one nor of another.
private func generation(_ place: Playground, files count: Int) throws -> Int? {
  guard let number = place.text("Output/generation.txt").flatMap({ Int($0) }) else { return nil }
  var expected = ["generation.txt": "\(number)", "foreign/note.txt": "mine"]
  for line in try Helper("show", "\(number)", "\(count)").finish().text.split(separator: "\n") {
    let words = line.split(separator: " ")
    let byte = UnicodeScalar(UInt8(words[2]) ?? 0)
    expected[String(words[0])] = String(repeating: Character(byte), count: Int(words[1]) ?? 0)
  }
  let listed = place.text("Output/.clearinghouse-manifest")?.split(separator: "\n").last
  return try place.tree() == expected && listed == "\(count + 1) files" ? number : nil
}

@Suite struct CrashTests {
  let place: Playground

  init() throws {
    place = try Playground(inMemory: true)
    try #require(try Helper("build", place.output, "1", "60", "1").finish().status == 0)
    try place.write("Output/foreign/note.txt", "mine")
  }

  @Test(arguments: Array(CommitStep.allCases.enumerated()), [true, false])
  func killedAtAStep(_ step: (offset: Int, element: CommitStep), exchanging: Bool) throws {
    let last = try Helper("build", place.output, "2", "60", exchanging ? "1" : "0", "\(step.offset)").finish()
    #expect(last.wasKilled)
    let isNew = [CommitStep.swapped, .cleared].contains(step.element)
    #expect(try generation(place, files: 60) == (isNew ? 2 : 1))
    // The next build works, and takes the remains away.
    #expect(try Helper("build", place.output, "3", "60", "1").finish().status == 0)
    #expect(try generation(place, files: 60) == 3)
    #expect(try place.names() == ["Output"])
  }

  @Test func killedAnywhere() throws {
    var random = SplitMix(state: 20_241)
    let count = 400
    var present = 1
    try #require(try Helper("build", place.output, "1", "\(count)", "1").finish().status == 0)
    var killed = 0
    for next in 2...41 {
      let helper = try Helper("build", place.output, "\(next)", "\(count)", "1")
      usleep(UInt32(random.next() % 60_000))
      kill(helper.process.processIdentifier, SIGKILL)
      if helper.finish().wasKilled { killed += 1 }
      let now = try generation(place, files: count)
      #expect(now == present || now == next)
      present = now ?? next
    }
    #expect(killed > 0)
    #expect(try Helper("build", place.output, "50", "\(count)", "1").finish().status == 0)
    #expect(try place.names() == ["Output"])
  }

  @Test func killedBetweenTheTwoStepsOfASwapWithoutExchange() throws {
    // What the disk looks like at that point: no Output, the old site under another name, the new one ready.
    try FileManager.default.moveItem(atPath: place.output, toPath: "\(place.path)/.Output.previous-77")
    try place.makeFolder(".Output.staging-77")
    #expect(try Helper("build", place.output, "1", "60", "1").finish().status == 0)
    #expect(try generation(place, files: 60) == 1)
    #expect(try place.names() == ["Output"])
  }

  @Test func anOutputThatSomebodyRemovedAfterAKillStaysRemoved() throws {
    #expect(try Helper("build", place.output, "2", "60", "1", "3").finish().wasKilled)
    try FileManager.default.removeItem(atPath: place.output)
    #expect(try place.build(["a.html": "a"]).files == 1)
    #expect(try place.tree() == ["a.html": "a"])
    #expect(try place.names() == ["Output"])
  }

  @Test func aReaderAlwaysFindsThePage() throws {
    // Many swaps, and at no instant is there no page.
    let writer = try Helper("build", place.output, "100", "60", "1")
    var others = (101..<130).map { "\($0)" }
    var running = writer
    var reads = 0
    while true {
      #expect(place.text("Output/generation.txt") != nil)
      reads += 1
      guard !running.process.isRunning else { continue }
      #expect(running.finish().status == 0)
      guard let next = others.popLast() else { break }
      running = try Helper("build", place.output, next, "60", "1")
    }
    #expect(reads > 30)
  }

  @Test func twoBuildsAtOnceTakeTurns() throws {
    let helpers = try (2..<8).map { try Helper("build", place.output, "\($0)", "60", "1") }
    for helper in helpers { #expect(helper.finish().status == 0) }
    let last = try #require(try generation(place, files: 60))
    #expect((2..<8).contains(last))
    #expect(try place.names() == ["Output"])
  }

  @Test func aBuildSaysWhoHoldsOutput() throws {
    let holder = try Helper("hold", place.output)
    #expect(holder.firstWords() == "holding \(holder.process.processIdentifier)\n")
    let error = #expect(throws: WorkspaceError.self) { try place.build(["a.html": "a"]) }
    #expect(error?.message.contains("another build (process \(holder.process.processIdentifier))") == true)
    let waiter = try Helper("build", place.output, "2", "60", "1")
    #expect(holder.finish().status == 0)
    #expect(waiter.finish().status == 0)
    #expect(try generation(place, files: 60) == 2)
  }

  @Test(
    .enabled(if: canMount, "mounting is not permitted here, so a full disk is not tested"),
    arguments: [600_000, 900_000, 1_040_000])
  func aFullDiskLeavesTheOldSite(size: Int) throws {
    let disk = try Playground()
    try #require(succeeds(["mount", "-t", "tmpfs", "-o", "size=1536k", "tmpfs", disk.path]))
    defer { #expect(succeeds(["umount", disk.path])) }
    let text = String(repeating: "o", count: 490_000)
    try disk.build(["a.html": text, "b.html": "b"])
    // From a page that does not fit to a disk on which only the manifest finds no room.
    let error = #expect(throws: WorkspaceError.self) {
      let staging = try OutputFolder(disk.output, sources: []).stage()
      try staging.write("a.html", Array(String(repeating: "n", count: size).utf8))
      for index in 0..<400 { try staging.write("\(index).html", [UInt8](repeating: 0x6E, count: 4000)) }
      _ = try staging.commit()
    }
    #expect(error?.kind == .failed)
    #expect(error?.message.contains("No space left on device") == true)
    #expect(try disk.tree() == ["a.html": text, "b.html": "b"])
    #expect(try disk.names() == ["Output"])
  }
}

/// A small generator with a fixed seed.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
