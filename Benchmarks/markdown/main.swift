// Parses and prints every file of a folder, as baseline.c does, and says how long that took and how much memory.
import Diagnostics
import Documents
import Foundation

private func processorSeconds() -> Double {
  var now = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now)
  return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
}

private let dialects: [String: Dialect] = ["site": .site, "extended": .extended, "plain": .plain]
private let arguments = CommandLine.arguments
guard arguments.count > 3, let count = Int(arguments[2]), let dialect = dialects[arguments[3]] else { exit(2) }
private var bytes = 0
private var printed = 0
private var spent = 0.0
for index in 0..<count {
  guard let data = FileManager.default.contents(atPath: "\(arguments[1])/\(index).md") else { exit(1) }
  let file = SourceFile(path: "\(index).md", bytes: [UInt8](data))
  let start = processorSeconds()
  let parsed = Markdown.parse(file, dialect: dialect)
  printed += parsed.value.blocks.reduce(0) { $0 + $1.html.bytes.count }
  spent += processorSeconds() - start
  bytes += file.bytes.count
}

/// The most memory that this process ever held, in kB, as Linux tells it.
private func peakMemory() -> String {
  let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  return status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }?.dropFirst(6)
    .trimmingCharacters(in: .whitespaces) ?? "unknown"
}
print(
  "\(arguments[3].padding(toLength: 12, withPad: " ", startingAt: 0))  "
    + String(format: "%6.3f s CPU  %6.1f MB in %d files", spent, Double(bytes) / 1e6, count)
    + String(format: "  %6.1f MB out  peak ", Double(printed) / 1e6) + peakMemory())
