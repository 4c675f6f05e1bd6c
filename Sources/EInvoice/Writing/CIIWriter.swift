/// Writes an invoice as a Cross Industry Invoice, D16B.
public enum CIIWriter {
    /// Writes an invoice in the order that the schema prescribes.
    public static func write(_ invoice: Invoice) -> WrittenInvoice {
        var output = XMLOutput(.cii, unknown: invoice.unknown)
        let body = CIIBody(invoice: invoice)
        output.group(
            "rsm:CrossIndustryInvoice", ("xmlns:rsm", StructureSyntax.cii.documents["CrossIndustryInvoice"]),
            ("xmlns:ram", StructureSyntax.cii.aggregates), ("xmlns:udt", StructureSyntax.unqualifiedTypes),
            ("xmlns:qdt", StructureSyntax.qualifiedTypes)
        ) { body.write(to: &$0) }
        return WrittenInvoice(bytes: output.bytes, losses: body.losses + output.losses)
    }
}
