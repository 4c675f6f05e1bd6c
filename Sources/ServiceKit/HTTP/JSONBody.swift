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
    /// In the order in which they are told.
    package let names: [String]
    private let inner: [String: JSONMembers]
    /// Members that answers have beside them: a body that came from an answer may bring them along, and they are not read.
    /// What is made anew has no answer yet: there they are faults, because whoever sends one expects it to count.
    private let readOnly: Set<String>

    /// - Parameters:
    ///   - keys: the coding keys of the body.
    ///   - inner: the members of objects that stand in a member, or in a list that does.
    ///   - readOnly: members of the answer that are accepted and ignored where something is replaced.
    package init<Key: CodingKey & CaseIterable>(
        _ keys: Key.Type, inner: [String: JSONMembers] = [:], readOnly: Set<String> = []
    ) {
        names = keys.allCases.map(\.stringValue)
        self.inner = inner
        self.readOnly = readOnly
    }

    /// Every member of a body that is not known, in order of their names.
    /// - Parameter isNew: whether the body makes something new, so that it cannot know what the service gives.
    package func findings(in value: JSONValue, isNew: Bool = false) -> [Finding] {
        var findings: [Finding] = []
        look(at: value, "", isNew, &findings)
        return findings
    }

    private func look(at value: JSONValue, _ pointer: String, _ isNew: Bool, _ findings: inout [Finding]) {
        guard findings.count < Self.findingLimit else { return }
        switch value {
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                look(at: element, "\(pointer)/\(index)", isNew, &findings)
            }
        case .object(let members):
            for name in members.keys.sorted() where findings.count < Self.findingLimit {
                if readOnly.contains(name) {
                    if isNew { findings.append(.readOnly(pointer + "/" + name)) }
                } else if !names.contains(name) {
                    findings.append(finding(name, pointer, isFree: { members[$0] == nil }))
                }
            }
            for (name, inner) in inner.sorted(by: { $0.key < $1.key }) {
                if let value = members[name] { inner.look(at: value, "\(pointer)/\(name)", isNew, &findings) }
            }
        default: break
        }
    }

    private func finding(_ name: String, _ pointer: String, isFree: (String) -> Bool) -> Finding {
        let path = pointer + "/" + JSONPointer.escaped(name)
        guard let meant = SimilarWord.nearest(to: name, in: names) else {
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
}

extension Finding {
    fileprivate static func readOnly(_ pointer: String) -> Finding {
        Finding(
            pointer, "member-read-only", de: "Dieses Feld vergibt der Dienst; beim Anlegen steht es nicht im Body.",
            en: "This member is given by the service; it has no place in what is created.")
    }
}
