import EInvoice
import Foundation

/// Invoices that are changed in one place each, and what must then be found in them.
///
/// An instruction `<?xmute mutator="…"?>` changes the element that follows it; its verdicts name rules that must then
/// be kept or broken.
package enum Mutants {
    private struct Mutant {
        let name: String
        let bytes: [UInt8]
        let kept: [String]
        let broken: [String]
    }

    /// Compares our verdicts on all mutants of a folder.
    ///
    /// - Returns: How many mutants there were, and the agreement of each of their verdicts.
    package static func compare(in folder: SampleFolder) throws -> (count: Int, agreement: Agreement) {
        var agreement = Agreement()
        var count = 0
        for file in folder.files(in: "mutants-ubl") {
            let text = try String(contentsOf: file, encoding: .utf8).replacing(/<!--[\s\S]*?-->/, with: "")
            for mutant in mutants(of: text, file.lastPathComponent) {
                count += 1
                let found = RuleCheck.broken(in: try ElementTree(parsing: mutant.bytes), .xrechnung)
                agreement.note(mutant.name, kept: mutant.kept, broken: mutant.broken, found: found)
            }
        }
        return (count, agreement)
    }

    private static func mutants(of text: String, _ file: String) -> [Mutant] {
        var mutants: [Mutant] = []
        for (number, match) in text.matches(of: /<\?xmute\s([\s\S]*?)\?>/).enumerated() {
            let options = Self.options(String(match.output.1))
            guard let target = element(after: match.range.upperBound, in: text) else { continue }
            let kept = rules(options["schematron-valid"])
            let broken = rules(options["schematron-invalid"])
            for (value, changed) in changes(options, text, target).enumerated() {
                let name = "\(file) \(number + 1).\(value + 1) \(options["mutator"] ?? "")"
                mutants.append(Mutant(name: name, bytes: Array(changed.utf8), kept: kept, broken: broken))
            }
        }
        return mutants
    }

    private static func options(_ text: String) -> [String: String] {
        Dictionary(text.matches(of: /([\w-]+)="([^"]*)"/).map { (String($0.output.1), String($0.output.2)) }) { $1 }
    }

    private static func rules(_ text: String?) -> [String] {
        let words = (text ?? "").split { (character: Character) in character == "," || character.isWhitespace }
        return words.map { String($0).replacingOccurrences(of: "xrubl:", with: "") }
    }

    private struct Target {
        let whole: Range<String.Index>
        let startTag: Range<String.Index>
        let content: Range<String.Index>?
    }

    /// The next element: its start tag, its content, and all of it.
    private static func element(after start: String.Index, in text: String) -> Target? {
        guard let opening = text[start...].firstMatch(of: /<([A-Za-z][\w:.-]*)([^<>]*?)(\/?)>/) else { return nil }
        if opening.output.3 == "/" {
            return Target(whole: opening.range, startTag: opening.range, content: nil)
        }
        let name = String(opening.output.1)
        var depth = 1
        var position = opening.range.upperBound
        while let next = text[position...].firstMatch(of: /<(\/?)([A-Za-z][\w:.-]*)([^<>]*?)(\/?)>/) {
            position = next.range.upperBound
            guard next.output.2 == name, next.output.4 != "/" else { continue }
            depth += next.output.1 == "/" ? -1 : 1
            if depth == 0 {
                return Target(
                    whole: opening.range.lowerBound..<next.range.upperBound, startTag: opening.range,
                    content: opening.range.upperBound..<next.range.lowerBound)
            }
        }
        return nil
    }

    private static func changes(_ options: [String: String], _ text: String, _ target: Target) -> [String] {
        let replaced = { (range: Range<String.Index>?, new: String) -> String in
            guard let range else { return text }
            return text.replacingCharacters(in: range, with: new)
        }
        switch options["mutator"] {
        case "identity": return [text]
        case "remove": return [replaced(target.whole, "")]
        case "empty" where options["attribute"] != nil:
            return changes(options.merging(["mutator": "code", "values": ""]) { $1 }, text, target)
        case "empty": return [replaced(target.content, "")]
        case "whitespace": return [replaced(target.content, " \t\n")]
        case "code":
            let separator = options["separator"] ?? ","
            return (options["values"] ?? "").components(separatedBy: separator).map { value in
                let value = value.trimmingCharacters(in: .whitespaces)
                guard let attribute = options["attribute"] else { return replaced(target.content, value) }
                let tag = String(text[target.startTag]).replacingOccurrences(
                    of: "\(attribute)=\"[^\"]*\"", with: "\(attribute)=\"\(value)\"", options: .regularExpression)
                return replaced(target.startTag, tag)
            }
        default: return []
        }
    }
}
