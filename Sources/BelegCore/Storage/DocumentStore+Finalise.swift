package import Foundation
import GRDB
import Shared

extension DocumentStore {
    /// Gives a draft its number, freezes it and queues its booking, in one transaction.
    ///
    /// - Throws: ``BelegError/invalid(_:)``, ``BelegError/notFound(_:id:)``, ``BelegError/notADraft(id:number:)``,
    ///   ``BelegError/versionMismatch(id:expected:actual:)``.
    package func finalise(
        id: String, kind: DocumentKind, expectedVersion: Int64?, now: Date
    ) async throws -> Document {
        let accounts = accounts
        return try await database.write { db in
            let draft = try Self.draft(db, id: id, kind: kind, version: expectedVersion)
            if let fault = try Self.partnerFault(db, id: draft.header.partnerID, kind: kind) {
                throw BelegError.invalid([fault])
            }
            try FinaliseRules.check(draft)
            let number = try DocumentRow.freeze(
                db, draft.header, partner: draft.header.partner, partnerNumber: draft.header.partnerNumber, now: now)
            let payload = try BookingPayload.transaction(draft, number: number, accounts: accounts)
            try OutboxRow.insert(
                db, documentID: id, version: draft.header.version + 1, originalID: nil, payload: payload, now: now)
            return try DocumentRow.require(db, id: id, kind: kind)
        }
    }

    /// Cancels a finalised document by a storno of its own; the original stays as it is.
    ///
    /// - Parameter request: day and reason; without a day, today or the original's day if that is later.
    /// - Returns: the storno.
    /// - Throws: ``BelegError/notFound(_:id:)``, ``BelegError/notFinalised(id:)``,
    ///   ``BelegError/alreadyReversed(id:reversalID:reversalNumber:)``, ``BelegError/reversalOfReversal(id:)``,
    ///   ``BelegError/invalid(_:)`` if the day is before the original's.
    package func reverse(
        id: String, kind: DocumentKind, _ request: ReversalRequest = ReversalRequest(), now: Date
    ) async throws -> Document {
        let reversalID = UUIDv7.make(now: now)
        return try await database.write { db in
            let (original, originalNumber) = try Self.reversible(db, id: id, kind: kind, date: request.date)
            let date = request.date ?? max(CalendarDay(utc: now), original.header.date)
            try DocumentRow.insert(
                db, DraftRow(reversing: original, id: reversalID, date: date, reason: request.reason), now: now)
            let draft = try DocumentRow.require(db, id: reversalID, kind: kind)
            // The storno goes to the partner as the original named them, not as the directory does today.
            let number = try DocumentRow.freeze(
                db, draft.header, partner: original.header.partner,
                partnerNumber: original.header.partnerNumber, now: now)
            let payload = try BookingPayload.reversal(number: number, date: date, original: originalNumber)
            try OutboxRow.insert(
                db, documentID: reversalID, version: draft.header.version + 1, originalID: id, payload: payload,
                now: now)
            return try DocumentRow.require(db, id: reversalID, kind: kind)
        }
    }

    private static func reversible(
        _ db: Database, id: String, kind: DocumentKind, date: CalendarDay?
    ) throws -> (document: Document, number: String) {
        let original = try DocumentRow.require(db, id: id, kind: kind)
        guard let number = original.header.number else { throw BelegError.notFinalised(id: id) }
        guard original.header.kind != .storno else { throw BelegError.reversalOfReversal(id: id) }
        if let reversal = original.header.reversedBy {
            throw BelegError.alreadyReversed(id: id, reversalID: reversal.id, reversalNumber: reversal.number)
        }
        if let date, date < original.header.date {
            let fault = Finding(
                "/datum", "before-original",
                de: "Der Storno darf nicht vor dem \(original.header.date) liegen.",
                en: "The storno must not be before \(original.header.date).")
            throw BelegError.invalid([fault])
        }
        return (original, number)
    }
}
