import Foundation
import HTTPTypes
import Hummingbird
import ObserverCore
import ServiceKit
import Shared

/// Incidents, silences and maintenance windows.
struct IncidentController {
    /// Longest silence: what is quiet for longer has been forgotten.
    private static let longestMinutes = 30 * 24 * 60

    /// Longest span until a silence begins, in milliseconds.
    private static let longestLead = 366 * 24 * 3_600_000

    private struct SilenceBody: Decodable {
        let service: Field<String>
        let minutes: Field<Int>
        let until: Field<String>
        let from: Field<String>
        let reason: Field<String>
        let maintenance: Field<Bool>
    }

    let watchdog: Watchdog

    func addRoutes(to router: Router<ServiceContext>) {
        router.get("/incidents", use: list)
        router.get("/silences", use: silences)
        router.post("/silences", use: silence)
        router.delete("/silences/{id}", use: unsilence)
    }

    @Sendable private func list(_ request: Request, _ context: ServiceContext) async throws -> JSONAnswer<JSONValue> {
        var query = QueryReader(request)
        let limit = query.number("limit", in: 1...1_000, default: 50)
        let isOpenOnly = query.flag("open", default: false)
        try query.finish()
        let open = watchdog.state.common.incidents
        let past = isOpenOnly ? [] : try await watchdog.store.incidents(limit: limit)
        // What is open is known best here; the rows on disk are those of its latest alert.
        let closed = past.filter { incident in !open.contains { $0.id == incident.id } }
        let all = (open + closed).sorted { $0.id > $1.id }.prefix(limit)
        return JSONAnswer(
            .object([
                "incidents": .array(all.map { $0.json(context.language) }), "count": .integer(Int64(all.count)),
                "open": .integer(Int64(open.count)),
            ]), headers: [.cacheControl: "no-store"])
    }

    @Sendable private func silences(_ request: Request, _ context: ServiceContext) async -> JSONAnswer<JSONValue> {
        JSONAnswer(.object(["silences": .array(watchdog.state.common.silences.map(\.json))]))
    }

    @Sendable private func silence(_ request: Request, _ context: ServiceContext) async throws -> JSONAnswer<JSONValue>
    {
        let body = try await request.decodeJSON(SilenceBody.self, limit: 16 * 1_024)
        let silence = try Self.read(body, by: request.headers[.operatorName] ?? "API", now: .current())
        await watchdog.inbox.ask(.silenced(silence))
        let common = watchdog.state.common
        guard let made = common.silence(like: silence) else {
            if common.silences.count >= CommonState.mostSilences { throw Self.tooMany }
            throw Problem(
                .serviceUnavailable, code: "stopping",
                detail: LocalizedText(de: "Der Observer wird beendet.", en: "The Observer is ending."))
        }
        return JSONAnswer(made.json, status: .created)
    }

    private static let tooMany = Problem(
        .conflict, code: "too-many-silences",
        detail: LocalizedText(
            de: "Es gibt schon \(CommonState.mostSilences) Stummschaltungen; eine davon muss erst enden.",
            en: "There are \(CommonState.mostSilences) silences already; one of them must end first."))

    private static func read(_ body: SilenceBody, by: String, now: Moment) throws(Problem) -> Silence {
        var reader = FieldReader()
        let service = reader.required(body.service, "/service", "string") ?? "*"
        let minutes = reader.optional(body.minutes, "/minutes", "number")
        let until = time(reader.optional(body.until, "/until", "string"), "/until", &reader)
        let from = time(reader.optional(body.from, "/from", "string"), "/from", &reader) ?? now.unixMilliseconds
        let reason = reader.optional(body.reason, "/reason", "string") ?? ""
        let isMaintenance = reader.optional(body.maintenance, "/maintenance", "boolean") ?? false
        let end = until ?? minutes.flatMap { (1...longestMinutes).contains($0) ? from + $0 * 60_000 : nil }
        if end.map({ $0 <= max(from, now.unixMilliseconds) || $0 - from > longestMinutes * 60_000 }) ?? true {
            reader.report(
                "/minutes", "needs-end",
                de: "Eine Stummschaltung braucht ein Ende: minutes (1 bis 43200) oder until in der Zukunft.",
                en: "A silence needs an end: minutes (1 to 43200), or until in the future.")
        }
        if from > now.unixMilliseconds + longestLead {
            reader.report(
                "/from", "too-late", de: "Eine Stummschaltung beginnt spätestens in einem Jahr.",
                en: "A silence begins within a year.")
        }
        if reason.count > 500 || service.count > 200 {
            reader.report("/reason", "too-long", de: "Zu lang.", en: "Too long.")
        }
        try reader.finish()
        return Silence(
            service: service, from: from, until: end ?? from, isMaintenance: isMaintenance, reason: reason,
            by: String(by.prefix(64)))
    }

    private static func time(_ text: String?, _ pointer: String, _ reader: inout FieldReader) -> Int? {
        guard let text else { return nil }
        let formats = [
            Date.ISO8601FormatStyle(includingFractionalSeconds: true), Date.ISO8601FormatStyle(),
        ]
        for format in formats {
            // try? because the other format may fit
            if let date = try? format.parse(text) { return Int(date.timeIntervalSince1970 * 1_000) }
        }
        reader.report(
            pointer, "invalid-time", de: "Erwartet wird eine Zeit nach ISO 8601.", en: "Expected a time in ISO 8601.")
        return nil
    }

    @Sendable private func unsilence(_ request: Request, _ context: ServiceContext) async throws -> Response {
        guard let id = context.parameters.get("id").flatMap({ Int($0) }),
            watchdog.state.common.silences.contains(where: { $0.id == id })
        else {
            throw Problem.notFound(
                LocalizedText(de: "Diese Stummschaltung gibt es nicht.", en: "There is no such silence."))
        }
        await watchdog.inbox.ask(.unsilenced(id: id))
        return Response(status: .noContent)
    }
}
