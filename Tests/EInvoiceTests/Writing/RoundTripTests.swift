import Testing

@testable import EInvoice

@Suite("Round trips")
struct RoundTripTests {
    @Test("No business term is lost on the way to the other syntax and back", arguments: ["380", "381"])
    func everyTerm(typeCode: String) throws {
        let invoice = FullInvoice(typeCode: typeCode).invoice
        let viaUBL = try read(UBLWriter.write(invoice))
        #expect(Differences.between(InvoiceTerms(viaUBL), InvoiceTerms(invoice)) == [])
        let viaCII = try read(CIIWriter.write(viaUBL))
        #expect(Differences.between(InvoiceTerms(viaCII), InvoiceTerms(invoice)) == [])
        #expect(try Differences.between(InvoiceTerms(read(UBLWriter.write(viaCII))), InvoiceTerms(invoice)) == [])
    }

    @Test(
        "Real invoices keep every business term", .enabled(if: Samples.arePresent, Samples.absence),
        arguments: Samples.invoices)
    func samples(_ sample: Samples.File) throws {
        let invoice = try #require(InvoiceReader.read(try ElementTree(parsing: sample.bytes)))
        for written in [UBLWriter.write(invoice), CIIWriter.write(invoice)] {
            let tree = try ElementTree(parsing: written.bytes)
            let fault = StructureChecker.faults(in: tree).first
            #expect(fault == nil, "\(fault.map { "\($0.place.path) \($0.english)" } ?? "")")
            let again = try #require(InvoiceReader.read(tree))
            let terms = Set(written.losses.map(\.term))
            #expect(
                Differences.between(InvoiceTerms(again, without: terms), InvoiceTerms(invoice, without: terms)) == [])
        }
    }

    @Test("A credit note with several accounts says once when it is due")
    func creditNoteDueDate() throws {
        var invoice = SoundInvoice(seed: 4).invoice
        invoice.typeCode = "381"
        invoice.dueDate = "2030-01-31"
        var transfer = CreditTransfer()
        transfer.account = "DE02120300000000202051"
        var instructions = PaymentInstructions()
        instructions.meansCode = "58"
        instructions.creditTransfers = [transfer, transfer]
        invoice.paymentInstructions = [instructions]
        let written = UBLWriter.write(invoice)
        #expect(InvoiceValidator.validate(written.bytes).isAccepted)
        #expect(try Differences.between(InvoiceTerms(read(written)), InvoiceTerms(invoice)) == [])
        // Others repeat it with each account; what comes of that is right again.
        let text = String(decoding: written.bytes, as: UTF8.self)
        let due = "<cbc:PaymentDueDate>2030-01-31</cbc:PaymentDueDate>"
        let means = "<cbc:PaymentMeansCode>58</cbc:PaymentMeansCode>"
        let repeated = text.replacing(due, with: "").replacing(means, with: means + due)
        #expect(text.ranges(of: due).count == 1 && repeated.ranges(of: due).count == 2)
        let again = try #require(InvoiceReader.read(try ElementTree(parsing: Array(repeated.utf8))))
        #expect(again.unknown.isEmpty && UBLWriter.write(again).bytes == written.bytes)
    }

    @Test("What CII says beside the means of payment stays when there are none")
    func paymentWithoutMeans() throws {
        var invoice = FullInvoice().invoice
        var instructions = PaymentInstructions()
        instructions.remittance = "RF18539007547034"
        instructions.directDebit = DirectDebit()
        instructions.directDebit?.mandate = "M-1"
        instructions.directDebit?.creditor = "DE98ZZZ09999999999"
        invoice.paymentInstructions = [instructions]
        let cii = CIIWriter.write(invoice)
        #expect(try read(cii).paymentInstructions == [instructions])
        let ubl = UBLWriter.write(invoice)
        #expect(StructureChecker.faults(in: try ElementTree(parsing: ubl.bytes)) == [])
        instructions.meansCode = "1"
        #expect(try read(ubl).paymentInstructions == [instructions])
    }

    @Test("Foreign elements come back as they were, with the namespaces of their attributes")
    func foreignAttributes() throws {
        let extensions = StructureSyntax.extensions
        let foreign = #"<s:Sig xmlns:s="urn:s" xmlns:t="urn:t" s:a="1&#10;2" s:b="&#9;" t:c="&lt;" xml:lang="de"/>"#
        let head = "<ext:UBLExtensions xmlns:ext=\"\(extensions)\"><ext:UBLExtension><ext:ExtensionContent>\(foreign)"
        let whole = "\(head)</ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>"
        let plain = String(decoding: UBLWriter.write(SoundInvoice(seed: 5).invoice).bytes, as: UTF8.self)
        let first = try #require(plain.firstRange(of: "<cbc:CustomizationID>"))
        let text = plain[..<first.lowerBound] + whole + plain[first.lowerBound...]
        let tree = try ElementTree(parsing: Array(text.utf8))
        let invoice = try #require(InvoiceReader.read(tree))
        let again = try ElementTree(parsing: UBLWriter.write(invoice).bytes)
        let attributes = { (tree: ElementTree) in
            (0..<tree.count).filter { tree.name($0).local == "Sig" }.flatMap { tree.attributes($0) }
                .map { "\($0.name.namespace) \($0.name.local)=\($0.value)" }
        }
        #expect(attributes(tree).count == 4 && attributes(again) == attributes(tree))
        #expect(StructureChecker.faults(in: again) == [])
    }

    private func read(_ written: WrittenInvoice) throws -> Invoice {
        try #require(InvoiceReader.read(try ElementTree(parsing: written.bytes)))
    }
}
