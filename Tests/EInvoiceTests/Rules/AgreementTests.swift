import EInvoice
import EInvoiceAgreement
import Testing

/// Our rules against the official ones.
struct AgreementTests {
    private let folder = SampleFolder(Samples.folder)

    @Test(.enabled(if: Samples.arePresent, Samples.absence))
    func `every official test of a rule has the same verdict here`() throws {
        let (count, agreement) = try UnitSamples.compare(in: folder)
        #expect(count == 915)
        #expect(agreement.differences.isEmpty, "\(agreement.differences.joined(separator: "\n"))")
    }

    @Test(.enabled(if: Samples.arePresent, Samples.absence))
    func `every changed invoice has the verdicts of the official tests`() throws {
        let (count, agreement) = try Mutants.compare(in: folder)
        #expect(count > 550, "\(count) mutants")
        #expect(agreement.differences.isEmpty, "\(agreement.differences.joined(separator: "\n"))")
    }

    @Test(.enabled(if: Samples.arePresent, Samples.absence))
    func `whole invoices break the same rules`() throws {
        let (count, agreement) = try WholeInvoices.compare(in: folder)
        #expect(count == 89)
        #expect(agreement.differences.isEmpty, "\(agreement.differences.joined(separator: "\n"))")
    }

    @Test(.enabled(if: Samples.arePresent, Samples.absence), arguments: Samples.files(in: "xrechnung"))
    func `every official XRechnung is accepted`(file: Samples.File) throws {
        let verdict = InvoiceValidator.validate(try file.bytes)
        #expect(verdict.isAccepted, "\(verdict.findings.filter { $0.severity == .fatal })")
        #expect(verdict.scenario == .xrechnung)
        // Made-up identifiers and missing dates are noticed, but no reason to refuse it.
        #expect(verdict.faultClass == nil || verdict.faultClass == .content)
    }
}
