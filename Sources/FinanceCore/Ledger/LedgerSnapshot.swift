import Synchronization

/// The accounts and their totals as of the last commit, for answers that need no query.
struct LedgerSnapshot: Sendable {
    var sequence: Int64 = 0
    /// Last record beside the journal.
    var record: Int64 = 0
    /// Grows with every commit, also with those that change accounts only.
    var revision: Int64 = 0
    var book = AccountBook()
    var locks = PeriodLocks()
    /// By account id less 1.
    var totals: [[AccountTotal]] = []

    /// Takes over what a commit made true.
    mutating func apply(_ group: StagedGroup) {
        sequence = group.state.sequence
        record = group.state.record
        revision += 1
        book = group.state.book
        locks = group.state.locks
        while totals.count < book.accounts.count { totals.append([]) }
        for entry in group.entries where entry.account != LineEntry.journal { add(entry) }
    }

    private mutating func add(_ entry: LineEntry) {
        let place = Int(entry.account) - 1
        // Cannot overflow: the volume of the ledger was checked.
        if let index = totals[place].firstIndex(where: { $0.currency == entry.currency }) {
            totals[place][index].debitMinor += entry.debitMinor
            totals[place][index].creditMinor += entry.creditMinor
        } else {
            totals[place].append(
                AccountTotal(currency: entry.currency, debitMinor: entry.debitMinor, creditMinor: entry.creditMinor))
        }
    }

    /// Adds what the tail holds beyond the projection's file, at the opening.
    mutating func add(_ tail: TailView) {
        tail.forEachLine { add($0) }
    }

    /// One account with its totals, the euro first and always there.
    func balance(_ id: Int) -> AccountBalance {
        AccountBalance(account: book[id], totals: Self.withEuroFirst(totals[id - 1]))
    }

    static func withEuroFirst(_ totals: [AccountTotal]) -> [AccountTotal] {
        if totals.first?.currency == .eur { return totals }
        let euro =
            totals.first { $0.currency == .eur } ?? AccountTotal(currency: .eur, debitMinor: 0, creditMinor: 0)
        return [euro] + totals.filter { $0.currency != .eur }
    }
}

/// The place where the writer leaves the snapshot and everybody else picks it up.
final class SnapshotBox: Sendable {
    private let snapshot = Mutex(LedgerSnapshot())

    var value: LedgerSnapshot { snapshot.withLock { $0 } }

    var sequence: Int64 { snapshot.withLock { $0.sequence } }

    var revision: Int64 { snapshot.withLock { $0.revision } }

    /// Why the disk refused the last commit, nil if it did not.
    private let refusal = Mutex<String?>(nil)

    var lastRefusal: String? { refusal.withLock { $0 } }

    func refuse(_ reason: String) { refusal.withLock { $0 = reason } }

    func accept() { refusal.withLock { $0 = nil } }

    /// Wakes whoever waits for a commit.
    let changes = ChangeSignal()

    func update(_ change: (inout LedgerSnapshot) -> Void) {
        let revision = snapshot.withLock { snapshot in
            change(&snapshot)
            return snapshot.revision
        }
        changes.notify(revision)
    }
}
