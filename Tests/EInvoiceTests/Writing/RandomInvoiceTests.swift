import TestSupport
import Testing

@testable import EInvoice

@Suite("Random invoices")
struct RandomInvoiceTests {
    @Test("Any selection of terms survives UBL and CII", arguments: 1...60)
    func selection(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var invoice = FullInvoice(typeCode: Bool.random(using: &random) ? "380" : "381").invoice
        for omission in Self.omissions where Double.random(in: 0..<1, using: &random) < 0.35 { omission(&invoice) }
        let ubl = UBLWriter.write(invoice)
        let cii = CIIWriter.write(invoice)
        for written in [ubl, cii] {
            let tree = try ElementTree(parsing: written.bytes)
            let fault = StructureChecker.faults(in: tree).first
            // What the schema demands may be missing: an invoice without a number is still written.
            if let fault { #expect("\(fault.kind)".hasPrefix("missing")) }
            let again = try #require(InvoiceReader.read(tree))
            let losses = Set(written.losses.map(\.term))
            #expect(
                Differences.between(InvoiceTerms(again, without: losses), InvoiceTerms(invoice, without: losses)) == [])
        }
    }

    /// One omission per term or group.
    private static let omissions: [@Sendable (inout Invoice) -> Void] = [
        { $0.number = nil }, { $0.issueDate = nil },
        {
            $0.vatAccountingCurrency = nil; $0.totals.vatInAccountingCurrency = nil
        },
        { $0.taxPointDate = nil }, { $0.dueDate = nil }, { $0.buyerReference = nil }, { $0.projectReference = nil },
        { $0.contractReference = nil }, { $0.purchaseOrderReference = nil }, { $0.salesOrderReference = nil },
        { $0.receivingAdviceReference = nil }, { $0.despatchAdviceReference = nil }, { $0.tenderReference = nil },
        { $0.invoicedObject = nil }, { $0.invoicedObject?.scheme = nil }, { $0.buyerAccountingReference = nil },
        { $0.paymentTerms = nil }, { $0.notes.removeFirst() }, { $0.notes.removeLast() },
        { $0.processControl = ProcessControl() }, { $0.precedingInvoices = [] },
        { if !$0.precedingInvoices.isEmpty { $0.precedingInvoices[0].issueDate = nil } },
        { $0.seller.tradingName = nil }, { $0.seller.identifiers = [] }, { $0.seller.legalRegistration = nil },
        { $0.seller.vatIdentifier = nil }, { $0.seller.taxRegistration = nil }, { $0.seller.legalForm = nil },
        { $0.seller.electronicAddress = nil }, { $0.seller.address = nil }, { $0.seller.contact = nil },
        { $0.seller.address?.line2 = nil }, { $0.seller.address?.line3 = nil }, { $0.seller.contact?.name = nil },
        { $0.seller.contact?.email = nil }, { $0.seller.legalRegistration?.scheme = nil },
        { $0.buyer = Party() }, { $0.buyer.identifiers.removeAll { $0.scheme == nil } },
        { $0.buyer.address?.country = nil },
        { $0.payee = nil }, { $0.payee?.identifiers = [] }, { $0.payee?.legalRegistration = nil },
        { $0.taxRepresentative = nil }, { $0.delivery = nil }, { $0.delivery?.location = nil },
        { $0.delivery?.address = nil }, { $0.delivery?.date = nil }, { $0.delivery?.partyName = nil },
        { $0.period = nil }, { $0.period?.end = nil }, { $0.paymentInstructions = [] },
        { for index in $0.paymentInstructions.indices { $0.paymentInstructions[index].card = nil } },
        { for index in $0.paymentInstructions.indices { $0.paymentInstructions[index].directDebit = nil } },
        { for index in $0.paymentInstructions.indices { $0.paymentInstructions[index].creditTransfers = [] } },
        {
            for index in $0.paymentInstructions.indices {
                var second = CreditTransfer()
                second.account = "4711"
                second.accountName = "Zweitkonto"
                $0.paymentInstructions[index].creditTransfers.append(second)
            }
        },
        { $0.allowances = [] }, { $0.charges = [] }, { $0.attachments.removeFirst() },
        { if !$0.attachments.isEmpty { $0.attachments[0].description = nil } },
        { $0.totals.rounding = nil }, { $0.totals.paid = nil }, { $0.totals.allowances = nil },
        { $0.totals.charges = nil },
        { $0.vatBreakdown.removeLast() }, { $0.vatBreakdown[0].exemptionReason = nil },
        { $0.lines.removeLast() }, { $0.lines[0].note = nil }, { $0.lines[0].objectIdentifier = nil },
        { $0.lines[0].purchaseOrderLine = nil }, { $0.lines[0].buyerAccountingReference = nil },
        { $0.lines[0].period = nil }, { $0.lines[0].allowances = [] }, { $0.lines[0].charges = [] },
        { $0.lines[0].price.discount = nil }, { $0.lines[0].price.gross = nil },
        {
            $0.lines[0].price.baseQuantity = nil; $0.lines[0].price.baseQuantityUnit = nil
        },
        { $0.lines[0].item.attributes = [] }, { $0.lines[0].item.classifications.removeFirst() },
        { $0.lines[0].item.originCountry = nil }, { $0.lines[0].item.standardIdentifier = nil },
        { $0.lines[0].item.description = nil }, { $0.lines[0].vatRate = nil },
    ]
}
