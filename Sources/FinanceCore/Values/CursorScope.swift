package import Shared

/// The list that a cursor belongs to, with its filters: a digest, so that a cursor of one list is refused by any other
/// instead of answered with figures of neither.
struct CursorScope: Hashable, Sendable {
    /// The first 8 bytes of a SHA-256: enough against mistakes, and nobody gains anything by a forged one.
    let number: UInt64

    /// - Parameters:
    ///   - list: name of the kind of list.
    ///   - filters: everything that decides what is on the list, but not the size of a page.
    init(_ list: StaticString, _ filters: (any Sendable)?...) {
        var text = "\(list)"
        for filter in filters {
            let value = filter.map { "\($0)" }
            // With its length, so that no text of a filter can look like two.
            text += value.map { "|\($0.utf8.count):\($0)" } ?? "|"
        }
        number = Digest.sha256(Array(text.utf8)).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}

extension PageCursor {
    /// Refuses a cursor of another list.
    /// - Throws: `invalid` with `cursor-foreign`.
    func check(_ scope: CursorScope) throws(FinanceError) {
        guard self.scope == scope.number else { throw .invalid([.cursorForeign]) }
    }
}

extension Page {
    /// The page of a list with a scope: its cursor leads on in this list alone.
    func scoped(_ scope: CursorScope) -> Page {
        Page(elements: elements, next: next.map { $0.scoped(scope) })
    }
}

extension TransactionQuery {
    var scope: CursorScope { CursorScope("transactions", start, end, account, text) }
}

extension DocumentQuery {
    var scope: CursorScope { CursorScope("documents", type, transaction) }
}

extension EntryDraftQuery {
    var scope: CursorScope { CursorScope("drafts", batch) }
}

extension BookingBatchQuery {
    var scope: CursorScope { CursorScope("batches", isPosted) }
}

extension AccountSheetQuery {
    /// The scope of the sheet of an account.
    func scope(of account: AccountNumber) -> CursorScope {
        CursorScope("sheet", account, start, end, currency.code, knownAt)
    }
}

extension Finding {
    package static let cursorForeign = Finding(
        pointer: "?cursor", code: "cursor-foreign",
        detail: LocalizedText(
            de: "Der cursor gehört zu einer anderen Liste oder zu anderen Filtern; lesen Sie von der ersten Seite an.",
            en: "The cursor belongs to another list or to other filters; read from the first page on."))
}
