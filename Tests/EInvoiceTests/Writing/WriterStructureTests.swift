import EInvoice
import Testing

@Suite("Writers")
struct WriterStructureTests {
    @Test("An invoice with every term is written as the schemas want it", arguments: ["380", "381"])
    func structure(typeCode: String) throws {
        let full = FullInvoice(typeCode: typeCode)
        for written in [UBLWriter.write(full.invoice), CIIWriter.write(full.invoice)] {
            #expect(written.losses == [])
            let tree = try ElementTree(parsing: written.bytes)
            let faults = StructureChecker.faults(in: tree)
            #expect(faults == [], "\(faults.first.map { "\($0.place.path) \($0.english)" } ?? "")")
        }
    }

    @Test("Every text of the invoice stands in what is written", arguments: ["380", "381"])
    func completeness(typeCode: String) throws {
        let full = FullInvoice(typeCode: typeCode)
        for written in [UBLWriter.write(full.invoice), CIIWriter.write(full.invoice)] {
            let tree = try ElementTree(parsing: written.bytes)
            var texts = Set((0..<tree.count).map(tree.text))
            texts.formUnion((0..<tree.attributeCount).map(tree.attributeText))
            texts.formUnion(texts.compactMap { $0.hasPrefix("#AAI#") ? String($0.dropFirst(5)) : nil })
            for token in full.tokens { #expect(texts.contains(token), "\(token)") }
        }
    }

    @Test("An invoice without anything is written all the same, and without empty elements that the schema could spare")
    func empty() throws {
        for written in [UBLWriter.write(Invoice()), CIIWriter.write(Invoice())] {
            let tree = try ElementTree(parsing: written.bytes)
            #expect(tree.count < 10)
        }
    }

    @Test("The type decides between Invoice and CreditNote; a type of both is an Invoice")
    func documentKind() throws {
        for (code, root) in [
            ("380", "Invoice"), ("381", "CreditNote"), ("81", "Invoice"), ("396", "CreditNote"), ("", "Invoice"),
        ] {
            var invoice = Invoice()
            invoice.typeCode = code
            let tree = try ElementTree(parsing: UBLWriter.write(invoice).bytes)
            #expect(tree.name(tree.root).local == root)
        }
    }

    @Test("What a syntax has no place for is told")
    func losses() {
        var invoice = FullInvoice().invoice
        invoice.precedingInvoices += invoice.precedingInvoices
        invoice.thirdPartyPayments = [ThirdPartyPayment()]
        #expect(CIIWriter.write(invoice).losses.map(\.term) == ["BG-3", "BG-DEX-09"])
        #expect(UBLWriter.write(invoice).losses == [])
        invoice.typeCode = "381"
        #expect(UBLWriter.write(invoice).losses.map(\.term) == ["BG-DEX-09"])
    }

    @Test("An element that no term covers goes back to its place, in the schema's order")
    func unknownElements() throws {
        var invoice = FullInvoice().invoice
        invoice.unknown = [
            UnknownElement(parentPath: "/ubl:Invoice", xml: "<cbc:IssueTime>12:00:00</cbc:IssueTime>"),
            UnknownElement(
                parentPath: "/ubl:Invoice/cac:InvoiceLine[2]/cac:Item", xml: "<cbc:BrandName>Marke</cbc:BrandName>"),
            UnknownElement(
                parentPath: "/ubl:Invoice/cac:OrderReference",
                xml: "<cbc:IssueDate xmlns:cbc=\"\(StructureText.values)\">2025-01-01</cbc:IssueDate>"),
            UnknownElement(parentPath: "/ubl:Invoice/cac:Gone", xml: "<cbc:ID>1</cbc:ID>"),
        ]
        let written = UBLWriter.write(invoice)
        #expect(written.losses.map(\.term) == ["/ubl:Invoice/cac:Gone"])
        let tree = try ElementTree(parsing: written.bytes)
        #expect(StructureChecker.faults(in: tree) == [])
        let brand = try #require((0..<tree.count).first { tree.name($0).local == "BrandName" })
        #expect(tree.path(brand) == "/Invoice/cac:InvoiceLine[2]/cac:Item/cbc:BrandName")
        #expect(CIIWriter.write(invoice).losses.count == 4)
    }
}

enum StructureText {
    static let values = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
}
