import Foundation
import HTTPTypes
import Hummingbird
import ObserverCore
import ServiceKit
import Shared

/// `/services/{id}/history`: figures of a service over time.
struct HistoryController {
    let history: HistoryStore
    let registry: RegistrySupervisor
    let watchdog: Watchdog

    func addRoutes(to router: Router<ServiceContext>) {
        router.get("/services/{id}/history", use: show)
    }

    @Sendable private func show(_ request: Request, _ context: ServiceContext) async throws -> JSONAnswer<JSONValue> {
        let raw = context.parameters.get("id") ?? ""
        let id = try await subject(raw.removingPercentEncoding ?? raw)
        let question = try HistoryQuestion(request, cuts: history.cuts, at: .current())
        var metrics: [String: JSONValue] = [:]
        for metric in question.metrics {
            let answer = try await history.answer(question.query, HistoryKey(id, metric))
            metrics[metric.rawValue] = answer.json(context.language)
        }
        let query = question.query
        return JSONAnswer(
            .object([
                "service_id": .string(id), "from": .string(Timestamp.text(query.from * 1_000)),
                "to": .string(Timestamp.text(query.to * 1_000)), "step_seconds": .integer(Int64(query.step)),
                "tier": .string(query.tier.name), "tier_seconds": .integer(Int64(query.tier.cellSeconds)),
                "relative_error": .number(HistoryAnswer.relativeError), "metrics": .object(metrics),
                "available": .array(history.metrics(of: id).map { .string($0.rawValue) }),
            ]), headers: [.cacheControl: "no-store"])
    }

    /// The id under which figures are kept: of a unit by any of its names, of a service, also of one that has left.
    private func subject(_ id: String) async throws -> String {
        if let name = watchdog.unitName(for: id), let spec = watchdog.state.spec(name) { return spec.serviceID }
        if await registry.entry(id) != nil || !history.metrics(of: id).isEmpty { return id }
        throw ObserverError.unknownService(id)
    }
}

extension HistoryAnswer {
    /// Most that a percentile differs from the samples', as a share of it.
    static let relativeError = 0.011

    func json(_ language: Language) -> JSONValue {
        .object([
            "unit": .string(metric.unit), "title": .string(metric.title(language)),
            "summary": .object(Self.members(metric, total)),
            "points": .array(
                points.map { point in
                    var members = Self.members(metric, point.cell)
                    members["at"] = .string(Timestamp.text(point.start * 1_000))
                    return .object(members)
                }),
        ])
    }

    private static func members(_ metric: HistoryMetric, _ cell: HistoryCell) -> [String: JSONValue] {
        var members: [String: JSONValue] = [
            "count": .integer(Int64(cell.count)), "errors": .integer(Int64(cell.errors)),
            "value": number(metric.value(of: cell)),
        ]
        // A rate of errors has no distribution of its own.
        guard metric == metric.source, cell.count > 0 else { return members }
        members["min"] = number(cell.minimum)
        members["max"] = number(cell.maximum)
        members["mean"] = number(cell.mean)
        for (name, share) in [("p50", 0.5), ("p95", 0.95), ("p99", 0.99)] {
            members[name] = number(cell.percentile(share))
        }
        return members
    }

    /// Six digits: more would be noise.
    static func number(_ value: Double?) -> JSONValue {
        guard let value, value.isFinite else { return .null }
        guard value != 0 else { return .number(0) }
        let scale = pow(10, 5 - floor(log10(abs(value))))
        let rounded = (value * scale).rounded() / scale
        return .number(rounded.isFinite ? rounded : value)
    }
}
