// A small program for the tests that kill a build, run two at once, or read as somebody else.

import Diagnostics
import Workspace

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// One file of a generation: every generation has other bytes, some paths of its own, and some files that stay the same.
func content(_ index: Int, generation: Int) -> (path: String, bytes: [UInt8]) {
  let folder = index % 7 == 0 ? "only-\(generation)" : "common-\(index % 5)"
  let owner = index % 3 == 0 ? 0 : generation
  return ("\(folder)/\(index).html", Array(repeating: UInt8(truncatingIfNeeded: owner), count: 200 + index))
}

func fail(_ message: String, code: Int32) -> Never {
  print(message)
  exit(code)
}

let words = Array(CommandLine.arguments.dropFirst())
switch (words.first, words.dropFirst().first, words.dropFirst(2).compactMap { Int($0) }) {
case ("build", .some(let output), let numbers) where numbers.count >= 3:
  // build OUTPUT GENERATION FILES EXCHANGING [STEP-TO-DIE-AT]
  do throws(WorkspaceError) {
    let staging = try OutputFolder(output, sources: []).stage(whenBusy: .wait { print($0) })
    try staging.write("generation.txt", Array("\(numbers[0])".utf8))
    for index in 0..<numbers[1] {
      let (path, bytes) = content(index, generation: numbers[0])
      try staging.write(path, bytes)
    }
    let last = numbers.count > 3 ? CommitStep.allCases[numbers[3]] : nil
    _ = try staging.commit(exchanging: numbers[2] == 1) { step in
      if step == last { kill(getpid(), SIGKILL) }
    }
  } catch {
    fail(error.description, code: error.kind == .refused ? 2 : 3)
  }
case ("show", .some(let generation), let numbers) where numbers.count == 1:
  // show GENERATION FILES: what `build` makes, a line for each file.
  for index in 0..<numbers[0] {
    let (path, bytes) = content(index, generation: Int(generation) ?? 0)
    print(path, bytes.count, bytes[0])
  }
case ("hold", .some(let output), _):
  // hold OUTPUT: keeps a staging open until standard input ends.
  do throws(WorkspaceError) {
    let staging = try OutputFolder(output, sources: []).stage()
    print("holding \(getpid())")
    fflush(nil)
    while getchar() != EOF {}
    _ = staging
  } catch {
    fail(error.description, code: 3)
  }
case ("read-as", .some(let folder), let numbers) where numbers.count == 1:
  // read-as FOLDER USER-NUMBER
  guard setuid(uid_t(numbers[0])) == 0 else { fail("cannot become another user", code: 9) }
  do throws(WorkspaceError) {
    for diagnostic in try readTree([SourceRoot(folder, as: "Content")]).diagnostics {
      print("\(diagnostic.place.file): \(diagnostic.message) [\(diagnostic.code.name)]")
    }
  } catch {
    fail(error.description, code: 3)
  }
default:
  fail(
    """
    build OUTPUT GENERATION FILES EXCHANGING [STEP] | show GENERATION FILES | hold OUTPUT | read-as FOLDER USER
    """, code: 64)
}
