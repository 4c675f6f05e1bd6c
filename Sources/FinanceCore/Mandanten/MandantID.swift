/// Names a company (Mandant) in paths of the API and on disk.
///
/// Two to forty lower-case letters, digits and hyphens, the first a letter, the last none, no two in a row: nothing that
/// a file system or a URL could read as something else.
package struct MandantID: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let description: String

    /// nil for a text that is none.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard (2...40).contains(bytes.count), let first = bytes.first, bytes.last != UInt8(ascii: "-"),
            Self.isLetter(first), !text.contains("--")
        else { return nil }
        let isPlain = bytes.allSatisfy { byte in
            Self.isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
        }
        guard isPlain else { return nil }
        description = text
    }

    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }

    private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
}
