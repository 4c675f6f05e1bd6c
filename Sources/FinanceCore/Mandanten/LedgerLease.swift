import Synchronization

/// Hands out open ledgers.
package protocol LedgerSource: Sendable {
    /// - Parameter mandant: nil for the standard ledger.
    /// - Throws: `notFound`, `mandantenBusy`, `closing`, `storage`.
    func ledger(of mandant: MandantID?) async throws(FinanceError) -> LedgerLease
}

/// The right to use an open ledger: it stays open as long as this lives.
package final class LedgerLease: Sendable {
    package let ledger: LedgerStore
    /// nil for the standard ledger.
    package let mandant: MandantID?
    private let entry: OpenLedger?

    /// A lease on the standard ledger, which is open anyhow.
    package init(standard ledger: LedgerStore) {
        self.ledger = ledger
        mandant = nil
        entry = nil
    }

    init(_ entry: OpenLedger, mandant: MandantID) {
        ledger = entry.ledger
        self.mandant = mandant
        self.entry = entry
        entry.leases.add(1, ordering: .acquiringAndReleasing)
    }

    deinit { entry?.leases.subtract(1, ordering: .acquiringAndReleasing) }

    /// Something made for the open ledger once and kept as long as it is open.
    package func attachment<Value: Sendable>(_ make: () -> Value) -> Value {
        guard let entry else { return make() }
        return entry.attachment.withLock { kept in
            if let known = kept as? Value { return known }
            let new = make()
            kept = new
            return new
        }
    }
}

/// A ledger on the shelf.
final class OpenLedger: Sendable {
    let ledger: LedgerStore
    let leases = Atomic<Int>(0)
    let attachment = Mutex<(any Sendable)?>(nil)
    /// Counts the uses of the shelf: the least is the one that was not needed for longest.
    let lastUse: Atomic<Int>

    init(_ ledger: LedgerStore, use: Int) {
        self.ledger = ledger
        lastUse = Atomic(use)
    }

    var isIdle: Bool { leases.load(ordering: .acquiring) == 0 }
}
