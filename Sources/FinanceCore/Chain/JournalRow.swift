/// A row of the journal as the verifier reads it: straight from SQLite's memory into the canonical form.
struct JournalRow {
    static let select = """
        SELECT t.seq, t.id, t.fiscal_year, t.journal_number, t.date, t.document_date, t.service_date, t.recorded_at,
            t.is_general_reversal, r.original, t.document_number, t.text, t.source, t.actor, t.lines, t.head
        FROM "transaction" t LEFT JOIN reversal r ON r.reversal = t.seq
        WHERE t.seq >= ?1 AND t.seq <= ?2 ORDER BY t.seq
        """

    let statement: Statement

    var sequence: Int64 { statement.int64(0) }
    var fiscalYear: Int { Int(statement.int64(2)) }
    var journalNumber: Int64 { statement.int64(3) }
    /// No service day is written as none; the hash does not tell that from 0.
    var hasZeroDay: Bool { !statement.isNull(6) && statement.int64(6) == 0 }
    var head: ChainHash? { statement.withBytes(15) { ChainHash($0) } }

    /// Writes the form that the chain takes the hash of.
    func writeForm(accounts: [AccountNumber], to form: inout ByteForm) throws(PackedLines.Fault) {
        var volumes = LineVolumes()
        try writeForm(accounts: accounts, to: &form, volumes: &volumes)
    }

    /// Writes the form, and adds the amounts of the lines to their volumes.
    func writeForm(
        accounts: [AccountNumber], to form: inout ByteForm, volumes: inout LineVolumes
    ) throws(PackedLines.Fault) {
        form.clear()
        form.add(byte: 0x01)
        form.add(byte: TransactionForm.version)
        form.add(statement.id(1))
        form.add(UInt32(truncatingIfNeeded: statement.int64(2)))
        form.add(statement.int64(3))
        for column: Int32 in [4, 5, 6] { form.add(UInt32(truncatingIfNeeded: statement.int64(column))) }
        form.add(statement.int64(7))
        form.add(byte: statement.int64(8) == 0 ? 0 : 1)
        form.add(statement.int64(9))
        statement.addOptionalText(10, to: &form)
        statement.withBytes(11) { form.add(text: $0) }
        statement.withBytes(12) { form.add(text: $0) }
        statement.addOptionalText(13, to: &form)
        let fault: PackedLines.Fault? = statement.withBytes(14) { bytes in
            do throws(PackedLines.Fault) {
                try PackedLines.writeForm(of: bytes, accounts: accounts, to: &form, volumes: &volumes)
                return nil
            } catch {
                return error
            }
        }
        if let fault { throw fault }
    }

    /// The numbers of all accounts by row id less 1, for the lines of the form.
    static func accounts(_ connection: LedgerConnection) throws(StorageFailure) -> [AccountNumber] {
        let rows = try connection.prepare("SELECT id, number FROM account ORDER BY id")
        var numbers: [AccountNumber] = []
        while try rows.next() {
            guard rows.int64(0) == Int64(numbers.count) + 1, let number = AccountNumber(rows.text(1)) else {
                rows.reset()
                throw StorageFailure(code: 0, "the row of account \(numbers.count + 1) cannot be read")
            }
            numbers.append(number)
        }
        return numbers
    }
}

extension Statement {
    /// The head of the chain that is stored with a transaction, for the statement `LedgerSQL.headOf`; that before the
    /// first is the chain's origin. nil if there is no such transaction.
    func storedHead(after sequence: Int64) throws(StorageFailure) -> ChainHash? {
        if sequence == 0 { return .origin }
        bind(1, sequence)
        guard try next() else { return nil }
        defer { reset() }
        return withBytes(0) { ChainHash($0) }
    }
}
