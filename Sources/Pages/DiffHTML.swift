// A diff as HTML: whole passages and single words marked for eyes and ears, long unchanged stretches folded.
import Links

extension TextDiff {
  /// So many unchanged words stay open, for context; more are folded.
  private static let openWords = 40

  func html() -> [UInt8] {
    var output: [UInt8] = []
    var unchanged: [DiffPassage] = []
    for row in rows {
      if case .same(let passage) = row {
        unchanged.append(passage)
        continue
      }
      writeUnchanged(&unchanged, into: &output)
      switch row {
      case .same: break
      case .changed(let pieces):
        output.append(text: "<p>")
        write(pieces, into: &output)
        output.append(text: "</p>\n")
      case .added(let passage):
        write("Added passage", "ins", passage.text, into: &output)
      case .removed(let passage):
        write("Removed passage", "del", passage.text, into: &output)
      case .moved(let pieces):
        output.append(text: "<p class=\"diff-whole\"><span class=\"tag\">Moved here</span> ")
        write(pieces, into: &output)
        output.append(text: "</p>\n")
      case .movedAway(let passage):
        output.append(text: "<p class=\"diff-whole\"><span class=\"tag\">Moved from here</span> “")
        output.append(escaped: Self.ends(of: [passage]))
        output.append(text: "”</p>\n")
      }
    }
    writeUnchanged(&unchanged, into: &output)
    return output
  }

  private func writeUnchanged(_ passages: inout [DiffPassage], into output: inout [UInt8]) {
    let words = passages.reduce(0) { $0 + $1.wordCount }
    let isFolded = words > Self.openWords
    if isFolded {
      output.append(text: "<details class=\"diff-same\"><summary>Unchanged, \(counted(words, "word")): “")
      output.append(escaped: Self.ends(of: passages))
      output.append(text: "”</summary>\n")
    }
    for passage in passages {
      output.append(text: "<p>")
      write(lines: passage.text, into: &output)
      output.append(text: "</p>\n")
    }
    if isFolded { output.append(text: "</details>\n") }
    passages = []
  }

  /// The first and the last words of some passages.
  private static func ends(of passages: [DiffPassage]) -> String {
    let words = passages.flatMap { $0.text.split { $0 == " " || $0 == "\n" } }
    guard words.count > 14 else { return words.joined(separator: " ") }
    return words.prefix(7).joined(separator: " ") + " … " + words.suffix(5).joined(separator: " ")
  }

  private func write(_ label: String, _ tag: String, _ text: String, into output: inout [UInt8]) {
    output.append(text: "<p class=\"diff-whole\"><span class=\"tag\">\(label)</span> <\(tag)>")
    write(lines: text, into: &output)
    output.append(text: "</\(tag)></p>\n")
  }

  private func write(_ pieces: [Piece], into output: inout [UInt8]) {
    for piece in pieces {
      if piece.isSame {
        write(lines: piece.new, into: &output)
      } else {
        write("removed", "del", changed: piece.old, into: &output)
        if !piece.old.isEmpty, !piece.new.isEmpty, output.last != 0x20 { output.append(0x20) }
        write("added", "ins", changed: piece.new, into: &output)
      }
    }
  }

  /// Changed words with a word for screen readers; the space behind them stays outside, so that no mark reaches over it.
  private func write(_ word: String, _ tag: String, changed text: String, into output: inout [UInt8]) {
    guard !text.isEmpty else { return }
    let space = text.reversed().prefix { $0 == " " || $0 == "\n" }.count
    output.append(text: "<\(tag)><span class=\"hidden\">[\(word): </span>")
    write(lines: String(text.dropLast(space)), into: &output)
    output.append(text: "<span class=\"hidden\">]</span></\(tag)>")
    if space > 0 { output.append(0x20) }
  }

  private func write(lines text: String, into output: inout [UInt8]) {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if index > 0 { output.append(text: "<br>\n") }
      output.append(escaped: String(line))
    }
  }
}
