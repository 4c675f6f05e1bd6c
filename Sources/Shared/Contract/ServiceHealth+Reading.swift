/// Reports come from services of every age and language: only the status word is required. A member of another shape
/// counts as absent, since it must not turn a healthy service into a broken one.
extension ServiceHealth {
    /// Reads a report.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: ReportKey.self)
        self.init(
            status: try members.decode(HealthStatus.self, forKey: .status), version: members.text(.version),
            service: members.text(.service), timestamp: members.text(.timestamp),
            uptimeSeconds: members.lenient(Double.self, .uptimeSeconds),
            metrics: members.lenient(HealthMetrics.self, .metrics),
            checks: members.lenient([String: LenientChecks].self, .checks)?.mapValues(\.checks))
    }

    fileprivate enum ReportKey: String, CodingKey {
        case status, version, service, timestamp, metrics, checks, output
        case uptimeSeconds = "uptime_seconds"
        case observedValue, observedUnit
    }
}

extension ServiceHealth.Check {
    /// Reads an observation; the health draft allows any JSON as its value, only numbers are kept.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: ServiceHealth.ReportKey.self)
        self.init(
            observedValue: members.lenient(Double.self, .observedValue), observedUnit: members.text(.observedUnit),
            status: members.text(.status) ?? "pass", output: members.text(.output))
    }
}

extension HealthMetrics {
    /// Reads figures; an absent one is zero.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        func figure(_ key: CodingKeys) -> Double { members.lenient(Double.self, key) ?? 0 }
        func count(_ key: CodingKeys) -> Int { Int(exactly: figure(key).rounded()) ?? 0 }
        self.init(
            cpuUsagePercent: figure(.cpuUsagePercent), memoryUsagePercent: figure(.memoryUsagePercent),
            requestCount: count(.requestCount), averageResponseTimeMs: figure(.averageResponseTimeMs),
            errorRatePercent: figure(.errorRatePercent), databaseConnections: count(.databaseConnections),
            queueSize: count(.queueSize))
    }
}

/// The observations of one check: a list, or a single one as some services write it.
private struct LenientChecks: Decodable {
    let checks: [ServiceHealth.Check]

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            checks = try container.decode([ServiceHealth.Check].self)
        } catch {
            // try? because what is neither shape is no observation
            checks = (try? container.decode(ServiceHealth.Check.self)).map { [$0] } ?? []
        }
    }
}

extension KeyedDecodingContainer {
    /// A member, `nil` when it is absent or of another type.
    fileprivate func lenient<Value: Decodable>(_ type: Value.Type, _ key: Key) -> Value? {
        (try? decodeIfPresent(type, forKey: key)) ?? nil  // see above: another shape counts as absent
    }

    fileprivate func text(_ key: Key) -> String? { lenient(String.self, key) }
}
