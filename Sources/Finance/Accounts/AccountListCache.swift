import FinanceCore
import NIOCore
import Synchronization

/// The lists of accounts as JSON, kept until an account or a balance changes.
///
/// A list is asked for far more often than it changes, and writing it out costs much more than sending it.
final class AccountListCache: Sendable {
    private struct Entry {
        let revision: Int64
        let body: ByteBuffer
    }

    private let ledger: LedgerStore
    /// As many entries as there are filters: a dozen.
    private let entries = Mutex<[AccountFilter: Entry]>([:])

    init(ledger: LedgerStore) {
        self.ledger = ledger
    }

    /// The list for a filter, never older than the ledger at the moment of the call.
    func body(_ filter: AccountFilter) -> ByteBuffer {
        // Read before the accounts: a commit in between makes the entry look older than it is, never newer.
        let revision = ledger.revision
        if let entry = entries.withLock({ $0[filter] }), entry.revision == revision { return entry.body }
        let accounts = ledger.accounts(filter).map { AccountResponse(entry: $0, isListed: true) }
        let body = ListResponse(name: "accounts", elements: accounts).json
        entries.withLock { $0[filter] = Entry(revision: revision, body: body) }
        return body
    }
}
