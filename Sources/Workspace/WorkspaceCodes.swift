// The messages about source files as the disk shows them.

package import Diagnostics

extension DiagnosticCode {
  static let workspaceLink = DiagnosticCode(
    "workspace.link", "A symbolic link stands among the sources.",
    remedy: """
      A link can lead out of the site, or show the same text twice, so links are not followed. \
      Replace the link by a copy of the file it leads to, or delete it.
      """)
  static let workspaceUnreadable = DiagnosticCode(
    "workspace.unreadable", "A file or folder of the sources cannot be read.",
    remedy: """
      The computer does not let you read this file. Ask whoever made it to share it with you, \
      or copy it from its source again. Until then nothing is published.
      """)
  static let workspaceTooLarge = DiagnosticCode(
    "workspace.too-large", "The sources hold more than the site can take.",
    remedy: """
      One file may hold 64 MB. Make the file smaller, split it, or publish it elsewhere and link to it. \
      Very many files, and folders nested very deep, are refused in the same way.
      """)
  static let workspaceName = DiagnosticCode(
    "workspace.name", "The name of a file or folder cannot be used in an address.",
    remedy: """
      The name holds a line break or another invisible character, or is not written in UTF-8. \
      Rename the file with plain letters, digits and hyphens.
      """)
  static let workspaceSpecialFile = DiagnosticCode(
    "workspace.special-file", "Something that is neither a file nor a folder stands among the sources.",
    remedy: """
      This is a pipe, a socket or a device, which only programs use. Delete it or move it out of the sources.
      """)

  /// Every message this room can report.
  package static let workspaceCodes: [DiagnosticCode] = [
    indexFailed, noPagefind, noZip, workspaceLink, workspaceName, workspaceSpecialFile, workspaceTooLarge,
    workspaceUnreadable, zipFailed,
  ]
}
