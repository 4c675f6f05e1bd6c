import GRDBSQLite

/// A refusal of SQLite: code, place and message.
package struct StorageFailure: Error, CustomStringConvertible {
    package let code: Int32
    package let description: String

    package init(code: Int32, _ description: String) {
        self.code = code
        self.description = description
    }

    /// The last error of a connection.
    init(_ handle: OpaquePointer?, code: Int32, _ place: String) {
        self.code = code
        let message = handle.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
        description = "\(place): \(message) (SQLite \(code))"
    }

    /// The content was refused, not the disk: another request of the same group may well succeed.
    var isAboutContent: Bool {
        [SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG, SQLITE_RANGE].contains(code & 0xff)
    }
}
