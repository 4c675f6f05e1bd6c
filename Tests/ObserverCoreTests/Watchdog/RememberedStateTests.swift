import Foundation
import GRDB
import ObserverCore
import ProcessKit
import Shared
import Testing

/// What is left of a state that this version cannot read.
struct RememberedStateTests {
    private let queue: DatabaseQueue
    private let store: WatchdogStore
    private let stack = StackSpec(units: [.sample("a", port: 1), .sample("b", port: 2)])

    init() throws {
        queue = try DatabaseQueue()
        store = WatchdogStore(try RegistryStore(queue))
    }

    /// A unit that was stopped, one that is down for long, and a silence, all written down.
    private func live() async throws -> WatchdogState {
        var dog = WatchdogFixture(stack)
        for _ in 0..<3 {
            dog.bringUp("a")
            dog.crash("a")
            if case .backoff(let until) = dog.unit("a").supervision { dog.wait(until - dog.now.uptimeMilliseconds) }
        }
        dog.feed(.asked(unit: "a", .stop, by: "test"))
        dog.bringUp("b")
        for _ in 0..<3 { dog.miss("b", .reportsUnhealthy) }
        dog.now = dog.now.advanced(byMilliseconds: 30_000)
        dog.feed(.tick)
        let now = dog.now.unixMilliseconds
        dog.feed(
            .silenced(
                Silence(service: "b", from: now, until: now + 3_600_000, isMaintenance: true, reason: "x", by: "ops")))
        let entry = WatchdogStore.Entry(event: .tick, at: dog.now, decisions: dog.log, digest: "", snapshot: nil)
        try await store.append([entry], state: dog.state)
        return dog.state
    }

    private func damage(_ change: String) async throws {
        try await queue.write { try $0.execute(sql: "UPDATE watchdog_state SET state = \(change)") }
    }

    @Test func `a state that lacks a field keeps intents, numbers, silences and open incidents`() async throws {
        let before = try await live()
        try await damage("json_remove(state, '$.units[0].misses', '$.common.isStopping')")
        let found = try #require(try store.loadState())
        #expect(found.fault?.isEmpty == false)
        let state = started(found.state)
        #expect(state.unit("a")?.intent == .stop && state.unit("b")?.intent == .run)
        #expect(state.unit("a")?.generation == before.unit("a")?.generation)
        #expect(state.common.silences.map(\.id) == before.common.silences.map(\.id))
        #expect(state.common.incidents.map(\.id) == before.common.incidents.map(\.id))
        #expect(!state.common.incidents.isEmpty)
    }

    @Test func `a state that is nothing of the kind leaves the numbers, so that no row of history is replaced`()
        async throws
    {
        let before = try await live()
        try await damage("'[]'")
        let found = try #require(try store.loadState())
        let state = started(found.state)
        let started = try #require(state.unit("a"))
        #expect(started.generation == (before.unit("a")?.generation ?? 0) + 1)
        #expect(state.common.incidents.map(\.id) == before.common.incidents.map(\.id))
    }

    @Test func `a whole state is read as it was`() async throws {
        let before = try await live()
        #expect(try store.loadState()?.state == before)
        #expect(try store.loadState()?.fault == nil)
    }

    private func started(_ state: WatchdogState) -> WatchdogState {
        let now = Moment(uptimeMilliseconds: 95_000_000, unixMilliseconds: 1_700_000_100_000)
        var state = decide(state.forNewRun(hasStack: true), .booted(bootID: "boot", found: []), at: now).state
        state = decide(state, .configured(stack), at: now).state
        return state
    }
}
