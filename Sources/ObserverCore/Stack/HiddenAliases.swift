import Yams

/// A text whose aliases are hidden, so that it means no more than it holds.
///
/// The YAML library compares keys by all they contain, and lists of lists of aliases can contain more than fits into
/// any time: such keys must be found before the aliases are followed.
struct HiddenAliases {
    /// So few aliases cannot mean more than a few million values.
    private static let harmlessCount = 40
    /// Stands for the star of an alias; private use, so that no sensible key begins with it.
    private static let standIn: Unicode.Scalar = "\u{F8FF}"

    let text: String
    /// Whether there are so many that keys must be looked at first.
    let isSuspicious: Bool

    init(_ text: String) {
        var scalars = Array(text.unicodeScalars)
        var count = 0
        for index in scalars.indices.dropLast() where scalars[index] == "*" {
            let before = index == 0 ? "\n" : scalars[index - 1]
            // Stars inside of words and texts may be hidden as well: only keys are looked at.
            guard " \t\r\n[{,:?-".unicodeScalars.contains(before) else { continue }
            scalars[index] = Self.standIn
            count += 1
        }
        isSuspicious = count > Self.harmlessCount
        self.text = isSuspicious ? String(String.UnicodeScalarView(scalars)) : text
    }

    /// A key that is an alias, a list or a mapping, in the tree of the text.
    static func costlyKey(in root: Node) -> Node? {
        var open = [root]
        while let node = open.popLast() {
            switch node {
            case .sequence(let sequence): open += Array(sequence)
            case .mapping(let mapping):
                for (key, value) in mapping {
                    guard let scalar = key.scalar, scalar.string.unicodeScalars.first != standIn else { return key }
                    open.append(value)
                }
            default: continue
            }
        }
        return nil
    }
}
