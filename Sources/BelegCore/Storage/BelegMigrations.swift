import GRDB

/// The schema, as append-only steps. A published step never changes.
enum BelegMigrations {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("001-partners") { db in try db.execute(sql: partners) }
        migrator.registerMigration("002-documents") { db in try db.execute(sql: documents) }
        migrator.registerMigration("003-frozen-documents") { db in try db.execute(sql: frozen) }
        migrator.registerMigration("004-outbox") { db in try db.execute(sql: outbox) }
        migrator.registerMigration("005-supplier-invoices") { db in try db.execute(sql: supplierInvoices) }
        migrator.registerMigration("006-settings") { db in try db.execute(sql: settings) }
        return migrator
    }

    private static let settings = """
        CREATE TABLE setting (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
        """

    private static let partners = """
        CREATE TABLE partner (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            version INTEGER NOT NULL CHECK (version >= 1),
            number TEXT NOT NULL UNIQUE COLLATE NOCASE,
            name TEXT NOT NULL CHECK (length(name) > 0),
            is_customer INTEGER NOT NULL CHECK (is_customer IN (0, 1)),
            is_supplier INTEGER NOT NULL CHECK (is_supplier IN (0, 1)),
            street TEXT, postal_code TEXT, city TEXT,
            country TEXT NOT NULL CHECK (length(country) = 2),
            vat_id TEXT, leitweg_id TEXT, iban TEXT,
            payment_days INTEGER NOT NULL CHECK (payment_days BETWEEN 0 AND 365),
            debtor_account TEXT, creditor_account TEXT,
            created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
            CHECK (is_customer + is_supplier > 0)
        ) STRICT;
        """

    private static let documents = """
        CREATE TABLE number_range (
            kind TEXT NOT NULL CHECK (kind IN ('rechnung', 'eingangsrechnung', 'storno')),
            year INTEGER NOT NULL,
            last INTEGER NOT NULL CHECK (last >= 1),
            PRIMARY KEY (kind, year)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE document (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL CHECK (kind IN ('rechnung', 'eingangsrechnung', 'storno')),
            base_kind TEXT NOT NULL CHECK (base_kind IN ('rechnung', 'eingangsrechnung')),
            status TEXT NOT NULL CHECK (status IN ('entwurf', 'finalisiert')),
            version INTEGER NOT NULL CHECK (version >= 1),
            number TEXT UNIQUE, number_year INTEGER, number_counter INTEGER,
            partner_id TEXT NOT NULL REFERENCES partner (id),
            partner_number TEXT, partner_frozen TEXT,
            date TEXT NOT NULL, service_date TEXT NOT NULL, due_date TEXT NOT NULL,
            supplier_number TEXT, supplier_date TEXT, note TEXT,
            net_minor INTEGER NOT NULL, vat_minor INTEGER NOT NULL,
            reverses TEXT UNIQUE REFERENCES document (id),
            created_at INTEGER NOT NULL, finalised_at INTEGER,
            CHECK (status = 'entwurf' OR (number IS NOT NULL AND number_year IS NOT NULL
                AND number_counter IS NOT NULL AND partner_frozen IS NOT NULL AND finalised_at IS NOT NULL)),
            CHECK (status = 'finalisiert' OR number IS NULL),
            CHECK ((kind = 'storno') = (reverses IS NOT NULL)),
            CHECK (base_kind = 'rechnung' OR (supplier_number IS NOT NULL AND supplier_date IS NOT NULL))
        ) STRICT;

        CREATE UNIQUE INDEX document_number_range ON document (kind, number_year, number_counter)
            WHERE number_counter IS NOT NULL;
        CREATE INDEX document_kind ON document (kind, seq);
        CREATE INDEX document_partner ON document (partner_id, kind, seq);
        CREATE INDEX document_date ON document (kind, date);
        CREATE INDEX document_status ON document (kind, status, seq);
        CREATE INDEX document_supplier_number ON document (partner_id, supplier_number COLLATE NOCASE)
            WHERE kind = 'eingangsrechnung';

        CREATE TABLE position (
            document_seq INTEGER NOT NULL REFERENCES document (seq) ON DELETE CASCADE,
            n INTEGER NOT NULL CHECK (n >= 1),
            article_id TEXT, text TEXT,
            quantity_units INTEGER NOT NULL CHECK (quantity_units <> 0),
            unit TEXT NOT NULL,
            price_units INTEGER NOT NULL CHECK (price_units >= 0),
            vat_category TEXT NOT NULL, vat_rate INTEGER NOT NULL,
            exemption_reason TEXT,
            discount_units INTEGER NOT NULL CHECK (discount_units BETWEEN 0 AND 1000000),
            account TEXT,
            discount_minor INTEGER NOT NULL, net_minor INTEGER NOT NULL,
            PRIMARY KEY (document_seq, n)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE vat_group (
            document_seq INTEGER NOT NULL REFERENCES document (seq) ON DELETE CASCADE,
            vat_category TEXT NOT NULL, vat_rate INTEGER NOT NULL,
            base_minor INTEGER NOT NULL, vat_minor INTEGER NOT NULL,
            PRIMARY KEY (document_seq, vat_category, vat_rate)
        ) STRICT, WITHOUT ROWID;
        """

    /// The lines of a document may change only while the document is a draft (§ 146 (4) AO).
    private static func lineTriggers(_ table: String) -> String {
        func trigger(_ event: String, _ row: String) -> String {
            """
            CREATE TRIGGER \(table)_frozen_\(event) BEFORE \(event) ON \(table)
            WHEN (SELECT status FROM document WHERE seq = \(row).document_seq) = 'finalisiert'
            BEGIN SELECT RAISE(ABORT, 'frozen'); END;

            """
        }
        return trigger("insert", "NEW") + trigger("update", "OLD") + trigger("delete", "OLD")
    }

    private static let frozen =
        """
        CREATE TRIGGER document_frozen_update BEFORE UPDATE ON document WHEN OLD.status = 'finalisiert'
        BEGIN SELECT RAISE(ABORT, 'frozen'); END;
        CREATE TRIGGER document_frozen_delete BEFORE DELETE ON document WHEN OLD.status = 'finalisiert'
        BEGIN SELECT RAISE(ABORT, 'frozen'); END;
        CREATE TRIGGER document_final_insert BEFORE INSERT ON document WHEN NEW.status = 'finalisiert'
        BEGIN SELECT RAISE(ABORT, 'a document starts as a draft'); END;
        CREATE TRIGGER number_range_first BEFORE INSERT ON number_range WHEN NEW.last <> 1
        BEGIN SELECT RAISE(ABORT, 'a range starts at 1'); END;
        CREATE TRIGGER number_range_step BEFORE UPDATE ON number_range
        WHEN NEW.last <> OLD.last + 1 OR NEW.kind <> OLD.kind OR NEW.year <> OLD.year
        BEGIN SELECT RAISE(ABORT, 'a range grows by 1'); END;
        CREATE TRIGGER number_range_delete BEFORE DELETE ON number_range
        BEGIN SELECT RAISE(ABORT, 'frozen'); END;
        \(lineTriggers("position"))
        \(lineTriggers("vat_group"))
        """

    private static let outbox = """
        CREATE TABLE outbox (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            document_id TEXT NOT NULL UNIQUE REFERENCES document (id),
            version INTEGER NOT NULL,
            original_id TEXT REFERENCES document (id),
            payload TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'posted', 'rejected')),
            attempts INTEGER NOT NULL CHECK (attempts >= 0),
            next_attempt INTEGER NOT NULL,
            last_error TEXT,
            transaction_id TEXT,
            created_at INTEGER NOT NULL,
            CHECK ((state = 'posted') = (transaction_id IS NOT NULL))
        ) STRICT;
        CREATE INDEX outbox_waiting ON outbox (next_attempt, seq) WHERE state = 'waiting';
        CREATE INDEX outbox_age ON outbox (created_at) WHERE state = 'waiting';
        CREATE INDEX outbox_rejected ON outbox (seq) WHERE state = 'rejected';

        CREATE TRIGGER outbox_posted BEFORE UPDATE ON outbox WHEN OLD.state = 'posted'
        BEGIN SELECT RAISE(ABORT, 'frozen'); END;
        CREATE TRIGGER outbox_content BEFORE UPDATE ON outbox
        WHEN NEW.document_id <> OLD.document_id OR NEW.version <> OLD.version OR NEW.payload <> OLD.payload
            OR NEW.original_id IS NOT OLD.original_id
        BEGIN SELECT RAISE(ABORT, 'frozen'); END;
        CREATE TRIGGER outbox_delete BEFORE DELETE ON outbox
        BEGIN SELECT RAISE(ABORT, 'frozen'); END;
        """

    /// A supplier's invoice is in the books once, unless a storno has cancelled the earlier entry.
    private static let supplierInvoices = ["INSERT", "UPDATE"].map { event in
        """
        CREATE TRIGGER document_supplier_\(event.lowercased()) BEFORE \(event) ON document
        WHEN NEW.kind = 'eingangsrechnung' AND EXISTS (
            SELECT 1 FROM document d
            WHERE d.kind = 'eingangsrechnung' AND d.partner_id = NEW.partner_id AND d.id <> NEW.id
                AND d.supplier_number = NEW.supplier_number COLLATE NOCASE
                AND NOT EXISTS (SELECT 1 FROM document s WHERE s.reverses = d.id))
        BEGIN SELECT RAISE(ABORT, 'duplicate supplier invoice'); END;
        """
    }.joined(separator: "\n")
}
