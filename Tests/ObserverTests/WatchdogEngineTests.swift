import Foundation
import Glibc
import GRDB
import Logging
import ObserverCore
import ProcessKit
import ServiceKit
import Synchronization
import TestSupport
import Testing

@testable import Observer

/// The loop around the rules, with a real database and real processes.
@Suite(.serialized)
struct WatchdogEngineTests {
    /// An engine over a state, in a folder of its own.
    private final class Bench: Sendable {
        let folder: TemporaryDirectory
        let queue: DatabaseQueue
        let watchdog: Watchdog
        let kept = Mutex<[Alert]>([])
        let writeDowns = Mutex(0)
        private let registry: RegistryWatch
        private let boot: ServiceBoot

        init(_ state: WatchdogState) throws {
            folder = try TemporaryDirectory()
            queue = try DatabaseQueue(path: folder.path + "/observer.sqlite")
            boot = try ServiceBoot.forTests(identity: .observer)
            let store = try RegistryStore(queue)
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            registry = RegistryWatch(
                supervisor: try RegistrySupervisor(store: store, logger: logger, at: .current()),
                metrics: ObserverMetrics(registry: boot.registry), logger: logger)
            watchdog = Watchdog(store: WatchdogStore(store), state: state)
        }

        deinit {
            for found in living { ProcessSignal.send(SIGKILL, to: found) }
        }

        var living: [ProcessIdentity] { ProcessTable.find(marker: "ERP_STACK_RUN=\(folder.path)").map(\.identity) }

        func engine(_ outlets: WatchdogOutlets = WatchdogOutlets()) -> WatchdogEngine {
            WatchdogEngine(
                watchdog: watchdog,
                launcher: Launcher(
                    logFolder: folder.path, run: folder.path, observerURL: { "http://127.0.0.1:1/register" },
                    environment: ["PATH": "/usr/bin:/bin"]),
                processes: ProcessWatch(),
                prober: UnitProber(watchdog: watchdog, registry: registry, periodMilliseconds: 2_000),
                evidence: EvidenceStore(
                    folder: folder.path + "/evidence", logFile: { [folder] in "\(folder.path)/\($0).log" },
                    figures: UnitFigures()),
                metrics: WatchdogMetrics(registry: boot.registry), outlets: outlets,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        }
    }

    private let stack: StackSpec = {
        let unit = UnitSpec(name: "a", executable: "/bin/sleep", arguments: ["60"], stopMilliseconds: 1_000)
        return StackSpec(units: [unit])
    }()

    /// A state whose unit should run and does not, as an earlier run left it.
    private func earlier() -> WatchdogState {
        var state = WatchdogState(seed: 1)
        let events: [WatchdogEvent] = [
            .booted(bootID: ProcessTable.bootID, found: []), .configured(stack), .stackStopping(by: "SIGTERM"),
            .obstructed(unit: "a", generation: 1, .outOfResources),
        ]
        for event in events { _ = state.handle(event, at: .current()) }
        return state.forNewRun(hasStack: true)
    }

    @Test(.timeLimit(.minutes(1)))
    func `nothing is decided before it is known what runs: what was sent earlier comes after`() async throws {
        let bench = try Bench(earlier())
        for _ in 0..<3 { bench.watchdog.inbox.send(.tick) }
        let engine = bench.engine()
        try await withThrowingTaskGroup { group in
            group.addTask { await engine.run(stack: stack) }
            try await eventually("a process") { bench.watchdog.state.unit("a")?.identity != nil }
            try await Task.sleep(for: .milliseconds(500))
            #expect(bench.living.count == 1)
            #expect(bench.watchdog.state.unit("a")?.generation == 2)
            group.cancelAll()
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `a wish to end that comes while it looks around is obeyed`() async throws {
        let bench = try Bench(earlier())
        bench.watchdog.inbox.send(.stackStopping(by: "SIGTERM"))
        await bench.engine().run(stack: stack)
        #expect(bench.living.isEmpty)
        #expect(bench.watchdog.state.unit("a")?.hasProcess == false)
    }

    @Test(.timeLimit(.minutes(1)))
    func `while the disk fails people are told from memory, and its return is noticed though nothing happens`()
        async throws
    {
        let bench = try Bench(WatchdogState(seed: 1))
        let outlets = WatchdogOutlets(
            alertsUnwritten: { [bench] alerts in bench.kept.withLock { $0 += alerts } },
            storageWorks: { [bench] in bench.writeDowns.withLock { $0 += 1 } })
        let engine = bench.engine(outlets)
        try await withThrowingTaskGroup { group in
            group.addTask { await engine.run(stack: nil) }
            try await eventually("the loop") { bench.watchdog.progress > 0 }
            try await bench.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = true") }
            let now = Moment.current().unixMilliseconds
            await bench.watchdog.inbox.ask(
                .silenced(
                    Silence(service: "x", from: now, until: now + 60_000, isMaintenance: false, reason: "", by: "t")))
            try await eventually("an alert") { bench.kept.withLock { $0.map(\.incident.kind) } == [.storage] }
            try await bench.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = false") }
            try await eventually("good news") { bench.watchdog.state.common.incidents.isEmpty }
            #expect(bench.writeDowns.withLock { $0 } == 1)
            try await eventually("the incident on disk") {
                try await bench.watchdog.store.incidents(limit: 5).map(\.closedAt).filter { $0 != nil }.count == 1
            }
            group.cancelAll()
        }
    }
}
