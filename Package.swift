// swift-tools-version: 6.2
// The drawing of the house: each target is a room, and its dependencies are the only arrows there are.
import PackageDescription

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")

let package = Package(
  name: "Clearinghouse",
  platforms: [.macOS(.v26)],
  dependencies: [
    // Exact versions, because Package.resolved stays out of git.
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
  ],
  targets: [
    .systemLibrary(
      name: "CCommonMark", pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .systemLibrary(name: "CRename"),

    .target(name: "Diagnostics"),
    .target(name: "Parallel"),
    .target(name: "Documents", dependencies: ["Diagnostics", "CCommonMark", yams, crypto]),
    .target(name: "Records", dependencies: ["Diagnostics", "Documents"]),
    .target(name: "Links", dependencies: ["Diagnostics", "Documents", "Records", "Parallel"]),
    .target(name: "Layouts", dependencies: ["Diagnostics"]),
    .target(name: "Pages", dependencies: ["Diagnostics", "Documents", "Records", "Links", "Layouts"]),
    .target(
      name: "Publishing",
      dependencies: ["Diagnostics", "Documents", "Records", "Links", "Layouts", "Pages", "Parallel", crypto]),
    .target(name: "Workspace", dependencies: ["Diagnostics", "CRename", crypto]),
    .executableTarget(
      name: "clearinghouse",
      dependencies: [
        "Diagnostics", "Documents", "Records", "Links", "Pages", "Publishing", "Workspace", arguments,
      ],
      plugins: ["EmbedLayouts"]),
    // `new site` writes the layouts of this repository: they travel inside the program. The tool's folder holds a
    // link to Layouts, so that SwiftPM sees when a layout comes or goes and asks the plugin again.
    .executableTarget(name: "embed-layouts", exclude: ["Layouts"]),
    .plugin(name: "EmbedLayouts", capability: .buildTool(), dependencies: ["embed-layouts"]),

    .target(name: "TestSupport", dependencies: ["Diagnostics"], path: "Tests/TestSupport"),
    .testTarget(
      name: "DiagnosticsTests", dependencies: ["Diagnostics", "TestSupport"], exclude: ["Specs"]),
    .testTarget(
      name: "DocumentsTests", dependencies: ["Documents", "Diagnostics", "TestSupport"],
      exclude: ["Specs"]),
    .testTarget(
      name: "LayoutsTests", dependencies: ["Layouts", "Diagnostics", "TestSupport", mustache],
      exclude: ["Specs"]),
    .testTarget(
      name: "RecordsTests", dependencies: ["Records", "Documents", "Diagnostics", "TestSupport"],
      exclude: ["Specs"]),
    .testTarget(
      name: "LinksTests",
      dependencies: [
        "Links", "Records", "Documents", "Diagnostics", "Publishing", "Workspace", "TestSupport",
      ],
      exclude: ["Specs"]),
    .testTarget(name: "PagesTests", dependencies: ["Pages", "Records"]),
    .testTarget(
      name: "PublishingTests",
      dependencies: [
        "Publishing", "Pages", "Links", "Records", "Documents", "Layouts", "Diagnostics", "Workspace",
        "TestSupport", crypto,
      ],
      exclude: ["Specs", "Sites"]),
    .testTarget(
      name: "CommandTests", dependencies: ["clearinghouse", "Diagnostics", "TestSupport"],
      exclude: ["check_pages.py"]),
    .executableTarget(
      name: "workspace-helper", dependencies: ["Workspace", "Diagnostics"], path: "Tests/WorkspaceHelper"),
    .testTarget(
      name: "WorkspaceTests", dependencies: ["Workspace", "Diagnostics", "TestSupport", "workspace-helper"]),
    .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"]),
    .testTarget(
      name: "DocumentationTests",
      dependencies: [
        "Diagnostics", "Records", "Layouts", "Pages", "Publishing", "Workspace", "TestSupport",
        "clearinghouse",
      ]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system && target.type != .plugin {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
  ]
}
