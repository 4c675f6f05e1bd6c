import ArgumentParser
import EInvoiceAgreement
import Foundation

/// How many verdicts are the same as the official ones, by family of rules.
struct AgreementCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agreement", abstract: "Compares with official tests, mutants and whole invoices.")

    @Argument(help: "Folder with unit-ubl, mutants-ubl and expected.json.")
    var folder = "../shared/data/einvoice"

    func run() throws {
        let folder = SampleFolder(URL(fileURLWithPath: folder))
        try show("Official tests of single rules (unit-ubl)", UnitSamples.compare(in: folder))
        try show("Changed invoices (mutants-ubl)", Mutants.compare(in: folder))
        try show("Whole invoices (expected.json)", WholeInvoices.compare(in: folder))
    }

    private func show(_ title: String, _ result: (count: Int, agreement: Agreement)) {
        let families = result.agreement.families.sorted { $0.key < $1.key }
        let same = families.reduce(0) { $0 + $1.value.same }
        let all = families.reduce(same) { $0 + $1.value.different }
        print("\(title): \(result.count) documents, \(same) of \(all) verdicts the same")
        for (name, family) in families {
            print(
                "  \(name.padding(toLength: 16, withPad: " ", startingAt: 0)) \(family.same) of \(family.same + family.different)"
            )
        }
        for difference in result.agreement.differences { print("  different: \(difference)") }
    }
}
