// Rooms import only what the drawing allows, and pure rooms do nothing but compute.
import Foundation
import TestSupport
import Testing

@Suite struct RoomTests {
  @Test func everyTargetIsARoom() {
    let folders = Set(
      Repository.files(below: "Sources").compactMap {
        $0.split(separator: "/").dropFirst().first.map(String.init)
      }
    )
    #expect(
      folders == Set(Room.all.map(\.name) + Room.modulesOfC),
      "Rooms.swift lists every folder of Sources")
  }

  @Test(arguments: Room.all)
  func importsOnlyItsNeighbors(_ room: Room) throws {
    let files = Repository.swiftFiles(below: "Sources/\(room.name)")
    #expect(!files.isEmpty)
    for path in files {
      // Synchronization is part of the standard library and touches nothing outside.
      let strangers = try SwiftCode(path: path).imports
        .filter { !room.mayImport.contains($0) && $0 != "Synchronization" }
      #expect(strangers.isEmpty, "\(path) may not import \(strangers.joined(separator: ", "))")
    }
  }

  @Test(arguments: Room.all)
  func manifestDrawsTheSameArrows(_ room: Room) throws {
    let manifest = try Repository.text("Package.swift")
    let declared = dependencies(of: room.name, in: manifest)
    let names = ["yams": "Yams", "crypto": "Crypto", "arguments": "ArgumentParser"]
    let strangers = declared.map { names[$0] ?? $0 }.filter { !room.mayImport.contains($0) }
    #expect(strangers.isEmpty, "Package.swift lets \(room) see \(strangers.joined(separator: ", "))")
  }

  @Test(arguments: Room.all)
  func saysNothingForbidden(_ room: Room) throws {
    let banned = Room.bannedEverywhere + (room.isPure ? Room.bannedInPureRooms : [])
    for path in Repository.swiftFiles(below: "Sources/\(room.name)") {
      let code = try SwiftCode(path: path)
      for (piece, reason) in banned {
        let places = code.places(of: piece)
        #expect(places.isEmpty, "\(places.joined(separator: ", ")): \(piece): \(reason)")
      }
    }
  }

  @Test(arguments: ["CCommonMark", "Yams"])
  func oneFileKnowsTheForeign(_ module: String) throws {
    let files = try Repository.swiftFiles(below: "Sources")
      .filter { try SwiftCode(path: $0).imports.contains(module) }
    #expect(files.count == 1, "\(module) is imported by \(files.joined(separator: ", "))")
  }

  /// The words between brackets behind `dependencies:` of a target.
  private func dependencies(of target: String, in manifest: String) -> [String] {
    guard let name = manifest.range(of: "name: \"\(target)\""),
      let start = manifest[name.upperBound...].range(of: "dependencies: ["),
      let end = manifest[start.upperBound...].firstIndex(of: "]"),
      // The next target's list is not this one's.
      !manifest[name.upperBound..<start.lowerBound].contains("arget(")
    else { return [] }
    return manifest[start.upperBound..<end].split { !($0.isLetter || $0.isNumber || $0 == "-") }
      .map(String.init)
  }
}
