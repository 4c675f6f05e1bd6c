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
    var head: ChainHash? { statement.withBytes(15) { ChainHash($0) } }

    /// Writes the form that the chain takes the hash of.
    func writeForm(accounts: [AccountNumber], to form: inout ByteForm) throws(PackedLines.Fault) {
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
        add(optional: 10, to: &form)
        statement.withBytes(11) { form.add(text: $0) }
        statement.withBytes(12) { form.add(text: $0) }
        add(optional: 13, to: &form)
        let fault: PackedLines.Fault? = statement.withBytes(14) { bytes in
            do throws(PackedLines.Fault) {
                try PackedLines.writeForm(of: bytes, accounts: accounts, to: &form)
                return nil
            } catch {
                return error
            }
        }
        if let fault { throw fault }
    }

    private func add(optional column: Int32, to form: inout ByteForm) {
        if statement.isNull(column) { return form.add(byte: 0) }
        form.add(byte: 1)
        statement.withBytes(column) { form.add(text: $0) }
    }
}
