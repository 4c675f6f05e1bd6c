import Shared
import Yams

/// Reads values from a YAML tree and remembers every fault with its place.
final class StackFileReader {
    /// Values of `${NAME}`.
    let variables: [String: String]
    private(set) var faults: [StackFileFault] = []
    /// Names in `depends_on` that must be services of the file, with their places.
    var expected: [(name: String, node: Node)] = []

    init(variables: [String: String]) {
        self.variables = variables
    }

    func report(_ node: Node?, de: String, en: String) {
        report(at: node?.mark, de: de, en: en)
    }

    func report(at mark: Mark?, de: String, en: String) {
        faults.append(
            StackFileFault(line: mark?.line ?? 1, column: mark?.column ?? 1, text: LocalizedText(de: de, en: en)))
    }

    /// The members of a mapping by key; unknown and repeated keys are faults.
    func members(_ node: Node, _ what: String, known: [String]?) -> [String: Node] {
        // A key without anything behind it is an empty mapping.
        if case .scalar(let scalar) = node, scalar.string.isEmpty || scalar.string == "~" { return [:] }
        guard case .mapping(let mapping) = node else {
            report(node, de: "\(what) muss eine Zuordnung sein.", en: "\(what) must be a mapping.")
            return [:]
        }
        var result: [String: Node] = [:]
        for (key, value) in mapping {
            let name = key.scalar?.string ?? ""
            if result[name] != nil {
                report(key, de: "„\(name)“ steht doppelt.", en: "\"\(name)\" is there twice.")
            } else if let known, !known.contains(name) {
                let near = nearest(name, known).map { (" Gemeint ist wohl „\($0)“.", " Did you mean \"\($0)\"?") }
                report(
                    key, de: "„\(name)“ ist in \(what) unbekannt.\(near?.0 ?? "")",
                    en: "\"\(name)\" is unknown in \(what).\(near?.1 ?? "")")
            }
            result[name] = value
        }
        return result
    }

    /// The known word closest to a misspelt one, if it is close at all.
    private func nearest(_ word: String, _ known: [String]) -> String? {
        let ranked = known.map { ($0, Self.distance(word, $0)) }.min { $0.1 < $1.1 }
        return ranked.flatMap { $0.1 <= max(2, word.count / 3) ? $0.0 : nil }
    }

    /// Levenshtein's distance, row by row.
    private static func distance(_ first: String, _ second: String) -> Int {
        let second = Array(second)
        var row = Array(0...second.count)
        for (line, letter) in first.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for (column, other) in second.enumerated() {
                let above = row[column + 1]
                row[column + 1] = min(above + 1, row[column] + 1, diagonal + (letter == other ? 0 : 1))
                diagonal = above
            }
        }
        return row[second.count]
    }

    // MARK: Scalars

    /// Text with its variables replaced; `nil` after a fault.
    func text(_ node: Node?, _ what: String) -> String? {
        guard let node else { return nil }
        guard case .scalar(let scalar) = node else {
            report(node, de: "\(what) muss ein Text sein.", en: "\(what) must be text.")
            return nil
        }
        return expand(scalar.string, node)
    }

    func number(_ node: Node?, _ what: String, in range: ClosedRange<Int>) -> Int? {
        guard let node, let text = text(node, what) else { return nil }
        if let number = Int(text), range.contains(number) { return number }
        report(
            node, de: "\(what): „\(text)“ ist keine ganze Zahl von \(range.lowerBound) bis \(range.upperBound).",
            en: "\(what): \"\(text)\" is not a whole number from \(range.lowerBound) to \(range.upperBound).")
        return nil
    }

    func flag(_ node: Node?, _ what: String) -> Bool? {
        guard let node, let text = text(node, what) else { return nil }
        switch text.lowercased() {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default:
            report(
                node, de: "\(what): „\(text)“ ist weder true noch false.",
                en: "\(what): \"\(text)\" is neither true nor false.")
            return nil
        }
    }

    /// A span in milliseconds: `500ms`, `30s`, `5m`, `1h`, or plain seconds.
    func span(_ node: Node?, _ what: String) -> Int? {
        guard let node, let text = text(node, what) else { return nil }
        let units: [(String, Double)] = [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("", 1_000)]
        for (unit, factor) in units where text.hasSuffix(unit) {
            guard let number = Double(text.dropLast(unit.count)), number >= 0, number * factor <= 7 * 86_400_000 else {
                break
            }
            return Int(number * factor)
        }
        report(
            node, de: "\(what): „\(text)“ ist keine Dauer wie 500ms, 30s, 5m oder 1h (höchstens 7 Tage).",
            en: "\(what): \"\(text)\" is not a duration such as 500ms, 30s, 5m or 1h (7 days at most).")
        return nil
    }

    /// A size in bytes: `500kB`, `10MB`, `1GB`, or plain bytes.
    func size(_ node: Node?, _ what: String) -> Int? {
        guard let node, let text = text(node, what) else { return nil }
        let units: [(String, Int)] = [("kB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("", 1)]
        for (unit, factor) in units where text.hasSuffix(unit) {
            if let number = Int(text.dropLast(unit.count)), (0...1_000_000_000_000 / factor).contains(number) {
                return number * factor
            }
        }
        report(
            node, de: "\(what): „\(text)“ ist keine Größe wie 500kB oder 10MB.",
            en: "\(what): \"\(text)\" is not a size such as 500kB or 10MB.")
        return nil
    }

    func choice<Choice: RawRepresentable<String> & CaseIterable>(_ node: Node?, _ what: String) -> Choice? {
        guard let node, let text = text(node, what) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        report(
            node, de: "\(what): „\(text)“ ist keines von \(words).", en: "\(what): \"\(text)\" is none of \(words).")
        return nil
    }

    /// The elements of a list.
    func elements(_ node: Node?, _ what: String) -> [Node] {
        guard let node else { return [] }
        if case .sequence(let sequence) = node { return Array(sequence) }
        report(node, de: "\(what) muss eine Liste sein.", en: "\(what) must be a list.")
        return []
    }

    // MARK: Variables

    /// Replaces `${NAME}` and `${NAME:-default}`; `$$` is a dollar.
    private func expand(_ text: String, _ node: Node) -> String {
        var result = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[rest.index(after: dollar)...]
            if rest.hasPrefix("$") {
                result += "$"
                rest = rest.dropFirst()
            } else if rest.hasPrefix("{"), let end = rest.firstIndex(of: "}") {
                result += value(String(rest[rest.index(after: rest.startIndex)..<end]), node)
                rest = rest[rest.index(after: end)...]
            } else {
                report(
                    node, de: "Ein einzelnes $: für ein Dollarzeichen $$ schreiben, für eine Variable ${NAME}.",
                    en: "A lone $: write $$ for a dollar sign, ${NAME} for a variable.")
            }
        }
        return result + rest
    }

    private func value(_ expression: String, _ node: Node) -> String {
        let parts = expression.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        let fallback = parts.count == 2 && parts[1].hasPrefix("-") ? String(parts[1].dropFirst()) : nil
        if let value = variables[name], !value.isEmpty { return value }
        if let fallback { return fallback }
        report(
            node, de: "Die Umgebungsvariable \(name) ist nicht gesetzt und hat keinen Ersatzwert (${\(name):-…}).",
            en: "The environment variable \(name) is not set and has no default (${\(name):-…}).")
        return ""
    }
}
