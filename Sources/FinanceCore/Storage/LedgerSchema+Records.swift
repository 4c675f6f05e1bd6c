extension LedgerSchema {
    static let recordTableNames = ["record", "anchor"]

    static let recordTables = """
        -- Every addition beside the journal, in order, with a hash chain of its own: docs/ledger.md.
        CREATE TABLE record(
            id INTEGER PRIMARY KEY CHECK (id > 0),
            -- last transaction when it was written
            seq INTEGER NOT NULL CHECK (seq >= 0),
            kind TEXT NOT NULL CHECK (kind IN ('account', 'lock', 'document')),
            subject INTEGER NOT NULL,
            version INTEGER NOT NULL,
            head BLOB NOT NULL CHECK (length(head) = 32),
            UNIQUE (kind, subject, version)
        ) STRICT;
        CREATE INDEX record_seq ON record(seq);

        -- Both chains' heads, signed once a day and with every lock.
        CREATE TABLE anchor(
            id INTEGER PRIMARY KEY CHECK (id > 0),
            reason TEXT NOT NULL CHECK (reason IN ('day', 'lock')),
            -- day of the clock, and the moment; the moment never goes back, whatever the clock does
            day INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            head BLOB NOT NULL CHECK (length(head) = 32),
            record INTEGER NOT NULL,
            record_head BLOB NOT NULL CHECK (length(record_head) = 32),
            previous BLOB NOT NULL CHECK (length(previous) = 32),
            public_key BLOB NOT NULL CHECK (length(public_key) = 32),
            signature BLOB NOT NULL CHECK (length(signature) = 64)
        ) STRICT;
        CREATE UNIQUE INDEX anchor_day ON anchor(day) WHERE reason = 'day';

        """

    static let recordTriggers = """
        CREATE TRIGGER record_appends BEFORE INSERT ON record
        WHEN NEW.id IS NOT (SELECT ifnull(max(id), 0) + 1 FROM record)
            OR NEW.seq < (SELECT ifnull(max(seq), 0) FROM record)
            OR EXISTS (SELECT 1 FROM record
                WHERE kind = NEW.kind AND subject = NEW.subject AND version = NEW.version)
        BEGIN SELECT RAISE(ABORT, 'record: rows are only added'); END;
        CREATE TRIGGER anchor_appends BEFORE INSERT ON anchor
        WHEN NEW.id IS NOT (SELECT ifnull(max(id), 0) + 1 FROM anchor)
            OR NEW.reason = 'day' AND EXISTS (SELECT 1 FROM anchor WHERE day = NEW.day AND reason = 'day')
        BEGIN SELECT RAISE(ABORT, 'anchor: rows are only added'); END;
        CREATE TRIGGER anchor_rises BEFORE INSERT ON anchor
        WHEN EXISTS (
            SELECT 1 FROM anchor WHERE id = NEW.id - 1
                AND (seq > NEW.seq OR record > NEW.record OR recorded_at > NEW.recorded_at))
        BEGIN SELECT RAISE(ABORT, 'anchor: never goes back'); END;
        """
}
