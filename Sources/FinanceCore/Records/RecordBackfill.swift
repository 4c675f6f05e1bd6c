/// Gives what a ledger had before it had records its places in the record chain, when the tables are made.
enum RecordBackfill {
    private static let rows = """
        SELECT kind, subject, version FROM (
            SELECT 1 AS place, 'account' AS kind, account AS subject, version FROM account_version
            UNION ALL SELECT 2, 'lock', id, 1 FROM lock_event
            UNION ALL SELECT 3, 'document', seq, 1 FROM document)
        ORDER BY place, subject, version
        """

    /// Writes a record for each row that has none; nothing if there are records already. They all stand behind the
    /// last transaction: when they were written is in the rows themselves.
    static func run(_ connection: LedgerConnection) throws(StorageFailure) {
        guard try connection.number("SELECT count(*) FROM record") == 0 else { return }
        let sequence = try connection.number(#"SELECT ifnull(max(seq), 0) FROM "transaction""#)
        let journal = try connection.prepare(LedgerSQL.headOf).storedHead(after: sequence) ?? .origin
        let reader = try RecordReader(connection)
        let insert = try connection.prepare(LedgerSQL.insertRecord)
        var form = ByteForm(capacity: 1_024)
        var (id, head) = (Int64(0), ChainHash.origin)
        let rows = try connection.prepare(rows)
        while try rows.next() {
            guard let kind = RecordKind(rawValue: rows.text(0)),
                let leaf = try reader.leaf(kind, subject: rows.int64(1), version: rows.int64(2), &form)
            else { continue }
            id += 1
            head = HashChain.recordHead(after: head, record: id, sequence: sequence, journal: journal, leaf: leaf)
            let entry = RecordEntry(
                id: id, sequence: sequence, kind: kind, subject: rows.int64(1), version: rows.int64(2))
            try insert.run(entry, head: head)
        }
    }
}

extension Statement {
    /// Inserts a record, for the statement `LedgerSQL.insertRecord`.
    func run(_ entry: RecordEntry, head: ChainHash) throws(StorageFailure) {
        bind(1, entry.id)
        bind(2, entry.sequence)
        bind(3, entry.kind.rawValue)
        bind(4, entry.subject)
        bind(5, entry.version)
        bind(6, head)
        try run()
    }
}
