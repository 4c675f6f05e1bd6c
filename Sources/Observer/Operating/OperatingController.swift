import Foundation
import HTTPTypes
import Hummingbird
import ObserverCore
import ServiceKit
import Shared

/// What an operator asks for and looks at: commands, reasons, starts, evidence, the stack and its file.
struct OperatingController {
    let watchdog: Watchdog
    let registry: RegistryWatch
    let evidence: EvidenceStore
    let scripts: RestartScriptRunner
    let source: StackSource?

    func addRoutes(to router: Router<ServiceContext>) {
        for command in OperatorCommand.allCases {
            router.post("/services/{id}/\(command.rawValue)") { request, context in
                try await obey(command, request, context)
            }
        }
        router.get("/services/{id}/why", use: why)
        router.get("/services/{id}/restarts", use: restarts)
        router.get("/services/{id}/evidence", use: evidenceList)
        router.get("/services/{id}/evidence/{name}", use: evidenceContent)
        router.get("/stack", use: stack)
        router.post("/stack/reload", use: reload)
    }

    // MARK: Commands

    private func obey(
        _ command: OperatorCommand, _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<JSONValue> {
        let id = Self.id(context)
        let by = Self.operatorName(request)
        guard let name = watchdog.unitName(for: id) else { return try await obeyService(id, command, by: by, context) }
        await watchdog.ask(name, command, by: by)
        return JSONAnswer(try unit(name, context), status: .ok, headers: [.cacheControl: "no-store"])
    }

    /// A service that registered on its own can only be restarted, and only by a script that the operator allows.
    private func obeyService(
        _ id: String, _ command: OperatorCommand, by: String, _ context: ServiceContext
    ) async throws -> JSONAnswer<JSONValue> {
        guard let entry = await registry.supervisor.entry(id) else { throw ObserverError.unknownService(id) }
        guard command == .restart, entry.descriptor.restartScript != nil else {
            throw Problem(
                .conflict, code: "not-supervised",
                detail: LocalizedText(
                    de: "Dieser Dienst hat sich selbst angemeldet und steht nicht in der Stack-Datei.",
                    en: "This service registered on its own and is not in the stack file."))
        }
        if let refusal = scripts.refusal(for: entry) {
            throw Problem(.forbidden, code: refusal.code, detail: refusal.text)
        }
        try requireRoom(for: id)
        // By the id: the name may be that of a unit, or of other instances.
        await watchdog.inbox.ask(.asked(unit: id, command, by: by))
        return JSONAnswer(.object(["service_id": .string(id), "ordered": true]), status: .accepted)
    }

    /// What would not be run must not be called ordered.
    private func requireRoom(for serviceID: String) throws(Problem) {
        switch scripts.budget.refusal(for: serviceID, at: Moment.current().uptimeMilliseconds) {
        case .running?:
            throw Problem(
                .conflict, code: "restart-script-running", detail: RestartScriptBudget.Refusal.running.text)
        case .tooMany?:
            throw Problem(
                .tooManyRequests, code: "too-many-restarts", detail: RestartScriptBudget.Refusal.tooMany.text,
                headers: [.retryAfter: "60"])
        case nil: break
        }
    }

    private func unit(_ name: String, _ context: ServiceContext) throws -> JSONValue {
        let state = watchdog.state
        guard let unit = state.unit(name), let spec = state.spec(name) else { throw ObserverError.unknownService(name) }
        return UnitAnswer(unit: unit, spec: spec).json(context.language, at: .current())
    }

    private static func id(_ context: ServiceContext) -> String {
        let raw = context.parameters.get("id") ?? ""
        return raw.removingPercentEncoding ?? raw
    }

    /// Who asks, as far as they say so; it is shown to people and must stay short and plain.
    private static func operatorName(_ request: Request) -> String {
        let name = request.headers[.operatorName] ?? "API"
        let plain = name.unicodeScalars.filter { $0.isASCII && $0.value >= 32 && $0.value < 127 }.prefix(64)
        return String(String.UnicodeScalarView(plain))
    }

    // MARK: Reasons

    @Sendable private func why(_ request: Request, _ context: ServiceContext) async throws -> JSONAnswer<JSONValue> {
        var query = QueryReader(request)
        let limit = query.number("limit", in: 1...1_000, default: 50)
        try query.finish()
        guard let name = watchdog.unitName(for: Self.id(context)) else {
            throw ObserverError.unknownService(Self.id(context))
        }
        let rows = try await watchdog.store.decisions(unit: name, limit: limit).map { row in
            JSONValue.object([
                "at": .string(Timestamp.text(row.at)), "generation": .integer(Int64(row.generation)),
                "action": .string(row.action), "code": .string(row.why.code),
                "why": .string(row.why.text(context.language)),
            ])
        }
        return JSONAnswer(
            .object(["unit": try unit(name, context), "decisions": .array(rows)]), headers: [.cacheControl: "no-store"])
    }

    @Sendable private func restarts(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<JSONValue> {
        var query = QueryReader(request)
        let limit = query.number("limit", in: 1...1_000, default: 100)
        try query.finish()
        guard let name = watchdog.unitName(for: Self.id(context)) else {
            throw ObserverError.unknownService(Self.id(context))
        }
        let rows = try await watchdog.store.starts(unit: name, limit: limit).map { row in
            JSONValue.object([
                "generation": .integer(Int64(row.generation)), "at": .string(Timestamp.text(row.at)),
                "code": .string(row.why.code), "why": .string(row.why.text(context.language)),
                "ready_after_ms": row.readyMilliseconds.map { .integer(Int64($0)) } ?? .null,
                "ended_at": Timestamp.json(row.endedAt),
                "exit": row.exit.map { .string($0.text(context.language)) } ?? .null,
            ])
        }
        return JSONAnswer(.object(["unit": .string(name), "starts": .array(rows)]))
    }

    @Sendable private func evidenceList(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<JSONValue> {
        guard let name = watchdog.unitName(for: Self.id(context)) else {
            throw ObserverError.unknownService(Self.id(context))
        }
        return JSONAnswer(
            .object(["unit": .string(name), "evidence": .array(evidence.names(of: name).map { .string($0) })]))
    }

    @Sendable private func evidenceContent(_ request: Request, _ context: ServiceContext) async throws -> Response {
        guard let name = watchdog.unitName(for: Self.id(context)),
            let content = evidence.content(unit: name, name: context.parameters.get("name") ?? "")
        else {
            throw Problem.notFound(
                LocalizedText(de: "Dieses Beweisstück gibt es nicht.", en: "There is no such evidence."))
        }
        return Response(
            status: .ok, headers: [.contentType: "application/json; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(bytes: content)))
    }

    // MARK: Stack

    @Sendable private func stack(_ request: Request, _ context: ServiceContext) async -> JSONAnswer<JSONValue> {
        let state = watchdog.state
        let now = Moment.current()
        let units = zip(state.units, state.specs).map {
            UnitAnswer(unit: $0, spec: $1).json(context.language, at: now)
        }
        return JSONAnswer(
            .object([
                "file": source.map { .string($0.path) } ?? .null, "stopping": .bool(state.common.isStopping),
                "units": .array(units),
                "incidents": .array(state.common.incidents.map { $0.json(context.language) }),
            ]), headers: [.cacheControl: "no-store"])
    }

    @Sendable private func reload(_ request: Request, _ context: ServiceContext) async throws -> JSONAnswer<JSONValue> {
        guard let source else {
            throw Problem(
                .conflict, code: "no-stack-file",
                detail: LocalizedText(
                    de: "Der Observer wurde ohne Stack-Datei gestartet.",
                    en: "The Observer was started without a stack file."))
        }
        let before = watchdog.state.specs
        let stack: StackSpec
        do throws(StackFileFaults) {
            stack = try source.load()
        } catch {
            throw Problem.invalid(
                error.faults.map { Finding(pointer: "/\($0.line)/\($0.column)", code: "stack-file", detail: $0.text) })
        }
        await watchdog.inbox.ask(.configured(stack))
        return JSONAnswer(StackChange.between(before, stack.units).json)
    }
}

extension StackChange {
    /// What a reload does, by the names of the services.
    fileprivate var json: JSONValue {
        func names(_ names: [String]) -> JSONValue { .array(names.map { .string($0) }) }
        let keys = (changed + adjusted).map { ($0.name, names($0.keys)) }
        return .object([
            "added": names(added), "removed": names(removed), "restarted": names(changed.map(\.name)),
            "adjusted": names(adjusted.map(\.name)), "unchanged": names(unchanged),
            "keys": .object(Dictionary(keys) { first, _ in first }),
        ])
    }
}

extension HTTPField.Name {
    /// Who asks: a name for the journal.
    static let operatorName: HTTPField.Name = {
        guard let name = HTTPField.Name("X-Operator") else { preconditionFailure("a constant field name") }
        return name
    }()
}
