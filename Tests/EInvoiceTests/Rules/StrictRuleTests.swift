import Foundation
import Testing

@testable import EInvoice

/// Our own layer: what it says, and where in the document, the same for both syntaxes.
struct StrictRuleTests {
    private struct Case: Sendable, CustomTestStringConvertible {
        let rule: String
        /// What the element at the finding's line must hold; `nil` where something is missing as a whole.
        let text: String?
        let change: @Sendable (inout Invoice) -> Void
        var testDescription: String { rule }
    }

    private static let oldVersion = "urn:cen.eu:en16931:2017#compliant#urn:xoev-de:kosit:standard:xrechnung_2.3"

    private static let cases: [Case] = [
        Case(rule: "BELEG-SUM-BASE", text: "77.77") { $0.vatBreakdown[0].taxableAmount = ExactDecimal("77.77") },
        Case(rule: "BELEG-SUM-TAX", text: "66.66") { $0.vatBreakdown[0].taxAmount = ExactDecimal("66.66") },
        Case(rule: "BELEG-SUM-LINE", text: "55.55") { invoice in
            invoice.lines[invoice.lines.count - 1].netAmount = ExactDecimal("55.55")
        },
        Case(rule: "BELEG-USTG-14-1", text: nil) { $0.seller.address?.city = nil },
        Case(rule: "BELEG-USTG-14-1", text: nil) { $0.buyer.address?.postCode = nil },
        Case(rule: "BELEG-USTG-14-2", text: nil) { invoice in
            invoice.seller.vatIdentifier = nil
            invoice.seller.taxRegistration = nil
            invoice.taxRepresentative = nil
        },
        Case(rule: "BELEG-USTG-14-6", text: nil) { invoice in
            invoice.delivery = nil
            invoice.period = nil
            for line in invoice.lines.indices { invoice.lines[line].period = nil }
        },
        Case(rule: "BELEG-USTG-14-10", text: nil) { $0.typeCode = "389" },
        Case(rule: "BELEG-IBAN", text: "DE02120300000000202052") { invoice in
            invoice.paymentInstructions[0].creditTransfers[0].account = "DE02120300000000202052"
        },
        Case(rule: "BELEG-VATID", text: "DE123456789") { $0.buyer.vatIdentifier = "DE123456789" },
        Case(rule: "BELEG-LINE-ID", text: "9") { invoice in
            invoice.lines.append(invoice.lines[0])
            invoice.lines[0].identifier = "9"
            invoice.lines[invoice.lines.count - 1].identifier = "9"
        },
        Case(rule: "BELEG-XRECHNUNG-VERSION", text: oldVersion) { $0.processControl.specification = oldVersion },
        Case(rule: "BELEG-DUE-DATE", text: "2026-01-02") { $0.dueDate = "2026-01-02" },
    ]

    private static func written(_ invoice: Invoice) -> [[UInt8]] {
        [UBLWriter.write(invoice).bytes, CIIWriter.write(invoice).bytes]
    }

    @Test(arguments: 1...20)
    func `a sound invoice gets no remark`(seed: UInt64) throws {
        for bytes in Self.written(SoundInvoice(seed: seed).invoice) {
            let remarks = InvoiceValidator.validate(bytes).findings.filter { $0.rule.hasPrefix("BELEG-") }
            #expect(remarks.isEmpty, "\(remarks.map(\.rule))")
        }
    }

    @Test(arguments: cases)
    private func `each fault gets its remark, at its place`(_ fault: Case) throws {
        var invoice = SoundInvoice(seed: 3).invoice
        fault.change(&invoice)
        for bytes in Self.written(invoice) {
            let findings = InvoiceValidator.validate(bytes).findings.filter { $0.rule == fault.rule }
            #expect(findings.count == 1)
            let finding = try #require(findings.first)
            let number = try #require(finding.line)
            let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)[
                number - 1]
            if let text = fault.text {
                let isThere = line.contains(">\(text)<") || line.contains(">\(text.replacing("-", with: ""))<")
                #expect(isThere, "line \(number): \(line)")
            }
            #expect(finding.severity == .warning && finding.path?.isEmpty == false)
        }
    }
}
