// The map of tiles: every jurisdiction a square with a number, drawn with the same list beside it.
import Layouts
import Records

struct TileMapFacts: LayoutFacts {
  let tiles: [TileFacts]

  static let facts: [Fact<TileMapFacts>] = [
    .text("width", "The width of the drawing.") { map in
      String(map.tiles.map { $0.x + TileFacts.size }.max() ?? 0)
    },
    .text("height", "The height of the drawing.") { map in
      String(map.tiles.map { $0.y + TileFacts.size }.max() ?? 0)
    },
    .list("tiles", "Every jurisdiction, by name.") { $0.tiles },
  ]
}

struct TileFacts: LayoutFacts {
  static let size = 60
  static let gap = 4

  let jurisdiction: Jurisdiction
  let url: String
  let count: Int
  let x: Int
  let y: Int

  static let facts: [Fact<TileFacts>] = [
    .text("name", "The jurisdiction's name.") { $0.jurisdiction.name },
    .text("code", "Its code, in capitals.") { $0.jurisdiction.code.uppercased() },
    .address("url", "Where its tile leads.") { $0.url },
    .text("count", "How many practices there are.") { String($0.count) },
    .flag("is_empty", "Whether there are none.") { $0.count == 0 },
    .text("shade", "How dark the tile is, from 0 to 3: none, one or two, three or four, more.") { tile in
      String(tile.count == 0 ? 0 : min(3, (tile.count + 1) / 2))
    },
    .text("x", "The left edge of its tile on the drawing.") { String($0.x) },
    .text("y", "The top edge.") { String($0.y) },
    .text("middle", "Where the tile's words are centered.") { String($0.x + TileFacts.size / 2) },
    .text("code_line", "Where the line with the code stands.") { String($0.y + 27) },
    .text("count_line", "Where the line with the number stands.") { String($0.y + 47) },
  ]
}

extension SiteModel {
  /// A map that counts practices, as positions in the library; every tile leads to its jurisdiction.
  func tileMap(counting practices: [Int]) -> TileMapFacts {
    var counts: [String: Int] = [:]
    for practice in practices { counts[library.practices[practice].jurisdiction, default: 0] += 1 }
    // Rows that nobody stands in are closed up to a narrow gap: it parts the territories from the states.
    var top = 0
    var tops: [Int: Int] = [:]
    var last: Int?
    for row in Set(library.jurisdictions.map(\.row)).sorted() {
      if let last, row > last + 1 { top += TileFacts.size / 3 }
      tops[row] = top
      top += TileFacts.size + TileFacts.gap
      last = row
    }
    return TileMapFacts(
      tiles: library.jurisdictions.map { jurisdiction in
        TileFacts(
          jurisdiction: jurisdiction, url: routes.url(of: jurisdiction.id),
          count: counts[jurisdiction.code] ?? 0, x: jurisdiction.column * (TileFacts.size + TileFacts.gap),
          y: tops[jurisdiction.row] ?? 0)
      })
  }
}
