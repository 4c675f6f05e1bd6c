import GRDBSQLite

/// What the writing connection may do once the tables are there: add rows, carry counters forward, and work on drafts
/// that are not booked.
///
/// It is asked when a statement is compiled, so a forbidden one does not even get that far. The triggers in the file
/// say the same to everybody else.
enum LedgerAuthorizer {
    /// The only tables whose rows are written again.
    static let changingTables: Set<String> = ["counter", "draft", "batch"]
    /// The only tables whose rows go away. Triggers keep those of posted batches.
    static let passingTables: Set<String> = ["draft", "batch"]

    static let callback:
        @convention(c) (
            UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<CChar>?,
            UnsafePointer<CChar>?
        ) -> Int32 = { _, action, first, _, _, _ in
            let allowed: Bool
            switch action {
            case SQLITE_SELECT, SQLITE_READ, SQLITE_FUNCTION, SQLITE_RECURSIVE, SQLITE_TRANSACTION, SQLITE_SAVEPOINT:
                allowed = true
            case SQLITE_INSERT:
                allowed = first.map { !String(cString: $0).hasPrefix("sqlite_") } ?? false
            case SQLITE_UPDATE:
                allowed = first.map { LedgerAuthorizer.changingTables.contains(String(cString: $0)) } ?? false
            case SQLITE_DELETE:
                allowed = first.map { LedgerAuthorizer.passingTables.contains(String(cString: $0)) } ?? false
            default:
                // DROP, ALTER, CREATE, ATTACH, PRAGMA and whatever SQLite learns later.
                allowed = false
            }
            return allowed ? SQLITE_OK : SQLITE_DENY
        }
}
