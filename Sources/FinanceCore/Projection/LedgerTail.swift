import Synchronization

/// What was booked after the projection's last run, in memory: the writer adds to it with every commit, so that every
/// reader sees every acknowledged transaction at once.
///
/// Cut into pages, because a reader takes copies and only the last, open page is still written to.
final class LedgerTail: Sendable {
    /// Entries in a page before it is closed.
    let pageSize: Int

    private struct State {
        var pages: [TailPage] = []
        var open: [LineEntry] = []
        var openStart: Int64 = 1
        /// Last transaction that is in the projection's file or in the tail.
        var end: Int64 = 0
        var head = ChainHash.origin
        var count = 0
    }

    private let state = Mutex(State())

    init(pageSize: Int = 4_096) { self.pageSize = pageSize }

    /// Entries that are not yet in a run.
    var count: Int { state.withLock { $0.count } }

    /// Last transaction that is in the projection's file or in the tail.
    var end: Int64 { state.withLock { $0.end } }

    /// Begins anew behind a transaction of the file.
    func start(after sequence: Int64, head: ChainHash) {
        state.withLock { $0 = State(openStart: sequence + 1, end: sequence, head: head) }
    }

    /// Adds the entries of a commit whose last transaction is `sequence`.
    func append(_ entries: [LineEntry], through sequence: Int64, head: ChainHash) {
        state.withLock { state in
            state.open += entries
            state.count += entries.count
            state.end = sequence
            state.head = head
            if state.open.count >= pageSize { Self.closePage(&state) }
        }
    }

    private static func closePage(_ state: inout State) {
        guard !state.open.isEmpty else { return }
        state.pages.append(TailPage(state.open, sequences: state.openStart...state.end, head: state.head))
        state.open.removeAll(keepingCapacity: true)
        state.openStart = state.end + 1
    }

    /// Closes the open page and hands over all there are; they stay readable until `drop`.
    func closedPages() -> [TailPage] {
        state.withLock { state in
            Self.closePage(&state)
            return state.pages
        }
    }

    /// Forgets what the file holds now.
    func drop(through sequence: Int64) {
        state.withLock { state in
            state.pages.removeAll { $0.sequences.upperBound <= sequence }
            state.count = state.pages.reduce(state.open.count) { $0 + $1.count }
        }
    }

    /// All that was booked after a state of the file; nil when part of it has gone into a later state meanwhile.
    func view(after sequence: Int64) -> TailView? {
        state.withLock { state in
            let pages = state.pages.filter { $0.sequences.lowerBound > sequence }
            let start = pages.first?.sequences.lowerBound ?? state.openStart
            guard start == sequence + 1 else { return nil }
            return TailView(pages: pages, open: state.open, end: state.end)
        }
    }
}

/// The tail as one reader sees it.
struct TailView: Sendable {
    let pages: [TailPage]
    let open: [LineEntry]
    /// Last transaction in it.
    let end: Int64

    /// Calls with every entry of an account, in order of commit.
    func forEach(_ account: Int32, _ body: (LineEntry) -> Void) {
        for page in pages { for entry in page[account] { body(entry) } }
        for entry in open where entry.account == account { body(entry) }
    }

    /// Calls with every entry of every account but the journal's own.
    func forEachLine(_ body: (LineEntry) -> Void) {
        for page in pages where page.greatestAccount > 0 {
            for account in 1...page.greatestAccount { for entry in page[account] { body(entry) } }
        }
        for entry in open where entry.account != LineEntry.journal { body(entry) }
    }
}
