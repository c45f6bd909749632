// The day that a command works with: said on the command line, taken from the environment, or the machine's.
import ArgumentParser
import Records

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A day as `YYYY-MM-DD`.
struct Day: ExpressibleByArgument {
  let text: String

  init?(argument: String) {
    guard argument.utf8.count == 10, isDate(argument) else { return nil }
    text = argument
  }

  init?(secondsSince1970 seconds: Int) {
    var time = time_t(seconds)
    var parts = tm()
    guard gmtime_r(&time, &parts) != nil, (-900...8099).contains(parts.tm_year) else { return nil }
    func digits(_ number: Int32, _ width: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    text = "\(digits(parts.tm_year + 1900, 4))-\(digits(parts.tm_mon + 1, 2))-\(digits(parts.tm_mday, 2))"
  }

  /// `SOURCE_DATE_EPOCH`, the day that reproducible builds agree on; nil when it is not set or no number.
  static var ofEnvironment: Day? {
    getenv("SOURCE_DATE_EPOCH").flatMap { Int(String(cString: $0)) }.flatMap { Day(secondsSince1970: $0) }
  }

  /// The day in UTC; only for commands whose answer is about now, never for what is published.
  static var ofMachine: Day? { Day(secondsSince1970: time(nil)) }
}
