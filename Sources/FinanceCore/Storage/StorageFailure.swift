import GRDBSQLite

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A refusal of SQLite, or of the system with the code that SQLite would have given it: code, place and message.
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

    /// A refusal of the system.
    /// - Parameter system: its number, `errno`.
    init(system: Int32, _ place: String) {
        code =
            switch system {
            case ENOSPC, EDQUOT: SQLITE_FULL
            case EIO: SQLITE_IOERR
            case ENOMEM: SQLITE_NOMEM
            case EMFILE, ENFILE: SQLITE_CANTOPEN
            default: 0
            }
        description = "\(place): \(String(cString: strerror(system)))"
    }

    /// A file is not as it was written.
    static func damage(_ description: String) -> StorageFailure {
        StorageFailure(code: SQLITE_CORRUPT, description)
    }

    /// Something else must go on first.
    static func busy(_ description: String) -> StorageFailure { StorageFailure(code: SQLITE_BUSY, description) }

    /// A page whose checksum is another one (the macro is out of Swift's reach).
    private static let wrongChecksum = SQLITE_IOERR | 32 << 8

    /// A file is not as it was written: waiting will not mend it.
    var isDamage: Bool { Self.isDamage(code) }

    static func isDamage(_ code: Int32) -> Bool {
        [SQLITE_CORRUPT, SQLITE_NOTADB].contains(code & 0xff) || code == wrongChecksum
    }

    /// The same may succeed later: the disk is full or has failed, or somebody is in the way.
    var mayPass: Bool { Self.mayPass(code) }

    static func mayPass(_ code: Int32) -> Bool {
        !isDamage(code)
            && [
                SQLITE_FULL, SQLITE_IOERR, SQLITE_BUSY, SQLITE_LOCKED, SQLITE_NOMEM, SQLITE_CANTOPEN, SQLITE_INTERRUPT,
            ].contains(code & 0xff)
    }

    /// The file does not begin as one of SQLite does.
    var isAboutFileHeader: Bool { code & 0xff == SQLITE_NOTADB }

    /// The content was refused, not the disk: another request of the same group may well succeed.
    var isAboutContent: Bool {
        [SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG, SQLITE_RANGE].contains(code & 0xff)
    }
}
