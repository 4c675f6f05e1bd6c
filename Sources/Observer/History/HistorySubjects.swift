import ObserverCore
import ProcessKit
import Shared

/// All services whose figures are kept: units of the stack, and what has registered beside them.
struct HistorySubjects: Sendable {
    let registry: RegistrySupervisor
    let watchdog: Watchdog

    /// As they are at this moment.
    var all: [HistorySubject] {
        get async {
            let state = watchdog.state
            let units = zip(state.units, state.specs).map { unit, spec in
                HistorySubject(
                    id: spec.serviceID, status: UnitAnswer(unit: unit, spec: spec).status,
                    isAnswering: unit.liveMisses == 0, pid: unit.identity?.pid, restarts: unit.restarts,
                    address: spec.port.map {
                        .init(
                            serviceName: spec.serviceName, host: spec.host, port: $0,
                            metricsPath: ServiceRoute.metrics, isTrusted: true)
                    })
            }
            return units + (await registry.historySubjects)
        }
    }
}
