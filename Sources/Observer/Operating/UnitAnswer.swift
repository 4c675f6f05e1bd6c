import ObserverCore
import ProcessKit
import ServiceKit
import Shared

/// A unit as the API shows it: the four axes, and why.
struct UnitAnswer {
    let unit: UnitState
    let spec: UnitSpec

    /// Key of its registration, whether it has registered or not.
    var serviceID: String {
        ServiceDescriptor.serviceID(serviceName: spec.serviceName, host: "localhost", port: spec.port ?? 0)
    }

    /// Whether a registration is the unit's.
    func isUnit(of entry: ServiceEntry) -> Bool {
        entry.descriptor.port == spec.port && entry.isOnLoopback
    }

    /// All members.
    func json(_ language: Language, at now: Moment) -> JSONValue {
        .object([
            "unit": .string(unit.name), "service_name": .string(spec.serviceName), "service_id": .string(serviceID),
            "port": spec.port.map { .integer(Int64($0)) } ?? .null,
            "depends_on": .array(spec.dependsOn.map { .string($0) }), "intent": .string(unit.intent.rawValue),
            "process": .string(unit.process.word), "health": .string(unit.health.rawValue),
            "supervision": .string(unit.supervision.word), "ready": .bool(unit.isReady),
            "status": .string(status.rawValue), "why": .string(why(language)), "why_code": .string(whyCode),
            "generation": .integer(Int64(unit.generation)), "restarts": .integer(Int64(unit.restarts)),
            "pid": unit.identity.map { .integer(Int64($0.pid)) } ?? .null,
            "last_exit": unit.lastExit.map { .string($0.text(language)) } ?? .null,
            "next_try_in_ms": nextTry(at: now).map { .integer(Int64($0)) } ?? .null,
        ])
    }

    /// The derived word, in the words of the registry.
    var status: ServiceStatus {
        switch unit.process {
        case .alive:
            switch unit.health {
            case .pass: .healthy
            case .warn: .warning
            case .fail: unit.fault?.kind == .dead ? .unreachable : .unhealthy
            case .unknown: .unknown
            }
        case .starting: unit.downSince == nil || unit.restarts == 0 ? .unknown : .unreachable
        case .stopping, .absent, .exited, .foreign: unit.intent == .run ? .unreachable : .unknown
        }
    }

    /// The sentence behind the status.
    func why(_ language: Language) -> String {
        switch (unit.process, unit.supervision) {
        case (.alive, .suppressed(.commonCause, _)):
            LocalizedText(
                de: "Hängt zusammen mit anderen; die Ursache liegt tiefer.",
                en: "Hangs together with others; the cause lies beneath.")(language)
        case (.alive, .suppressed(.dependency(let name), _)): Why.dependencyFails(name).text(language)
        case (.alive, _): unit.fault?.text(language) ?? ""
        case (_, .suppressed(.obstacle(let obstacle), _)): obstacle.text(language)
        case (_, .suppressed(.dependency(let name), _)): Why.waitsForDependency(name).text(language)
        case (.absent, _) where unit.intent == .stop:
            LocalizedText(de: "Vom Bediener beendet.", en: "Stopped by the operator.")(language)
        default: unit.pendingWhy.text(language)
        }
    }

    private var whyCode: String {
        if case .alive = unit.process { return unit.fault?.code ?? "" }
        if case .suppressed(.obstacle(let obstacle), _) = unit.supervision { return obstacle.code }
        return unit.pendingWhy.code
    }

    private func nextTry(at now: Moment) -> Int? {
        switch unit.supervision {
        case .backoff(let until), .quarantined(let until), .suppressed(_, let until?):
            max(until - now.uptimeMilliseconds, 0)
        case .normal, .suppressed(_, nil): nil
        }
    }
}

extension ProcessAxis {
    var word: String {
        switch self {
        case .absent: "absent"
        case .starting: "starting"
        case .alive: "alive"
        case .stopping: "stopping"
        case .exited: "exited"
        case .foreign: "foreign"
        }
    }
}

extension Supervision {
    var word: String {
        switch self {
        case .normal: "normal"
        case .backoff: "backoff"
        case .quarantined: "quarantined"
        case .suppressed: "suppressed"
        }
    }
}
