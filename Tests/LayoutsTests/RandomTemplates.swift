// Random layouts within what this room and swift-mustache both understand, from a fixed seed.
import Layouts
import Mustache

/// A small generator with a fixed sequence for every seed, on every platform.
struct Random: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func one(of choices: [String]) -> String { choices[Int.random(in: choices.indices, using: &self)] }
}

/// A layout under construction: only names that are facts where they stand, and only whole HTML.
///
/// Tags are either alone on their lines or between visible text: elsewhere swift-mustache 2.1.1 departs from the
/// specification (it takes the second of two tags on a line for a lone one), and the specification pages decide.
struct TemplateWriter {
  /// What the names mean here; inner contexts add to the outer ones.
  enum Context {
    case page, plan, term, author, home
  }

  var random: Random

  /// A layout that may include `one` and, indented, `parts/two`.
  mutating func page() -> String { lines([.page], depth: 0, includes: true) }

  /// A layout without partials.
  mutating func partial() -> String { lines([.page], depth: 1, includes: false) }

  /// A layout of single lines, to be indented: without values that end lines, which swift-mustache would indent too, and
  /// without carriage returns, after which it does not indent.
  mutating func flatPartial() -> String {
    (0..<Int.random(in: 1...4, using: &random)).map { _ in line([.page], isFlat: true) }.joined()
  }

  private mutating func lines(_ context: [Context], depth: Int, includes: Bool) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 1...5, using: &random) {
      switch Int.random(in: 0..<(depth > 3 ? 6 : 10), using: &random) {
      case 0..<4: text += line(context)
      case 4: text += lone(random.one(of: ["{{! note }}", "{{!\n  note\n}}", "{{=<% %>=}}\n<%={{ }}=%>"]))
      case 5 where includes && context.count == 1:
        text += random.one(of: ["{{>one}}\n", "{{>parts/two}}\n", "  {{>parts/two}}\n", "a {{>one}} b\n"])
      case 5: text += random.one(of: ["\n", "\r\n", "\n\n"])
      default:
        let (tag, name, inner) = opened(context)
        text += lone("{{\(tag)\(name)}}")
        text += lines(inner, depth: depth + 1, includes: includes)
        text += lone("{{/\(name)}}")
      }
    }
    return text
  }

  private mutating func lone(_ tag: String) -> String {
    random.one(of: ["", "", "  ", "\t"]) + tag + random.one(of: ["", "", " "])
      + random.one(of: ["\n", "\r\n"])
  }

  /// A line with something to see at both ends.
  private mutating func line(_ context: [Context], isFlat: Bool = false) -> String {
    random.one(of: ["", "  "]) + visible() + inline(context, depth: 0, isFlat: isFlat) + visible()
      + random.one(of: isFlat ? ["\n", " \n"] : ["\n", "\r\n", " \n"])
  }

  private mutating func visible() -> String {
    random.one(of: [
      "<b>x</b>", "text", "{ } -", "} { -", "ä€🙂", "<p class=\"a\" hidden>", "</p>", "a < b",
      "<i title=\"{{title}}\">",
      "<a href=\"{{url}}#{{zero}}\">",
    ])
  }

  private mutating func inline(_ context: [Context], depth: Int, isFlat: Bool) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      text += random.one(of: ["", " "])
      switch Int.random(in: 0..<(depth > 2 ? 5 : 7), using: &random) {
      case 0: text += visible()
      case 1, 2:
        text += "{{" + random.one(of: ["", " "]) + self.text(context) + random.one(of: ["", " "]) + "}}"
      case 3: text += isFlat ? "." : random.one(of: ["{{{body}}}", "{{&body}}", "{{{ body }}}"])
      case 4: text += "{{! note }}"
      default:
        let (tag, name, inner) = opened(context)
        text += "{{\(tag)\(name)}}" + visible() + inline(inner, depth: depth + 1, isFlat: isFlat) + visible()
        text += "{{/\(name)}}"
      }
      text += random.one(of: ["", "-", " -"])
    }
    return text
  }

  private mutating func text(_ context: [Context]) -> String {
    var names = ["title", "zero", "quotes", "url", "author.name", "author.home.city", "empty"]
    if context.contains(.plan) || context.contains(.author) { names.append("name") }
    if context.contains(.term) { names.append("label") }
    if context.contains(.home) { names.append("city") }
    return random.one(of: names)
  }

  /// A section that may be opened here, and what is known inside.
  private mutating func opened(_ context: [Context]) -> (tag: String, name: String, inner: [Context]) {
    var choices: [(String, [Context])] = [
      ("is_current", []), ("is_draft", []), ("title", []), ("empty", []), ("body", []), ("no_body", []),
    ]
    // Authors have plans and plans have authors: what a name means depends on the innermost of them.
    if context.contains(.plan) {
      choices += [("tags", [.term]), ("no_author", [.author]), ("has_author", [])]
    } else if context.contains(.author) {
      choices += [("home", [.home]), ("no_plans", [.plan])]
    } else {
      choices += [
        ("plans", [.plan]), ("author", [.author]), ("no_author", [.author]), ("author.home", [.home]),
      ]
    }
    let (name, inner) = choices[Int.random(in: choices.indices, using: &random)]
    let isInverted = Int.random(in: 0..<4, using: &random) == 0
    return isInverted ? ("^", name, context) : ("#", name, context + inner)
  }
}

/// Facts as swift-mustache sees them: by name, with the same truth.
struct Mirrored: MustacheParent {
  let values: [String: any Sendable]

  init<Root: LayoutFacts>(_ root: Root) {
    self.init(AnyFacts(root), Shape(of: Root.self))
  }

  init(_ facts: AnyFacts, _ shape: Shape) {
    var values: [String: any Sendable] = [:]
    for field in shape.fields {
      switch (field.read(facts), field.type) {
      case (.text(let text), _): values[field.name] = MirroredText(renderText: text)
      case (.html(let bytes), _):
        values[field.name] = MirroredText(renderText: String(decoding: bytes, as: UTF8.self))
      case (.flag(let flag), _): values[field.name] = flag
      case (.list(let rows), .list(let inner)): values[field.name] = rows.map { Mirrored($0, inner) }
      case (.part(let part?), .part(let inner)): values[field.name] = Mirrored(part, inner)
      // A missing part must be found, or the name would be looked for further out.
      default: values[field.name] = false
      }
    }
    self.values = values
  }

  func child(named name: String) -> Any? { values[name] }
}

/// An empty text is false, which swift-mustache does not think of a String.
struct MirroredText: MustacheCustomRenderable {
  let renderText: String
  var isNull: Bool { renderText.isEmpty }
}
