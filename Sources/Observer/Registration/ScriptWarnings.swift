import Logging
import ObserverCore
import Shared
import Synchronization

/// Says in the log that a script will not be run: nobody looks for that before the day on which it should. Once per
/// change: a service registers again and again, with each of its starts and whenever the registry forgot it.
final class ScriptWarnings: Sendable {
    private struct Told: Hashable {
        let script: String?
        let refusal: RestartScriptRule.Refusal
    }

    /// Services remembered; beyond it all are told of once more.
    private static let limit = 20_000

    private let logger: Logger
    private let told = Mutex<[String: Told]>([:])

    init(logger: Logger) {
        self.logger = logger
    }

    /// Takes one registration into account.
    ///
    /// - Parameter refusal: Why its script would not be run; `nil` when it would, or when it has none.
    func heed(_ entry: ServiceEntry, refusal: RestartScriptRule.Refusal?) {
        let new = refusal.map { Told(script: entry.descriptor.restartScript, refusal: $0) }
        let isNews = told.withLock { told in
            if told.count >= Self.limit, told[entry.serviceID] == nil { told.removeAll() }
            let before = told[entry.serviceID]
            told[entry.serviceID] = new
            return before != new
        }
        guard isNews, let refusal else { return }
        logger.warning(
            "The restart script of a registration will not be run",
            metadata: [
                "service_id": "\(entry.serviceID)", "script": "\(entry.descriptor.restartScript ?? "")",
                "code": "\(refusal.code)", "reason": "\(refusal.text.en)",
            ])
    }
}
