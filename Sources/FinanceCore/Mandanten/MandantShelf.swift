import Synchronization

/// The ledgers of all companies but the standard one: opened when they are asked for, closed when room is needed.
///
/// Whoever has a lease keeps a ledger open; of those without, the one that was not needed for longest goes first.
package actor MandantShelf: LedgerSource {
    /// Bounds of a shelf.
    package struct Limits: Sendable {
        /// Companies at all.
        package var mandanten: Int
        /// Ledgers open at once, beside the standard one.
        package var open: Int

        package init(mandanten: Int = 10_000, open: Int = 16) {
            self.mandanten = mandanten
            self.open = open
        }
    }

    private enum Slot {
        /// Somebody opens, makes or closes it; these wait for the end.
        case busy([CheckedContinuation<Void, Never>])
        case open(OpenLedger)
    }

    /// Names of folders that hold no company.
    package nonisolated let strangers: [String]
    private nonisolated let catalogue: Mutex<[MandantID: Mandant]>
    /// The open ledgers, for answers that do not wait.
    private nonisolated let openLedgers = Mutex<[MandantID: LedgerStore]>([:])
    private let standard: LedgerStore
    private let folder: MandantFolder
    private let options: LedgerOptions
    private let limits: Limits
    private var slots: [MandantID: Slot] = [:]
    private var uses = 0
    private var isClosed = false

    /// - Parameters:
    ///   - standard: the ledger beside which the companies' folders lie.
    ///   - options: of the companies' ledgers.
    package init(beside standard: LedgerStore, options: LedgerOptions, limits: Limits = Limits()) {
        self.standard = standard
        self.options = options
        self.limits = limits
        folder = MandantFolder(path: standard.directory + "/mandanten")
        let (mandanten, strangers) = folder.scan()
        self.strangers = strangers
        catalogue = Mutex(Dictionary(mandanten.map { ($0.id, $0) }) { first, _ in first })
    }

    /// All companies in order of their ids.
    package nonisolated var mandanten: [Mandant] { catalogue.withLock { $0.values.sorted { $0.id < $1.id } } }

    /// - Throws: `notFound`.
    package nonisolated func mandant(_ id: MandantID) throws(FinanceError) -> Mandant {
        guard let mandant = catalogue.withLock({ $0[id] }) else { throw .notFound(.mandant, id.description) }
        return mandant
    }

    /// Ledgers that are open right now, and writes that wait in them.
    package nonisolated var load: (open: Int, queuedWrites: Int) {
        openLedgers.withLock { ($0.count, $0.values.reduce(0) { $0 + $1.queuedWrites }) }
    }

    /// Makes a company with an empty ledger. The same again changes nothing.
    /// - Returns: the company and whether it is new.
    /// - Throws: `mandantExists`, `mandantenFull`, `closing`, `storage`.
    package func create(_ draft: MandantDraft) async throws(FinanceError) -> (mandant: Mandant, isNew: Bool) {
        while case .busy? = slots[draft.id] { await wait(for: draft.id) }
        if isClosed { throw .closing }
        if let known = catalogue.withLock({ $0[draft.id] }) {
            guard known.name == draft.name, known.chart == draft.chart else { throw .mandantExists(draft.id) }
            return (known, false)
        }
        guard catalogue.withLock({ $0.count }) < limits.mandanten else { throw .mandantenFull(limits.mandanten) }
        let mandant = Mandant(id: draft.id, name: draft.name, chart: draft.chart, createdAt: options.now())
        slots[draft.id] = .busy([])
        do throws(FinanceError) {
            try await folder.make(mandant, options: options)
        } catch {
            free(draft.id)
            throw error
        }
        catalogue.withLock { $0[draft.id] = mandant }
        free(draft.id)
        return (mandant, true)
    }

    package func ledger(of mandant: MandantID?) async throws(FinanceError) -> LedgerLease {
        guard let mandant else { return LedgerLease(standard: standard) }
        _ = try self.mandant(mandant)
        while true {
            if isClosed { throw .closing }
            switch slots[mandant] {
            case .open(let entry):
                uses += 1
                entry.lastUse.store(uses, ordering: .relaxed)
                return LedgerLease(entry, mandant: mandant)
            case .busy: await wait(for: mandant)
            case nil:
                // After either, everything may have changed meanwhile: look again.
                if slots.count >= limits.open { try await makeRoom() } else { try await open(mandant) }
            }
        }
    }

    /// Leases on all ledgers that are open right now.
    package func openLeases() -> [LedgerLease] {
        slots.compactMap { id, slot in
            if case .open(let entry) = slot { LedgerLease(entry, mandant: id) } else { nil }
        }
    }

    private func open(_ id: MandantID) async throws(FinanceError) {
        slots[id] = .busy([])
        do throws(FinanceError) {
            let ledger = try await LedgerStore.open(directory: folder.path(of: id), options: options)
            // One that is open for a moment only has its anchor of the day as well; a disk that refuses says so elsewhere.
            _ = try? await ledger.anchorDay()
            uses += 1
            let waiting = waiters(of: id)
            slots[id] = .open(OpenLedger(ledger, use: uses))
            openLedgers.withLock { $0[id] = ledger }
            for waiter in waiting { waiter.resume() }
        } catch {
            free(id)
            throw error
        }
    }

    /// Closes the ledger that was not needed for longest.
    /// - Throws: `mandantenBusy` when all are in use.
    private func makeRoom() async throws(FinanceError) {
        var oldest: (id: MandantID, entry: OpenLedger)?
        for (id, slot) in slots {
            guard case .open(let entry) = slot, entry.isIdle else { continue }
            if let known = oldest?.entry.lastUse.load(ordering: .relaxed),
                known < entry.lastUse.load(ordering: .relaxed)
            {
                continue
            }
            oldest = (id, entry)
        }
        guard let oldest else { throw .mandantenBusy(limits.open) }
        await close(oldest.id, oldest.entry)
    }

    private func close(_ id: MandantID, _ entry: OpenLedger) async {
        slots[id] = .busy([])
        openLedgers.withLock { _ = $0.removeValue(forKey: id) }
        await entry.ledger.close()
        free(id)
    }

    /// Closes everything; nothing is opened any more.
    package func close() async {
        isClosed = true
        for (id, slot) in slots {
            switch slot {
            case .open(let entry): await close(id, entry)
            case .busy: await wait(for: id)
            }
        }
    }

    private func wait(for id: MandantID) async {
        await withCheckedContinuation { continuation in
            guard case .busy(let others)? = slots[id] else { return continuation.resume() }
            slots[id] = .busy(others + [continuation])
        }
    }

    private func waiters(of id: MandantID) -> [CheckedContinuation<Void, Never>] {
        if case .busy(let waiters)? = slots[id] { waiters } else { [] }
    }

    private func free(_ id: MandantID) {
        let waiting = waiters(of: id)
        slots[id] = nil
        for waiter in waiting { waiter.resume() }
    }
}
