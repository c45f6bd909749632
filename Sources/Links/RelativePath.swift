// Paths from one file to another, as repository browsers follow them.

/// A relative path from the folder of a file, without `.` and `..`; nil when it leads out of the sources.
func joinedPath(_ path: String, besides file: String) -> String? {
  var parts = file.split(separator: "/").dropLast()
  for part in path.split(separator: "/") where part != "." {
    if part == ".." {
      guard parts.popLast() != nil else { return nil }
    } else {
      parts.append(part)
    }
  }
  return parts.joined(separator: "/")
}
