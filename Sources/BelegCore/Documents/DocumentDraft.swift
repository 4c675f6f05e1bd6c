package import Shared

/// A document that satisfies every rule of form and arithmetic but is not stored yet.
package struct DocumentDraft: Sendable, Equatable {
    package static let maximumPositions = 5_000

    package let kind: DocumentKind
    package let partnerID: String
    package let date: CalendarDay
    package let serviceDate: CalendarDay
    /// `nil`: the partner's payment terms decide.
    package let dueDate: CalendarDay?
    package let supplierNumber: String?
    package let supplierDate: CalendarDay?
    package let note: String?
    package let positions: [Position]
    package let totals: DocumentTotals

    /// - Parameters:
    ///   - kind: `rechnung` or `eingangsrechnung`; a storno is made by the store.
    ///   - earlier: what decoding already found.
    /// - Throws: ``BelegError/invalid(_:)`` with every fault.
    package init(
        _ input: DocumentInput, kind: DocumentKind, faults earlier: [Finding] = []
    ) throws(BelegError) {
        var check = FaultCollector(earlier)
        let partnerPointer = kind == .rechnung ? "/kundenId" : "/lieferantenId"
        let partnerID = check.text(input.partnerID, partnerPointer, maximum: 64, required: true)
        let dates = DraftDates(input, kind: kind, &check)
        let isIncoming = kind == .eingangsrechnung
        let supplierNumber = check.text(
            input.supplierNumber, "/lieferantenRechnungsnummer", maximum: 64, required: isIncoming)
        let note = check.text(input.note, "/bemerkung", maximum: 2_000, multiline: true)
        Self.checkCurrency(input.currency, &check)
        let positions = Self.positions(input.positions, kind: kind, &check)
        let totals = DocumentTotals(positions)
        if check.faults.isEmpty { Self.compareTotals(input, totals, &check) }
        try check.throwIfAny()
        guard let partnerID, let date = dates.date else { throw .invalid(check.faults) }
        self.kind = kind
        self.partnerID = partnerID
        self.date = date
        serviceDate = dates.serviceDate ?? date
        dueDate = dates.dueDate
        self.supplierNumber = isIncoming ? supplierNumber : nil
        supplierDate = isIncoming ? dates.supplierDate : nil
        self.note = note
        self.positions = positions
        self.totals = totals
    }

    private static func positions(
        _ input: [PositionInput]?, kind: DocumentKind, _ check: inout FaultCollector
    ) -> [Position] {
        guard let input else { return [] }
        guard input.count <= maximumPositions else {
            check.add(
                "/positionen", "too-many-positions", de: "Höchstens \(maximumPositions) Positionen je Beleg.",
                en: "At most \(maximumPositions) positions per document.")
            return []
        }
        return input.enumerated().compactMap { index, position in
            Position(position, at: "/positionen/\(index)", kind: kind, &check)
        }
    }

    private static func checkCurrency(_ value: String?, _ check: inout FaultCollector) {
        guard let value, value != MoneyFormat.currency else { return }
        check.add(
            "/waehrung", "unsupported-currency", de: "Nur EUR wird unterstützt, nicht „\(value.prefix(10))“.",
            en: "Only EUR is supported, not \"\(value.prefix(10))\".")
    }

    private static func compareTotals(_ input: DocumentInput, _ totals: DocumentTotals, _ check: inout FaultCollector) {
        check.compare(input.net, with: totals.netMinor, "/summeNetto")
        check.compare(input.vat, with: totals.vatMinor, "/summeMwst")
        check.compare(input.gross, with: totals.grossMinor, "/summeBrutto")
    }
}

extension FaultCollector {
    /// Holds a figure of the sender against the computed one; a difference shows both.
    mutating func compare(_ claimed: String?, with computedMinor: Int64, _ pointer: String) {
        guard let claimedMinor = amount(claimed, pointer), claimedMinor != computedMinor else { return }
        let claimed = MoneyFormat.text(claimedMinor)
        let computed = MoneyFormat.text(computedMinor)
        add(
            pointer, "total-differs", de: "Angegeben sind \(claimed), errechnet wurden \(computed).",
            en: "Stated are \(claimed), computed were \(computed).")
    }
}

/// The dates of a draft and their order.
private struct DraftDates {
    let date: CalendarDay?
    let serviceDate: CalendarDay?
    let dueDate: CalendarDay?
    let supplierDate: CalendarDay?

    init(_ input: DocumentInput, kind: DocumentKind, _ check: inout FaultCollector) {
        date = check.day(input.date, "/datum", required: true)
        serviceDate = check.day(input.serviceDate, "/leistungsdatum")
        dueDate = check.day(input.dueDate, "/faelligAm")
        supplierDate = check.day(
            input.supplierDate, "/lieferantenRechnungsdatum", required: kind == .eingangsrechnung)
        // A supplier's term runs from the supplier's date, which may lie before ours.
        let start = kind == .eingangsrechnung ? supplierDate : date
        if let start, let dueDate, dueDate < start {
            check.add(
                "/faelligAm", "due-before-date", de: "Die Fälligkeit \(dueDate) liegt vor dem Rechnungsdatum \(start).",
                en: "The due date \(dueDate) is before the invoice date \(start).")
        }
    }
}
