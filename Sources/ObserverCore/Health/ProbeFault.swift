package import Shared

/// Why a probe counts as a miss. The kinds are kept apart because they call for different acts:
/// a dead service must be started, a slow one looked at, a lying one repaired.
package enum ProbeFault: Sendable, Hashable, Codable {
    /// Nobody listens on the port.
    case connectionRefused
    /// No connection within the time limit, or no way to the host.
    case unreachable
    /// Connected, then cut off before the answer was complete.
    case connectionLost
    /// Connected, but no complete answer before the deadline.
    case timedOut
    /// 503 or another error status with a health report that says unhealthy.
    case reportsUnhealthy
    /// Status 200, yet the report itself says unhealthy.
    case okButUnhealthy
    /// Status 200, yet the body is no health report.
    case notAHealthReport
    /// The report is about another service: a stranger took the port.
    case wrongService(String)
    /// A redirect, which a probe never follows.
    case redirected(status: Int)
    /// An error status without a health report.
    case httpStatus(Int)
    /// The answer is larger than a health report may be.
    case answerTooLarge
    /// What came back is not HTTP.
    case notHTTP
}

/// The four ways a service can be ill.
package enum ProbeFaultKind: String, Sendable, Hashable, Codable {
    /// Nobody there.
    case dead
    /// There, but not in time.
    case slow
    /// Claims health that it does not have, or is not who it claims to be.
    case lying
    /// Says itself that it is ill.
    case ill
}

extension ProbeFault {
    /// Which of the four ways.
    package var kind: ProbeFaultKind {
        switch self {
        case .connectionRefused, .unreachable, .connectionLost: .dead
        case .timedOut: .slow
        case .okButUnhealthy, .notAHealthReport, .wrongService, .redirected, .answerTooLarge, .notHTTP: .lying
        case .reportsUnhealthy, .httpStatus: .ill
        }
    }

    /// Stable kebab-case code for programs.
    package var code: String {
        switch self {
        case .connectionRefused: "connection-refused"
        case .unreachable: "unreachable"
        case .connectionLost: "connection-lost"
        case .timedOut: "timeout"
        case .reportsUnhealthy: "reports-unhealthy"
        case .okButUnhealthy: "ok-but-unhealthy"
        case .notAHealthReport: "not-a-health-report"
        case .wrongService: "wrong-service"
        case .redirected: "redirect"
        case .httpStatus: "http-status"
        case .answerTooLarge: "answer-too-large"
        case .notHTTP: "not-http"
        }
    }

    /// The sentence for people.
    package var text: LocalizedText {
        switch self {
        case .connectionRefused:
            LocalizedText(
                de: "Tot: Die Verbindung wird abgelehnt, auf diesem Port hört niemand.",
                en: "Dead: the connection is refused, nobody listens on this port.")
        case .unreachable:
            LocalizedText(
                de: "Tot: Keine Verbindung, der Rechner ist nicht erreichbar.",
                en: "Dead: no connection, the host cannot be reached.")
        case .connectionLost:
            LocalizedText(
                de: "Tot: Die Verbindung bricht vor dem Ende der Antwort ab.",
                en: "Dead: the connection breaks before the answer ends.")
        case .timedOut:
            LocalizedText(
                de: "Langsam: Die Verbindung steht, aber die Antwort kommt nicht rechtzeitig.",
                en: "Slow: it accepts the connection but does not answer in time.")
        default: textOfAnswer
        }
    }

    /// Sentences for faults that came with an answer.
    private var textOfAnswer: LocalizedText {
        switch self {
        case .reportsUnhealthy:
            LocalizedText(de: "Der Dienst meldet sich selbst als gestört.", en: "It reports itself unhealthy.")
        case .okButUnhealthy:
            LocalizedText(
                de: "Widerspruch: Status 200, aber der Bericht meldet eine Störung.",
                en: "Contradiction: status 200, but the report says unhealthy.")
        case .wrongService(let name):
            LocalizedText(
                de: "Falscher Dienst: Auf diesem Port antwortet „\(name)“.",
                en: "Wrong service: “\(name)” answers on this port.")
        case .redirected(let status):
            LocalizedText(
                de: "Die Prüfung wird umgeleitet (Status \(status)); Umleitungen werden nicht verfolgt.",
                en: "The probe is redirected (status \(status)); redirects are not followed.")
        case .httpStatus(let status):
            LocalizedText(de: "Die Prüfung wird mit Status \(status) beantwortet.", en: "It answers status \(status).")
        case .answerTooLarge:
            LocalizedText(
                de: "Kein Gesundheitsbericht: Die Antwort ist größer als 64 KiB.",
                en: "Not a health report: the answer is larger than 64 KiB.")
        case .notHTTP:
            LocalizedText(de: "Die Antwort ist kein HTTP.", en: "The answer is not HTTP.")
        default:
            LocalizedText(
                de: "Status 200, aber die Antwort ist kein Gesundheitsbericht.",
                en: "Status 200, but the answer is not a health report.")
        }
    }
}
