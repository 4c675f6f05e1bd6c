import Foundation
import ObserverCore
import Shared

extension ServiceEntry {
    /// The descriptor as it was registered, with what the Observer found out beside it; our words win over fields of
    /// the same name in the descriptor.
    func facts(in language: Language) -> JSONValue {
        var members = descriptor.json.objectValue ?? [:]
        members["service_id"] = .string(serviceID)
        members["url"] = .string(url)
        members["status"] = .string(status.rawValue)
        members["health"] = .string(judgement.health.rawValue)
        members["health_status"] = .string(status.rawValue)
        members["lost"] = .bool(isLost)
        members["reason"] = reason.map { .string($0.text(language)) } ?? .null
        members["reason_code"] = reason.map { .string($0.code) } ?? .null
        members["reason_kind"] = reason?.kind.map { .string($0.rawValue) } ?? .null
        members["since"] = .string(Timestamp.text(statusSince))
        members["last_checked"] = Timestamp.json(lastCheckedAt)
        members["first_registered_at"] = .string(Timestamp.text(firstRegisteredAt))
        members["registered_at"] = .string(Timestamp.text(registeredAt))
        members["last_heartbeat"] = Timestamp.json(lastHeartbeatAt)
        members["generation"] = .integer(Int64(generation))
        members["caller_uid"] = callerUID.map { .integer(Int64($0)) } ?? .null
        members["restarts"] = .integer(Int64(restarts))
        members["consecutive_failures"] = .integer(Int64(judgement.consecutiveMisses))
        members["response_time_ms"] = rounded(responses.lastMilliseconds)
        members["response_time_mean_ms"] = rounded(responses.meanMilliseconds)
        return .object(members)
    }

    /// Where the service answers.
    var url: String {
        let host = descriptor.host.contains(":") ? "[\(descriptor.host)]" : descriptor.host
        return "http://\(host):\(descriptor.port)"
    }

    private func rounded(_ milliseconds: Double?) -> JSONValue {
        milliseconds.map { .number(($0 * 1_000).rounded() / 1_000) } ?? .null
    }
}

/// Times on the wire: ISO 8601 in UTC with milliseconds.
enum Timestamp {
    private static let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    /// The text for milliseconds since 1970.
    static func text(_ unixMilliseconds: Int) -> String {
        Date(timeIntervalSince1970: Double(unixMilliseconds) / 1_000).formatted(format)
    }

    /// The text as JSON, `null` for a time that never was.
    static func json(_ unixMilliseconds: Int?) -> JSONValue {
        unixMilliseconds.map { .string(text($0)) } ?? .null
    }
}
