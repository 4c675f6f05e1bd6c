import EInvoice
import Foundation

/// The official tests of single rules: a fragment of an invoice each, and what must be found in it.
package enum UnitSamples {
    /// Compares our verdicts on all tests of a folder.
    package static func compare(in folder: SampleFolder) throws -> (count: Int, agreement: Agreement) {
        var agreement = Agreement()
        var count = 0
        for file in folder.files(in: "unit-ubl") {
            let text = try String(contentsOf: file, encoding: .utf8).replacing(/<!--[\s\S]*?-->/, with: "")
            for (number, match) in text.matches(of: /<test[ >][\s\S]*?<\/test>/).enumerated() {
                count += 1
                try compare("\(file.lastPathComponent) \(number + 1)", String(match.output), &agreement)
            }
        }
        return (count, agreement)
    }

    private static func compare(_ name: String, _ test: String, _ agreement: inout Agreement) throws {
        guard let fragment = test.firstMatch(of: /<(\w+:)?(Invoice|CreditNote)\b[\s\S]*<\/(\w+:)?(Invoice|CreditNote)>/)
        else { return agreement.note(name, kept: [], broken: ["no fragment"], found: []) }
        let verdicts = test.matches(of: /<(success|error|warning)>([^<]+)</)
        let ids = { (isKept: Bool) in
            verdicts.filter { ($0.output.1 == "success") == isKept }
                .map { $0.output.2.trimmingCharacters(in: .whitespacesAndNewlines) }
        }
        let found = RuleCheck.broken(in: try ElementTree(parsing: Array(fragment.output.0.utf8)), .en16931)
        agreement.note(name, kept: ids(true), broken: ids(false), found: found)
    }
}
