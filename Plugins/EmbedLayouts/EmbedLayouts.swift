// Puts the repository's Layouts into the program, so that `clearinghouse new site` can write them anywhere.
import Foundation
import PackagePlugin

@main
struct EmbedLayouts: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let layouts = context.package.directoryURL.appending(path: "Layouts")
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedLayouts.swift")
    var files: [URL] = []
    let walk = FileManager.default.enumerator(at: layouts, includingPropertiesForKeys: [.isRegularFileKey])
    while let file = walk?.nextObject() as? URL {
      let isFile = try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile ?? false
      if isFile, !file.lastPathComponent.hasPrefix(".") { files.append(file) }
    }
    files.sort { $0.path < $1.path }
    return [
      .buildCommand(
        displayName: "Embedding the layouts", executable: try context.tool(named: "embed-layouts").url,
        arguments: [output.path, layouts.path] + files.map(\.path), inputFiles: files, outputFiles: [output])
    ]
  }
}
