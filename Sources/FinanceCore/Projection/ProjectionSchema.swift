/// The tables of the projection's file. It holds nothing that the journal does not: whoever deletes it loses a few
/// seconds of the next start.
enum ProjectionSchema {
    /// Grows with every change of the tables or of what is packed into them; another number means "make it anew".
    static let version: Int64 = 2

    static let tables = """
        CREATE TABLE IF NOT EXISTS progress(
            id INTEGER PRIMARY KEY CHECK (id = 1),
            version INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            head BLOB NOT NULL
        ) STRICT;

        CREATE TABLE IF NOT EXISTS run(
            id INTEGER PRIMARY KEY,
            level INTEGER NOT NULL,
            merging_into INTEGER
        ) STRICT;

        CREATE TABLE IF NOT EXISTS line_block(
            account INTEGER NOT NULL,
            run INTEGER NOT NULL,
            last_date INTEGER NOT NULL,
            last_seq INTEGER NOT NULL,
            last_line INTEGER NOT NULL,
            entries BLOB NOT NULL,
            PRIMARY KEY (account, run, last_date, last_seq, last_line)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE IF NOT EXISTS month_total(
            account INTEGER NOT NULL,
            month INTEGER NOT NULL,
            currency TEXT NOT NULL,
            debit INTEGER NOT NULL,
            credit INTEGER NOT NULL,
            PRIMARY KEY (account, month, currency)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE IF NOT EXISTS month_days(
            account INTEGER NOT NULL,
            month INTEGER NOT NULL,
            currency TEXT NOT NULL,
            days BLOB NOT NULL,
            PRIMARY KEY (account, month, currency)
        ) STRICT, WITHOUT ROWID;
        """
}

/// What the projection's own connection and the readers say to its file; the readers have it attached as `projection`.
enum ProjectionSQL {
    static let setProgress = "INSERT OR REPLACE INTO progress(id, version, seq, head) VALUES (1, ?1, ?2, ?3)"
    static let insertRun = "INSERT INTO run(id, level) VALUES (?1, ?2)"
    static let insertBlock = """
        INSERT INTO line_block(account, run, last_date, last_seq, last_line, entries)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        """
    /// Blocks of a run of an account that end at a place or before it.
    static let deleteBlocks = """
        DELETE FROM line_block
        WHERE account = ?1 AND run = ?2 AND (last_date, last_seq, last_line) <= (?3, ?4, ?5)
        """
    static let addToMonth = """
        INSERT INTO month_total(account, month, currency, debit, credit) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO UPDATE SET debit = debit + excluded.debit, credit = credit + excluded.credit
        """
    static let daysOfMonth = "SELECT days FROM month_days WHERE account = ?1 AND month = ?2 AND currency = ?3"
    static let setDays =
        "INSERT OR REPLACE INTO month_days(account, month, currency, days) VALUES (?1, ?2, ?3, ?4)"

    /// First block of a run of an account that reaches beyond a place.
    static func blockAfter(schema: String) -> String {
        """
        SELECT entries FROM \(schema).line_block
        WHERE account = ?1 AND run = ?2 AND (last_date, last_seq, last_line) > (?3, ?4, ?5)
        ORDER BY last_date, last_seq, last_line LIMIT 1
        """
    }

    /// Next run in which an account has blocks.
    static func runAfter(schema: String) -> String {
        "SELECT min(run) FROM \(schema).line_block WHERE account = ?1 AND run > ?2"
    }
}
