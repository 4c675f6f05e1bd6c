/// What the writing connection says to SQLite.
enum LedgerSQL {
    static let begin = "BEGIN IMMEDIATE"
    static let commit = "COMMIT"
    static let rollback = "ROLLBACK"
    static let transactionByID = #"SELECT seq, fingerprint FROM "transaction" WHERE id = ?1"#
    static let transactionRow = """
        SELECT date, document_date, service_date, document_number, text, is_general_reversal, first_line,
            line_count FROM "transaction" WHERE seq = ?1
        """
    static let lineRows = """
        SELECT account, debit, credit, currency, tax_key, text, cost_centre_1, cost_centre_2 FROM line
        WHERE id >= ?1 AND id < ?2 ORDER BY id
        """
    static let reversalOf =
        #"SELECT t.id FROM reversal r JOIN "transaction" t ON t.seq = r.reversal WHERE r.original = ?1"#
    static let reversalIs = "SELECT 1 FROM reversal WHERE reversal = ?1"
    static let idempotencyByKey = "SELECT fingerprint, first_seq, transactions FROM idempotency WHERE key = ?1"
    static let insertTransaction = """
        INSERT INTO "transaction"(seq, id, fingerprint, fiscal_year, journal_number, date, document_date,
            service_date, document_number, text, source, actor, is_general_reversal, recorded_at, first_line,
            line_count)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
        """
    static let insertLine = """
        INSERT INTO line(id, seq, n, account, date, debit, credit, currency, tax_key, text, cost_centre_1,
            cost_centre_2)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        """
    static let insertReversal = "INSERT INTO reversal(original, reversal) VALUES (?1, ?2)"
    static let insertIdempotency =
        "INSERT INTO idempotency(key, fingerprint, first_seq, transactions) VALUES (?1, ?2, ?3, ?4)"
    static let insertAccount = "INSERT INTO account(id, number, recorded_at) VALUES (?1, ?2, ?3)"
    static let insertAccountVersion = """
        INSERT INTO account_version(account, version, name_de, name_en, category, tax_key, is_active, valid_from,
            valid_until, recorded_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """
    static let insertDocument = """
        INSERT INTO document(seq, id, sha256, byte_count, type, date, text, filename, media_type, recorded_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """
    static let insertDocumentLink = "INSERT INTO document_link(document, seq) VALUES (?1, ?2)"
    static let upsertDay = """
        INSERT INTO day_total(account, day, currency, debit, credit) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO UPDATE SET debit = debit + excluded.debit, credit = credit + excluded.credit
        """
    static let upsertMonth = """
        INSERT INTO month_total(account, month, currency, debit, credit) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO UPDATE SET debit = debit + excluded.debit, credit = credit + excluded.credit
        """
    static let upsertCounter =
        "INSERT INTO counter(name, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value"
}
