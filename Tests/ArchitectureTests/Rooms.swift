// The drawing of the house: what each room may import, beside what Package.swift enforces.

/// A room of the house (DESIGN.md): a target below `Sources`.
struct Room: CustomStringConvertible {
  let name: String
  /// Other rooms, and modules from outside.
  let mayImport: Set<String>
  /// Pure rooms turn values into values: no disk, no clock, no environment, no output.
  let isPure: Bool

  var description: String { name }

  static let all: [Room] = [
    Room(name: "Diagnostics", mayImport: [], isPure: true),
    Room(name: "Documents", mayImport: ["Diagnostics", "CCommonMark", "Yams", "Crypto"], isPure: true),
    Room(name: "Records", mayImport: ["Diagnostics", "Documents"], isPure: true),
    Room(name: "Parallel", mayImport: [], isPure: true),
    Room(name: "Links", mayImport: ["Diagnostics", "Documents", "Records", "Parallel"], isPure: true),
    Room(name: "Layouts", mayImport: ["Diagnostics"], isPure: true),
    Room(
      name: "Pages", mayImport: ["Diagnostics", "Documents", "Records", "Links", "Layouts"], isPure: true),
    Room(
      name: "Publishing",
      mayImport: ["Diagnostics", "Documents", "Records", "Links", "Layouts", "Pages", "Parallel", "Crypto"],
      isPure: true),
    Room(
      name: "Workspace", mayImport: ["Diagnostics", "CRename", "Crypto", "Dispatch"] + system, isPure: false),
    Room(
      name: "clearinghouse",
      mayImport: [
        "Diagnostics", "Documents", "Records", "Links", "Layouts", "Pages", "Publishing", "Workspace",
        "ArgumentParser",
      ] + system, isPure: false),
  ]

  /// Modules of C, which have no outside name.
  static let modulesOfC = ["CCommonMark", "CRename"]

  /// Programs that the build runs; no part of what it makes.
  static let tools = ["embed-layouts"]

  private static let system: Set<String> = ["Glibc", "Musl", "Darwin", "Foundation", "FoundationEssentials"]

  /// What no pure room may say, with the reason.
  static let bannedInPureRooms: [(code: String, reason: String)] = [
    ("Foundation", "pure rooms work on bytes, and Foundation brings disk, clock and locale"),
    ("FileManager", "only Workspace touches the disk"),
    ("URLSession", "nothing touches the network"),
    ("Date(", "the output holds no clock; dates come from the content or as a parameter"),
    ("ContinuousClock", "the output holds no clock"),
    ("SystemRandomNumberGenerator", "same input, same bytes"),
    (".random(", "same input, same bytes"),
    (".shuffled(", "same input, same bytes"),
    ("Mutex", "values do not change, so pure rooms have no lock"),
    ("actor ", "values do not change, so pure rooms have no actor"),
    ("getenv(", "the environment is a parameter"),
    ("CommandLine", "only the command reads the command line"),
    ("Locale", "the output does not depend on the machine's language"),
    ("print(", "rooms return diagnostics; only the command prints"),
    ("debugPrint(", "rooms return diagnostics; only the command prints"),
  ]

  /// What no room may say.
  static let bannedEverywhere: [(code: String, reason: String)] = [
    ("try!", "a failure is a message, not a crash"),
    ("fatalError(", "a failure is a message, not a crash"),
    ("preconditionFailure(", "a failure is a message, not a crash"),
    ("@unchecked Sendable", "values are Sendable, or they stay in one task"),
    ("nonisolated(unsafe)", "values are Sendable, or they stay in one task"),
    ("@preconcurrency", "values are Sendable, or they stay in one task"),
    ("public", "rooms show each other `package` declarations; nothing is public"),
  ]
}

/// Union of a literal with more modules, for the table above.
private func + (left: Set<String>, right: Set<String>) -> Set<String> { left.union(right) }
