import Testing

@testable import EInvoice

/// Ten thousand faulty lines, rates or foreign elements cost ten thousand times one, not its square.
struct LinearityTests {
    /// A document whose parts repeat; the structure is right, the figures are not.
    private static func ubl(lines: Int, taxes: Int = 1, in line: String = "") -> [UInt8] {
        let cbc = StructureSyntax.ubl.values
        let tax = { (number: Int) in
            """
            <cac:TaxSubtotal><cbc:TaxableAmount currencyID="EUR">7.77</cbc:TaxableAmount>\
            <cbc:TaxAmount currencyID="EUR">6.66</cbc:TaxAmount><cac:TaxCategory><cbc:ID>S</cbc:ID>\
            <cbc:Percent>\(number).5</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory>\
            </cac:TaxSubtotal>
            """
        }
        let item = { (number: Int) in
            """
            <cac:InvoiceLine><cbc:ID>7</cbc:ID>\(line)<cbc:InvoicedQuantity unitCode="C62">2</cbc:InvoicedQuantity>\
            <cbc:LineExtensionAmount currencyID="EUR">5.55</cbc:LineExtensionAmount>\
            <cac:Item><cbc:Name>a</cbc:Name><cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID>\
            <cbc:Percent>\(number % taxes).5</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>\
            </cac:ClassifiedTaxCategory></cac:Item>\
            <cac:Price><cbc:PriceAmount currencyID="EUR">3.00</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
            """
        }
        let text = """
            <Invoice xmlns="\(StructureSyntax.ubl.documents["Invoice"] ?? "")" xmlns:cbc="\(cbc)" \
            xmlns:cac="\(StructureSyntax.ubl.aggregates)"><cac:TaxTotal>\
            <cbc:TaxAmount currencyID="EUR">1</cbc:TaxAmount>\((0..<taxes).map(tax).joined())</cac:TaxTotal>\
            \((0..<lines).map(item).joined())</Invoice>
            """
        return Array(text.utf8)
    }

    /// The strict layer's remarks, their places among them.
    private static func remarks(_ bytes: [UInt8]) throws -> [InvoiceFinding] {
        let tree = try ElementTree(parsing: bytes)
        let invoice = try #require(InvoiceReader.read(tree))
        return StrictRules.findings(in: invoice, DocumentIndex(tree), PlaceFinder(tree))
    }

    @Test func `ten thousand faulty lines in the strict layer`() throws {
        _ = RuleSet.en16931UBL
        try ProcessorTime.expectLinear("faulty lines", from: 1250) { count in
            let found = try Self.remarks(Self.ubl(lines: count)).map(\.rule)
            #expect(found.count { $0 == "BELEG-SUM-LINE" } == count)
            #expect(found.count { $0 == "BELEG-LINE-ID" } == count - 1)
        }
    }

    @Test func `as many rates as lines, by the official rules and ours`() throws {
        try ProcessorTime.expectLinear("rates", from: 250) { count in
            let bytes = Self.ubl(lines: count, taxes: count)
            let index = DocumentIndex(try ElementTree(parsing: bytes))
            let broken = RuleSet.en16931UBL.evaluate(index).count { $0.rule.id == "BR-S-08" }
            #expect(broken > count / 2)
            let remarks = try Self.remarks(bytes)
            #expect(remarks.count { $0.rule == "BELEG-SUM-BASE" } == count)
        }
    }

    @Test func `elements that no term covers, read and written back`() throws {
        try ProcessorTime.expectLinear("unknown elements", from: 500) { count in
            let tree = try ElementTree(parsing: Self.ubl(lines: count, in: "<cbc:UUID>x</cbc:UUID>"))
            let invoice = try #require(InvoiceReader.read(tree))
            #expect(invoice.unknown.count == count)
            #expect(UBLWriter.write(invoice).losses.isEmpty)
        }
    }
}
