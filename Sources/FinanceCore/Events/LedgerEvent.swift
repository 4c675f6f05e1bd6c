/// Something that was committed.
package struct LedgerEvent: Hashable, Sendable {
    /// What it was. All values are as they were then, so an event is the same however often it is read.
    package enum Content: Hashable, Sendable {
        /// A transaction; a reversal names the one that it reverses.
        case transaction(Transaction)
        /// A new account or a new version of one.
        case account(Account)
        case lock(PeriodLock)
        case document(Document)
    }

    /// The place behind it.
    package let position: EventPosition
    package let content: Content

    /// Whether it has to do with an account: locks and documents have with all.
    func concerns(_ account: AccountNumber) -> Bool {
        switch content {
        case .transaction(let transaction): transaction.lines.contains { $0.account == account }
        case .account(let changed): changed.number == account
        case .lock, .document: true
        }
    }
}

/// Some events in order.
package struct EventPage: Sendable {
    package let events: [LedgerEvent]
    /// Where the next page begins; it rises also when a filter has left everything out.
    package let next: EventPosition
    /// Nothing more was committed when the page was read.
    package let isLast: Bool
}
