/// One line of a document as the sender wrote it; numbers are their exact decimal text.
package struct PositionInput: Sendable {
    package var articleID: String?
    package var text: String?
    package var quantity: String?
    package var unit: String?
    package var unitPrice: String?
    package var vatRate: String?
    package var vatCategory: String?
    package var exemptionReason: String?
    package var discountPercent: String?
    package var account: String?
    /// The sender's own figure of the line; compared, never used.
    package var net: String?

    package init() {}
}

/// A document as the sender wrote it; nothing is checked yet.
package struct DocumentInput: Sendable {
    package var partnerID: String?
    package var date: String?
    package var serviceDate: String?
    package var dueDate: String?
    package var currency: String?
    package var supplierNumber: String?
    package var supplierDate: String?
    package var note: String?
    package var positions: [PositionInput]?
    /// The sender's own totals; compared, never used.
    package var net: String?
    package var vat: String?
    package var gross: String?

    package init() {}
}

extension DocumentInput {
    /// The input without the figures that stand in the stored document: who reads it, changes a line and sends it back
    /// does not claim that they are still right. Any other figure is the sender's own, and is compared.
    func withoutFigures(of document: Document) -> DocumentInput {
        var input = self
        if Self.isFigure(net, document.header.netMinor) { input.net = nil }
        if Self.isFigure(vat, document.header.vatMinor) { input.vat = nil }
        if Self.isFigure(gross, document.header.grossMinor) { input.gross = nil }
        // Lines have no id and may have moved.
        let nets = Set(document.positions.map { MoneyFormat.text($0.netMinor) })
        input.positions = positions?.map { position in
            var position = position
            if let net = position.net, nets.contains(net) { position.net = nil }
            return position
        }
        return input
    }

    private static func isFigure(_ text: String?, _ minor: Int64) -> Bool { text == MoneyFormat.text(minor) }
}
