import Shared
import Synchronization

/// Keeps the script of one service from running twice at once, and all of them together from running too often.
final class RestartScriptBudget: Sendable {
    /// Why a script is not run now.
    enum Refusal: Error, Hashable {
        /// It runs already.
        case running
        /// Too many run, or have run in the last minute.
        case tooMany
    }

    /// As many as starts of units.
    private static let atOnce = 3
    private static let perMinute = 10

    private struct State: Sendable {
        var running: Set<String> = []
        /// Uptimes of the runs of the last minute, in milliseconds.
        var recent: [Int] = []
    }

    private let state = Mutex(State())

    /// Takes a run; ``leave(_:)`` must follow.
    func enter(_ serviceID: String, at uptime: Int) throws(Refusal) {
        let refusal = state.withLock { state -> Refusal? in
            if let refusal = Self.refusal(serviceID, &state, uptime) { return refusal }
            state.running.insert(serviceID)
            state.recent.append(uptime)
            return nil
        }
        if let refusal { throw refusal }
    }

    func leave(_ serviceID: String) {
        _ = state.withLock { $0.running.remove(serviceID) }
    }

    /// Why a run would be refused now; `nil` when it would not.
    func refusal(for serviceID: String, at uptime: Int) -> Refusal? {
        state.withLock { Self.refusal(serviceID, &$0, uptime) }
    }

    private static func refusal(_ serviceID: String, _ state: inout State, _ uptime: Int) -> Refusal? {
        state.recent.removeAll { $0 <= uptime - 60_000 }
        if state.running.contains(serviceID) { return .running }
        return state.running.count >= atOnce || state.recent.count >= perMinute ? .tooMany : nil
    }
}

extension RestartScriptBudget.Refusal {
    var text: LocalizedText {
        switch self {
        case .running:
            .init(
                de: "Das Neustart-Skript dieses Dienstes läuft schon.",
                en: "This service's restart script runs already.")
        case .tooMany:
            .init(
                de: "Zu viele Neustart-Skripte laufen oder liefen in der letzten Minute.",
                en: "Too many restart scripts run, or have run in the last minute.")
        }
    }
}
