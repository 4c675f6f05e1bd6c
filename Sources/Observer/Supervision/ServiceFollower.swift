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

    /// Follows changes until cancelled.
    func follow(_ changes: RegistryChanges) async {
        // Instances by name: a service works while one of them does.
        var working: [String: [String: Bool]] = [:]
        var names: [String: String] = [:]
        for await serviceID in changes.stream {
            let entry = await registry.entry(serviceID)
            guard let name = entry?.descriptor.serviceName ?? names[serviceID] else { continue }
            let isOurs = watchdog.state.specs.contains { $0.name == name || $0.serviceName == name }
            if name == ServiceIdentity.observer.name || isOurs { continue }
            names[serviceID] = entry == nil ? nil : name
            working[name, default: [:]][serviceID] = entry.flatMap(Self.works)
            report(name, entry, working[name] ?? [:])
            if working[name]?.isEmpty == true { working[name] = nil }
        }
    }

    /// `nil` while nothing is known of it.
    private static func works(_ entry: ServiceEntry) -> Bool? {
        switch entry.status {
        case .healthy, .warning: true
        case .unhealthy, .unreachable: false
        case .unknown: nil
        }
    }

    private func report(_ name: String, _ entry: ServiceEntry?, _ instances: [String: Bool]) {
        let state = watchdog.state
        let isKnown = state.common.services[name] != nil
        if instances.isEmpty {
            if isKnown { watchdog.inbox.send(.serviceLeft(name: name)) }
            return
        }
        let isWorking = instances.values.contains(true)
        let hasScript = entry.map { $0.descriptor.restartScript != nil && scripts.refusal(for: $0) == nil } ?? false
        let isNeeded = state.specs.contains { $0.dependsOn.contains(name) }
        // Who never answered has not failed: it is not there yet.
        let hasFailed = !isWorking && entry?.responses.lastMilliseconds != nil
        guard isKnown || isNeeded || hasScript || hasFailed else { return }
        watchdog.inbox.send(.serviceChanged(name: name, isWorking: isWorking, hasScript: hasScript))
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
