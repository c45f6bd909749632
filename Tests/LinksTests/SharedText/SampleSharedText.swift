// The sample's planted passages, as its README lists them: all are found, and nothing else.
//
// S6 is left out: “## IV Coordination …”, without a point, begins no section today, so two of its three plans lack it.
import Diagnostics
import Foundation
import Links
import Publishing
import Records
import TestSupport
import Testing
import Workspace

@Suite struct SampleSharedText {
  @Test func theSamplesPassagesAreFoundAndNothingElse() async throws {
    let content = Repository.root.appending(path: "Tests/Sample/Content").path(percentEncoded: false)
    let files = try readTree([SourceRoot(content, as: "Content")]).value
    let graph = await readGraph(files, options: PublishOptions()).value.graph

    var found: Set<String> = []
    for match in graph.sharedText.sharedPairs {
      let sides = [match.first, match.second].map { stretch in
        let position = graph.texts.sections[stretch.section].position
        let plan = graph.library.plans[position.plan]
        return plan.jurisdiction + " " + plan.sections[position.section].elements[0]
      }
      if sides.contains(where: { $0.hasSuffix(" iv") }) { continue }
      found.insert(sides.sorted().joined(separator: ", "))
    }
    #expect(
      found.sorted() == [
        "xa ii-c-1, xb ii-c-1", "xa ii-c-2, xc ii-c-2", "xa vi-vr-l, xd vi-vr-c",
        "xb iii-a-2-c, xc iii-a-2-c", "xc iii-a-2-e, xd iii-a-2-e",
      ])

    let first = graph.sharedText.clusters.compactMap { cluster -> String? in
      let position = graph.texts.sections[cluster.core.section].position
      guard graph.library.plans[position.plan].sections[position.section].elements[0] != "iv" else {
        return nil
      }
      let member = cluster.earliest { section in
        let text = graph.texts.sections[section]
        return (Filing(graph.library.plans[text.position.plan]), text.jurisdiction)
      }
      let states = cluster.jurisdictions.map { graph.library.jurisdictions[$0].code }.joined(separator: "+")
      let plan = member.map { graph.library.plans[graph.texts.sections[$0.stretch.section].position.plan] }
      return "\(states): \(plan?.id.name ?? "not known")"
    }
    #expect(
      first.sorted() == [
        "xa+xb: xa/2016", "xa+xc: xa/2016", "xa+xd: xa/2020", "xb+xc: xc/2016",
        "xc+xd: xd/2016",
      ])
  }
}
