// What a long command is doing: one line on a terminal, phases in words, and the time that each took.
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The phases of a command. Shows a line that is overwritten, and only where standard error is a terminal.
final class Progress: Sendable {
  private struct State {
    var phases: [(name: String, time: Duration, work: Duration)] = []
    var current: (name: String, start: ContinuousClock.Instant, work: Duration)?
    var layouts: [String: (files: Int, time: Duration)] = [:]
    var done = 0
    var total = 0
    var shown: ContinuousClock.Instant?
  }

  private let state = Mutex(State())
  private let showsLine: Bool
  private let saysPhases: Bool

  /// - Parameter isVerbose: whether each phase is said on a line of its own instead.
  init(isQuiet: Bool, isVerbose: Bool) {
    showsLine = isatty(2) == 1 && !isQuiet && !isVerbose
    saysPhases = isVerbose
  }

  /// Ends the phase before and begins another; `total` is the number of ``step()`` calls to come.
  func begin(_ name: String, of total: Int = 0) {
    state.withLock { state in
      Self.end(&state)
      state.current = (name, .now, processorTime())
      state.done = 0
      state.total = total
      if saysPhases { Console.emit(Array("\(name)\(total > 0 ? " (\(total))" : "") …\n".utf8), to: 2) }
      show(&state)
    }
  }

  /// One of the phase's steps is done.
  func step() {
    state.withLock { state in
      state.done += 1
      // Ten times a second is as often as anybody reads.
      if let shown = state.shown, ContinuousClock.now - shown < .milliseconds(100) { return }
      show(&state)
    }
  }

  /// Ends the last phase and removes the line.
  func end() {
    state.withLock { state in
      Self.end(&state)
      if showsLine { Console.emit(Array("\r\u{1B}[K".utf8), to: 2) }
    }
  }

  /// Adds the time that a file's rendering took to its layout.
  func add(_ time: Duration, to layout: String) {
    state.withLock { state in
      let known = state.layouts[layout] ?? (0, .zero)
      state.layouts[layout] = (known.files + 1, known.time + time)
    }
  }

  /// The times as a table: how long each phase took, and the time of all processors together; layouts are summed over all workers, the slowest first.
  func profile() -> String {
    state.withLock { state in
      var lines = ["Phase                          ms  CPU ms"]
      lines += state.phases.map { row($0.name, $0.time, milliseconds($0.work)) }
      if !state.layouts.isEmpty { lines += ["", "Layout                         ms   files"] }
      lines += state.layouts.sorted { ($1.value.time, $0.key) < ($0.value.time, $1.key) }
        .map { row($0.key, $0.value.time, "\($0.value.files)") }
      return lines.map { $0 + "\n" }.joined()
    }
  }

  private func row(_ name: String, _ time: Duration, _ further: String) -> String {
    name.padded(to: 24) + milliseconds(time).padded(to: 9, left: true) + further.padded(to: 8, left: true)
  }

  private func milliseconds(_ time: Duration) -> String {
    String(time.components.seconds * 1000 + time.components.attoseconds / 1_000_000_000_000_000)
  }

  private static func end(_ state: inout State) {
    guard let current = state.current else { return }
    state.phases.append((current.name, .now - current.start, processorTime() - current.work))
    state.current = nil
  }

  private func show(_ state: inout State) {
    guard showsLine, let current = state.current else { return }
    state.shown = .now
    let count = state.total > 0 ? " \(state.done) of \(state.total)" : ""
    Console.emit(Array("\r\(current.name)\(count) …\u{1B}[K".utf8), to: 2)
  }
}

/// What this process has had of all processors; unlike the clock, it does not count the work of others.
private func processorTime() -> Duration {
  var time = timespec()
  guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return .zero }
  return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}

extension String {
  /// The text with spaces up to a width, behind it or, with `left`, before it.
  func padded(to width: Int, left: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - count))
    return left ? space + self : self + space
  }
}
