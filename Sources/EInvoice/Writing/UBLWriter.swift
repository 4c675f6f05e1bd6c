/// Writes an invoice as UBL 2.1: an Invoice, or a CreditNote when its type says so.
public enum UBLWriter {
    /// Writes an invoice in the order that the schema prescribes.
    public static func write(_ invoice: Invoice) -> WrittenInvoice {
        let kind = UBLDocumentKind(typeCode: invoice.typeCode)
        var output = XMLOutput(.ubl, unknown: invoice.unknown)
        let writer = UBLBody(invoice: invoice, kind: kind)
        output.group(
            kind.root, ("xmlns", StructureSyntax.ubl.documents[kind.root]),
            ("xmlns:cac", StructureSyntax.ubl.aggregates), ("xmlns:cbc", StructureSyntax.ubl.values)
        ) { writer.write(to: &$0) }
        return WrittenInvoice(bytes: output.bytes, losses: writer.losses + output.losses)
    }
}

/// The two documents of UBL that EN 16931 is bound to.
enum UBLDocumentKind {
    case invoice, creditNote

    /// A type that both lists know is an invoice.
    init(typeCode: String?) {
        let code = typeCode ?? ""
        self = !CodeList.invoiceTypes.contains(code) && CodeList.creditNoteTypes.contains(code) ? .creditNote : .invoice
    }

    var root: String { self == .invoice ? "Invoice" : "CreditNote" }
    var typeCode: String { self == .invoice ? "cbc:InvoiceTypeCode" : "cbc:CreditNoteTypeCode" }
    var line: String { self == .invoice ? "cac:InvoiceLine" : "cac:CreditNoteLine" }
    var subLine: String { self == .invoice ? "cac:SubInvoiceLine" : "cac:SubCreditNoteLine" }
    var quantity: String { self == .invoice ? "cbc:InvoicedQuantity" : "cbc:CreditedQuantity" }
}

/// An invoice as it was written.
public struct WrittenInvoice: Sendable, Hashable {
    /// The document in UTF-8.
    public let bytes: [UInt8]
    /// What the syntax has no place for.
    public let losses: [WritingLoss]
}

/// A business term that the syntax cannot hold, at all or as often as the invoice has it.
public struct WritingLoss: Sendable, Hashable {
    /// The term or group, such as `BG-3`; the path of its parent for an element that no term covers.
    public let term: String
}
