import Logging
import ObserverCore
import Synchronization

/// The watchdog as the rest of the process sees it: the state of the moment, and a way to tell it things.
final class Watchdog: Sendable {
    let store: WatchdogStore
    let inbox = WatchdogInbox()
    private let published: Mutex<WatchdogState>
    private let turns = Atomic<Int>(0)
    /// Uptime of the latest turn, in milliseconds.
    private let turnedAt = Atomic<Int>(0)

    init(store: WatchdogStore, state: WatchdogState) {
        self.store = store
        published = Mutex(state)
    }

    /// The state after the latest decision.
    var state: WatchdogState { published.withLock { $0 } }

    /// Decisions made so far, including those that nothing is to be done: whether the loop is alive.
    var progress: Int { turns.load(ordering: .relaxed) }

    /// Milliseconds since the latest turn of the loop; `nil` before the first one.
    func standstill(at now: Moment) -> Int? {
        progress == 0 ? nil : now.uptimeMilliseconds - turnedAt.load(ordering: .relaxed)
    }

    func publish(_ state: WatchdogState) {
        published.withLock { $0 = state }
        turnedAt.store(Moment.current().uptimeMilliseconds, ordering: .relaxed)
        turns.add(1, ordering: .relaxed)
    }

    /// The unit that an id of a request means: its name, its service's name or the id of its registration.
    ///
    /// The name comes first, then the id of the registration. A service's name counts only where one unit alone bears
    /// it: a guess could stop the wrong process.
    func unitName(for id: String) -> String? {
        let specs = state.specs
        if specs.contains(where: { $0.name == id }) { return id }
        let byRegistration = specs.first { spec in
            spec.port.map { port in
                LoopbackHost.names.contains { id == "\(spec.serviceName)_\($0)_\(port)" }
            } ?? false
        }
        if let byRegistration { return byRegistration.name }
        let byServiceName = specs.filter { $0.serviceName == id }
        return byServiceName.count == 1 ? byServiceName[0].name : nil
    }

    /// The unit that listens on a port of this machine.
    func unitName(onPort port: Int) -> String? {
        state.specs.first { $0.port == port }?.name
    }

    /// Whether the rules want to hear of a service although its status has not changed.
    func isWaiting(for serviceName: String) -> Bool {
        let state = state
        return state.common.services[serviceName] != nil
            || state.specs.contains { $0.serviceName == serviceName || $0.dependsOn.contains(serviceName) }
    }

    /// Tells an operator's command; returns when it is on disk and ordered.
    func ask(_ unit: String, _ command: OperatorCommand, by: String) async {
        await inbox.ask(.asked(unit: unit, command, by: by))
    }
}
