import FinanceCore
import GRDB
import TestSupport
import Testing

@Suite("Immutability") struct ImmutabilityTests {
    static let tables = [
        "account", "account_version", "transaction", "reversal", "idempotency", "document", "document_link",
        "setting", "record", "anchor",
    ]

    /// A closed ledger with a row in every table.
    private func filledLedger() async throws -> TemporaryDirectory {
        var options = LedgerFixture.options
        options.anchorKey = AnchorKey()
        let ledger = try await LedgerFixture(options: options)
        _ = try await ledger.store.anchorDay()
        let posted = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 5), idempotencyKey: "k")
        _ = try await ledger.store.reverse(posted.transaction.id)
        let document = try DocumentDraft(
            type: "rechnung", date: .first, text: "", filename: "a", mediaType: "b",
            transactions: [posted.transaction.id])
        _ = try await ledger.store.addDocument(document, bytes: [1])
        await ledger.store.close()
        return ledger.directory
    }

    @Test("A foreign program cannot change, delete or replace a row") func triggers() async throws {
        let directory = try await filledLedger()
        // Any SQLite client with its defaults: recursive triggers off, so REPLACE would pass by the delete triggers.
        let queue = try DatabaseQueue(path: directory.file("ledger.sqlite"))
        for table in Self.tables {
            let count = try await queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \"\(table)\"") }
            #expect(try #require(count) > 0, "\(table)")
            let column = try #require(
                try await queue.read { try $0.columns(in: table).first?.name }, "\(table)")
            for sql in [
                "UPDATE \"\(table)\" SET \"\(column)\" = \"\(column)\"", "DELETE FROM \"\(table)\"",
                "INSERT OR REPLACE INTO \"\(table)\" SELECT * FROM \"\(table)\"",
                "INSERT OR IGNORE INTO \"\(table)\" SELECT * FROM \"\(table)\"",
            ] {
                let error = await #expect(throws: DatabaseError.self, "\(sql)") {
                    try await queue.write { try $0.execute(sql: sql) }
                }
                // The journal's own guard is a function that other programs do not even have.
                let isForeign = table == "transaction" && sql.hasPrefix("INSERT")
                #expect(error?.resultCode == (isForeign ? .SQLITE_ERROR : .SQLITE_CONSTRAINT), "\(sql)")
            }
        }
    }

    @Test("A foreign program cannot slip in a row beside the sequence") func sequence() async throws {
        let directory = try await filledLedger()
        let queue = try DatabaseQueue(path: directory.file("ledger.sqlite"))
        for change in ["seq = seq + 5", "seq = 3, id = id", "id = randomblob(16), seq = 3"] {
            await #expect(throws: DatabaseError.self, "\(change)") {
                try await queue.write { db in
                    try db.execute(sql: "CREATE TEMP TABLE t AS SELECT * FROM \"transaction\" WHERE seq = 1")
                    try db.execute(sql: "UPDATE temp.t SET \(change)")
                    try db.execute(sql: "INSERT INTO \"transaction\" SELECT * FROM temp.t")
                }
            }
        }
    }

    @Test("A foreign program cannot put another batch into the place of a posted one") func batches() async throws {
        let directory = try await filledLedger()
        let queue = try DatabaseQueue(path: directory.file("ledger.sqlite"))
        let columns = try await queue.read { try $0.columns(in: "batch") }
        /// A row with a value of the right kind in every column.
        func insert(_ sequence: Int, posted: Bool) async throws {
            let values = columns.map { column in
                switch column.name {
                case "seq": "\(sequence)"
                case "id": "randomblob(16)"
                case "first_seq", "transactions", "total": posted ? "1" : "NULL"
                default: column.isNotNull ? (column.type == "INTEGER" ? "1" : "'EUR'") : "NULL"
                }
            }
            let names = columns.map(\.name).joined(separator: ", ")
            try await queue.write {
                try $0.execute(sql: "INSERT INTO batch (\(names)) VALUES (\(values.joined(separator: ", ")))")
            }
        }
        await #expect(throws: DatabaseError.self) { try await insert(1, posted: true) }
        try await insert(1, posted: false)
        try await insert(2, posted: false)
        for change in ["seq = 1", "seq = 7", "id = (SELECT id FROM batch WHERE seq = 1)"] {
            await #expect(throws: DatabaseError.self, "\(change)") {
                try await queue.write { try $0.execute(sql: "UPDATE OR REPLACE batch SET \(change) WHERE seq = 2") }
            }
        }
    }

    @Test("The writer's own connection may not even compile a change") func authorizer() async throws {
        let directory = try await filledLedger()
        let connection = try LedgerConnection(path: directory.file("ledger.sqlite"))
        connection.forbidChanges()
        let forbidden =
            Self.tables.flatMap { ["DELETE FROM \"\($0)\"", "DROP TABLE \"\($0)\""] } + [
                "UPDATE \"transaction\" SET text = 'x'", "DELETE FROM counter",
                "ALTER TABLE reversal ADD COLUMN x", "DROP TRIGGER reversal_no_update",
                "PRAGMA recursive_triggers = OFF",
                "PRAGMA writable_schema = ON", "ATTACH ':memory:' AS other", "CREATE TABLE x(y)",
                "UPDATE sqlite_schema SET sql = ''", "INSERT INTO sqlite_schema VALUES ('', '', '', 1, '')",
                "REINDEX", "DROP INDEX document_date",
            ]
        for sql in forbidden {
            #expect(throws: StorageFailure.self, "\(sql)") { try connection.execute(sql) }
        }
        // Adding is allowed; that it does not replace is the triggers' business.
        let replace = "INSERT OR REPLACE INTO \"transaction\" SELECT * FROM \"transaction\""
        #expect(throws: StorageFailure.self) { try connection.execute(replace) }
        try connection.execute("UPDATE counter SET value = value + 1")
    }
}
