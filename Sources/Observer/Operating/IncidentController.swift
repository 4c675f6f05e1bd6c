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
    let registry: RegistrySupervisor

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
        let names = await names
        return JSONAnswer(
            .object([
                "silences": .array(watchdog.state.common.silences.map { $0.json(among: names, context.language) })
            ]))
    }

    /// What a silence can be about: units, and services that registered on their own.
    private var names: Set<String> {
        get async { Set(ShownService.all(await registry.entries, watchdog.state).map(\.journalName)) }
    }

    @Sendable private func silence(_ request: Request, _ context: ServiceContext) async throws -> JSONAnswer<JSONValue>
    {
        let body = try await request.decodeJSON(SilenceBody.self, limit: 16 * 1_024)
        let silence = try Self.read(body, by: request.headers[.operatorName] ?? "API", now: .current())
        return JSONAnswer(try await add(silence).json(among: await names, context.language), status: .created)
    }

    /// Reads a silence from JSON.
    ///
    /// - Throws: ``Problem`` with every fault.
    static func silence(from json: Data, by: String, now: Moment) throws(Problem) -> Silence {
        try read(try Request.decodeJSON(SilenceBody.self, from: json), by: by, now: now)
    }

    /// Adds a silence. A service may be called by any of its names; incidents know it by one.
    ///
    /// - Returns: The silence with its number.
    /// - Throws: ``Problem`` when there are too many, or when the Observer is ending.
    @discardableResult
    func add(_ silence: Silence) async throws(Problem) -> Silence {
        var silence = silence
        let registered = await registry.entry(silence.service)?.descriptor.serviceName
        silence.service = watchdog.unitName(for: silence.service) ?? registered ?? silence.service
        await watchdog.inbox.ask(.silenced(silence))
        let common = watchdog.state.common
        if let made = common.silence(like: silence) { return made }
        if common.silences.count >= CommonState.mostSilences { throw Self.tooMany }
        throw Problem(
            .serviceUnavailable, code: "stopping",
            detail: LocalizedText(de: "Der Observer wird beendet.", en: "The Observer is ending."))
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
        if minutes != nil, until != nil {
            reader.report(
                "/until", "two-ends", de: "Eine Stummschaltung hat ein Ende: entweder minutes oder until.",
                en: "A silence has one end: either minutes or until.")
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
        try await end(context.parameters.get("id").flatMap { Int($0) })
        return Response(status: .noContent)
    }

    /// Ends a silence before its time.
    ///
    /// - Throws: ``Problem`` 404 for one that is not there.
    func end(_ id: Int?) async throws(Problem) {
        guard let id, watchdog.state.common.silences.contains(where: { $0.id == id }) else {
            throw Problem.notFound(
                LocalizedText(de: "Diese Stummschaltung gibt es nicht.", en: "There is no such silence."))
        }
        await watchdog.inbox.ask(.unsilenced(id: id))
    }
}
