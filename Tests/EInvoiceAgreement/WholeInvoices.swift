import EInvoice
import Foundation

/// Whole invoices and the rules that fail on them officially.
package enum WholeInvoices {
    private struct Expected: Decodable {
        struct Verdict: Decodable {
            var fatal: [String]?
            var warning: [String]?
            var information: [String]?

            var all: Set<String> { Set((fatal ?? []) + (warning ?? []) + (information ?? [])) }
        }
        struct File: Decodable {
            var en16931: Verdict
            var xrechnung: Verdict
        }
        var files: [String: File]
    }

    /// Compares the sets of broken rules, by both rule sets whatever the invoice claims to be.
    package static func compare(in folder: SampleFolder) throws -> (count: Int, agreement: Agreement) {
        let data = try Data(contentsOf: folder.url.appending(path: "expected.json"))
        let files = try JSONDecoder().decode(Expected.self, from: data).files
        var agreement = Agreement()
        for (name, expected) in files.sorted(by: { $0.key < $1.key }) {
            let tree = try ElementTree(parsing: [UInt8](Data(contentsOf: folder.url.appending(path: name))))
            for (layer, ids) in [(RuleCheck.Layer.en16931, expected.en16931.all), (.xrechnung, expected.xrechnung.all)]
            {
                let found = RuleCheck.broken(in: tree, layer)
                agreement.note(name, kept: Array(found.subtracting(ids)), broken: Array(ids), found: found)
            }
        }
        return (files.count, agreement)
    }
}
