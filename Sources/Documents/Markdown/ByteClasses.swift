// Tables of bytes, as constant data: the loops that look at every byte of every file ask these.

/// What kinds a byte belongs to; each table has one letter for each of the 256 bytes.
enum ByteClass {
  /// `1` for bytes that the first pass over a body must look at: line ends and the marks of ``Triggers``.
  static let notable: StaticString = """
    0000000000100100000000000000000000000000000000100000000000101000\
    0000000000000000000000000001000000000000000000000000000000000010\
    0000000000000000000000000000000000000000000000000000000000000000\
    0000000000000000000000000000000000000000000000010000000000000000
    """

  /// `@` plus 1 for bytes that HTML escapes, 2 for white space that is no space, 4 for a space, 8 for a marker's first.
  static let text: StaticString = """
    @@@@@@@@@BBBBB@@@@@@@@@@@@@@@@@@D@A@@@A@@@@@@@@@@@@@@@@@@@@@A@A@\
    @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@\
    @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@\
    @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@H@@@@@@@@@@@@@@@@
    """

  /// `1` for bytes that mean something among inlines.
  static let inline: StaticString = """
    0000000000000000000000000000000001000000001000000000000000101000\
    0000000000000000000000000001110110000000000000000000000100000010\
    0000000000000000000000000000000000000000000000000000000000000000\
    0000000000000000000000000000000000000000000000000000000000000000
    """

  static let escaped: UInt8 = 1
  static let otherSpace: UInt8 = 2
  static let space: UInt8 = 4
  static let marker: UInt8 = 8
}
