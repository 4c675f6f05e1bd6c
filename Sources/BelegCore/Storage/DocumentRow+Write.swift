import Foundation
import GRDB

/// What a row of `document` holds while it is a draft.
struct DraftRow {
    let id: String
    let kind: DocumentKind
    let baseKind: DocumentKind
    let partnerID: String
    let date: CalendarDay
    let serviceDate: CalendarDay
    let dueDate: CalendarDay
    let supplierNumber: String?
    let supplierDate: CalendarDay?
    let note: String?
    let reverses: String?
    let positions: [Position]
    let vatGroups: [VATGroup]

    init(_ draft: DocumentDraft, id: String, partner: PartnerFields) {
        self.id = id
        kind = draft.kind
        baseKind = draft.kind
        partnerID = draft.partnerID
        date = draft.date
        serviceDate = draft.serviceDate
        let start = draft.supplierDate ?? draft.date
        dueDate = draft.dueDate ?? start.adding(days: Int(partner.paymentDays))
        supplierNumber = draft.supplierNumber
        supplierDate = draft.supplierDate
        note = draft.note
        reverses = nil
        positions = draft.positions
        vatGroups = draft.totals.groups
    }

    /// The storno of a document: the same lines with the opposite sign.
    init(reversing original: Document, id: String, date: CalendarDay, reason: String?) {
        let header = original.header
        self.id = id
        kind = .storno
        baseKind = header.baseKind
        partnerID = header.partnerID
        self.date = date
        serviceDate = header.serviceDate
        dueDate = date
        supplierNumber = header.supplierNumber
        supplierDate = header.supplierDate
        note = reason
        reverses = header.id
        positions = original.positions.map(\.negated)
        vatGroups = original.vatGroups.map {
            VATGroup(key: $0.key, baseMinor: -$0.baseMinor, vatMinor: -$0.vatMinor)
        }
    }
}

extension DocumentRow {
    static func insert(_ db: Database, _ draft: DraftRow, now: Date) throws {
        try db.run(
            """
            INSERT INTO document (id, kind, base_kind, status, version, partner_id, date, service_date, due_date,
                supplier_number, supplier_date, note, net_minor, vat_minor, reverses, created_at)
            VALUES (:id, :kind, :base_kind, 'entwurf', 1, :partner_id, :date, :service_date, :due_date,
                :supplier_number, :supplier_date, :note, :net_minor, :vat_minor, :reverses, :now)
            """,
            arguments(draft) + [
                "kind": draft.kind.rawValue, "base_kind": draft.baseKind.rawValue, "reverses": draft.reverses,
                "now": now.milliseconds,
            ])
        try insertLines(db, draft, sequence: db.lastInsertedRowID)
    }

    static func replace(_ db: Database, _ draft: DraftRow, sequence: Int64) throws {
        try db.run(
            """
            UPDATE document SET version = version + 1, partner_id = :partner_id, date = :date,
                service_date = :service_date, due_date = :due_date, supplier_number = :supplier_number,
                supplier_date = :supplier_date, note = :note, net_minor = :net_minor, vat_minor = :vat_minor
            WHERE id = :id
            """, arguments(draft))
        try db.run("DELETE FROM position WHERE document_seq = ?", [sequence])
        try db.run("DELETE FROM vat_group WHERE document_seq = ?", [sequence])
        try insertLines(db, draft, sequence: sequence)
    }

    /// Gives the draft its number and freezes it; from here on the triggers refuse every change.
    ///
    /// - Returns: the number.
    static func freeze(
        _ db: Database, _ header: DocumentHeader, partner: PartnerFields, partnerNumber: String, now: Date
    ) throws -> String {
        let counter = try NumberRangeRow.next(db, header.kind, year: header.date.year)
        let number = header.kind.numberPattern.format(year: header.date.year, counter: counter)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let frozen = String(decoding: try encoder.encode(partner), as: UTF8.self)
        try db.run(
            """
            UPDATE document SET status = 'finalisiert', version = version + 1, number = ?, number_year = ?,
                number_counter = ?, partner_number = ?, partner_frozen = ?, finalised_at = ?
            WHERE id = ?
            """,
            [number, header.date.year, counter, partnerNumber, frozen, now.milliseconds, header.id])
        return number
    }

    private static func arguments(_ draft: DraftRow) -> StatementArguments {
        [
            "id": draft.id, "partner_id": draft.partnerID, "date": draft.date.description,
            "service_date": draft.serviceDate.description, "due_date": draft.dueDate.description,
            "supplier_number": draft.supplierNumber, "supplier_date": draft.supplierDate?.description,
            "note": draft.note, "net_minor": draft.vatGroups.reduce(0) { $0 + $1.baseMinor },
            "vat_minor": draft.vatGroups.reduce(0) { $0 + $1.vatMinor },
        ]
    }

    private static func insertLines(_ db: Database, _ draft: DraftRow, sequence: Int64) throws {
        for (index, position) in draft.positions.enumerated() {
            try db.run(
                """
                INSERT INTO position (document_seq, n, article_id, text, quantity_units, unit, price_units,
                    vat_category, vat_rate, exemption_reason, discount_units, account, discount_minor, net_minor)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    sequence, index + 1, position.articleID, position.text, position.quantity.units,
                    position.unit, position.unitPrice.units, position.vat.category.rawValue,
                    position.vat.rate.rawValue, position.exemptionReason, position.discountPercent.units,
                    position.account, position.discountMinor, position.netMinor,
                ])
        }
        for group in draft.vatGroups {
            try db.run(
                "INSERT INTO vat_group VALUES (?, ?, ?, ?, ?)",
                [
                    sequence, group.key.category.rawValue, group.key.rate.rawValue, group.baseMinor,
                    group.vatMinor,
                ])
        }
    }
}
