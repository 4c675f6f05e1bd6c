import GRDB
import ProcessKit
import Testing

@testable import ObserverCore

/// How often units were started without being asked to.
struct RestartCountTests {
    private func store(_ starts: [(unit: String, at: Int, why: Why)]) async throws -> (WatchdogStore, DatabaseQueue) {
        let queue = try DatabaseQueue()
        let store = WatchdogStore(try RegistryStore(queue))
        let entries = starts.enumerated().map { index, start in
            WatchdogStore.Entry(
                event: .tick, at: Moment(uptimeMilliseconds: start.at, unixMilliseconds: start.at),
                decisions: [Decision(unit: start.unit, generation: index + 1, action: .start, why: start.why)],
                digest: "", snapshot: nil)
        }
        try await store.append(entries, state: WatchdogState(seed: 1))
        return (store, queue)
    }

    @Test func `starts after failures count, wanted ones and those of the stack do not`() async throws {
        let killed = ExitStatus.signalled(signal: 9)
        let (store, _) = try await store([
            ("a", 10, .stackStarted), ("a", 20, .crashed(killed, episode: 1, delayMilliseconds: 0)),
            ("a", 30, .asked(.restart, by: "Ada")), ("a", 40, .configurationChanged), ("a", 50, .timeToRetry),
            ("b", 60, .addedToStack), ("b", 70, .dependencyReady("a")), ("b", 80, .quarantineTry),
            ("c", 90, .startsWithoutDependency("a")), ("d", 5, .vanished),
        ])
        #expect(try await store.restarts(since: 10) == ["a": 1, "b": 1])
        #expect(try await store.restarts(since: 21) == ["b": 1])
        #expect(try await store.restarts(since: 81) == [:])
        let notes = try await store.restartNotes(since: 10, limit: 10)
        #expect(notes.map(\.at) == [80, 20] && notes.map(\.unit) == ["b", "a"])
        #expect(notes.last?.why == .crashed(killed, episode: 1, delayMilliseconds: 0))
        #expect(try await store.restartNotes(since: 10, limit: 1).map(\.at) == [80])
    }

    @Test func `the journal counts as the unit does, whatever stood in the way`() async throws {
        var dog = WatchdogFixture(.sample("a"))
        let holder = PortHolder(port: 4_000, pid: 77, program: "python3", user: "eve")
        dog.feed(.obstructed(unit: "a", generation: 1, .portTaken(holder)))
        dog.feed(.cleared(unit: "a", generation: 1))
        dog.bringUp("a")
        dog.crash("a")
        dog.bringUp("a")
        dog.crash("a", .exited(code: 78))
        dog.feed(.cleared(unit: "a", generation: dog.unit("a").generation))
        dog.bringUp("a")
        #expect(dog.starts("a") == 4 && dog.unit("a").restarts == 1)
        let starts = dog.log.filter { $0.action == .start }.map { ($0.unit, 1, $0.why) }
        let (store, _) = try await store(starts)
        #expect(try await store.restarts(since: 0) == ["a": dog.unit("a").restarts])
    }

    @Test func `they are found by an index, however many there were`() async throws {
        let (_, queue) = try await store([])
        let plan = try await queue.read { database in
            try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(WatchdogStore.restartCounts)", arguments: [1])
                .map { $0["detail"] as String }
        }
        #expect(plan.contains { $0.contains("SEARCH unit_start USING INDEX unit_start_by_time") }, "\(plan)")
        #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
    }
}
