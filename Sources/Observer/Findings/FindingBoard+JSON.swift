import ObserverCore
import Shared

extension FindingBoard {
    /// The members of an answer.
    func json(_ language: Language) -> [String: JSONValue] {
        [
            "findings": .array(findings.map { $0.json(language) }), "count": .integer(Int64(findings.count)),
            "unjudged": .array(
                unjudged.map { unjudged in
                    .object([
                        "service_id": .string(unjudged.service), "kind": .string(unjudged.kind.rawValue),
                        "known": .integer(Int64(unjudged.known)), "needed": .integer(Int64(unjudged.needed)),
                        "of": .string(unjudged.what.rawValue), "summary": .string(unjudged.sentence(language)),
                    ])
                }),
        ]
    }
}

extension ServiceFinding {
    fileprivate func json(_ language: Language) -> JSONValue {
        .object([
            "service_id": .string(service), "kind": .string(kind.rawValue), "priority": .string(priority.name),
            "title": .string(kind.title(language)), "summary": .string(sentence(language)),
            "recommendation": .string(kind.recommendation(language)), "page": .string(PagePath.service(service)),
            "from": .string(Timestamp.text(window.lowerBound * 1_000)),
            "to": .string(Timestamp.text(window.upperBound * 1_000)),
            "figures": .array(
                figures.map { figure in
                    .object([
                        "name": .string(figure.name.rawValue), "value": HistoryAnswer.number(figure.value),
                        "unit": .string(figure.unit.rawValue),
                        "text": .string(figure.unit.text(figure.value, language)),
                    ])
                }),
        ])
    }
}

extension StackReport {
    /// The whole report as data.
    func json(_ language: Language) -> JSONValue {
        var members = board.json(language)
        members["period"] = .string(span.rawValue)
        members["from"] = .string(Timestamp.text(window.lowerBound * 1_000))
        members["to"] = .string(Timestamp.text(window.upperBound * 1_000))
        members["services"] = .array(services.map(\.json))
        members["restarts"] = .array(
            restarts.map { restart in
                .object([
                    "unit": .string(restart.unit), "at": .string(Timestamp.text(restart.at)),
                    "code": .string(restart.why.code), "why": .string(restart.why.text(language)),
                ])
            })
        members["incidents"] = .array(incidents.map { $0.json(language) })
        return .object(members)
    }
}

extension ServiceSummary {
    fileprivate var json: JSONValue {
        func number(_ value: Double?) -> JSONValue { HistoryAnswer.number(value) }
        return .object([
            "service_id": .string(service), "availability": number(availability.mean),
            "availability_before": number(availabilityBefore.mean), "outages": .integer(Int64(outages)),
            "longest_outage_seconds": number(longestOutage), "restarts": .integer(Int64(restarts)),
            "requests": .integer(Int64(requests.count)), "requests_before": .integer(Int64(requestsBefore.count)),
            "error_rate": number(requests.errorShare), "request_p50_ms": number(requests.percentile(0.5)),
            "request_p95_ms": number(requests.percentile(0.95)), "request_p99_ms": number(requests.percentile(0.99)),
            "request_p95_ms_before": number(requestsBefore.percentile(0.95)),
            "probe_p95_ms": number(probes.percentile(0.95)), "cpu_mean_percent": number(cpu.mean),
            "cpu_p95_percent": number(cpu.percentile(0.95)), "memory_mean_bytes": number(memory.mean),
            "memory_max_bytes": number(memory.count > 0 ? memory.maximum : nil),
            "memory_mean_bytes_before": number(memoryBefore.mean),
        ])
    }
}
