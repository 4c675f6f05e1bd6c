import GRDBSQLite

/// A prepared statement of the writing connection. Positions count from 1 when binding, from 0 when reading.
final class Statement {
    private let statement: OpaquePointer
    private let connection: OpaquePointer

    // SQLITE_TRANSIENT: SQLite copies the bytes before the call returns.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    init(_ statement: OpaquePointer, of connection: OpaquePointer) {
        self.statement = statement
        self.connection = connection
    }

    deinit { sqlite3_finalize(statement) }

    func bind(_ position: Int32, _ value: Int64) { sqlite3_bind_int64(statement, position, value) }

    func bind(_ position: Int32, _ value: Int) { sqlite3_bind_int64(statement, position, Int64(value)) }

    func bind(_ position: Int32, orNull value: Int64?) {
        if let value {
            sqlite3_bind_int64(statement, position, value)
        } else {
            sqlite3_bind_null(statement, position)
        }
    }

    func bind(_ position: Int32, _ value: BookingDate?) {
        if let value {
            sqlite3_bind_int64(statement, position, Int64(value.number))
        } else {
            sqlite3_bind_null(statement, position)
        }
    }

    func bind(_ position: Int32, _ value: String?) {
        guard let value else {
            sqlite3_bind_null(statement, position)
            return
        }
        sqlite3_bind_text(statement, position, value, Int32(value.utf8.count), Self.copied)
    }

    func bind(_ position: Int32, _ value: [UInt8]?) {
        guard let value else {
            sqlite3_bind_null(statement, position)
            return
        }
        sqlite3_bind_blob(statement, position, value, Int32(value.count), Self.copied)
    }

    func bind(_ position: Int32, _ form: borrowing ByteForm) {
        form.withBytes { _ = sqlite3_bind_blob(statement, position, $0.baseAddress, Int32($0.count), Self.copied) }
    }

    /// Binds a text that lies in an arena, without a copy; the arena must stay as it is until the statement has run.
    func bind(_ position: Int32, _ text: String?, in arena: BindArena) {
        guard let text else {
            sqlite3_bind_null(statement, position)
            return
        }
        let place = arena.add(text)
        sqlite3_bind_text(
            statement, position, place.start.assumingMemoryBound(to: CChar.self), Int32(place.count), nil)
    }

    /// Binds bytes that lie in an arena, without a copy.
    func bind(_ position: Int32, _ bytes: UnsafeRawBufferPointer, in arena: BindArena) {
        let place = arena.add(bytes)
        sqlite3_bind_blob(statement, position, place.start, Int32(place.count), nil)
    }

    func bind(_ position: Int32, _ id: EntityID) {
        withUnsafeBytes(of: (id.high.bigEndian, id.low.bigEndian)) {
            _ = sqlite3_bind_blob(statement, position, $0.baseAddress, 16, Self.copied)
        }
    }

    /// Runs a statement without result rows and makes it ready again.
    func run() throws(StorageFailure) {
        let code = sqlite3_step(statement)
        guard code == SQLITE_DONE || code == SQLITE_ROW else {
            let failure = StorageFailure(connection, code: code, "write")
            sqlite3_reset(statement)
            throw failure
        }
        // The reset after a good step has nothing to add.
        sqlite3_reset(statement)
    }

    /// Steps to the next row; at the end the statement is ready again.
    func next() throws(StorageFailure) -> Bool {
        let code = sqlite3_step(statement)
        if code == SQLITE_ROW { return true }
        let failure = code == SQLITE_DONE ? nil : StorageFailure(connection, code: code, "read")
        sqlite3_reset(statement)
        if let failure { throw failure }
        return false
    }

    /// Ends a reading that does not go to the last row.
    func reset() { sqlite3_reset(statement) }

    func int64(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }

    func text(_ column: Int32) -> String {
        guard let text = sqlite3_column_text(statement, column) else { return "" }
        let count = Int(sqlite3_column_bytes(statement, column))
        return String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self)
    }

    func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

    func optionalDate(_ column: Int32) -> BookingDate? {
        isNull(column) ? nil : BookingDate(unchecked: Int32(truncatingIfNeeded: int64(column)))
    }

    func bytes(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(statement, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
    }

    /// The bytes of a BLOB without copying them; valid until the statement goes on.
    func withBytes<Result>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let start = sqlite3_column_blob(statement, column)
        return body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
    }

    func bind(_ position: Int32, _ hash: ChainHash) {
        hash.withBytes { _ = sqlite3_bind_blob(statement, position, $0.baseAddress, 32, Self.copied) }
    }

    func id(_ column: Int32) -> EntityID { EntityID(bytes: bytes(column)) }
}

extension EntityID {
    /// The identity of 16 bytes, big-endian; missing bytes count as zero.
    init(bytes: some Sequence<UInt8>) {
        var words: (UInt64, UInt64) = (0, 0)
        for (index, byte) in bytes.prefix(16).enumerated() {
            if index < 8 {
                words.0 |= UInt64(byte) << UInt64(56 - index * 8)
            } else {
                words.1 |= UInt64(byte) << UInt64(120 - index * 8)
            }
        }
        self.init(high: words.0, low: words.1)
    }

    var bytes: [UInt8] { withBytes { Array($0) } }

    /// The 16 bytes, big-endian.
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        withUnsafeBytes(of: (high.bigEndian, low.bigEndian), body)
    }
}
