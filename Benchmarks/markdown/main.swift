// Parses and prints every file of a folder, as baseline.c does, and says how long that took and how much memory.
import Diagnostics
import Documents
import Foundation

private func processorSeconds() -> Double {
  var now = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now)
  return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
}

/// The most memory that this process ever held, in kB, as Linux tells it.
private func peakMemory() -> String {
  let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  return status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }?.dropFirst(6)
    .trimmingCharacters(in: .whitespaces) ?? "unknown"
}

private let dialects: [String: Dialect] = ["site": .site, "extended": .extended, "plain": .plain]
private let arguments = CommandLine.arguments
if arguments.count == 3, arguments[1] == "hostile", let index = Int(arguments[2]) {
  guard HostileInput.all.indices.contains(index) else { exit(4) }
  let input = HostileInput.all[index]
  let start = processorSeconds()
  var results = ""
  for dialect in [Dialect.site, .extended, .plain] {
    let parsed = Markdown.parse(SourceFile(path: "hostile.md", bytes: input.bytes), dialect: dialect)
    results += " \(parsed.value.blocks.count)/\(parsed.value.html().count)/\(parsed.diagnostics.count)"
  }
  let seconds = String(format: "%7.3f s", (processorSeconds() - start) / 3)
  print("\(seconds)  \(peakMemory())  \(input.bytes.count) bytes  \(input.name):\(results)")
  exit(0)
}
guard arguments.count > 3, let count = Int(arguments[2]), let dialect = dialects[arguments[3]] else {
  exit(2)
}
private var bytes = 0
private var printed = 0
private var spent = 0.0
for index in 0..<count {
  guard let data = FileManager.default.contents(atPath: "\(arguments[1])/\(index).md") else { exit(1) }
  let file = SourceFile(path: "\(index).md", bytes: [UInt8](data))
  let start = processorSeconds()
  let parsed = Markdown.parse(file, dialect: dialect)
  for index in parsed.value.blocks.indices { printed += parsed.value.blocks[index].html.bytes.count }
  spent += processorSeconds() - start
  bytes += file.bytes.count
}

print(
  "\(arguments[3].padding(toLength: 12, withPad: " ", startingAt: 0))  "
    + String(format: "%6.3f s CPU  %6.1f MB in %d files", spent, Double(bytes) / 1e6, count)
    + String(format: "  %6.1f MB out  peak ", Double(printed) / 1e6) + peakMemory())
