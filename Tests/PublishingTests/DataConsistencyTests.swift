// The data files of the sample clearinghouse fit together, and say what its pages say.
import Diagnostics
import Foundation
import Pages
import Publishing
import Synchronization
import Testing

@Suite struct DataConsistencyTests {
  /// The built site by path, made once.
  private static let site = Task { try await build(SmallSite.sample) }

  private static func build(_ sources: [SourceFile]) async throws -> [String: [UInt8]] {
    let site = try #require(await publish(sources, options: PublishOptions()).value)
    let files = Mutex<[String: [UInt8]]>([:])
    _ = try await site.render(jobs: 2) { file, bytes in files.withLock { $0[file.path] = Array(bytes) } }
    return files.withLock { $0 }
  }

  private func rows(_ name: String) async throws -> [[String: Any]] {
    let bytes = try #require(try await Self.site.value["data/\(name).json"])
    return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [[String: Any]])
  }

  private func texts(_ value: Any?) -> [String] { value as? [String] ?? [] }

  @Test func sectionsJoinElementsByCode() async throws {
    let elements = try await rows("elements")
    let sections = try await rows("sections")
    for element in elements {
      let code = try #require(element["code"] as? String)
      let answers = sections.count { texts($0["current_elements"]).contains(code) }
      #expect(element["answers"] as? Int == answers, "\(code)")
    }
    let known = Set(elements.compactMap { $0["code"] as? String })
    for section in sections { #expect(known.isSuperset(of: texts(section["current_elements"]))) }
  }

  /// `II.a.1.B.iv` left the outline after 2020; `III.a.2.F` names another element today.
  @Test(arguments: [
    ("xa/2016/ii-a-1-b-iv", "II.a.1.B.iv", "II.a.1.B"), ("xa/2020/iii-a-2-f", "III.a.2.F", "III.a.2.E"),
  ])
  func aSectionHasTheCodesOfItsEditionAndOfToday(id: String, code: String, current: String) async throws {
    let section = try #require(try await rows("sections").first { $0["id"] as? String == id })
    #expect(texts(section["elements"]) == [code])
    #expect(texts(section["current_elements"]) == [current])
  }

  @Test func elementPagesCountWhatTheCoverageTableSays() async throws {
    let coverage = try await rows("coverage")
    let jurisdictions = try await rows("jurisdictions").count
    for element in try await rows("elements") where element["narrative"] as? Bool == true {
      let (id, code) = (try #require(element["id"] as? String), try #require(element["code"] as? String))
      let answered = coverage.count {
        $0["element"] as? String == code && ["answered", "earlier"].contains($0["coverage"] as? String)
      }
      let page = String(
        decoding: try #require(try await Self.site.value["elements/\(id)/index.html"]), as: UTF8.self)
      #expect(
        page.contains("\(answered) of \(jurisdictions) jurisdictions with text on this site,")
          == (answered > 0),
        "\(code)")
    }
  }

  @Test func linksToTheComparePageNameElementsOfToday() async throws {
    let known = Set(try await rows("elements").compactMap { $0["id"] as? String })
    var found = 0
    for (path, bytes) in try await Self.site.value where path.hasSuffix(".html") {
      for part in String(decoding: bytes, as: UTF8.self).split(separator: "/compare/?e=").dropFirst() {
        let id = String(part.prefix { $0 != "&" && $0 != "\"" })
        #expect(known.contains(id), "\(path) names \(id)")
        found += 1
      }
    }
    #expect(found > 200)
  }

  /// A text is the words that several states have, in each of their plans.
  @Test func aSharedTextIsAsLongInAllPlansOfAState() async throws {
    var lengths: [String: [Int]] = [:]
    for row in try await rows("shared-text") {
      let (text, state) = (row["text"] as? String ?? "", row["jurisdiction"] as? String ?? "")
      lengths["\(text) \(state)", default: []].append(row["words"] as? Int ?? 0)
    }
    #expect(lengths.count > 10)
    for (text, words) in lengths {
      let (least, most) = (words.min() ?? 0, words.max() ?? 0)
      #expect(most * 4 <= least * 5, "\(text): \(words)")
    }
  }

  /// A site of editors' summaries has nothing to compare, and says so instead of shares of no words.
  @Test func aSiteOfSummariesHasNoShares() async throws {
    let layouts = SmallSite.sample.filter { !$0.path.hasPrefix("Content/") }
    let site = try await Self.build(layouts + Publishing.SmallSite.content(today: "2026-01-01"))
    let page = String(decoding: try #require(site["shared-text/index.html"]), as: UTF8.self)
    #expect(page.contains("No plan is on this site in its own words yet"))
    #expect(!page.contains("of all words"))
  }
}
