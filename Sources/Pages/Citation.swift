// How to cite a page: in words, as BibTeX and as RIS.
import Records

/// What a citation names. There is no day of reading in it: the reader adds it, and the site's bytes never depend on a clock.
struct Citation: Sendable {
  let title: String
  let publisher: String
  let site: String
  /// The day on which the record was made or last checked; empty for pages without one.
  let date: String
  let url: String

  /// “Title.” Site. Publisher, date. Address.
  var plain: String {
    let ending = date.isEmpty ? "" : ", \(longDate(date))"
    return "“\(title).” \(site). \(publisher)\(ending). \(url)"
  }

  /// - Parameter key: letters, digits and hyphens.
  func bibTeX(key: String) -> String {
    var lines = [
      "@misc{\(key),", "  title = {{\(Self.teX(title))}},", "  author = {{\(Self.teX(publisher))}},",
      "  howpublished = {\(Self.teX(site))},",
    ]
    if !date.isEmpty { lines.append("  year = {\(date.prefix(4))},") }
    lines += ["  url = {\(url)}", "}"]
    return lines.joined(separator: "\n") + "\n"
  }

  var ris: String {
    var lines = [
      "TY  - ELEC", "TI  - \(title)", "AU  - \(publisher),", "PB  - \(publisher)", "T2  - \(site)",
    ]
    if !date.isEmpty {
      let parts = date.split(separator: "-").map(String.init)
      lines.append("PY  - \(parts[0])")
      lines.append("DA  - " + (parts + ["", ""]).prefix(3).joined(separator: "/") + "/")
    }
    lines += ["UR  - \(url)", "ER  - "]
    return lines.joined(separator: "\r\n") + "\r\n"
  }

  /// Text with TeX's own characters written out.
  private static func teX(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "&", "%", "$", "#", "_", "{", "}": result += "\\\(character)"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      case "\\": result += "\\textbackslash{}"
      default: result.append(character)
      }
    }
  }
}

extension SiteModel {
  func citation(_ title: String, address: String, date: String) -> Citation {
    Citation(
      title: title, publisher: library.site.publisher, site: library.site.title, date: date,
      url: routes.absolute(address))
  }
}
