/// What the writing connection says to SQLite.
enum LedgerSQL {
    static let begin = "BEGIN IMMEDIATE"
    static let commit = "COMMIT"
    static let rollback = "ROLLBACK"
    static let transactionByID = #"SELECT seq FROM "transaction" WHERE id = ?1"#
    static let headOf = #"SELECT head FROM "transaction" WHERE seq = ?1"#
    static let lastTransactionTime = #"SELECT recorded_at FROM "transaction" ORDER BY seq DESC LIMIT 1"#
    static let lastDocumentTime = "SELECT recorded_at FROM document ORDER BY seq DESC LIMIT 1"
    /// A transaction whole, as the writer needs it for a reversal or to recognise a repetition.
    static let transactionRow = """
        SELECT date, document_date, service_date, document_number, text, is_general_reversal, lines, source
        FROM "transaction" WHERE seq = ?1
        """
    /// What the projection needs of the journal behind a place.
    static let journalAfter = #"SELECT seq, date, lines, head FROM "transaction" WHERE seq > ?1 ORDER BY seq"#
    static let reversalOf =
        #"SELECT t.id FROM reversal r JOIN "transaction" t ON t.seq = r.reversal WHERE r.original = ?1"#
    static let reversalIs = "SELECT original FROM reversal WHERE reversal = ?1"
    static let idempotencyByKey = "SELECT fingerprint, first_seq, transactions FROM idempotency WHERE key = ?1"
    static let insertTransaction = """
        INSERT INTO "transaction"(seq, id, fiscal_year, journal_number, date, document_date, service_date,
            document_number, text, source, actor, is_general_reversal, recorded_at, lines, head)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
        """
    static let insertReversal = "INSERT INTO reversal(original, reversal) VALUES (?1, ?2)"
    static let insertIdempotency =
        "INSERT INTO idempotency(key, fingerprint, first_seq, transactions) VALUES (?1, ?2, ?3, ?4)"
    static let insertAccount = "INSERT INTO account(id, number, recorded_at) VALUES (?1, ?2, ?3)"
    static let insertAccountVersion = """
        INSERT INTO account_version(account, version, name_de, name_en, category, tax_key, is_active, valid_from,
            valid_until, recorded_at, never_negative)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        """
    static let insertDocument = """
        INSERT INTO document(seq, id, sha256, byte_count, type, date, text, filename, media_type, recorded_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """
    static let insertDocumentLink = "INSERT INTO document_link(document, seq) VALUES (?1, ?2)"
    static let insertLock = """
        INSERT INTO lock_event(id, kind, through, reason, actor, recorded_at, seq, head)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """
    static let locks = "SELECT id, kind, through, reason, actor, recorded_at, seq, head FROM lock_event ORDER BY id"
    static let upsertCounter =
        "INSERT INTO counter(name, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value"
    static let probe =
        "INSERT INTO counter(name, value) VALUES ('probe', 1) ON CONFLICT DO UPDATE SET value = value + 1"
    static let insertRecord =
        "INSERT INTO record(id, seq, kind, subject, version, head) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
    static let lastRecord = "SELECT id, head FROM record WHERE id = (SELECT max(id) FROM record)"
    static let insertAnchor = """
        INSERT INTO anchor(id, reason, day, recorded_at, seq, head, record, record_head, previous, public_key, signature)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        """
    static let anchors = """
        SELECT id, reason, day, recorded_at, seq, head, record, record_head, previous, public_key, signature FROM anchor
        WHERE id > ?1 ORDER BY id LIMIT ?2
        """
    static let lastAnchorID = "SELECT ifnull(max(id), 0) FROM anchor"
    static let dailyAnchor = "SELECT 1 FROM anchor WHERE day = ?1 AND reason = 'day'"
}
