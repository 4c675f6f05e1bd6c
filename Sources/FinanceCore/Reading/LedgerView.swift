import Foundation
import GRDB

/// What one answer is read from: a snapshot of the journal and of the projection's file, and the tail beyond it.
struct LedgerView {
    let db: Database
    let book: AccountBook
    let tail: TailView
    /// Last transaction that this view shows; the tail may know later ones.
    let sequence: Int64

    var rows: TransactionRows { TransactionRows(db: db, book: book) }

    static let journalEnd = #"SELECT ifnull(max(seq), 0) FROM "transaction""#
    static let progress = "SELECT seq FROM projection.progress"

    /// The lines of an account behind a place, through a day, in order.
    ///
    /// - Parameter wanted: how many the caller will take at most, as a hint for what is sorted at once.
    func walk(
        _ account: Int32, after key: LineKey, through end: BookingDate, wanted: Int
    ) throws -> LineWalk<any Error> {
        var walk = LineWalk<any Error>()
        for run in try runs(of: account) {
            try walk.add(after: key) { try entries(of: account, run: run, after: $0, through: end) }
        }
        try walk.add(after: key) { tailEntries(of: account, after: $0, through: end, atMost: wanted) }
        return walk
    }

    private func runs(of account: Int32) throws -> [Int64] {
        let statement = try db.cachedStatement(sql: ProjectionSQL.runAfter(schema: "projection"))
        var runs: [Int64] = []
        while let run = try Int64.fetchOne(statement, arguments: [account, runs.last ?? 0]) { runs.append(run) }
        return runs
    }

    private func entries(
        of account: Int32, run: Int64, after key: LineKey, through end: BookingDate
    ) throws -> [LineEntry] {
        let statement = try db.cachedStatement(sql: ProjectionSQL.blockAfter(schema: "projection"))
        let arguments: StatementArguments = [account, run, key.date.number, key.sequence, Int(key.line)]
        guard let row = try Row.fetchOne(statement, arguments: arguments) else { return [] }
        let block = try row.withUnsafeData(atIndex: 0) { data in
            data?.withUnsafeBytes { LineBlock.read($0, account: account) }
        }
        guard let block else { throw ProjectionDamage("a block of the projection cannot be read") }
        return block.filter { $0.key > key && $0.date <= end }
    }

    /// The least entries of the tail behind a place.
    private func tailEntries(
        of account: Int32, after key: LineKey, through end: BookingDate, atMost wanted: Int
    ) -> [LineEntry] {
        var least: [LineEntry] = []
        var bound: LineKey?
        tail.forEach(account) { entry in
            guard entry.date <= end, entry.sequence <= sequence, entry.key > key else { return }
            if let bound, entry.key > bound { return }
            least.append(entry)
            // Enough is gathered in pieces of twice what is wanted; the greater half cannot be on the page.
            if least.count >= 2 * wanted {
                least.sort { $0.key < $1.key }
                least.removeLast(least.count - wanted)
                bound = least.last?.key
            }
        }
        least.sort { $0.key < $1.key }
        return least
    }
}

extension LedgerStore {
    /// Runs queries on a consistent view of journal, projection and tail.
    ///
    /// Damage that it meets in the projection's file has that made anew; who asks again then is answered.
    /// - Parameter searching: the body looks at much and may take long; it waits behind others of its kind.
    /// - Throws: the `FinanceError` of the body; any other error as `storage`.
    func projected<Value: Sendable>(
        searching: Bool = false, _ body: @escaping @Sendable (LedgerView) throws -> Value
    ) async throws(FinanceError) -> Value {
        let answer: @Sendable (Database) throws -> Value? = { [box, tail] db in
            do {
                guard let view = try Self.view(db, box, tail) else { return nil }
                return try body(view)
            } catch {
                throw ProjectionDamage(error) ?? error
            }
        }
        // A run that is written between the first two queries of a view makes them disagree: then once more.
        for _ in 0..<100 {
            if let value = try await searching ? reader.search(answer) : reader.read(answer) { return value }
        }
        throw .storage("the projection changes faster than it can be read", mayPass: true)
    }

    private static func view(_ db: Database, _ box: SnapshotBox, _ tail: LedgerTail) throws -> LedgerView? {
        let progress = try Int64.fetchOne(try db.cachedStatement(sql: LedgerView.progress)) ?? 0
        let journal = try Int64.fetchOne(try db.cachedStatement(sql: LedgerView.journalEnd)) ?? 0
        guard progress <= journal, let view = tail.view(after: progress) else { return nil }
        return LedgerView(db: db, book: box.value.book, tail: view, sequence: min(journal, view.end))
    }
}
