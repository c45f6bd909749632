// The same input gives the same bytes: whatever the number of jobs and the order in which files come.
import Crypto
import Diagnostics
import Pages
import Publishing
import Synchronization
import Testing

@Suite struct DeterminismTests {
  /// Every file's digest by path, and what was said.
  struct Built: Equatable {
    var digests: [String: SHA256Digest] = [:]
    var diagnostics: [Diagnostic] = []
  }

  static func build(_ files: [SourceFile], jobs: Int) async throws -> Built {
    var options = PublishOptions()
    options.jobs = jobs
    let prepared = await publish(files, options: options)
    let site = try #require(prepared.value)
    let digests = Mutex<[String: SHA256Digest]>([:])
    let audited = try await site.render(jobs: jobs) { file, bytes in
      let digest = SHA256.hash(data: bytes)
      digests.withLock { $0[file.path] = digest }
    }
    return Built(digests: digests.withLock { $0 }, diagnostics: prepared.diagnostics + audited)
  }

  @Test func theSeedSiteIsTheSameWithFourJobsAndFilesReversed() async throws {
    let plain = try await Self.build(SmallSite.seed, jobs: 1)
    #expect(plain.digests.count > 1_000)
    #expect(!plain.diagnostics.hasErrors)
    let other = try await Self.build(SmallSite.seed.reversed(), jobs: 4)
    #expect(Set(plain.digests.keys) == Set(other.digests.keys))
    let different = plain.digests.keys.filter { plain.digests[$0] != other.digests[$0] }.sorted()
    #expect(different.isEmpty)
    #expect(plain.diagnostics == other.diagnostics)
  }

  @Test(arguments: 0..<8)
  func theSmallSiteIsTheSameInAnyOrder(_ seed: UInt64) async throws {
    let plain = try await Self.build(SmallSite.files, jobs: 1)
    var generator = SplitMix(state: seed)
    let other = try await Self.build(SmallSite.files.shuffled(using: &generator), jobs: 3)
    #expect(plain == other)
  }

  /// Errors, too, come in one order.
  @Test func theDiagnosticsOfABrokenSiteAreTheSameInAnyOrder() async {
    let broken = SmallSite.files.map { file in
      file.path.hasSuffix(".md")
        ? SourceFile(
          path: file.path, bytes: file.bytes.map { $0 == UInt8(ascii: "b") ? UInt8(ascii: "d") : $0 })
        : file
    }
    let plain = await SmallSite.check(broken)
    #expect(plain.count > 10)
    var options = PublishOptions()
    options.jobs = 4
    #expect(await SmallSite.check(broken.reversed(), options: options) == plain)
  }
}

/// A small generator with a fixed seed, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
