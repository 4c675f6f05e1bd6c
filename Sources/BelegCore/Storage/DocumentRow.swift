import Foundation
import GRDB

/// SQL of the tables `document`, `position` and `vat_group`: reading.
enum DocumentRow {
    /// A document with what other rows say about it: storno, original, booking.
    static let selectSQL = """
        SELECT d.*, s.id AS reversal_id, s.number AS reversal_number, o.number AS original_number,
            b.state, b.attempts, b.transaction_id, b.last_error, b.next_attempt,
            b.state = 'waiting' AND ob.state <> 'posted' AS waits_for_original
        FROM document d
        LEFT JOIN document s ON s.reverses = d.id
        LEFT JOIN document o ON o.id = d.reverses
        LEFT JOIN outbox b ON b.document_id = d.id
        LEFT JOIN outbox ob ON ob.document_id = d.reverses
        """

    /// Another document of the same supplier with the same number that no storno has cancelled.
    static let supplierInvoiceSQL = """
        SELECT d.id FROM document d
        WHERE d.kind = 'eingangsrechnung' AND d.partner_id = ? AND d.supplier_number = ? COLLATE NOCASE
            AND d.id <> ? AND NOT EXISTS (SELECT 1 FROM document s WHERE s.reverses = d.id)
        LIMIT 1
        """

    static func header(_ db: Database, id: String) throws -> DocumentHeader? {
        guard let row = try db.row(selectSQL + " WHERE d.id = ?", [id]) else { return nil }
        return try header(db, row)
    }

    /// - Throws: ``BelegError/notFound(_:id:)`` also when the document belongs to another kind.
    static func require(_ db: Database, id: String, kind: DocumentKind?) throws -> Document {
        guard let header = try header(db, id: id), kind == nil || header.baseKind == kind else {
            throw BelegError.notFound(.document, id: id)
        }
        return Document(
            header: header, positions: try positions(db, header.sequence),
            vatGroups: try vatGroups(db, header.sequence))
    }

    static func header(_ db: Database, _ row: Row) throws -> DocumentHeader {
        let partnerID: String = row["partner_id"]
        let partner = try partner(db, row, id: partnerID)
        return DocumentHeader(
            sequence: row["seq"], id: row["id"], kind: try word(row["kind"]), baseKind: try word(row["base_kind"]),
            status: try status(row), version: row["version"], number: row["number"], partnerID: partnerID,
            partnerNumber: partner.number, partner: partner.fields, date: try day(row["date"]),
            serviceDate: try day(row["service_date"]), dueDate: try day(row["due_date"]),
            supplierNumber: row["supplier_number"],
            supplierDate: try (row["supplier_date"] as String?).map(day), note: row["note"],
            netMinor: row["net_minor"], vatMinor: row["vat_minor"],
            reverses: reference(row["reverses"], row["original_number"]),
            reversedBy: reference(row["reversal_id"], row["reversal_number"]), booking: try booking(row),
            createdAt: Date(milliseconds: row["created_at"]),
            finalisedAt: (row["finalised_at"] as Int64?).map { Date(milliseconds: $0) })
    }

    private static func partner(_ db: Database, _ row: Row, id: String) throws -> (
        number: String, fields: PartnerFields
    ) {
        if let frozen: String = row["partner_frozen"], let number: String = row["partner_number"] {
            return (number, try JSONDecoder().decode(PartnerFields.self, from: Data(frozen.utf8)))
        }
        let partner = try PartnerRow.require(db, id)
        return (partner.number, partner.fields)
    }

    private static func status(_ row: Row) throws -> DocumentStatus {
        if row["reversal_id"] as String? != nil { return .storniert }
        return try word(row["status"])
    }

    private static func booking(_ row: Row) throws -> BookingState? {
        guard let text: String = row["state"] else { return nil }
        let state: OutboxState = try word(text)
        return BookingState(
            state: state, attempts: row["attempts"], transactionID: row["transaction_id"],
            lastError: row["last_error"],
            nextAttempt: state == .waiting ? Date(milliseconds: row["next_attempt"]) : nil,
            waitsForOriginal: (row["waits_for_original"] as Bool?) ?? false)
    }

    private static func reference(_ id: String?, _ number: String?) -> DocumentReference? {
        guard let id, let number else { return nil }
        return DocumentReference(id: id, number: number)
    }

    private static func positions(_ db: Database, _ sequence: Int64) throws -> [Position] {
        try db.rows("SELECT * FROM position WHERE document_seq = ? ORDER BY n", [sequence]).map { row in
            Position(
                articleID: row["article_id"], text: row["text"],
                quantity: ExactDecimal(units: row["quantity_units"]), unit: row["unit"],
                unitPrice: ExactDecimal(units: row["price_units"]), vat: try vatKey(row),
                exemptionReason: row["exemption_reason"],
                discountPercent: ExactDecimal(units: row["discount_units"]), account: row["account"],
                discountMinor: row["discount_minor"], netMinor: row["net_minor"])
        }
    }

    private static func vatGroups(_ db: Database, _ sequence: Int64) throws -> [VATGroup] {
        try db.rows("SELECT * FROM vat_group WHERE document_seq = ?", [sequence])
            .map { VATGroup(key: try vatKey($0), baseMinor: $0["base_minor"], vatMinor: $0["vat_minor"]) }
            .sorted { $0.key < $1.key }
    }

    private static func vatKey(_ row: Row) throws -> VATKey {
        guard let rate = VATRate(rawValue: row["vat_rate"]) else { throw UnreadableRowError() }
        return VATKey(category: try word(row["vat_category"]), rate: rate)
    }

    private static func day(_ text: String) throws -> CalendarDay {
        guard let day = CalendarDay(text) else { throw UnreadableRowError() }
        return day
    }

    private static func word<Word: RawRepresentable<String>>(_ text: String) throws -> Word {
        guard let word = Word(rawValue: text) else { throw UnreadableRowError() }
        return word
    }
}

/// A row holds what no version of this program has written.
struct UnreadableRowError: Error {}
