/// What the writer must know to check and number: as of the last commit, or staged for the next.
struct LedgerState: Sendable {
    /// Time of recording of the last commit; none that follows has an earlier one.
    var recordedAt = Timestamp(millisecondsSince1970: 0)
    /// Last transaction and document.
    var sequence: Int64 = 0
    var lastDocument: Int64 = 0
    /// Last draft and batch ever made, and how many drafts there are.
    var lastDraft: Int64 = 0
    var lastBatch: Int64 = 0
    var drafts = 0
    /// Greatest version of all drafts and batches that were deleted: none of them is given again.
    var retiredVersion: Int64 = 0
    /// Head of the hash chain.
    var head = ChainHash.origin
    /// Last record beside the journal, and the head of the record chain.
    var record: Int64 = 0
    var recordHead = ChainHash.origin
    var lastAnchor: Anchor?
    /// Greatest id of any transaction: one that is greater cannot be there yet (UUIDv7 rise with time).
    var greatestID = EntityID(high: 0, low: 0)
    /// Last journal number of each fiscal year.
    var journal = FewEntries<Int>()
    /// Σ |amount| of all lines ever, per currency. While it fits into 64 bits, every sum over any lines does.
    var volume = FewEntries<Currency>()
    var book = AccountBook()
    var locks = PeriodLocks()

    /// The volume with a draft's lines added, nil when it does not fit.
    func volume(adding lines: [LineDraft]) -> FewEntries<Currency>? {
        var result = FewEntries<Currency>()
        for line in lines {
            let currency = line.amount.currency
            guard let magnitude = Int64(exactly: line.amount.minor.magnitude) else { return nil }
            let (sum, overflowed) = (result[currency] ?? volume[currency] ?? 0).addingReportingOverflow(magnitude)
            if overflowed { return nil }
            result[currency] = sum
        }
        return result
    }
}

/// Numbers by key for a handful of keys, the fiscal years or the currencies of a ledger: looking at each takes less time
/// than hashing one. The first key lies beside the others, so that a single one takes no memory of its own.
struct FewEntries<Key: Equatable & Sendable>: Sendable {
    private var first: (key: Key, value: Int64)?
    private var others: [(key: Key, value: Int64)] = []

    init() {}

    subscript(key: Key) -> Int64? {
        get {
            guard let first else { return nil }
            if first.key == key { return first.value }
            return others.first { $0.key == key }?.value
        }
        set {
            guard let newValue else { return }
            if first == nil || first?.key == key {
                first = (key, newValue)
            } else if let place = others.firstIndex(where: { $0.key == key }) {
                others[place].value = newValue
            } else {
                others.append((key, newValue))
            }
        }
    }

    /// Takes over the values of others.
    mutating func take(_ newer: FewEntries) {
        if let first = newer.first { self[first.key] = first.value }
        for (key, value) in newer.others { self[key] = value }
    }

    /// Those whose values are not the ones that they were.
    func changes(since old: FewEntries) -> [(key: Key, value: Int64)] {
        ((first.map { [$0] } ?? []) + others).filter { old[$0.key] != $0.value }
    }
}

/// State that becomes true with the commit of a group, and is dropped if the commit fails.
struct StagedGroup {
    var state: LedgerState
    /// What the group adds to the projection, in order of commit.
    var entries: [LineEntry] = []
    var hasWrites = false
    /// Unknown accounts for which a similar one is still looked for.
    var suggestionsLeft = 1_000
    /// Made with the first question for a balance; costs nothing before.
    private var movements = StagedMovements()

    init(_ state: LedgerState) { self.state = state }

    /// What the group so far adds to a balance, debit positive.
    mutating func change(of account: Int, _ currency: Currency) -> Int64 {
        movements.change(of: account, currency, in: entries)
    }

    mutating func add(_ planned: PlannedTransaction) {
        let date = planned.draft.date
        entries.append(.journalEntry(planned.sequence, date))
        for (index, line) in planned.draft.lines.enumerated() {
            entries.append(
                LineEntry(
                    sequence: planned.sequence, date: date, account: planned.accounts[index], line: index,
                    side: line.side, amount: line.amount))
        }
    }
}
