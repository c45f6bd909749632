// The options of commands that read the content and make no pages.
import ArgumentParser
import Diagnostics
import Publishing
import Workspace

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

struct ContentOptions: ParsableArguments {
  @Option(help: "The folder of the content.", completion: .directory)
  var content = "Content"

  @Flag(help: "Look at drafts and archived practices too.")
  var drafts = false

  @Flag(help: "Print on standard error how long each phase took.")
  var profile = false

  /// Reads the records and their references; with errors in the content they are reported and exit code 1 is thrown.
  func readGraph() async throws -> ContentGraph {
    let read = try await readAnything(includesDrafts: drafts)
    guard read.diagnostics.hasErrors else { return read.value }
    let errors = read.diagnostics.filter { $0.severity == .error }
    Console(shownPath: shownPath(of: content)).report(errors)
    Console.emit(Array("\(counted(errors.count, "error")) in the content; correct them first.\n".utf8), to: 2)
    throw ExitStatus.contentHasErrors
  }

  /// Reads what can be read, with the errors beside it.
  func readAnything(includesDrafts: Bool = true) async throws -> Diagnosed<ContentGraph> {
    let progress = Progress(isQuiet: true, isVerbose: false)
    progress.begin("Reading files")
    let tree: Diagnosed<[SourceFile]>
    do {
      tree = try readTree([SourceRoot(content, as: "Content")])
    } catch {
      throw Console().fail(error)
    }
    var options = PublishOptions()
    options.includesDrafts = includesDrafts
    options.jobs = processorCount()
    options.beginning = { progress.begin($0) }
    var graph = await Publishing.readGraph(tree.value, options: options)
    progress.end()
    if profile { Console.emit(Array(progress.profile().utf8), to: 2) }
    graph.diagnostics = (tree.diagnostics + graph.diagnostics).sortedByPlace()
    return graph
  }
}

/// The form of an answer.
enum AnswerFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

func processorCount() -> Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

/// Turns `Content/x` into the path that a person typed, where that is a relative one; others stay as they are.
///
/// A folder elsewhere keeps the name of its role, so that the same sources give the same messages everywhere.
func shownPath(of content: String, layouts: String = "Layouts") -> @Sendable (String) -> String {
  func prefix(_ folder: String, _ role: String) -> String {
    guard !folder.hasPrefix("/"), !folder.split(separator: "/").contains("..") else { return role + "/" }
    let parts = folder.split(separator: "/").filter { $0 != "." }
    return parts.isEmpty ? "" : parts.joined(separator: "/") + "/"
  }
  let roles = [("Content/", prefix(content, "Content")), ("Layouts/", prefix(layouts, "Layouts"))]
  return { path in
    for (role, shown) in roles where path.hasPrefix(role) { return shown + path.dropFirst(role.utf8.count) }
    return path
  }
}
