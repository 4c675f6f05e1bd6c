import ObserverCore
import ProcessKit
import ServiceKit
import Shared

/// A unit as the API shows it: the four axes, and why.
struct UnitAnswer {
    let unit: UnitState
    let spec: UnitSpec

    /// Key of its registration, whether it has registered or not.
    var serviceID: String { spec.serviceID }

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
        case .stopping, .absent, .exited, .foreign: unit.intent == .run || isDownWhilePaused ? .unreachable : .unknown
        }
    }

    /// Whether a restart would be due if it were not paused.
    var isDownWhilePaused: Bool { unit.intent == .paused && unit.downSince != nil }

    /// The sentence behind the status.
    func why(_ language: Language) -> String {
        isDownWhilePaused ? whyPaused(language) : whyOfState(language)
    }

    private func whyPaused(_ language: Language) -> String {
        if case .exited(let status) = unit.process { return Why.leftPaused(status).text(language) }
        var cause = unit.fault?.text
        if case .foreign(let holder) = unit.process { cause = Obstacle.portTaken(holder).text }
        return [cause, Why.leftPaused(nil).text].compactMap { $0?(language) }.joined(separator: " ")
    }

    private func whyOfState(_ language: Language) -> String {
        switch (unit.process, unit.supervision) {
        case (.alive, .suppressed(.commonCause, _)):
            LocalizedText(
                de: "Hängt zusammen mit anderen; die Ursache liegt tiefer.",
                en: "Hangs together with others; the cause lies beneath.")(language)
        case (.alive, .suppressed(.dependency(let name), _)): Why.dependencyFails(name).text(language)
        case (.alive, _): (unit.fault?.text ?? unit.warning?.text)?(language) ?? ""
        case (_, .suppressed(.obstacle(let obstacle), _)): obstacle.text(language)
        case (_, .suppressed(.dependency(let name), _)): Why.waitsForDependency(name).text(language)
        case (.absent, _) where unit.intent == .stop:
            LocalizedText(de: "Vom Bediener beendet.", en: "Stopped by the operator.")(language)
        default: unit.pendingWhy.text(language)
        }
    }

    private var whyCode: String {
        if isDownWhilePaused { return Why.leftPaused(nil).code }
        if case .alive = unit.process { return unit.fault?.code ?? unit.warning?.code ?? "" }
        if case .suppressed(.obstacle(let obstacle), _) = unit.supervision { return obstacle.code }
        return unit.pendingWhy.code
    }

    private func nextTry(at now: Moment) -> Int? {
        nextTryAt.map { max($0 - now.uptimeMilliseconds, 0) }
    }

    /// Uptime at which it is killed, in milliseconds, while it has been told to end and is to be started again.
    var killAt: Int? {
        guard case .stopping(let stopping) = unit.process, case .restart = stopping.purpose else { return nil }
        return stopping.killAt
    }

    /// What it waits for, when the end of that alone decides on the next try.
    var awaited: Obstacle? {
        guard case .suppressed(.obstacle(let obstacle), _) = unit.supervision else { return nil }
        switch obstacle {
        case .portTaken, .leftover: return obstacle
        default: return obstacle.waitsForChange ? obstacle : nil
        }
    }

    /// Uptime of the next try, in milliseconds, while it waits for one.
    var nextTryAt: Int? {
        switch unit.supervision {
        case .suppressed where awaited != nil: nil
        case .backoff(let until), .quarantined(let until), .suppressed(_, let until?): until
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
