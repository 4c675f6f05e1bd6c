import ObserverCore
import ServiceKit
import Shared

/// Tells the rules how the services fare that registered on their own.
///
/// There may be ten thousand of them: the rules hear only of those that are, or were, of interest. That is who worked
/// and no longer does, whom a unit needs, and who may be restarted by a script.
struct ServiceFollower: Sendable {
    let watchdog: Watchdog
    let registry: RegistrySupervisor
    let scripts: RestartScriptRunner
    private var verdicts = InstanceVerdicts()

    init(watchdog: Watchdog, registry: RegistrySupervisor, scripts: RestartScriptRunner) {
        self.watchdog = watchdog
        self.registry = registry
        self.scripts = scripts
    }

    /// Follows changes until cancelled.
    mutating func follow(_ changes: RegistryChanges) async {
        await begin()
        for await serviceID in changes.stream { await heed(serviceID) }
    }

    /// Takes what was known before the Observer's own restart as it was, without a word to the rules: that a service
    /// did not work then says nothing of now. Who is no longer there at all is not waited for.
    mutating func begin() async {
        for entry in await registry.entries { verdicts.learn(entry) }
        for name in watchdog.state.common.services.keys {
            let isGone = await registry.instances(of: name).isEmpty
            if isGone || watchdog.state.isOurs(name) { watchdog.inbox.send(.serviceLeft(name: name)) }
        }
    }

    /// Takes one service into account that has registered, changed or left.
    mutating func heed(_ serviceID: String) async {
        let formerName = verdicts.name(of: serviceID)
        // All from the registry, not from what was heard: a second instance may never have changed.
        let (entry, instances) = await registry.entry(serviceID, formerName: formerName)
        guard let name = entry?.descriptor.serviceName ?? formerName else { return }
        if entry == nil { verdicts.forget(serviceID) }
        for instance in instances { verdicts.learn(instance) }
        let state = watchdog.state
        if instances.isEmpty || name == ServiceIdentity.observer.name || state.isOurs(name) {
            if state.common.services[name] != nil { watchdog.inbox.send(.serviceLeft(name: name)) }
        } else {
            report(name, instances, state)
        }
    }

    private func report(_ name: String, _ instances: [ServiceEntry], _ state: WatchdogState) {
        guard let isWorking = verdicts.isWorking(instances) else { return }
        let hasScript = instances.contains { $0.descriptor.restartScript != nil && scripts.refusal(for: $0) == nil }
        let isKnown = state.common.services[name] != nil
        let isNeeded = state.specs.contains { $0.dependsOn.contains(name) }
        // Who never answered has not failed: it is not there yet.
        let hasFailed = !isWorking && verdicts.haveAnswered(instances)
        guard isKnown || isNeeded || hasScript || hasFailed else { return }
        watchdog.inbox.send(.serviceChanged(name: name, isWorking: isWorking, hasScript: hasScript))
    }
}

extension WatchdogState {
    /// Whether a service is a unit of the stack, and so not one that is only followed.
    func isOurs(_ serviceName: String) -> Bool {
        specs.contains { $0.name == serviceName || $0.serviceName == serviceName }
    }
}

/// Ids of services whose registration or status has changed, on their way to the rules.
final class RegistryChanges: Sendable {
    let stream: AsyncStream<String>
    private let continuation: AsyncStream<String>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(20_000))
    }

    func put(_ serviceID: String) {
        continuation.yield(serviceID)
    }
}
