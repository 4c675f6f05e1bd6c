import CSQLiteHardening
import GRDBSQLite

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The one connection that writes, straight on SQLite's C interface. Belongs to the writer and never leaves it.
package final class LedgerConnection {
    private let handle: OpaquePointer
    /// nil on a connection that only reads.
    private let logBound: LogBound?
    private static let busyTimeout: Int32 = 5_000

    /// How much a commit waits for the disk.
    package enum Durability: String {
        /// Every commit is on the disk when it returns.
        case full = "FULL"
        /// A power failure may take the last commits with it, and never damages the file: for what can be made anew.
        case normal = "NORMAL"
    }

    /// Opens or creates the file, foreign keys and recursive triggers on.
    ///
    /// Recursive triggers matter: without them INSERT OR REPLACE deletes rows past the delete triggers.
    ///
    /// - Parameters:
    ///   - maximumLogBytes: from this size on the log is kept from growing, see ``LogBound``.
    ///   - hasCheckedPages: the path is one whose pages carry checksums (`ProjectionFile.suffix`).
    package init(
        path: String, maximumPages: Int? = nil, maximumLogBytes: Int = LedgerOptions.defaultLogBytes,
        durability: Durability = .full, hasCheckedPages: Bool = false
    ) throws(StorageFailure) {
        _ = Self.isQuickWithMemory
        _ = Self.checksProjections
        var opened: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE
        let code = sqlite3_open_v2(path, &opened, flags, nil)
        guard let opened, code == SQLITE_OK else {
            let failure = StorageFailure(opened, code: code, "open")
            sqlite3_close_v2(opened)
            throw failure
        }
        handle = opened
        let logBound = LogBound(bytes: maximumLogBytes, busyTimeout: Self.busyTimeout)
        self.logBound = logBound
        sqlite3_extended_result_codes(handle, 1)
        sqlite3_busy_timeout(handle, Self.busyTimeout)
        // SQLite opens a write-protected file for reading only and says so with the first write: better now than then.
        guard sqlite3_db_readonly(handle, "main") == 0 else {
            throw StorageFailure(code: SQLITE_READONLY, "the file \(path) is write-protected")
        }
        let hardened = csqlite_make_defensive(handle)
        guard hardened == SQLITE_OK else { throw StorageFailure(handle, code: hardened, "defensive mode") }
        let marked = csqlite_add_writer_mark(handle)
        guard marked == SQLITE_OK else { throw StorageFailure(handle, code: marked, "writer's mark") }
        if hasCheckedPages {
            try execute("PRAGMA page_size = \(CSQLITE_CHECKED_PAGE)")
            let reserved = csqlite_reserve_checksums(handle)
            guard reserved == SQLITE_OK else { throw StorageFailure(handle, code: reserved, "room for checksums") }
        }
        try execute(
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = \(durability.rawValue);
            PRAGMA foreign_keys = ON;
            PRAGMA recursive_triggers = ON;
            PRAGMA trusted_schema = OFF;
            PRAGMA temp_store = MEMORY;
            PRAGMA cache_size = -16000;
            """)
        logBound.install(on: handle)
        if let maximumPages { try execute("PRAGMA max_page_count = \(maximumPages)") }
    }

    /// Opens a file only to read it. One without a log beside it is taken as it is: a copy in a folder where nothing
    /// may be written, say.
    package init(reading path: String, isLive: Bool = false) throws(StorageFailure) {
        _ = Self.isQuickWithMemory
        var opened: OpaquePointer?
        let escaped = path.utf8.reduce(into: "") { text, byte in
            let isPlain = byte != UInt8(ascii: "%") && byte != UInt8(ascii: "?") && byte != UInt8(ascii: "#")
            text += isPlain ? String(decoding: [byte], as: UTF8.self) : "%" + Digest.hex([byte])
        }
        let hasLog = isLive || access(path + "-wal", F_OK) == 0
        let name = "file:\(escaped)?mode=ro" + (hasLog ? "" : "&immutable=1")
        let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI
        let code = sqlite3_open_v2(name, &opened, flags, nil)
        guard let opened, code == SQLITE_OK else {
            let failure = StorageFailure(opened, code: code, "open \(path)")
            sqlite3_close_v2(opened)
            throw failure
        }
        handle = opened
        logBound = nil
        sqlite3_extended_result_codes(handle, 1)
        sqlite3_busy_timeout(handle, Self.busyTimeout)
        let marked = csqlite_add_writer_mark(handle)
        guard marked == SQLITE_OK else { throw StorageFailure(handle, code: marked, "writer's mark") }
        // A damaged file may hold anything; its schema is not to be trusted, and a cell that lies is to be found.
        try execute("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA cache_size = -16000")
    }

    /// SQLite counts every allocation under a global lock unless it is told not to before its first use. If somebody
    /// used it before, it goes on counting, which costs time and nothing else.
    private static let isQuickWithMemory: Bool = {
        _ = csqlite_forgo_memory_statistics()
        return true
    }()

    /// Before the first projection is opened, by whomever: the pages of all have checksums. Without them (SQLite out of
    /// memory) no projection can be opened that has some, and it is made anew.
    private static let checksProjections: Bool =
        csqlite_check_pages(
            UnsafeRawPointer(ProjectionFile.suffix.utf8Start).assumingMemoryBound(to: CChar.self)) == SQLITE_OK

    deinit {
        LogBound.remove(from: handle)
        // v2: statements that are still alive keep the handle until they go.
        sqlite3_close_v2(handle)
    }

    /// From here on this connection can add to the ledger and not change it.
    package func forbidChanges() {
        sqlite3_set_authorizer(handle, LedgerAuthorizer.callback, nil)
    }

    package func execute(_ sql: String) throws(StorageFailure) {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw StorageFailure(handle, code: code, "execute") }
    }

    func prepare(_ sql: String) throws(StorageFailure) -> Statement {
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
        guard let statement, code == SQLITE_OK else { throw StorageFailure(handle, code: code, "prepare \(sql)") }
        return Statement(statement, of: handle)
    }

    /// The number in the first column of the first row, 0 if there is none.
    func number(_ sql: String) throws(StorageFailure) -> Int64 {
        let statement = try prepare(sql)
        guard try statement.next() else { return 0 }
        defer { statement.reset() }
        return statement.int64(0)
    }

    /// Copies the whole file as it is now into a new one (SQLite's online backup). Others may write meanwhile.
    func copy(to path: String) throws(StorageFailure) {
        var opened: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        let code = sqlite3_open_v2(path, &opened, flags, nil)
        defer { sqlite3_close_v2(opened) }
        guard let opened, code == SQLITE_OK else { throw StorageFailure(opened, code: code, "create \(path)") }
        // The read transaction holds the state; without it a commit of somebody else would start the copy anew.
        try execute("BEGIN; SELECT count(*) FROM setting")
        defer { sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
        guard let backup = sqlite3_backup_init(opened, "main", handle, "main") else {
            throw StorageFailure(opened, code: sqlite3_errcode(opened), "backup")
        }
        let stepped = sqlite3_backup_step(backup, -1)
        let finished = sqlite3_backup_finish(backup)
        guard stepped == SQLITE_DONE, finished == SQLITE_OK else {
            throw StorageFailure(opened, code: stepped == SQLITE_DONE ? finished : stepped, "backup")
        }
    }

    /// Whether a transaction is open.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// Moves the log into the database file, as far as readers allow.
    func checkpoint() {
        sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
    }
}
