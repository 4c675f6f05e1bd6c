package import Foundation
import Shared

/// An HTTP answer to a probe, judged without any I/O.
package struct HealthAnswer: Sendable, Hashable {
    /// Largest health report that is read, in bytes.
    package static let bodyLimit = 64 * 1_024
    /// Longest reason that is taken from a report, in characters.
    private static let reasonLimit = 200

    private let status: Int
    private let hasRetryAfter: Bool
    private let body: Data

    /// Takes an answer apart from its transport.
    ///
    /// - Parameters:
    ///   - status: HTTP status code.
    ///   - hasRetryAfter: Whether the answer carries `Retry-After`.
    ///   - body: The whole body, at most ``bodyLimit`` bytes.
    package init(status: Int, hasRetryAfter: Bool, body: Data) {
        self.status = status
        self.hasRetryAfter = hasRetryAfter
        self.body = body
    }

    /// What the answer says about a service.
    ///
    /// The body outranks the status: 200 with a report of failure is a failure. A report about another service is
    /// one too, whatever it says. 429 and 503 with `Retry-After` but without a report mean busy, not dead.
    package func verdict(expectedService: String) -> ProbeVerdict {
        if (300..<400).contains(status) { return .miss(.redirected(status: status)) }
        guard let report = report() else {
            if status == 429 || (status == 503 && hasRetryAfter) { return .warn(.busy) }
            return .miss(status == 200 ? .notAHealthReport : .httpStatus(status))
        }
        if let name = report.service, !Self.isSameService(name, expectedService) {
            return .miss(.wrongService(String(name.prefix(128))))
        }
        if report.status == .unhealthy { return .miss(status == 200 ? .okButUnhealthy : .reportsUnhealthy) }
        if status != 200 { return .miss(.httpStatus(status)) }
        return report.status == .warning ? .warn(.reported(report.reason)) : .pass
    }

    private func report() -> (status: HealthStatus, service: String?, reason: String?)? {
        // try? because a body that is no JSON simply is no report.
        guard let members = (try? JSONDocument([UInt8](body)))?.value.objectValue,
            let word = members["status"]?.stringValue, let status = HealthStatus(word: word)
        else { return nil }
        return (status, members["service"]?.stringValue, Self.reason(members))
    }

    /// What the checks that do not pass say, by their names, else the report as a whole (`output` of the IETF draft).
    private static func reason(_ members: [String: JSONValue]) -> String? {
        let checks = members["checks"]?.objectValue ?? [:]
        var outputs: [String] = []
        for (_, observations) in checks.sorted(by: { $0.key < $1.key }) {
            guard case .array(let elements) = observations else { continue }
            for case .object(let check) in elements where check["status"]?.stringValue.map(isWell) != true {
                if let output = check["output"]?.stringValue, !outputs.contains(output) { outputs.append(output) }
            }
        }
        if let output = members["output"]?.stringValue, outputs.isEmpty { outputs = [output] }
        let text = String(outputs.joined(separator: "; ").prefix(reasonLimit))
        return text.isEmpty ? nil : text
    }

    private static func isWell(_ word: String) -> Bool { HealthStatus(word: word) == .healthy }

    /// Compares names as the original's services write them: `Finance` registers as `finance-service`.
    private static func isSameService(_ reported: String, _ expected: String) -> Bool {
        let reported = plainName(reported)
        return reported.isEmpty || reported == plainName(expected)
    }

    private static func plainName(_ name: String) -> String {
        var plain = name.lowercased().filter { $0.isLetter || $0.isNumber }
        for suffix in ["service", "server"] where plain.hasSuffix(suffix) && plain.count > suffix.count {
            plain.removeLast(suffix.count)
            break
        }
        return plain
    }
}
