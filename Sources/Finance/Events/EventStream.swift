import FinanceCore
import Hummingbird
import NIOCore
import ServiceKit
import ServiceLifecycle

/// How a stream keeps time.
struct EventPace: Sendable {
    /// Longest silence before a comment shows that the connection lives.
    var heartbeat = Duration.seconds(15)
    /// Shortest time between two looks at the journal: under load, many commits are told at once.
    var rest = Duration.milliseconds(20)
    /// Longest time that a reader may take nothing of what is written.
    var patience = Duration.seconds(30)
    /// Events that are read at once.
    var pageSize = 200
}

/// One reader of events. It reads from the journal at the speed of its connection: what it has not taken yet waits on
/// disk, not in memory.
struct EventStream {
    let ledger: LedgerStore
    let account: AccountNumber?
    let routes: LedgerRoutes
    let pace: EventPace

    /// Writes events until the connection or the process ends.
    ///
    /// - Parameter hangUp: ends the connection of a reader that takes nothing for longer than the pace allows.
    func run(
        after place: EventPosition, _ output: inout any ResponseBodyWriter, hangUp: @escaping @Sendable () -> Void
    ) async throws {
        let watch = WriteWatch(patience: pace.patience, hangUp: hangUp)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await watch.run() }
            defer { group.cancelAll() }
            try await follow(after: place, &output, watch)
        }
    }

    private func follow(
        after first: EventPosition, _ output: inout any ResponseBodyWriter, _ watch: WriteWatch
    ) async throws {
        var (place, told) = (first, first)
        try await watch.write(ByteBuffer(string: "retry: 2000\n\n"), to: &output)
        while !Task.isCancelled, !Task.isShuttingDownGracefully {
            // Taken before the journal is read: a commit in between is one to wake up for.
            let revision = ledger.revision
            let page = try await ledger.events(after: place, account: account, limit: pace.pageSize)
            place = page.next
            if !page.events.isEmpty {
                try await watch.write(text(page.events), to: &output)
                told = page.events.last?.position ?? told
            }
            if !page.isLast { continue }
            if await waking(after: revision) == .silence {
                // The id without data moves the place of a filtered reader on without telling it anything.
                let mark = told == place ? "" : "id: \(place)\n"
                told = place
                try await watch.write(ByteBuffer(string: ": alive\n\(mark)\n"), to: &output)
            }
        }
    }

    /// What ends the waiting for the next commit.
    private enum Waking { case commit, silence, end }

    private func waking(after revision: Int64) async -> Waking {
        let waking = await withTaskGroup(of: Waking.self) { [ledger, pace] group in
            group.addTask {
                await ledger.waitForCommit(after: revision)
                return .commit
            }
            group.addTask {
                try? await Task.sleep(for: pace.heartbeat)  // throws only when something else was quicker
                return .silence
            }
            group.addTask {
                // Throws only on cancellation; the process does not wait for whoever listens.
                try? await gracefulShutdown()
                return .end
            }
            defer { group.cancelAll() }
            return await group.next() ?? .end
        }
        if waking == .commit { try? await Task.sleep(for: pace.rest) }  // cut short by the end only
        return waking
    }

    private func text(_ events: [LedgerEvent]) -> ByteBuffer {
        var buffer = ByteBuffer()
        for event in events {
            let response = EventResponse(event: event, routes: routes)
            buffer.writeString("event: \(response.name)\nid: \(event.position)\ndata: ")
            var json = response.json
            buffer.writeBuffer(&json)
            buffer.writeString("\n\n")
        }
        return buffer
    }
}
