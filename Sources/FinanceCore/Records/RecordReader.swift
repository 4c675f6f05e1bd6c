/// Reads the row that a record is about into the form of which the record chain takes the hash.
///
/// Writer and verifier use it alike: the writer reads back what it has just inserted, so that what is hashed is what is
/// stored. Version 1: the bytes 0x04 and 1, a byte for the kind, then
/// - of an account: row id (8), version (8), number, German and English name, category, tax key ?, whether active (1),
///   first and last day (4 each, 0 for none), recorded at (8), and a last byte 1 if it must never be negative;
/// - of a lock: number (8), kind, last day (4), reason, actor ?, recorded at (8), sequence (8), head (32);
/// - of a document: number (8), id (16), SHA-256 of the bytes (32), their count (8), type, day (4), text, file name,
///   media type, recorded at (8), number of links (4), and of each the sequence of the transaction (8), rising.
///
/// Numbers and texts are written as in `TransactionForm`.
struct RecordReader {
    static let version: UInt8 = 1

    private let account: Statement
    private let lock: Statement
    private let document: Statement
    private let links: Statement

    static let accountRow = """
        SELECT a.number, v.name_de, v.name_en, v.category, v.tax_key, v.is_active, v.valid_from, v.valid_until,
            v.recorded_at, v.never_negative
        FROM account_version v JOIN account a ON a.id = v.account WHERE v.account = ?1 AND v.version = ?2
        """
    static let lockRow = "SELECT kind, through, reason, actor, recorded_at, seq, head FROM lock_event WHERE id = ?1"
    static let documentRow = """
        SELECT id, sha256, byte_count, type, date, text, filename, media_type, recorded_at FROM document WHERE seq = ?1
        """
    static let documentLinks = "SELECT seq FROM document_link WHERE document = ?1 ORDER BY seq"

    init(_ connection: LedgerConnection) throws(StorageFailure) {
        account = try connection.prepare(Self.accountRow)
        lock = try connection.prepare(Self.lockRow)
        document = try connection.prepare(Self.documentRow)
        links = try connection.prepare(Self.documentLinks)
    }

    /// The hash of a record's row, nil when there is no such row; `form` is scratch space.
    func leaf(
        _ kind: RecordKind, subject: Int64, version: Int64, _ form: inout ByteForm
    ) throws(StorageFailure) -> ChainHash? {
        form.clear()
        form.add(byte: 0x04)
        form.add(byte: Self.version)
        form.add(byte: kind.byte)
        form.add(subject)
        let isThere =
            switch kind {
            case .account: try addAccount(subject, version, to: &form)
            case .lock: try addLock(subject, to: &form)
            case .document: try addDocument(subject, to: &form)
            }
        return isThere ? ChainHash.of(form) : nil
    }

    private func addAccount(
        _ id: Int64, _ version: Int64, to form: inout ByteForm
    ) throws(StorageFailure) -> Bool {
        account.bind(1, id)
        account.bind(2, version)
        guard try account.next() else { return false }
        defer { account.reset() }
        form.add(version)
        for column: Int32 in 0...3 { account.addText(column, to: &form) }
        account.addOptionalText(4, to: &form)
        form.add(byte: account.int64(5) == 0 ? 0 : 1)
        account.addDay(6, to: &form)
        account.addDay(7, to: &form)
        form.add(account.int64(8))
        // Only the policy that is set is written, so that records from before there was one keep their form.
        if account.int64(9) == 1 { form.add(byte: 1) }
        return true
    }

    private func addLock(_ id: Int64, to form: inout ByteForm) throws(StorageFailure) -> Bool {
        lock.bind(1, id)
        guard try lock.next() else { return false }
        defer { lock.reset() }
        lock.addText(0, to: &form)
        lock.addDay(1, to: &form)
        lock.addText(2, to: &form)
        lock.addOptionalText(3, to: &form)
        form.add(lock.int64(4))
        form.add(lock.int64(5))
        lock.withBytes(6) { form.add(raw: $0) }
        return true
    }

    private func addDocument(_ number: Int64, to form: inout ByteForm) throws(StorageFailure) -> Bool {
        document.bind(1, number)
        guard try document.next() else { return false }
        defer { document.reset() }
        for column: Int32 in 0...1 { document.withBytes(column) { form.add(raw: $0) } }
        form.add(document.int64(2))
        document.addText(3, to: &form)
        document.addDay(4, to: &form)
        for column: Int32 in 5...7 { document.addText(column, to: &form) }
        form.add(document.int64(8))
        var sequences: [Int64] = []
        links.bind(1, number)
        while try links.next() { sequences.append(links.int64(0)) }
        form.add(UInt32(truncatingIfNeeded: sequences.count))
        for sequence in sequences { form.add(sequence) }
        return true
    }
}

extension Statement {
    /// A text as it is stored, with its length.
    fileprivate func addText(_ column: Int32, to form: inout ByteForm) {
        withBytes(column) { form.add(text: $0) }
    }

    /// A byte that says whether there is a text, and the text.
    func addOptionalText(_ column: Int32, to form: inout ByteForm) {
        if isNull(column) { return form.add(byte: 0) }
        form.add(byte: 1)
        withBytes(column) { form.add(text: $0) }
    }

    /// A day as its number yyyymmdd, 0 for none.
    fileprivate func addDay(_ column: Int32, to form: inout ByteForm) {
        form.add(UInt32(truncatingIfNeeded: int64(column)))
    }
}
