package import Shared

/// A JSON body all of whose members are known. Another one is most likely a known one misspelt: it is a fault, because
/// to drop it would be to do something else than was asked.
package protocol JSONBody: Decodable {
    /// The members that there are.
    static var members: JSONMembers { get }
    /// Members that there are not; set by ``Hummingbird/Request/decodeJSON(_:limit:)``, reported by the body's reader.
    var unknownMembers: [Finding] { get set }
}

/// The members of an object by name, and those of the objects inside of them.
package struct JSONMembers: Sendable {
    /// Most findings of one body: enough to mend it, few enough for an answer.
    private static let findingLimit = 20
    /// Longest name that is compared with the known ones, in bytes.
    private static let comparedBytes = 40

    /// In the order in which they are told.
    package let names: [String]
    private let inner: [String: JSONMembers]

    /// - Parameters:
    ///   - keys: the coding keys of the body.
    ///   - inner: the members of objects that stand in a member, or in a list that does.
    package init<Key: CodingKey & CaseIterable>(_ keys: Key.Type, inner: [String: JSONMembers] = [:]) {
        names = keys.allCases.map(\.stringValue)
        self.inner = inner
    }

    /// Every member of a body that is not known, in order of their names.
    package func findings(in value: JSONValue) -> [Finding] {
        var findings: [Finding] = []
        look(at: value, "", &findings)
        return findings
    }

    private func look(at value: JSONValue, _ pointer: String, _ findings: inout [Finding]) {
        guard findings.count < Self.findingLimit else { return }
        switch value {
        case .array(let elements):
            for (index, element) in elements.enumerated() { look(at: element, "\(pointer)/\(index)", &findings) }
        case .object(let members):
            for name in members.keys.sorted() where !names.contains(name) && findings.count < Self.findingLimit {
                findings.append(finding(name, pointer, isFree: { members[$0] == nil }))
            }
            for (name, inner) in inner.sorted(by: { $0.key < $1.key }) {
                if let value = members[name] { inner.look(at: value, "\(pointer)/\(name)", &findings) }
            }
        default: break
        }
    }

    private func finding(_ name: String, _ pointer: String, isFree: (String) -> Bool) -> Finding {
        let path = pointer + "/" + JSONPointer.escaped(name)
        guard let meant = likely(name) else {
            let words = names.joined(separator: ", ")
            return Finding(
                path, "member-unknown", de: "Dieses Feld gibt es nicht. Es gibt: \(words).",
                en: "There is no such member. There are: \(words).")
        }
        var finding = Finding(
            path, "member-unknown", de: "Dieses Feld gibt es nicht. Gemeint ist wohl \(meant).",
            en: "There is no such member. \(meant) is probably meant.")
        // Beside a member of that name there is more than one reading.
        if isFree(meant) { finding.fix = [.move(from: path, to: pointer + "/" + meant)] }
        return finding
    }

    /// The only known name that is spelt like another one: the same letters in another writing (`debitAccount`), or
    /// with fewer slips than any other, at most one in four letters.
    package func likely(_ name: String) -> String? {
        guard name.utf8.count <= Self.comparedBytes else { return nil }
        let plain = Self.letters(name)
        if let same = names.first(where: { Self.letters($0) == plain }) { return same }
        var best: (name: String?, slips: Int) = (nil, Int.max)
        for known in names {
            let letters = Self.letters(known)
            let slips = EditDistance.between(plain, letters)
            guard slips <= max(1, letters.count / 4), slips < letters.count, slips <= best.slips else { continue }
            best = slips < best.slips ? (known, slips) : (nil, slips)
        }
        return best.name
    }

    /// The letters and digits of a name in small writing.
    private static func letters(_ name: String) -> [UInt8] {
        name.lowercased().utf8.filter { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-") && $0 != 0x20 }
    }
}

/// How many slips of the finger lie between two short texts.
private enum EditDistance {
    /// Bytes changed, added, left out or swapped with their neighbour (optimal string alignment).
    static func between(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var before: [Int] = []
        var row = Array(0...right.count)
        for (i, byte) in left.enumerated() {
            var next = [i + 1]
            for (j, other) in right.enumerated() {
                var slips = min(row[j + 1] + 1, next[j] + 1, row[j] + (byte == other ? 0 : 1))
                if i > 0, j > 0, byte == right[j - 1], left[i - 1] == other { slips = min(slips, before[j - 1] + 1) }
                next.append(slips)
            }
            (before, row) = (row, next)
        }
        return row[right.count]
    }
}
