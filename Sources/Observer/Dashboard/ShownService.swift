import ObserverCore
import ProcessKit
import Shared

/// A service as the pages show it: registered, supervised, or both.
struct ShownService: Sendable {
    /// Key of its registration, also before it has registered.
    let id: String
    let name: String
    /// Name within the stack; `nil` for a service that registered on its own.
    let unit: String?
    let url: String
    let status: ServiceStatus
    let isLost: Bool
    let why: LocalizedText?
    /// Milliseconds since 1970; `nil` when it was never there.
    let since: Int?
    let lastCheckedAt: Int?
    let responses: ResponseTimes
    /// Unasked starts since the unit is known.
    let restarts: Int
    let version: String?
    /// The script that a service that registered on its own wants to be restarted by.
    let restartScript: String?
    /// Names of the services or units it needs.
    let needs: [String]
    let intent: Intent?
    let pid: Int?
    /// Uptime of the next try, in milliseconds, while it waits for one.
    let nextTryAt: Int?
    /// What it waits for, when the end of that alone decides on the next try.
    let awaited: Obstacle?
    /// Whether a restart would be due if it were not paused.
    let isDownWhilePaused: Bool
    /// Key of its latest figures.
    let figureKey: String
    /// Uptime at which it is killed, in milliseconds, while it has been told to end and is to be started again.
    let killAt: Int?
    /// Under which the history keeps its figures: of a unit the id that the stack file gives it.
    let historyKey: String

    /// The name by which incidents, silences and the journal know it: a unit by that of the stack file.
    var journalName: String { unit ?? name }

    /// Shows a registration, and with it what the watchdog knows of the unit behind it.
    init(_ entry: ServiceEntry, unit: UnitAnswer? = nil) {
        id = entry.serviceID
        name = entry.descriptor.serviceName
        self.unit = unit?.unit.name
        url = entry.url
        // A process that is gone is seen at once; the probes of the registry find out later.
        let isGone = unit.map { $0.unit.process != .alive } ?? false
        status = isGone ? unit?.status ?? entry.status : entry.status
        // Heartbeats tell nothing of a process that the watchdog holds itself.
        isLost = entry.isLost && unit == nil
        why = isGone ? unit?.sentence : unit.flatMap { $0.isHeldBack ? $0.sentence : nil } ?? entry.reason?.text
        since = (isGone ? unit?.unit.downSinceUnix : nil) ?? entry.statusSince
        lastCheckedAt = entry.lastCheckedAt
        responses = entry.responses
        restarts = unit?.unit.restarts ?? entry.restarts
        version = entry.descriptor.version
        restartScript = unit == nil ? entry.descriptor.restartScript : nil
        needs = unit?.spec.dependsOn ?? entry.descriptor.dependencies
        intent = unit?.unit.intent
        pid = unit?.unit.identity.map { Int($0.pid) } ?? entry.descriptor.pid
        nextTryAt = unit?.nextTryAt
        awaited = unit?.awaited
        isDownWhilePaused = unit?.isDownWhilePaused ?? false
        killAt = unit?.killAt
        figureKey = unit?.figureKey ?? entry.serviceID
        historyKey = unit?.serviceID ?? entry.serviceID
    }

    /// Shows a unit that is not registered at the moment.
    init(_ unit: UnitAnswer) {
        id = unit.serviceID
        name = unit.spec.serviceName
        self.unit = unit.unit.name
        url = unit.spec.port.map { "http://localhost:\($0)" } ?? ""
        status = unit.status
        isLost = false
        why = unit.sentence
        since = unit.unit.downSinceUnix
        lastCheckedAt = nil
        responses = ResponseTimes()
        restarts = unit.unit.restarts
        version = nil
        restartScript = nil
        needs = unit.spec.dependsOn
        intent = unit.unit.intent
        pid = unit.unit.identity.map { Int($0.pid) }
        nextTryAt = unit.nextTryAt
        awaited = unit.awaited
        isDownWhilePaused = unit.isDownWhilePaused
        killAt = unit.killAt
        figureKey = unit.figureKey
        historyKey = unit.serviceID
    }

    /// Everything that is known, each service once, what needs an eye first.
    static func all(_ entries: [ServiceEntry], _ state: WatchdogState) -> [ShownService] {
        let units = zip(state.units, state.specs).map { UnitAnswer(unit: $0, spec: $1) }
        let unitByPort = Dictionary(units.compactMap { unit in unit.spec.port.map { ($0, unit) } }) { first, _ in first
        }
        var shownUnits: Set<String> = []
        var services = entries.map { entry in
            let unit = unitByPort[entry.descriptor.port].flatMap { $0.isUnit(of: entry) ? $0 : nil }
            if let unit { shownUnits.insert(unit.unit.name) }
            return ShownService(entry, unit: unit)
        }
        services += units.filter { !shownUnits.contains($0.unit.name) }.map { ShownService($0) }
        return services.sorted { ($0.status.urgency, $0.name, $0.url) < ($1.status.urgency, $1.name, $1.url) }
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
        if case .suppressed = unit.supervision { true } else { isDownWhilePaused }
    }

    /// Key of the figures of a unit: its probes are known by the port alone.
    fileprivate var figureKey: String { spec.port.map(FigureTrail.key(port:)) ?? unit.name }
}
