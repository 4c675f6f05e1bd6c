/// Spelling of JSON pointers (RFC 6901).
public enum JSONPointer {
    /// A member's name as one step of a pointer: `~` becomes `~0`, `/` becomes `~1`.
    public static func escaped(_ name: String) -> String {
        guard name.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return name }
        return name.reduce(into: "") { text, character in
            switch character {
            case "~": text += "~0"
            case "/": text += "~1"
            default: text.append(character)
            }
        }
    }

    /// The pointer of a decoding error's path.
    public static func text(of path: some Sequence<any CodingKey>) -> String {
        path.map { "/" + ($0.intValue.map(String.init) ?? escaped($0.stringValue)) }.joined()
    }
}
