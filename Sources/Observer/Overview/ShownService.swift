import ObserverCore
import Shared

/// A service as the page shows it: registered, supervised, or both.
struct ShownService: Sendable {
    let name: String
    let url: String
    let status: ServiceStatus
    let isLost: Bool
    let why: LocalizedText?
    /// Milliseconds since 1970; `nil` when it was never there.
    let since: Int?
    let lastCheckedAt: Int?
    let responses: ResponseTimes
    let restarts: Int
    let version: String?

    /// Shows a registration, and with it what the watchdog knows of the unit behind it.
    init(_ entry: ServiceEntry, unit: UnitAnswer? = nil) {
        name = entry.descriptor.serviceName
        url = entry.url
        // A process that is gone is seen at once; the probes of the registry find out later.
        let isGone = unit.map { $0.unit.process != .alive } ?? false
        status = isGone ? unit?.status ?? entry.status : entry.status
        isLost = entry.isLost
        why = isGone ? unit?.sentence : unit.flatMap { $0.isHeldBack ? $0.sentence : nil } ?? entry.reason?.text
        since = entry.statusSince
        lastCheckedAt = entry.lastCheckedAt
        responses = entry.responses
        restarts = unit?.unit.restarts ?? entry.restarts
        version = entry.descriptor.version
    }

    /// Shows a unit that is not registered at the moment.
    init(_ unit: UnitAnswer) {
        name = unit.spec.serviceName
        url = unit.spec.port.map { "http://localhost:\($0)" } ?? ""
        status = unit.status
        isLost = false
        why = unit.sentence
        since = unit.unit.downSinceUnix
        lastCheckedAt = nil
        responses = ResponseTimes()
        restarts = unit.unit.restarts
        version = nil
    }

    /// Everything that is known, each service once.
    static func all(_ entries: [ServiceEntry], _ state: WatchdogState) -> [ShownService] {
        let units = zip(state.units, state.specs).map { UnitAnswer(unit: $0, spec: $1) }
        let registered = entries.map { entry in ShownService(entry, unit: units.first { $0.isUnit(of: entry) }) }
        let others = units.filter { unit in !entries.contains { unit.isUnit(of: $0) } }
        return registered + others.map { ShownService($0) }
    }
}

extension UnitAnswer {
    /// Why it is as it is; `nil` when there is nothing to say.
    fileprivate var sentence: LocalizedText? {
        let text = LocalizedText(de: why(.german), en: why(.english))
        return text.en.isEmpty ? nil : text
    }

    /// Whether a restart is due but held back, which explains more than the failed probe does.
    fileprivate var isHeldBack: Bool {
        if case .suppressed = unit.supervision { true } else { false }
    }
}
