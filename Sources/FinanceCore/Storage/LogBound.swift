import GRDBSQLite

/// Keeps the log beside a file (SQLite's WAL) from growing without bound.
///
/// A log begins anew when all of it is in the file and nobody reads from it. Where readers overlap all the time, that
/// moment never comes by itself, whatever each of them takes. So, from a limit on, the writer waits for it once in a
/// while: everything is moved into the file, who comes then reads the file alone, and only those who are reading already
/// are waited for, for a tenth of a second at most. Somebody who reads longer than that makes it grow meanwhile.
final class LogBound {
    /// From this many pages on, each commit moves what it can into the file, without waiting for anybody.
    private static let usual: Int32 = 4_000
    /// How long the writer waits for readers, in milliseconds.
    private static let patience: Int32 = 100

    private let limit: Int32
    /// Pages at which the writer waits next; more after each time in vain, so that it seldom does.
    private var next: Int32
    private let busyTimeout: Int32

    /// - Parameters:
    ///   - bytes: size of a log that is not to be exceeded by much.
    ///   - busyTimeout: the connection's own, in milliseconds, which is put back after the waiting.
    init(bytes: Int, busyTimeout: Int32) {
        limit = Int32(clamping: max(64, bytes / 4_096))
        next = limit
        self.busyTimeout = busyTimeout
    }

    /// Takes the place of SQLite's own checkpoints, for as long as the connection lives.
    func install(on handle: OpaquePointer) {
        sqlite3_wal_hook(
            handle,
            { bound, handle, _, pages in
                if let bound { Unmanaged<LogBound>.fromOpaque(bound).takeUnretainedValue().committed(handle, pages) }
                return SQLITE_OK
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    static func remove(from handle: OpaquePointer) { sqlite3_wal_hook(handle, nil, nil) }

    /// What a checkpoint cannot do now the next one does: its failure is none of the commit's.
    private func committed(_ handle: OpaquePointer?, _ pages: Int32) {
        guard pages >= min(Self.usual, limit / 4) else { return next = limit }
        guard pages >= next else {
            sqlite3_wal_checkpoint_v2(handle, "main", SQLITE_CHECKPOINT_PASSIVE, nil, nil)
            return
        }
        sqlite3_busy_timeout(handle, Self.patience)
        let code = sqlite3_wal_checkpoint_v2(handle, "main", SQLITE_CHECKPOINT_RESTART, nil, nil)
        sqlite3_busy_timeout(handle, busyTimeout)
        next = code == SQLITE_OK ? limit : pages + limit / 4
    }
}
