import CoreMetrics
import Foundation
import Glibc
import Logging
import ObserverCore
import ProcessKit
import Shared

/// The loop around the rules: takes events, lets them be decided, writes down what was decided, then does it.
///
/// One loop does all this in order, so that nothing is done before it is on disk and nobody's orders overtake another's.
/// What takes long, waits for obstacles and evidence of dead processes, runs beside it.
struct WatchdogEngine: Sendable {
    /// A beat later than this, in milliseconds, means that we did not run ourselves.
    static let stallMilliseconds = 500
    /// Rhythm of the beat, in milliseconds.
    static let beatMilliseconds = 500
    /// Journal rows between two snapshots of the state.
    private static let snapshotEvery = 500
    /// Between two attempts to write while the disk fails and nothing happens, in milliseconds.
    private static let storageRetryMilliseconds = 1_000
    /// Most incidents that wait in memory for a disk that fails.
    private static let mostUnwritten = 1_000

    let watchdog: Watchdog
    let launcher: Launcher
    let processes: ProcessWatch
    let prober: UnitProber
    let evidence: EvidenceStore
    let metrics: WatchdogMetrics
    let outlets: WatchdogOutlets
    let logger: Logger

    /// What changes from turn to turn.
    private struct Loop {
        var state: WatchdogState
        var lastBeat = Moment.current().uptimeMilliseconds
        var rowsSinceSnapshot = WatchdogEngine.snapshotEvery
        var isStorageWorking = true
        var running: [ProcessIdentity: (unit: String, generation: Int)] = [:]
        var memoryKills = MemoryKills()
        var isFinished = false
        /// Incidents that people were told of while nothing could be written, by number.
        var unwritten: [Int: Incident] = [:]
        /// Uptime of the next attempt to write, while the disk fails, in milliseconds.
        var retryAt = 0
    }

    /// Runs until the units are stopped, or until cancelled: then they go on without us.
    ///
    /// - Parameter stack: What the stack file said at the start; `nil` without one: nothing is started or stopped.
    func run(stack: StackSpec?) async {
        let boot = await boot(stack, watchdog.state)
        var loop = Loop(state: watchdog.state)
        await withDiscardingTaskGroup { group in
            group.addTask { await reportEndings() }
            if !Task.isCancelled { await turn(&loop, first: boot, &group) }
            group.addTask { await beat() }
            var wakes = watchdog.inbox.wakes.makeAsyncIterator()
            while !loop.isFinished, !Task.isCancelled, await wakes.next() != nil { await turn(&loop, &group) }
            watchdog.inbox.close()
            group.cancelAll()
        }
    }

    // MARK: Sources of events

    /// Finds out what an earlier run left, before anything is started.
    ///
    /// - Returns: What must be decided before all else: until then the state is that of the earlier run, and whatever
    ///   came meanwhile, a beat as well as a request, would be judged by it.
    private func boot(_ stack: StackSpec?, _ state: WatchdogState) async -> [WatchdogEvent] {
        var found = launcher.findUnits(state.units)
        // A process between fork and exec does not bear its marker yet: orders of which nothing is known get time.
        let isWaited = { (unit: UnitState) in
            unit.hasProcess && unit.identity == nil && !found.contains { $0.unit == unit.name }
        }
        for _ in 0..<5 where state.units.contains(where: isWaited) {
            try? await Task.sleep(for: .milliseconds(100))  // ended early only by the shutdown, which needs no more
            found = launcher.findUnits(state.units)
        }
        for unit in state.units {
            guard let identity = unit.identity, ProcessTable.exists(identity),
                !found.contains(where: { $0.identity == identity })
            else { continue }
            found.append(FoundUnit(unit: unit.name, generation: unit.generation, identity: identity))
        }
        return [.booted(bootID: ProcessTable.bootID, found: found, isStackNext: stack != nil)]
            + (stack.map { [.configured($0)] } ?? [])
    }

    private func reportEndings() async {
        for await ending in processes.endings { watchdog.inbox.sendEnding(ending) }
    }

    /// Wakes the loop when time alone has something to do, and often enough to notice our own absence.
    private func beat() async {
        while !Task.isCancelled {
            let now = Moment.current()
            let deadline = watchdog.state.nextDeadline(at: now).map { $0 - now.uptimeMilliseconds }
            let span = min(max(deadline ?? Self.beatMilliseconds, 1), Self.beatMilliseconds)
            try? await Task.sleep(for: .milliseconds(span))  // cancelled: the condition ends the loop
            watchdog.inbox.send(.tick)
        }
    }

    // MARK: One turn

    private func turn(
        _ loop: inout Loop, first: [WatchdogEvent] = [], _ group: inout DiscardingTaskGroup
    ) async {
        var entries: [WatchdogStore.Entry] = []
        var decisions: [(Decision, WatchdogState)] = []
        let items = watchdog.inbox.take()
        loop.memoryKills.look(at: Moment.current().uptimeMilliseconds)
        for event in first + events(from: items, &loop) {
            if case .configured(let stack) = event { outlets.configured(stack) }
            let now = Moment.current()
            let before = loop.state
            let answered = loop.state.handle(event, at: now)
            guard !answered.isEmpty || loop.state != before else { continue }
            loop.rowsSinceSnapshot += 1
            let isSnapshotDue = loop.rowsSinceSnapshot >= Self.snapshotEvery
            if isSnapshotDue { loop.rowsSinceSnapshot = 0 }
            entries.append(
                WatchdogStore.Entry(
                    event: event, at: now, decisions: answered, digest: loop.state.digest,
                    snapshot: isSnapshotDue ? before : nil))
            decisions += answered.map { ($0, loop.state) }
        }
        watchdog.publish(loop.state)
        await commit(entries, decisions.map(\.0), &loop)
        for (decision, state) in decisions { perform(decision, state, &loop, &group) }
        if !decisions.isEmpty { outlets.decided(decisions.map(\.0), .current()) }
        prober.follow(loop.state, at: .current())
        metrics.update(loop.state)
        for item in items { item.done?.resume() }
    }

    /// Adds what must be known before anything else of the same moment: that we were away.
    private func events(from items: [WatchdogInbox.Item], _ loop: inout Loop) -> [WatchdogEvent] {
        let now = Moment.current().uptimeMilliseconds
        let gap = now - loop.lastBeat - Self.beatMilliseconds
        loop.lastBeat = now
        var events: [WatchdogEvent] = gap > Self.stallMilliseconds ? [.stalled(milliseconds: gap)] : []
        for item in items {
            switch item.event {
            case .processEnded(let ending): events += ended(ending, &loop)
            case .of(let event): events.append(event)
            }
        }
        return events
    }

    private func ended(_ ending: ProcessEnding, _ loop: inout Loop) -> [WatchdogEvent] {
        guard let owner = loop.running.removeValue(forKey: ending.identity) else { return [] }
        let isKilled = ending.status == .signalled(signal: SIGKILL)
        let ranOutOfMemory = isKilled && loop.memoryKills.haveHappenedLately
        return [.ended(unit: owner.unit, generation: owner.generation, ending.status, ranOutOfMemory: ranOutOfMemory)]
    }

    /// A disk that fails must not stop the supervision: it goes on in memory, and says so.
    private func commit(
        _ entries: [WatchdogStore.Entry], _ decisions: [Decision], _ loop: inout Loop
    ) async {
        let now = Moment.current().uptimeMilliseconds
        // Without an attempt now and then a quiet stack would never notice that the disk is back.
        guard !entries.isEmpty || (!loop.isStorageWorking && now >= loop.retryAt) else { return }
        do {
            try await watchdog.store.append(
                entries, state: loop.state, alertChannels: outlets.alertChannels(),
                overdue: loop.unwritten.values.sorted { $0.id < $1.id })
            loop.unwritten = [:]
            guard !loop.isStorageWorking else { return }
            loop.isStorageWorking = true
            logger.info("The journal can be written again")
            watchdog.inbox.send(.storageChanged(isWorking: true))
            await outlets.storageWorks()
        } catch {
            // What was not written is missing in the journal: the next row must be able to stand alone.
            loop.rowsSinceSnapshot = Self.snapshotEvery
            loop.retryAt = now + Self.storageRetryMilliseconds
            keepInMemory(entries.flatMap(\.alerts), decisions, &loop)
            guard loop.isStorageWorking else { return }
            loop.isStorageWorking = false
            logger.error("The journal cannot be written, supervision goes on", metadata: ["reason": "\(error)"])
            watchdog.inbox.send(.storageChanged(isWorking: false))
        }
    }

    /// People are told all the same: a disk that fails is no reason to fall silent.
    private func keepInMemory(_ alerts: [Alert], _ decisions: [Decision], _ loop: inout Loop) {
        if !alerts.isEmpty { outlets.alertsUnwritten(alerts) }
        for case .send(let alert) in decisions.map(\.action) {
            loop.unwritten[alert.incident.id] = alert.incident
        }
        while loop.unwritten.count > Self.mostUnwritten, let oldest = loop.unwritten.keys.min() {
            loop.unwritten[oldest] = nil
        }
    }

    // MARK: Actions

    private func perform(
        _ decision: Decision, _ state: WatchdogState, _ loop: inout Loop, _ group: inout DiscardingTaskGroup
    ) {
        report(decision)
        switch decision.action {
        case .start: start(decision, state, &loop)
        case .watch(let identity):
            loop.running[identity] = (decision.unit, decision.generation)
            processes.watch(identity, isChild: false)
        case .terminate(let identity): ProcessSignal.sendToGroup(SIGTERM, of: identity)
        case .kill(let identity): ProcessSignal.sendToGroup(SIGKILL, of: identity)
        case .probe: prober.probeNow(decision.unit, at: .current())
        case .keepEvidence: keepEvidence(decision, state, &group)
        case .awaitClearance(let obstacle): awaitClearance(obstacle, decision, state, &group)
        case .sweep: sweep(decision, &group)
        case .runScript: group.addTask { await outlets.runScript(decision.unit, decision.why) }
        case .send: outlets.alertsWritten()
        case .finish: loop.isFinished = true
        case .note: break
        }
    }

    private func start(_ decision: Decision, _ state: WatchdogState, _ loop: inout Loop) {
        guard let spec = state.spec(decision.unit) else { return }
        switch launcher.start(spec, generation: decision.generation) {
        case .success(let identity):
            loop.running[identity] = (decision.unit, decision.generation)
            processes.watch(identity, isChild: true)
            metrics.starts.increment()
            watchdog.inbox.send(.spawned(unit: decision.unit, generation: decision.generation, identity))
        case .failure(let failure):
            watchdog.inbox.send(
                .obstructed(unit: decision.unit, generation: decision.generation, failure.obstacle))
        }
    }

    /// Of a living process at once, before it is told to end; of a dead one beside the restart, which must not wait.
    private func keepEvidence(_ decision: Decision, _ state: WatchdogState, _ group: inout DiscardingTaskGroup) {
        guard let unit = state.unit(decision.unit), let spec = state.spec(decision.unit) else { return }
        let collect: @Sendable () -> Void = {
            if let fault = evidence.collect(decision, unit: unit, spec: spec, at: .current()) {
                logger.warning("Evidence could not be kept", metadata: ["unit": "\(unit.name)", "reason": "\(fault)"])
            }
        }
        guard unit.identity == nil else { return collect() }
        group.addTask {
            await Self.giveWay()
            collect()
        }
    }

    private func sweep(_ decision: Decision, _ group: inout DiscardingTaskGroup) {
        group.addTask {
            await Self.giveWay()
            launcher.sweep(decision.unit, generation: decision.generation)
        }
    }

    /// The start that follows a crash comes first; looking around takes processor time that it needs.
    private static func giveWay() async {
        try? await Task.sleep(for: .milliseconds(300))  // cancelled: then at once
    }

    private func awaitClearance(
        _ obstacle: Obstacle, _ decision: Decision, _ state: WatchdogState, _ group: inout DiscardingTaskGroup
    ) {
        guard let spec = state.spec(decision.unit) else { return }
        group.addTask {
            let isGone = await launcher.awaitClearance(obstacle, of: spec) {
                let unit = watchdog.state.unit(decision.unit)
                return unit?.generation == decision.generation && unit?.supervision != .normal
            }
            if isGone {
                watchdog.inbox.send(.cleared(unit: decision.unit, generation: decision.generation))
            }
        }
    }

    private func report(_ decision: Decision) {
        switch decision.action {
        case .sweep, .probe: return
        default: break
        }
        logger.info(
            "Decided",
            metadata: [
                "unit": "\(decision.unit)", "generation": "\(decision.generation)",
                "action": "\(decision.action.code)", "why": "\(decision.why.text.en)",
            ])
    }
}
