import ObserverCore
import Shared

/// What was last known of every instance of the services that registered on their own.
///
/// An instance that has just registered is not judged yet. That is no news: what was said of it before holds until
/// somebody knows better, so that a service that crashes again and again does not seem to be back each time.
struct InstanceVerdicts: Sendable {
    private struct Verdict: Sendable {
        let serviceName: String
        var isWorking: Bool?
        var hasAnswered = false
        /// Whether it was judged in this run of the Observer.
        var isFresh = false
    }

    private var verdicts: [String: Verdict] = [:]

    /// Takes what the registry says of an instance.
    mutating func learn(_ entry: ServiceEntry) {
        var verdict = verdicts[entry.serviceID] ?? Verdict(serviceName: entry.descriptor.serviceName)
        if let isWorking = Self.isWorking(entry.status) {
            verdict.isWorking = isWorking
            verdict.isFresh = true
        } else if verdict.isWorking == nil {
            verdict.isWorking = Self.isWorking(entry.lastKnownStatus)
        }
        if verdict.isWorking == true || entry.responses.lastMilliseconds != nil { verdict.hasAnswered = true }
        verdicts[entry.serviceID] = verdict
    }

    mutating func forget(_ serviceID: String) {
        verdicts[serviceID] = nil
    }

    func name(of serviceID: String) -> String? { verdicts[serviceID]?.serviceName }

    /// Whether a service works, which it does while one of its instances does; `nil` when this run of the Observer has
    /// judged none of them.
    func isWorking(_ instances: [ServiceEntry]) -> Bool? {
        let known = instances.compactMap { verdicts[$0.serviceID] }
        guard known.contains(where: \.isFresh) else { return nil }
        return known.contains { $0.isWorking == true }
    }

    /// Whether any of these instances has ever answered.
    func haveAnswered(_ instances: [ServiceEntry]) -> Bool {
        instances.contains { verdicts[$0.serviceID]?.hasAnswered == true }
    }

    private static func isWorking(_ status: ServiceStatus) -> Bool? {
        switch status {
        case .healthy, .warning: true
        case .unhealthy, .unreachable: false
        case .unknown: nil
        }
    }
}
