import Foundation
import GRDB
import Shared

/// A state of knowledge: what the ledger held at some moment, whatever days its bookings have.
///
/// Together with a value date it answers "what did the balance of 31 January look like when the VAT return was filed".
package enum KnownAt: Hashable, Sendable {
    /// After this transaction.
    case sequence(Int64)
    /// At this moment.
    case time(Timestamp)
    /// When this lock was written.
    case lock(Int)

    /// Reads `1234`, `2026-02-10T12:00:00Z` or `lock:3`.
    package init?(_ text: String) {
        if text.hasPrefix("lock:") {
            guard let id = Int(text.dropFirst(5)), id > 0 else { return nil }
            self = .lock(id)
        } else if let sequence = Int64(text) {
            guard sequence >= 0 else { return nil }
            self = .sequence(sequence)
        } else {
            guard let date = try? Date(text, strategy: .iso8601) else { return nil }  // nil is "no such moment"
            self = .time(Timestamp(millisecondsSince1970: Int64((date.timeIntervalSince1970 * 1_000).rounded(.down))))
        }
    }
}

/// Lines of the journal by sequence, for what the projection is not sorted by.
enum JournalRange {
    static let rows = #"SELECT seq, date, lines FROM "transaction" WHERE seq > ?1 AND seq <= ?2 ORDER BY seq"#
    static let recordedAt = #"SELECT recorded_at FROM "transaction" WHERE seq = ?"#

    /// Calls with every line of the transactions after one and through another.
    static func forEachLine(
        after first: Int64, through last: Int64, _ db: Database,
        _ body: (_ date: BookingDate, _ line: PackedLines.Line) -> Void
    ) throws {
        let cursor = try Row.fetchCursor(try db.cachedStatement(sql: rows), arguments: [first, last])
        while let row = try cursor.next() {
            let date = BookingDate(unchecked: row[1])
            for line in try TransactionRows.packedLines(row, column: 2) { body(date, line) }
        }
    }
}

extension LedgerView {
    /// The last transaction of a state of knowledge.
    /// - Throws: `FinanceError.invalid` for one that lies in the future or for a lock that does not exist.
    func sequence(of knownAt: KnownAt, _ locks: PeriodLocks) throws -> Int64 {
        switch knownAt {
        case .sequence(let wanted):
            guard wanted <= sequence else { throw FinanceError.invalid([.knownAtInFuture(sequence)]) }
            return wanted
        case .lock(let id):
            guard let lock = locks.events.first(where: { $0.id == id }) else {
                throw FinanceError.invalid([.unknownLock(id)])
            }
            return min(lock.sequence, sequence)
        case .time(let time):
            return try lastSequence(at: time)
        }
    }

    /// The last transaction that was recorded by a moment. Times of recording never fall (``LedgerEngine/recordedAt``), so
    /// a few rows are looked at.
    private func lastSequence(at time: Timestamp) throws -> Int64 {
        var (low, high): (Int64, Int64) = (0, sequence)
        let statement = try db.cachedStatement(sql: JournalRange.recordedAt)
        while low < high {
            let middle = (low + high + 1) / 2
            let recorded = try Int64.fetchOne(statement, arguments: [middle]) ?? .max
            if recorded <= time.millisecondsSince1970 { low = middle } else { high = middle - 1 }
        }
        return low
    }
}

extension Finding {
    fileprivate static func knownAtInFuture(_ last: Int64) -> Finding {
        Finding(
            pointer: "?known_at", code: "out-of-range",
            detail: LocalizedText(
                de: "Die letzte Buchung hat die Nummer \(last).", en: "The last transaction has the sequence \(last)."))
    }

    fileprivate static func unknownLock(_ id: Int) -> Finding {
        Finding(
            pointer: "?known_at", code: "unknown-lock",
            detail: LocalizedText(de: "Die Festschreibung \(id) gibt es nicht.", en: "There is no lock \(id)."))
    }
}
