extension LedgerSchema {
    /// Idempotency keys of the requests that made a draft or a batch. They stay when it is gone: a late repetition
    /// must not make it anew.
    static let draftKeyTable = """
        CREATE TABLE draft_key(
            key TEXT PRIMARY KEY,
            fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
            id BLOB NOT NULL CHECK (length(id) = 16)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER draft_key_appends BEFORE INSERT ON draft_key
        WHEN EXISTS (SELECT 1 FROM draft_key WHERE key = NEW.key)
        BEGIN SELECT RAISE(ABORT, 'draft_key: rows are only added'); END;

        """

    /// Bookings in the making and the stacks they are posted from. Rows change until they are posted.
    static let draftTables = """
        CREATE TABLE batch(
            seq INTEGER PRIMARY KEY CHECK (seq > 0),
            id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
            version INTEGER NOT NULL CHECK (version > 0),
            text TEXT NOT NULL,
            start_date INTEGER,
            end_date INTEGER,
            currency TEXT NOT NULL,
            control_total INTEGER,
            control_count INTEGER,
            -- drafts in it, and bytes of their bodies
            drafts INTEGER NOT NULL CHECK (drafts >= 0),
            byte_count INTEGER NOT NULL CHECK (byte_count >= 0),
            created_at INTEGER NOT NULL,
            changed_at INTEGER NOT NULL,
            -- what was booked: transactions of consecutive sequences, and their debits
            first_seq INTEGER REFERENCES "transaction"(seq),
            transactions INTEGER CHECK (transactions > 0),
            total INTEGER,
            CHECK ((first_seq IS NULL) = (transactions IS NULL) AND (first_seq IS NULL) = (total IS NULL)),
            CHECK (first_seq IS NULL OR drafts = 0)
        ) STRICT;

        CREATE TABLE draft(
            seq INTEGER PRIMARY KEY CHECK (seq > 0),
            id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
            version INTEGER NOT NULL CHECK (version > 0),
            batch INTEGER REFERENCES batch(seq),
            -- a JSON object as it came
            body BLOB NOT NULL,
            created_at INTEGER NOT NULL,
            changed_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX draft_batch ON draft(batch, seq) WHERE batch IS NOT NULL;

        CREATE TRIGGER batch_appends BEFORE INSERT ON batch
        WHEN EXISTS (SELECT 1 FROM batch WHERE seq = NEW.seq OR id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'batch: rows are only added'); END;
        -- Another program opens the file without recursive triggers: a row that it replaces is deleted unnoticed.
        CREATE TRIGGER batch_begins_open BEFORE INSERT ON batch WHEN NEW.first_seq IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'batch: it is posted by its drafts'); END;
        CREATE TRIGGER batch_keeps_its_place BEFORE UPDATE ON batch WHEN NEW.seq <> OLD.seq OR NEW.id <> OLD.id
        BEGIN SELECT RAISE(ABORT, 'batch: rows keep their place'); END;
        CREATE TRIGGER draft_keeps_its_place BEFORE UPDATE ON draft WHEN NEW.seq <> OLD.seq OR NEW.id <> OLD.id
        BEGIN SELECT RAISE(ABORT, 'draft: rows keep their place'); END;
        CREATE TRIGGER batch_posted_no_update BEFORE UPDATE ON batch WHEN OLD.first_seq IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'batch: what is posted is never changed'); END;
        CREATE TRIGGER batch_posted_no_delete BEFORE DELETE ON batch WHEN OLD.first_seq IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'batch: what is posted is never deleted'); END;
        CREATE TRIGGER draft_into_open_batch BEFORE INSERT ON draft
        WHEN NEW.batch IS NOT NULL AND EXISTS (SELECT 1 FROM batch WHERE seq = NEW.batch AND first_seq IS NOT NULL)
        BEGIN SELECT RAISE(ABORT, 'draft: the batch is posted'); END;
        CREATE TRIGGER draft_moves_into_open_batch BEFORE UPDATE OF batch ON draft
        WHEN NEW.batch IS NOT NULL AND EXISTS (SELECT 1 FROM batch WHERE seq = NEW.batch AND first_seq IS NOT NULL)
        BEGIN SELECT RAISE(ABORT, 'draft: the batch is posted'); END;

        """
}
