// Words without their endings, so that “pathway” and “pathways”, “train” and “training” are one.

/// Cuts English plural, -ing and -ed endings off a word in place; short words and other scripts stay.
///
/// What is left is a key, no word: it only has to be the same for the forms of one word.
func cutEnding(_ word: inout [UInt8]) {
  guard word.count > 3, word.allSatisfy({ $0 &- 0x61 < 26 }) else { return }
  if word.ends("ies"), word.count > 4 {
    word.removeLast(3)
    word.append(UInt8(ascii: "y"))
  } else if word.ends("sses") || word.ends("ches") || word.ends("shes") || word.ends("xes")
    || word.ends("zes")
  {
    word.removeLast(2)
  } else if word.ends("s"), !word.ends("ss"), !word.ends("us"), !word.ends("is") {
    word.removeLast()
  }
  for ending in ["ing", "ed"] as [StaticString] where word.ends(ending) {
    let stem = word.count - ending.utf8CodeUnitCount
    guard stem >= 3, word[..<stem].contains(where: isVowel) else { break }
    word.removeLast(ending.utf8CodeUnitCount)
    // “planning” is “plan”, but “selling” stays “sell”.
    let last = word[stem - 1]
    if last == word[stem - 2], last != UInt8(ascii: "l"), last != UInt8(ascii: "s"), last != UInt8(ascii: "z")
    {
      word.removeLast()
    }
    break
  }
  if word.count > 4, word.ends("e") { word.removeLast() }
  if word.count > 3, word.ends("y"), !isVowel(word[word.count - 2]) {
    word[word.count - 1] = UInt8(ascii: "i")
  }
}

private func isVowel(_ letter: UInt8) -> Bool {
  switch letter {
  case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"),
    UInt8(ascii: "y"):
    true
  default: false
  }
}

extension [UInt8] {
  fileprivate func ends(_ ending: StaticString) -> Bool {
    let length = ending.utf8CodeUnitCount
    guard count >= length else { return false }
    for offset in 0..<length where self[count - length + offset] != ending.utf8Start[offset] { return false }
    return true
  }
}

enum Everyday {
  /// Words that hold sentences together and say nothing: two texts are not alike because both use them.
  static let words: Set<String> = Set(
    """
    a about above across after again against all along also although always among an and another any are around as at away
    be became because become becomes been before began behind being below between beyond both but by came can cannot come
    comes could did do does doing done down during each either else ever every few first for from further gave get gets
    give given gives go goes had has have having he her here hers him his how however i if in instead into is it its itself
    just keep kept last later least less like made make makes many may me might more most much must my near neither never
    next no nobody none nor not now of off often on once one only onto or other others our out over own per put rather same
    second see seen several shall she should since so some still such take taken takes than that the their them themselves
    then there thereby therefore these they this those though three through thus to together too toward towards two under
    until up upon us very was way we well went were what when where whether which while who whom whose why will with within
    without would year years yet you your
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
