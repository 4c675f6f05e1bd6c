/// Reads the state of the last commit when a ledger is opened.
struct LedgerLoader {
    let connection: LedgerConnection

    func state() throws(StorageFailure) -> LedgerState {
        var state = LedgerState()
        state.sequence = try connection.number(#"SELECT ifnull(max(seq), 0) FROM "transaction""#)
        state.head = try connection.prepare(LedgerSQL.headOf).storedHead(after: state.sequence) ?? .origin
        let greatest = try connection.prepare(#"SELECT max(id) FROM "transaction""#)
        if try greatest.next() {
            if !greatest.isNull(0) { state.greatestID = greatest.id(0) }
            greatest.reset()
        }
        let record = try connection.prepare(LedgerSQL.lastRecord)
        if try record.next() {
            (state.record, state.recordHead) = (record.int64(0), record.withBytes(1) { ChainHash($0) } ?? .origin)
            record.reset()
        }
        state.lastAnchor = try Anchor.last(connection)
        state.lastDocument = try connection.number("SELECT ifnull(max(seq), 0) FROM document")
        state.drafts = Int(try connection.number(DraftSQL.draftCount))
        let counters = try connection.prepare("SELECT name, value FROM counter")
        while try counters.next() {
            let parts = counters.text(0).split(separator: ":").map(String.init)
            if parts == ["draft"] { state.lastDraft = counters.int64(1) }
            if parts == ["batch"] { state.lastBatch = counters.int64(1) }
            if parts == ["retired-version"] { state.retiredVersion = counters.int64(1) }
            if parts.count == 2, parts[0] == "journal", let year = Int(parts[1]) {
                state.journal[year] = counters.int64(1)
            } else if parts.count == 2, parts[0] == "volume", let currency = Currency(code: parts[1]) {
                state.volume[currency] = counters.int64(1)
            }
        }
        state.locks = PeriodLocks(events: try locks())
        for account in try accounts() { _ = state.book.append(account) }
        state.recordedAt = try lastRecording(state)
        return state
    }

    /// The latest time of recording that anything bears.
    private func lastRecording(_ state: LedgerState) throws(StorageFailure) -> Timestamp {
        let transaction = try connection.number(LedgerSQL.lastTransactionTime)
        let document = try connection.number(LedgerSQL.lastDocumentTime)
        let others = [state.lastAnchor?.recordedAt, state.locks.events.last?.recordedAt].compactMap { $0 }
        let all = state.book.accounts.map(\.recordedAt) + others
        return Timestamp(
            millisecondsSince1970: max(transaction, document, all.map(\.millisecondsSince1970).max() ?? 0))
    }

    /// Numbers and categories of all accounts. Asks for nothing that a file of an older version does not have.
    func categories() throws(StorageFailure) -> [(number: AccountNumber, category: AccountCategory)] {
        let rows = try connection.prepare(AccountRow.categories)
        var categories: [(AccountNumber, AccountCategory)] = []
        while try rows.next() {
            guard let category = AccountCategory(rawValue: rows.text(1)) else { continue }
            categories.append((AccountNumber(unchecked: rows.text(0)), category))
        }
        return categories
    }

    private func locks() throws(StorageFailure) -> [PeriodLock] {
        let rows = try connection.prepare(LedgerSQL.locks)
        var locks: [PeriodLock] = []
        while try rows.next() {
            guard let kind = PeriodLock.Kind(rawValue: rows.text(1)), let through = rows.optionalDate(2),
                let head = rows.withBytes(7, { ChainHash($0) })
            else {
                rows.reset()
                throw StorageFailure(code: 0, "lock \(rows.int64(0)) cannot be read")
            }
            locks.append(
                PeriodLock(
                    id: Int(rows.int64(0)), kind: kind, through: through, reason: rows.text(3),
                    actor: rows.optionalText(4), recordedAt: Timestamp(millisecondsSince1970: rows.int64(5)),
                    sequence: rows.int64(6), head: head))
        }
        return locks
    }

    private func accounts() throws(StorageFailure) -> [Account] {
        let rows = try connection.prepare(AccountRow.select + " ORDER BY a.id")
        var accounts: [Account] = []
        while try rows.next() {
            guard let category = AccountCategory(rawValue: rows.text(4)), rows.int64(0) == accounts.count + 1 else {
                rows.reset()
                throw StorageFailure(code: 0, "account \(rows.text(1)) cannot be read")
            }
            accounts.append(
                Account(
                    number: AccountNumber(unchecked: rows.text(1)), nameDE: rows.text(2), nameEN: rows.text(3),
                    category: category, taxKey: rows.optionalText(5), isActive: rows.int64(6) == 1,
                    validFrom: rows.optionalDate(7), validUntil: rows.optionalDate(8),
                    isNeverNegative: rows.int64(11) == 1, version: Int(rows.int64(9)),
                    recordedAt: Timestamp(millisecondsSince1970: rows.int64(10))))
        }
        return accounts
    }
}

/// The columns of an account in its current version, shared by the writer's and the readers' side.
enum AccountRow {
    static let categories = """
        SELECT a.number, v.category FROM account a JOIN account_version v ON v.account = a.id
            AND v.version = (SELECT max(version) FROM account_version WHERE account = a.id)
        """
    static let select = """
        SELECT a.id, a.number, v.name_de, v.name_en, v.category, v.tax_key, v.is_active, v.valid_from, v.valid_until,
            v.version, v.recorded_at, v.never_negative
        FROM account a JOIN account_version v ON v.account = a.id
            AND v.version = (SELECT max(version) FROM account_version WHERE account = a.id)
        """
}
