@testable import EInvoice

/// An invoice as its business terms: without what only one of the syntaxes knows.
struct InvoiceTerms {
    let invoice: Invoice

    init(_ invoice: Invoice, without losses: Set<String> = []) {
        var invoice = invoice
        invoice.unknown = []
        invoice.seller.identifiers.sort { ($0.scheme ?? "", $0.value) < ($1.scheme ?? "", $1.value) }
        invoice.buyer.identifiers.sort { ($0.scheme ?? "", $0.value) < ($1.scheme ?? "", $1.value) }
        for index in invoice.paymentInstructions.indices {
            invoice.paymentInstructions[index].card?.network = nil
            for transfer in invoice.paymentInstructions[index].creditTransfers.indices {
                invoice.paymentInstructions[index].creditTransfers[transfer].accountScheme = nil
            }
        }
        Self.complete(&invoice)
        if invoice.delivery == Delivery() { invoice.delivery = nil }
        if losses.contains("BG-3") { invoice.precedingInvoices = [] }
        if losses.contains("BG-DEX-09") { invoice.thirdPartyPayments = [] }
        if losses.contains("BG-DEX-01") {
            for index in invoice.lines.indices { invoice.lines[index].subLines = [] }
        }
        self.invoice = invoice
    }

    /// What follows from other terms: one syntax demands it where the other does not.
    private static func complete(_ invoice: inout Invoice) {
        complete(&invoice.seller.contact)
        complete(&invoice.buyer.contact)
        if invoice.totals.vat == nil {
            let sum = invoice.vatBreakdown.compactMap(\.taxAmount?.quantity).reduce(Quantity.zero) {
                $0.adding($1) ?? $0
            }
            invoice.totals.vat = ExactDecimal(digits: sum.digits, decimals: sum.scale)
        }
        for index in invoice.lines.indices { complete(&invoice.lines[index].price) }
    }

    /// BT-41 may be a person or a department.
    private static func complete(_ contact: inout Contact?) {
        guard let known = contact else { return }
        contact?.name = known.name ?? known.department
        contact?.department = nil
    }

    /// BT-148 less BT-147 is BT-146.
    private static func complete(_ price: inout Price) {
        guard let net = price.net?.quantity else { return }
        if price.discount == nil, let difference = price.gross?.quantity.subtracting(net) {
            price.discount = ExactDecimal(digits: difference.digits, decimals: difference.scale)
        } else if price.gross == nil, let sum = price.discount?.quantity.adding(net) {
            price.gross = ExactDecimal(digits: sum.digits, decimals: sum.scale)
        }
    }
}
