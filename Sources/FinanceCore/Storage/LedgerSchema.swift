/// The tables of a ledger file. Migrations are only ever added at the end.
enum LedgerSchema {
    /// Tables whose rows stay as they were written.
    static let immutableTables = [
        "account", "account_version", "transaction", "reversal", "idempotency", "document", "document_link",
        "lock_event", "setting",
    ]

    static let migrations: [(name: String, sql: String)] = [
        ("001-journal", tables + guards(of: immutableTables) + triggers),
        ("002-records-and-anchors", recordTables + guards(of: recordTableNames) + recordTriggers),
        ("003-never-negative", neverNegative),
        ("004-drafts-and-batches", draftTables),
        ("005-keys-of-drafts", draftKeyTable + guards(of: ["draft_key"])),
    ]

    static let migrationTable =
        "CREATE TABLE IF NOT EXISTS migration(name TEXT PRIMARY KEY, recorded_at INTEGER NOT NULL) STRICT"

    /// Name of the setting that says in which month the fiscal year starts.
    static let fiscalYearSetting = "fiscal_year_start_month"

    /// Brings the file up to date, all in one transaction.
    static func migrate(_ connection: LedgerConnection, now: Timestamp) throws(StorageFailure) {
        try connection.execute("BEGIN IMMEDIATE")
        do throws(StorageFailure) {
            try connection.execute(migrationTable)
            try requireKnown(connection)
            let known = try connection.prepare("SELECT 1 FROM migration WHERE name = ?1")
            let insert = try connection.prepare("INSERT INTO migration(name, recorded_at) VALUES (?1, ?2)")
            for migration in migrations {
                known.bind(1, migration.name)
                let isKnown = try known.next()
                known.reset()
                if isKnown { continue }
                try connection.execute(migration.sql)
                insert.bind(1, migration.name)
                insert.bind(2, now.millisecondsSince1970)
                try insert.run()
            }
            try RecordBackfill.run(connection)
            try connection.execute("COMMIT")
        } catch {
            // The first failure is the one to tell; a failing rollback adds nothing.
            if connection.isInTransaction { try? connection.execute("ROLLBACK") }
            throw error
        }
    }

    /// Refuses a file with migrations that this version does not know: it might write what another one forbids.
    private static func requireKnown(_ connection: LedgerConnection) throws(StorageFailure) {
        let recorded = try connection.prepare("SELECT name FROM migration")
        while try recorded.next() {
            let name = recorded.text(0)
            if migrations.contains(where: { $0.name == name }) { continue }
            recorded.reset()
            throw StorageFailure(code: 0, "another version of this program has written it (\(name)); use that one")
        }
    }

    /// The policy of accounts that must not become negative (Kasse).
    private static let neverNegative = """
        ALTER TABLE account_version
            ADD COLUMN never_negative INTEGER NOT NULL DEFAULT 0 CHECK (never_negative IN (0, 1));
        """

    // Days are numbers yyyymmdd, months yyyymm, moments milliseconds since 1970 UTC, amounts minor units.
    private static let tables = """
        CREATE TABLE setting(
            name TEXT PRIMARY KEY, value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE account(
            id INTEGER PRIMARY KEY CHECK (id > 0),
            number TEXT NOT NULL UNIQUE CHECK (length(number) BETWEEN 1 AND 9 AND number NOT GLOB '*[^0-9]*'),
            recorded_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE account_version(
            account INTEGER NOT NULL REFERENCES account(id),
            version INTEGER NOT NULL CHECK (version > 0),
            name_de TEXT NOT NULL CHECK (name_de <> ''),
            name_en TEXT NOT NULL,
            category TEXT NOT NULL CHECK (category IN ('asset', 'liability', 'equity', 'revenue', 'expense')),
            tax_key TEXT,
            is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
            valid_from INTEGER,
            valid_until INTEGER,
            recorded_at INTEGER NOT NULL,
            PRIMARY KEY (account, version)
        ) STRICT, WITHOUT ROWID;

        -- The lines are packed into one BLOB, and head is the hash chain after the transaction: docs/architecture.md.
        CREATE TABLE "transaction"(
            seq INTEGER PRIMARY KEY CHECK (seq > 0),
            id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
            fiscal_year INTEGER NOT NULL,
            journal_number INTEGER NOT NULL CHECK (journal_number > 0),
            date INTEGER NOT NULL,
            document_date INTEGER NOT NULL,
            service_date INTEGER,
            document_number TEXT,
            text TEXT NOT NULL,
            source TEXT NOT NULL,
            actor TEXT,
            is_general_reversal INTEGER NOT NULL CHECK (is_general_reversal IN (0, 1)),
            recorded_at INTEGER NOT NULL,
            lines BLOB NOT NULL CHECK (length(lines) > 2),
            head BLOB NOT NULL CHECK (length(head) = 32),
            -- A function of our own connection: other programs can read the journal and not add to it, because they
            -- keep neither its numbers nor its chain. A check costs a tenth of what a trigger does.
            CHECK (writes_this_ledger())
        ) STRICT;

        CREATE TABLE reversal(
            original INTEGER PRIMARY KEY REFERENCES "transaction"(seq),
            reversal INTEGER NOT NULL UNIQUE REFERENCES "transaction"(seq),
            CHECK (reversal > original)
        ) STRICT;

        CREATE TABLE counter(
            name TEXT PRIMARY KEY, value INTEGER NOT NULL CHECK (value > 0)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE idempotency(
            key TEXT PRIMARY KEY,
            fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
            first_seq INTEGER NOT NULL REFERENCES "transaction"(seq),
            transactions INTEGER NOT NULL CHECK (transactions > 0)
        ) STRICT, WITHOUT ROWID;

        -- Festschreibung: through which day no booking is taken. Only "soft" may be moved back.
        CREATE TABLE lock_event(
            id INTEGER PRIMARY KEY CHECK (id > 0),
            kind TEXT NOT NULL CHECK (kind IN ('soft', 'vat', 'hard', 'year')),
            through INTEGER NOT NULL,
            reason TEXT NOT NULL,
            actor TEXT,
            recorded_at INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            head BLOB NOT NULL CHECK (length(head) = 32)
        ) STRICT;

        CREATE TABLE document(
            seq INTEGER PRIMARY KEY CHECK (seq > 0),
            id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
            sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
            byte_count INTEGER NOT NULL,
            type TEXT NOT NULL,
            date INTEGER NOT NULL,
            text TEXT NOT NULL,
            filename TEXT NOT NULL,
            media_type TEXT NOT NULL,
            recorded_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX document_date ON document(date);
        CREATE INDEX document_type ON document(type, date);

        CREATE TABLE document_link(
            document INTEGER NOT NULL REFERENCES document(seq),
            seq INTEGER NOT NULL REFERENCES "transaction"(seq),
            PRIMARY KEY (document, seq)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX document_link_transaction ON document_link(seq);

        """

    /// No UPDATE, no DELETE, for whoever opens the file.
    private static func guards(of tables: [String]) -> String {
        tables.map(guards).joined()
    }

    private static func guards(of table: String) -> String {
        """
        CREATE TRIGGER \(table)_no_update BEFORE UPDATE ON "\(table)"
        BEGIN SELECT RAISE(ABORT, '\(table): rows are never changed'); END;
        CREATE TRIGGER \(table)_no_delete BEFORE DELETE ON "\(table)"
        BEGIN SELECT RAISE(ABORT, '\(table): rows are never deleted'); END;

        """
    }

    /// INSERT OR REPLACE deletes without delete triggers where recursive triggers are off, so the key is looked at
    /// before. The journal itself takes rows from our own connection only.
    private static let triggers = """
        CREATE TRIGGER reversal_appends BEFORE INSERT ON reversal
        WHEN EXISTS (SELECT 1 FROM reversal WHERE original = NEW.original OR reversal = NEW.reversal)
        BEGIN SELECT RAISE(ABORT, 'reversal: at most one'); END;
        CREATE TRIGGER account_appends BEFORE INSERT ON account
        WHEN EXISTS (SELECT 1 FROM account WHERE id = NEW.id OR number = NEW.number)
        BEGIN SELECT RAISE(ABORT, 'account: rows are only added'); END;
        CREATE TRIGGER account_version_appends BEFORE INSERT ON account_version
        WHEN NEW.version IS NOT (SELECT ifnull(max(version), 0) + 1 FROM account_version WHERE account = NEW.account)
        BEGIN SELECT RAISE(ABORT, 'account_version: rows are only added'); END;
        CREATE TRIGGER idempotency_appends BEFORE INSERT ON idempotency
        WHEN EXISTS (SELECT 1 FROM idempotency WHERE key = NEW.key)
        BEGIN SELECT RAISE(ABORT, 'idempotency: rows are only added'); END;
        CREATE TRIGGER document_appends BEFORE INSERT ON document
        WHEN EXISTS (SELECT 1 FROM document WHERE seq = NEW.seq OR id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'document: rows are only added'); END;
        CREATE TRIGGER document_link_appends BEFORE INSERT ON document_link
        WHEN EXISTS (SELECT 1 FROM document_link WHERE document = NEW.document AND seq = NEW.seq)
        BEGIN SELECT RAISE(ABORT, 'document_link: rows are only added'); END;
        CREATE TRIGGER lock_event_appends BEFORE INSERT ON lock_event
        WHEN NEW.id IS NOT (SELECT ifnull(max(id), 0) + 1 FROM lock_event)
        BEGIN SELECT RAISE(ABORT, 'lock_event: rows are only added'); END;
        CREATE TRIGGER lock_event_rises BEFORE INSERT ON lock_event
        WHEN NEW.kind <> 'soft'
            AND NEW.through <= (SELECT ifnull(max(through), 0) FROM lock_event WHERE kind = NEW.kind)
        BEGIN SELECT RAISE(ABORT, 'lock_event: a lock is never moved back'); END;
        CREATE TRIGGER setting_appends BEFORE INSERT ON setting
        WHEN EXISTS (SELECT 1 FROM setting WHERE name = NEW.name)
        BEGIN SELECT RAISE(ABORT, 'setting: rows are only added'); END;
        CREATE TRIGGER counter_no_delete BEFORE DELETE ON counter
        BEGIN SELECT RAISE(ABORT, 'counter: rows are never deleted'); END;
        CREATE TRIGGER counter_rises BEFORE UPDATE ON counter WHEN NEW.value < OLD.value OR NEW.name <> OLD.name
        BEGIN SELECT RAISE(ABORT, 'counter: only rises'); END;
        """
}
