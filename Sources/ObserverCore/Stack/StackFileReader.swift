import Shared
import Yams

/// Reads values from a YAML tree and remembers every fault with its place.
final class StackFileReader {
    /// More faults than this are not told: nobody reads them.
    private static let faultLimit = 1_000

    /// Values of `${NAME}`.
    let variables: [String: String]
    /// Last place of the file; what is missing after it is told there.
    private let end: FilePlace
    private(set) var faults: [StackFileFault] = []
    /// Keys as they were called before they were made different.
    var disguisedKeys = DisguisedKeys("")

    init(variables: [String: String], end: FilePlace) {
        self.variables = variables
        self.end = end
    }

    /// The faults in the order of the file.
    var faultsInOrder: [StackFileFault] {
        faults.enumerated().sorted { first, second in
            (first.element.line, first.element.column, first.offset)
                < (second.element.line, second.element.column, second.offset)
        }.map(\.element)
    }

    // MARK: Faults

    func report(_ node: Node?, de: String, en: String) {
        report(at: node?.mark.map(FilePlace.init), de: de, en: en)
    }

    func report(at place: FilePlace?, de: String, en: String) {
        let place = place.map { $0.line > end.line ? end : $0 }
        report(
            StackFileFault(
                line: max(place?.line ?? 1, 1), column: max(place?.column ?? 1, 1),
                text: LocalizedText(de: de, en: en)))
    }

    func report(_ fault: StackFileFault) {
        if faults.count < Self.faultLimit { faults.append(fault) }
    }

    /// A text of the file for a sentence: not endless, on one line.
    static func shown(_ text: String) -> String {
        let line = text.map { $0.isNewline || $0 == "\0" ? " " : String($0) }.prefix(60).joined()
        return text.count > 60 ? line + "…" : line
    }

    // MARK: Mappings and lists

    /// The members of a mapping by key; unknown and repeated keys are faults.
    func members(_ node: Node, _ what: String, known: [String]?) -> [String: Node] {
        members(node, LocalizedText(de: what, en: what), known: known)
    }

    /// The members of a mapping by key; unknown and repeated keys are faults.
    func members(_ node: Node, _ what: LocalizedText, known: [String]?) -> [String: Node] {
        var result: [String: Node] = [:]
        for (key, value) in pairs(node, what) {
            let name = name(of: key)
            if result[name] != nil {
                reportTwice(name, key)
            } else if let known, !known.contains(name) {
                reportUnknown(name, key, what, known)
            }
            result[name] = result[name] ?? value
        }
        return result
    }

    /// The members of a mapping in the order of the file, whatever their keys are.
    func pairs(_ node: Node, _ what: LocalizedText) -> [(key: Node, value: Node)] {
        // A key without anything behind it is an empty mapping.
        if isNothing(node) { return [] }
        if case .mapping(let mapping) = node { return Array(mapping) }
        report(node, de: "\(what.de): Das muss eine Zuordnung sein.", en: "\(what.en) must be a mapping.")
        return []
    }

    func name(of key: Node) -> String {
        disguisedKeys.original(key.scalar?.string ?? "")
    }

    func reportTwice(_ name: String, _ key: Node) {
        report(key, de: "„\(Self.shown(name))“ steht doppelt.", en: "\"\(Self.shown(name))\" is there twice.")
    }

    /// Nothing is written: `key:`, `key: ~` or `key: null`.
    func isNothing(_ node: Node) -> Bool {
        guard case .scalar(let scalar) = node, scalar.style == .plain else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    /// The elements of a list.
    func elements(_ node: Node?, _ what: String) -> [Node] {
        guard let node else { return [] }
        if case .sequence(let sequence) = node { return Array(sequence) }
        report(node, de: "\(what): Das muss eine Liste sein.", en: "\(what) must be a list.")
        return []
    }

    private func reportUnknown(_ name: String, _ key: Node, _ what: LocalizedText, _ known: [String]) {
        let shown = Self.shown(name)
        let near = SimilarWord.nearest(to: name, in: known)
        report(
            key, de: "\(what.de): „\(shown)“ ist unbekannt.\(near.map { " Gemeint ist wohl „\($0)“." } ?? "")",
            en: "\"\(shown)\" is unknown in \(what.en).\(near.map { " Did you mean \"\($0)\"?" } ?? "")")
    }
}
