import Foundation
import Testing

@testable import EInvoice

/// Our rules against the verdicts of the official rule sets on whole invoices.
struct WholeInvoiceTests {
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

    /// Rules whose newer text differs from the one that the verdicts were computed with, and for which samples show it.
    private static let changed: Set<String> = []

    @Test(.enabled(if: Samples.arePresent, Samples.absence))
    func `whole invoices fail the same rules`() throws {
        let data = try Data(contentsOf: Samples.folder.appending(path: "expected.json"))
        let expected = try JSONDecoder().decode(Expected.self, from: data).files
        var faults: [String] = []
        for (name, verdict) in expected.sorted(by: { $0.key < $1.key }) {
            let bytes = try [UInt8](Data(contentsOf: Samples.folder.appending(path: name)))
            let tree = try ElementTree(parsing: bytes)
            let isUBL = tree.name(tree.root).local != "CrossIndustryInvoice"
            let sets: [(String, RuleSet, Set<String>)] = [
                ("en16931", isUBL ? .en16931UBL : .en16931CII, verdict.en16931.all),
                ("xrechnung", isUBL ? .xrechnungUBL : .xrechnungCII, verdict.xrechnung.all),
            ]
            for (set, rules, ids) in sets {
                let found = Set(rules.evaluate(DocumentIndex(tree)).map(\.rule.id))
                for id in found.symmetricDifference(ids).subtracting(Self.changed).sorted() {
                    faults.append("\(name) \(set): \(id) \(found.contains(id) ? "only here" : "missing here")")
                }
            }
        }
        #expect(expected.count == 89)
        #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
    }

    @Test(.enabled(if: Samples.arePresent, Samples.absence), arguments: Samples.files(in: "xrechnung"))
    func `every official XRechnung is accepted`(file: Samples.File) throws {
        let verdict = InvoiceValidator.validate(try file.bytes)
        #expect(verdict.isAccepted, "\(verdict.findings.filter { $0.severity == .fatal })")
    }
}
