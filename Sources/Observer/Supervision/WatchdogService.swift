import Foundation
import Logging
import ObserverCore
import ProcessKit
import ServiceKit
import ServiceLifecycle
import Shared
import UnixSignals

/// The watchdog's life beside the server: starts once the server listens, and ends after its units, while the server
/// still answers.
struct WatchdogService: Service {
    /// Rhythm of logs and figures, in milliseconds.
    private static let chores = Duration.milliseconds(2_000)
    /// Looking at a process costs more than at a log.
    private static let roundsPerSample = 3
    /// Between two looks at what the registry must know of the units.
    private static let followPause = Duration.milliseconds(1_000)

    let engine: WatchdogEngine
    let figures: UnitFigures
    let probing: ProbeSettings
    let source: StackSource?
    let stack: StackSpec?
    let registry: RegistryWatch
    let changes: RegistryChanges
    let scripts: RestartScriptRunner
    let boundPort: BoundPort
    /// Whether units go on without us after a wanted end.
    let keepsUnits: Bool
    let logger: Logger

    private var watchdog: Watchdog { engine.watchdog }

    func run() async throws {
        guard await cancelWhenGracefulShutdown({ await boundPort.wait() }) != nil else { return }
        if !ProcessWatch.isExact {
            logger.notice(
                "This kernel cannot tell at once when a process ends",
                metadata: ["noticed_within_ms": "\(ProcessWatch.pollMilliseconds)"])
        }
        var probing = probing
        probing.networks = .everywhere
        let client = ProbeClient(settings: probing)
        await withGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await engine.prober.run(with: client) }
                group.addTask { await doChores() }
                group.addTask { await reloadOnSignal() }
                group.addTask { await followRegistry() }
                group.addTask {
                    var follower = ServiceFollower(
                        watchdog: watchdog, registry: registry.supervisor, scripts: scripts)
                    await follower.follow(changes)
                }
                await superviseUntilTheEnd()
                group.cancelAll()
            }
        } onGracefulShutdown: {
            if !keepsUnits { watchdog.inbox.send(.stackStopping(by: "SIGTERM")) }
        }
    }

    private func superviseUntilTheEnd() async {
        guard let stack else {
            // Nothing to start, but incidents of what registers, silences and scripts all the same.
            return await cancelWhenGracefulShutdown { await engine.run(stack: nil) }
        }
        if keepsUnits {
            await cancelWhenGracefulShutdown { await engine.run(stack: stack) }
        } else {
            await engine.run(stack: stack)
        }
    }

    /// Units are probed here; the registry must know whom it need not ask itself.
    private func followRegistry() async {
        var ports: Set<Int> = []
        while !Task.isCancelled {
            await askForNeeded()
            let current = Set(watchdog.state.specs.compactMap(\.port))
            if current != ports { await registry.supervisor.supervise(ports: current) }
            ports = current
            try? await Task.sleep(for: Self.followPause)  // cancelled: the condition ends the loop
        }
    }

    /// A changed stack file may need a service that was of no interest before, or name one that was followed.
    private func askForNeeded() async {
        let state = watchdog.state
        for name in state.common.services.keys where state.isOurs(name) {
            watchdog.inbox.send(.serviceLeft(name: name))
        }
        let unknown = Set(state.specs.flatMap(\.dependsOn)).filter {
            state.index(of: $0) == nil && state.common.services[$0] == nil
        }
        guard !unknown.isEmpty else { return }
        for name in unknown {
            for entry in await registry.supervisor.instances(of: name) { changes.put(entry.serviceID) }
        }
    }

    private func doChores() async {
        var rounds = 0
        while !Task.isCancelled {
            let state = watchdog.state
            if rounds % Self.roundsPerSample == 0 { figures.sample(state, at: .current()) }
            for spec in state.specs {
                LogFile.rotateIfNeeded(
                    engine.launcher.logFile(spec.name), limitBytes: spec.logLimitBytes, keep: spec.logFiles)
            }
            scripts.rotateLog()
            if rounds % 300 == 0 { try? await watchdog.store.prune() }  // tried again in ten minutes
            rounds += 1
            try? await Task.sleep(for: Self.chores)  // cancelled: the condition ends the loop
        }
    }

    private func reloadOnSignal() async {
        guard let source else { return }
        for await _ in await UnixSignalsSequence(trapping: .sighup) {
            do throws(StackFileFaults) {
                let stack = try source.load()
                watchdog.inbox.send(.configured(stack))
                logger.info("The stack file was read again", metadata: ["services": "\(stack.units.count)"])
            } catch {
                for line in error.lines() { logger.error("The stack file is not used", metadata: ["fault": "\(line)"]) }
            }
        }
    }
}
