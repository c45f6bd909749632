// Where images stand: paths as editors write them, and files of Content/assets.
import Diagnostics
package import Documents

/// The path of a file of `Content/assets` that a text names (`Content/assets/map.png`).
///
/// A path counts from the file that holds the text, as in a repository browser; `assets/map.png` and
/// `/assets/map.png` are understood everywhere.
func assetPath(_ written: String, besides file: String) -> String {
  if written.hasPrefix("assets/") { return "Content/" + written }
  if written.hasPrefix("/") { return "Content" + written }
  return joinedPath(written, besides: file) ?? written
}

extension Markdown.Image {
  /// The path of the file that the image shows, relative to the site's sources (`Content/assets/map.png`).
  package var assetPath: String {
    Links.assetPath(source.value, besides: source.place.file)
  }
}

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
