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
