/// What the writer says to SQLite about drafts and batches.
enum DraftSQL {
    static let draftByID = """
        SELECT d.seq, d.version, d.batch, d.body, d.created_at, d.changed_at, b.id
        FROM draft d LEFT JOIN batch b ON b.seq = d.batch WHERE d.id = ?1
        """
    static let insertDraft = """
        INSERT INTO draft(seq, id, version, batch, body, created_at, changed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """
    static let updateDraft = "UPDATE draft SET version = ?2, batch = ?3, body = ?4, changed_at = ?5 WHERE seq = ?1"
    static let deleteDraft = "DELETE FROM draft WHERE seq = ?1"
    static let releaseDrafts =
        "UPDATE draft SET batch = NULL, version = version + 1, changed_at = ?2 WHERE batch = ?1"
    static let deleteDraftsOfBatch = "DELETE FROM draft WHERE batch = ?1"
    static let keyRow = "SELECT fingerprint, id FROM draft_key WHERE key = ?1"
    static let insertKey = "INSERT INTO draft_key(key, fingerprint, id) VALUES (?1, ?2, ?3)"
    static let batchColumns = """
        seq, id, version, text, start_date, end_date, currency, control_total, control_count, drafts, byte_count,
        created_at, changed_at, first_seq, transactions, total
        """
    static let batchByID = "SELECT \(batchColumns) FROM batch WHERE id = ?1"
    static let insertBatch = """
        INSERT INTO batch(seq, id, version, text, start_date, end_date, currency, control_total, control_count, drafts,
            byte_count, created_at, changed_at)
        VALUES (?1, ?2, ?10, ?3, ?4, ?5, ?6, ?7, ?8, 0, 0, ?9, ?9)
        """
    static let updateBatch = """
        UPDATE batch SET version = version + 1, text = ?3, start_date = ?4, end_date = ?5, currency = ?6,
            control_total = ?7, control_count = ?8, changed_at = ?9 WHERE seq = ?1
        """
    static let fillBatch = """
        UPDATE batch SET version = version + 1, drafts = drafts + ?2, byte_count = byte_count + ?3, changed_at = ?4
        WHERE seq = ?1
        """
    static let closeBatch = """
        UPDATE batch SET version = version + 1, drafts = 0, byte_count = 0, first_seq = ?2, transactions = ?3,
            total = ?4, changed_at = ?5 WHERE seq = ?1
        """
    static let deleteBatch = "DELETE FROM batch WHERE seq = ?1"
    static let draftCount = "SELECT count(*) FROM draft"
}
