import AsyncHTTPClient
package import BelegCore
import Foundation
package import Logging
import ServiceLifecycle

/// Carries bookings from the outbox to Finance.
///
/// It may die at any moment: the outbox keeps what is not known to have arrived, and Finance books a key once.
package struct BookingDispatcher: Service {
    /// Bookings sent side by side.
    private static let width = 16
    /// Pause after the database itself failed.
    private static let databasePause: TimeInterval = 5
    /// Longest sleep while something waits: the wall clock, which says what is due, may be set at any time.
    private static let longestSleep: TimeInterval = 30

    private let outbox: OutboxStore
    private let finance: FinanceClient
    private let wake: WakeSignal
    private let machine: OutboxMachine
    private let logger: Logger

    package init(
        outbox: OutboxStore, finance: FinanceClient, wake: WakeSignal, backoff: Backoff = .standard, logger: Logger
    ) {
        self.outbox = outbox
        self.finance = finance
        self.wake = wake
        machine = OutboxMachine(backoff: backoff)
        self.logger = logger
    }

    package func run() async throws {
        let transport = finance.makeTransport()
        await cancelWhenGracefulShutdown { await dispatch(over: transport) }
        try await transport.shutdown()
    }

    /// Sends what is due whenever it is woken: by a finalised document, by an operator, or by its own timers.
    private func dispatch(over transport: HTTPClient) async {
        wake.wake()  // what an earlier process left behind
        await withDiscardingTaskGroup { timers in
            var gate = PeerGate(backoff: machine.backoff)
            var pending = ContinuousClock.now
            for await _ in wake.signals {
                guard let next = await drain(&gate, over: transport) else { continue }
                // One timer for the earliest moment is enough; it wakes the loop, which then sets the next. It is
                // measured on a clock that nobody sets, so that it cannot be believed to run when it has ended.
                let now = ContinuousClock.now
                let end = now + .seconds(min(max(0, next.timeIntervalSinceNow), Self.longestSleep))
                guard pending <= now || end < pending else { continue }
                pending = end
                timers.addTask {
                    // Throws only when the service ends.
                    try? await Task.sleep(until: end, clock: .continuous)
                    wake.wake()
                }
            }
            timers.cancelAll()
        }
    }

    /// Sends everything that is due.
    ///
    /// - Returns: when to look again; `nil` if nothing waits.
    private func drain(_ gate: inout PeerGate, over transport: HTTPClient) async -> Date? {
        do {
            while try await sendRound(&gate, over: transport) {}
            guard let next = try await outbox.nextDue() else { return nil }
            if next.timeIntervalSinceNow > PeerGate.longestPause + 1 {
                try await outbox.apply([:], releaseAll: true, now: .now)
                return .now
            }
            return max(next, gate.reopening ?? next)
        } catch is CancellationError {
            return nil
        } catch {
            logger.error("Outbox cannot be used", metadata: ["error": "\(error)"])
            return Date.now.addingTimeInterval(Self.databasePause)
        }
    }

    /// - Returns: whether more may be due.
    private func sendRound(_ gate: inout PeerGate, over transport: HTTPClient) async throws -> Bool {
        let allowance = gate.allowance(now: .now, full: Self.width)
        guard allowance > 0 else { return false }
        let entries = try await outbox.due(now: .now, limit: allowance)
        guard !entries.isEmpty else { return false }
        let outcomes = try await send(entries, over: transport)
        let now = Date.now
        let wasClosed = gate.isClosed
        let isBack = gate.record(outcomes.map(\.1), now: now, jitter: .random(in: 0..<1))
        var changes: [String: OutboxChange] = [:]
        for (entry, outcome) in outcomes {
            changes[entry.documentID] = machine.change(
                attempts: entry.attempts, outcome: outcome, now: now, jitter: .random(in: 0..<1))
        }
        try await outbox.apply(changes, releaseAll: isBack, now: now)
        report(outcomes, wasClosed: wasClosed, gate: gate)
        return true
    }

    private func send(
        _ entries: [OutboxEntry], over transport: HTTPClient
    ) async throws -> [(OutboxEntry, DeliveryOutcome)] {
        try await withThrowingTaskGroup { group in
            for entry in entries {
                group.addTask { (entry, try await finance.deliver(entry, over: transport)) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    /// One line per change of state; amounts and texts stay out of the log.
    private func report(_ outcomes: [(OutboxEntry, DeliveryOutcome)], wasClosed: Bool, gate: PeerGate) {
        if gate.isClosed, !wasClosed { logger.warning("Finance is away, bookings wait") }
        if wasClosed, !gate.isClosed { logger.notice("Finance is back") }
        for case (let entry, .rejected) in outcomes {
            logger.warning("Finance refused a booking", metadata: ["document": "\(entry.documentID)"])
        }
    }
}
