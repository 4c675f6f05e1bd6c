import Shared
import Yams

/// Turns the text of a stack file into a tree with places.
struct StackFileTree {
    /// Most values of a file once its aliases are followed; without a limit a few lines could mean billions.
    private static let nodeLimit = 200_000

    let reader: StackFileReader

    /// The tree; `nil` after a fault that leaves none.
    func compose(_ text: String) -> Node? {
        let hidden = HiddenAliases(text)
        if hidden.isSuspicious {
            guard let tree = parse(hidden.text) else { return nil }
            if let key = HiddenAliases.costlyKey(in: tree) {
                reader.report(
                    key, de: "Ein Alias oder eine Liste kann hier kein Schlüssel sein.",
                    en: "An alias or a list cannot be a key here.")
                return nil
            }
        }
        return parse(text).flatMap { isSmallEnough($0) ? $0 : nil }
    }

    private func parse(_ text: String) -> Node? {
        var document = DisguisedKeys(text)
        while true {
            do {
                guard let node = try Yams.compose(yaml: document.text, .default, .default, .utf8) else { break }
                reader.disguisedKeys = document
                return node
            } catch {
                // Yams stops at the first key that is there twice; we want that one with its place, and all the rest.
                if case YamlError.duplicatedKeysInMapping(_, let context) = error,
                    document.disguise(at: FilePlace(context.mark))
                {
                    continue
                }
                report(error, text)
                return nil
            }
        }
        reader.report(nil, de: "Die Datei ist leer.", en: "The file is empty.")
        return nil
    }

    private func isSmallEnough(_ root: Node) -> Bool {
        var open = [root]
        var count = 1
        while let node = open.popLast() {
            let children: [Node]
            switch node {
            case .sequence(let sequence): children = Array(sequence)
            case .mapping(let mapping): children = mapping.flatMap { [$0.key, $0.value] }
            default: continue
            }
            count += children.count
            guard count <= Self.nodeLimit else {
                reader.report(
                    root, de: "Mit aufgelösten Aliassen enthält die Datei mehr als \(Self.nodeLimit) Werte.",
                    en: "With its aliases followed, the file holds more than \(Self.nodeLimit) values.")
                return false
            }
            open += children
        }
        return true
    }

    private func report(_ error: any Error, _ text: String) {
        switch error {
        case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _):
            reader.report(at: FilePlace(mark), de: "Kein gültiges YAML: \(problem).", en: "Not valid YAML: \(problem).")
        case YamlError.duplicatedKeysInMapping(let keys, let context):
            let names = keys.map(StackFileReader.shown).joined(separator: ", ")
            reader.report(
                at: FilePlace(context.mark), de: "Doppelt in einer Zuordnung: \(names).",
                en: "Twice in one mapping: \(names).")
        case YamlError.reader(let problem, let offset, _, _):
            reader.report(
                at: FilePlace(after: text.prefix(offset ?? 0)), de: "Kein gültiges YAML: \(problem).",
                en: "Not valid YAML: \(problem).")
        default:
            reader.report(nil, de: "Kein gültiges YAML.", en: "Not valid YAML.")
        }
    }
}
