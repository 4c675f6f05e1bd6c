import ObserverCore
import ProcessKit
import Shared

/// Everything that a page shows, as it was at one moment.
struct DashboardFacts: Sendable {
    /// Restarts and interventions of this span are shown, in milliseconds.
    static let spanMilliseconds = 24 * 3_600_000

    /// What needs an eye first.
    let services: [ShownService]
    let index: ServiceIndex
    let functions: [BusinessFunction]
    let state: WatchdogState
    /// Unasked starts of the last 24 hours by unit; `nil` where the journal cannot be read.
    let restarts: [String: Int]?
    let now: Moment

    init(
        services: [ShownService], functions: [BusinessFunction] = BusinessFunction.standard,
        state: WatchdogState = WatchdogState(seed: 0), restarts: [String: Int]? = [:], now: Moment
    ) {
        self.services = services
        index = ServiceIndex(services)
        self.functions = functions
        self.state = state
        self.restarts = restarts
        self.now = now
    }

    var openIncidents: [Incident] { state.common.incidents }

    /// The open incident whose cause is a service.
    func incident(of service: ShownService) -> Incident? {
        openIncidents.first { $0.root == service.unit || $0.root == service.name }
    }
}

/// Gathers facts from the registry, the watchdog and its journal.
struct DashboardReader: Sendable {
    let watch: RegistryWatch
    let watchdog: Watchdog
    let figures: UnitFigures
    let functions: FunctionBoard
    /// What was found in the figures last; `nil` before the first evaluation.
    var findings: @Sendable () -> FindingBoard? = { nil }

    func facts() async -> DashboardFacts {
        let state = watchdog.state
        let now = Moment.current()
        let services = ShownService.all(await watch.supervisor.entries, state)
        // try? because a page must also be shown when the disk fails; the incident about that is on it.
        let restarts = try? await watchdog.store.restarts(
            since: now.unixMilliseconds - DashboardFacts.spanMilliseconds)
        return DashboardFacts(
            services: services, functions: functions.current, state: state, restarts: restarts, now: now)
    }

    /// The latest decisions about a unit or service, or about all, the latest first.
    func decisions(of service: ShownService?, limit: Int) async -> [WatchdogStore.DecisionRow] {
        // try? as above
        (try? await watchdog.store.decisions(unit: service?.journalName, limit: limit)) ?? []
    }

    /// How often a service was started unasked, or registered anew, in the last 24 hours; `nil` where that cannot be read.
    func restarts(of service: ShownService, _ facts: DashboardFacts) async -> Int? {
        if let unit = service.unit { return facts.restarts.map { $0[unit] ?? 0 } }
        // Most never were: nothing to look for in the history.
        guard service.restarts > 0 else { return 0 }
        let now = facts.now.seconds
        let query = HistoryQuery(
            from: now - DashboardFacts.spanMilliseconds / 1_000, to: now + 1, step: 600, now: now,
            cuts: watch.history.cuts)
        // try? because the page must also be shown when the disk fails
        return try? await watch.history.answer(query, HistoryKey(service.historyKey, .restarts)).total.count
    }

    func responses(of service: ShownService, at now: Moment) -> [FigureTrail.Point] {
        watch.trail.points(of: .response, service.figureKey, at: now)
    }

    func figures(_ figure: FigureTrail.Figure, of service: ShownService, at now: Moment) -> [FigureTrail.Point] {
        service.unit.map { figures.trail.points(of: figure, $0, at: now) } ?? []
    }

    /// Resident memory at the latest look, in bytes.
    func memory(of service: ShownService) -> Int? {
        service.unit.flatMap { figures.samples(of: $0).last?.statistics.residentBytes }
    }
}
