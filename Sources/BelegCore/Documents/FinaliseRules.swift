/// What must hold before a draft becomes a document with a number.
package enum FinaliseRules {
    /// - Throws: ``BelegError/invalid(_:)`` with every fault.
    package static func check(_ document: Document) throws(BelegError) {
        var check = FaultCollector()
        let header = document.header
        if document.positions.isEmpty {
            check.add(
                "/positionen", "no-positions", de: "Ein Beleg ohne Positionen kann nicht finalisiert werden.",
                en: "A document without positions cannot be finalised.")
        } else if header.grossMinor <= 0 {
            check.add(
                "/summeBrutto", "total-not-positive",
                de: "Die Bruttosumme \(MoneyFormat.text(header.grossMinor)) muss größer als 0 sein.",
                en: "The gross total \(MoneyFormat.text(header.grossMinor)) must be greater than 0.")
        }
        checkBuyer(document, &check)
        try check.throwIfAny()
    }

    /// § 14a UStG: where the buyer owes the tax, the buyer's VAT id belongs on the invoice.
    private static func checkBuyer(_ document: Document, _ check: inout FaultCollector) {
        let needsVATID = document.positions.contains { $0.vat.category.isOwedByBuyer }
        guard document.header.kind == .rechnung, needsVATID, document.header.partner.vatID == nil else { return }
        check.add(
            "/kundenId", "vat-id-required", de: "Für AE und K braucht der Kunde eine USt-IdNr. (§ 14a UStG).",
            en: "AE and K require the customer's VAT id (§ 14a UStG).")
    }
}
