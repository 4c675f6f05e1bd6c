package import Foundation
package import GRDB
package import Shared

/// Invoices, incoming invoices and their storni on disk.
///
/// Every method is one database transaction; what it returns is on disk.
package struct DocumentStore: Sendable {
    let database: any DatabaseWriter
    let accounts: ChartAccounts

    package init(_ database: any DatabaseWriter, accounts: ChartAccounts) {
        self.database = database
        self.accounts = accounts
    }

    /// - Parameter faults: what decoding already found.
    /// - Throws: ``BelegError/invalid(_:)`` with every fault,
    ///   ``BelegError/duplicateSupplierInvoice(number:existingID:)``.
    package func create(
        _ input: DocumentInput, kind: DocumentKind, faults: [Finding] = [], now: Date
    ) async throws -> Document {
        let draft = try await check(input, kind: kind, faults: faults)
        let id = UUIDv7.make(now: now)
        return try await database.write { db in
            let row = try Self.row(db, draft, id: id)
            try DocumentRow.insert(db, row, now: now)
            return try DocumentRow.require(db, id: id, kind: kind)
        }
    }

    /// Replaces the whole content of a draft. Figures of the draft as it was are not held against the new ones.
    ///
    /// - Parameter expectedVersion: the version the caller has seen (`If-Match`); `nil` for any.
    /// - Throws: as ``create(_:kind:faults:now:)``, ``BelegError/notFound(_:id:)``,
    ///   ``BelegError/notADraft(id:number:)``, ``BelegError/versionMismatch(id:expected:actual:)``.
    package func update(
        id: String, _ input: DocumentInput, kind: DocumentKind, faults: [Finding] = [], expectedVersion: Int64?
    ) async throws -> Document {
        let seen = try await database.read { db in
            try Self.draft(db, id: id, kind: kind, version: expectedVersion)
        }
        let draft = try await check(input.withoutFigures(of: seen), kind: kind, faults: faults)
        return try await database.write { db in
            let current = try Self.draft(db, id: id, kind: kind, version: expectedVersion)
            let row = try Self.row(db, draft, id: id)
            try DocumentRow.replace(db, row, sequence: current.header.sequence)
            return try DocumentRow.require(db, id: id, kind: kind)
        }
    }

    /// Deletes a draft; a draft has no number, so nothing is missing afterwards.
    ///
    /// - Throws: ``BelegError/notFound(_:id:)``, ``BelegError/notADraft(id:number:)``,
    ///   ``BelegError/versionMismatch(id:expected:actual:)``.
    package func delete(id: String, kind: DocumentKind, expectedVersion: Int64?) async throws {
        try await database.write { db in
            _ = try Self.draft(db, id: id, kind: kind, version: expectedVersion)
            try db.run("DELETE FROM document WHERE id = ?", [id])
        }
    }

    /// - Throws: ``BelegError/notFound(_:id:)``.
    package func get(id: String, kind: DocumentKind) async throws -> Document {
        try await database.read { db in try DocumentRow.require(db, id: id, kind: kind) }
    }

    /// The draft at the version the caller has seen; `nil` for any version.
    static func draft(_ db: Database, id: String, kind: DocumentKind, version: Int64?) throws -> Document {
        let document = try DocumentRow.require(db, id: id, kind: kind)
        guard document.header.status == .entwurf else {
            throw BelegError.notADraft(id: id, number: document.header.number)
        }
        if let version, version != document.header.version {
            throw BelegError.versionMismatch(id: id, expected: version, actual: document.header.version)
        }
        return document
    }

    /// Checks form, arithmetic and partner together, so that one answer names every fault.
    private func check(_ input: DocumentInput, kind: DocumentKind, faults: [Finding]) async throws -> DocumentDraft {
        var check = FaultCollector(faults)
        if let partnerID = input.partnerID {
            let fault = try await database.read { db in try Self.partnerFault(db, id: partnerID, kind: kind) }
            if let fault { check.add(fault.pointer, fault.code, de: fault.detail.de, en: fault.detail.en) }
        }
        return try DocumentDraft(input, kind: kind, faults: check.faults)
    }

    private static func row(_ db: Database, _ draft: DocumentDraft, id: String) throws -> DraftRow {
        // The partner may have changed since the check outside of this transaction.
        if let fault = try partnerFault(db, id: draft.partnerID, kind: draft.kind) { throw BelegError.invalid([fault]) }
        try requireUnique(db, draft, id: id)
        return DraftRow(draft, id: id, partner: try PartnerRow.require(db, draft.partnerID).fields)
    }

    static func partnerFault(_ db: Database, id: String, kind: DocumentKind) throws -> Finding? {
        let pointer = kind == .rechnung ? "/kundenId" : "/lieferantenId"
        guard let partner = try PartnerRow.find(db, id) else {
            return Finding(
                pointer, "unknown-partner", de: "Diesen Partner gibt es nicht.",
                en: "There is no such partner.")
        }
        let suits = kind == .rechnung ? partner.fields.isCustomer : partner.fields.isSupplier
        guard !suits else { return nil }
        return Finding(
            pointer, "wrong-partner-role",
            de: "\(partner.number) ist kein \(kind == .rechnung ? "Kunde" : "Lieferant").",
            en: "\(partner.number) is not a \(kind == .rechnung ? "customer" : "supplier").")
    }

    /// A supplier's invoice enters the books once; a reversed one may be entered again.
    private static func requireUnique(_ db: Database, _ draft: DocumentDraft, id: String) throws {
        guard let number = draft.supplierNumber else { return }
        let existing = try db.row(DocumentRow.supplierInvoiceSQL, [draft.partnerID, number, id])
        guard let existing else { return }
        throw BelegError.duplicateSupplierInvoice(number: number, existingID: existing["id"])
    }
}
