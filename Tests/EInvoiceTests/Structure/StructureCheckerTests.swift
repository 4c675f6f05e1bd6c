import EInvoice
import Foundation
import Testing

@Suite("Structure")
struct StructureCheckerTests {
    @Test(
        "No valid invoice has a fault", .enabled(if: Samples.arePresent, Samples.absence), arguments: Samples.invoices)
    func validInvoices(_ sample: Samples.File) throws {
        let faults = StructureChecker.faults(in: try ElementTree(parsing: sample.bytes))
        #expect(faults.isEmpty, "\(faults.first.map { "\($0.place.path): \($0.english)" } ?? "")")
    }

    @Test("Each departure from UBL is found where it is", arguments: StructureCase.ubl)
    func departuresFromUBL(_ sample: StructureCase) throws {
        try expect(sample, in: StructureSample.ubl)
    }

    @Test("Each departure from CII is found where it is", arguments: StructureCase.cii)
    func departuresFromCII(_ sample: StructureCase) throws {
        try expect(sample, in: StructureSample.cii)
    }

    private func expect(_ sample: StructureCase, in document: String) throws {
        let count = document.components(separatedBy: sample.original).count - 1
        try #require(count == 1, "the case must change one place, not \(count)")
        let changed = document.replacingOccurrences(of: sample.original, with: sample.replacement)
        let faults = StructureChecker.faults(in: try ElementTree(parsing: Array(changed.utf8)))
        #expect(faults.map(\.kind) == sample.faults)
        for fault in faults { #expect(!fault.german.isEmpty && !fault.english.isEmpty && fault.place.line > 0) }
    }

    @Test("The small samples themselves have no fault", arguments: [StructureSample.ubl, StructureSample.cii])
    func sound(_ document: String) throws {
        #expect(StructureChecker.faults(in: try ElementTree(parsing: Array(document.utf8))) == [])
    }

    @Test("A document of another kind is named as such")
    func foreign() throws {
        for text in ["<Invoice/>", "<a xmlns='urn:oasis:names:specification:ubl:schema:xsd:Order-2'/>"] {
            let faults = StructureChecker.faults(in: try ElementTree(parsing: Array(text.utf8)))
            #expect(faults.map(\.kind) == [.unknownDocument])
        }
    }

    @Test("A thousand faults are cut to the limit")
    func limit() throws {
        let stray = String(repeating: "<cbc:Nothing/>", count: 1000)
        let text = StructureSample.ubl.replacingOccurrences(of: "<cbc:ID>1</cbc:ID>", with: stray)
        let faults = StructureChecker.faults(in: try ElementTree(parsing: Array(text.utf8)), limit: 20)
        #expect(faults.count == 20)
    }
}
