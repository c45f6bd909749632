// What counts as a word, and which words count as the requirement's own.
import Documents
import Links
import Publishing
import TestSupport
import Testing

@Suite struct WordsTests {
  @Test(arguments: [
    ("The State’s plan", "the state plan"),
    ("the STATE'S plan", "the state plan"),
    ("states’ plans", "states plans"),
    ("don’t", "dont"),
    ("Wagner-Peyser Wagner‐Peyser Wagner–Peyser", "wagner peyser wagner peyser wagner peyser"),
    ("63.9%, $8,446. II.c.1", "63.9 8,446 ii c 1"),
    ("“quoted” ‘words’ 'here'", "quoted words here"),
    ("no\u{A0}break soft\u{AD}hyphen zero\u{200B}width", "no break softhyphen zerowidth"),
    ("Élan vital, Ñuble", "élan vital ñuble"),
    ("§ 361.46(a) & O*NET", "361.46 a o net"),
    ("ends with apostrophe'", "ends with apostrophe"),
    ("日本 語", "日本 語"),
    ("Hawaiʻi Hawai‘i Hawai'i State´s", "hawaii hawaii hawaii state"),
    ("Pen\u{303}asco PEN\u{303}ASCO e\u{FB03}cient, x\u{31E}", "peñasco peñasco efficient x\u{31E}"),
    ("", ""), ("—…·", ""),
  ])
  func normalForms(_ text: String, _ expected: String) {
    #expect(words(of: text).map(\.normal).joined(separator: " ") == expected)
  }

  @Test func rangesCoverTheWordsAsWritten() {
    let text = "The State’s Élan-plan."
    let bytes = Array(text.utf8)
    let written = words(of: text).map {
      String(decoding: bytes[$0.range.start..<$0.range.end], as: UTF8.self)
    }
    #expect(written == ["The", "State’s", "Élan", "plan"])
  }
}
