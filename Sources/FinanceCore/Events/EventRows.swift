import GRDB

/// Reads events from the journal and from the records beside it.
struct EventRows {
    let db: Database
    let book: AccountBook
    let locks: PeriodLocks

    static let firstRecord = "SELECT id FROM record WHERE seq >= ?1 ORDER BY seq, id LIMIT 1"
    static let records = """
        SELECT id, seq, kind, subject, version FROM record WHERE id > ?1 AND id <= ?2 ORDER BY id LIMIT ?3
        """

    /// What lies behind a place, up to a state that everybody can see.
    func events(after place: EventPosition, through end: EventPosition, limit: Int) throws -> [LedgerEvent] {
        let transactions = try TransactionRows(db: db, book: book)
            .journal(after: place.sequence, through: end.sequence, limit: limit)
        let records = try records(after: place, through: end.record, limit: limit)
        var events: [LedgerEvent] = []
        var (nextTransaction, nextRecord) = (0, 0)
        while events.count < limit {
            let transaction = nextTransaction < transactions.count ? transactions[nextTransaction] : nil
            let record = nextRecord < records.count ? records[nextRecord] : nil
            if let transaction, transaction.sequence <= record?.sequence ?? .max {
                events.append(
                    LedgerEvent(
                        position: EventPosition(sequence: transaction.sequence), content: .transaction(transaction)))
                nextTransaction += 1
            } else if let record {
                events.append(try event(record))
                nextRecord += 1
            } else {
                break
            }
        }
        return events
    }

    private func records(after place: EventPosition, through end: Int64, limit: Int) throws -> [RecordEntry] {
        var last = place.record
        if last == 0 {
            let first = try Int64.fetchOne(
                try db.cachedStatement(sql: Self.firstRecord), arguments: [place.sequence])
            guard let first else { return [] }
            last = first - 1
        }
        let rows = try Row.fetchAll(try db.cachedStatement(sql: Self.records), arguments: [last, end, limit])
        return try rows.map { row in
            guard let kind = RecordKind(rawValue: row[2]) else {
                throw FinanceError.storage("record \(row[0] as Int64) is of an unknown kind")
            }
            return RecordEntry(id: row[0], sequence: row[1], kind: kind, subject: row[3], version: row[4])
        }
    }

    private func event(_ record: RecordEntry) throws -> LedgerEvent {
        let content: LedgerEvent.Content
        switch record.kind {
        case .account:
            content = .account(try AccountRows.account(record.subject, version: record.version, db))
        case .document:
            content = .document(try DocumentRows.document(sequence: record.subject, db))
        case .lock:
            guard let lock = locks.events.first(where: { Int64($0.id) == record.subject }) else {
                throw FinanceError.storage("lock \(record.subject) is not there")
            }
            content = .lock(lock)
        }
        return LedgerEvent(
            position: EventPosition(sequence: record.sequence, record: record.id), content: content)
    }
}
