import Foundation
import HTTPTypes
import Hummingbird
import ObserverCore
import ServiceKit
import Shared

/// What an operator asks for and looks at: commands, reasons, starts, evidence, the stack and its file.
struct OperatingController {
    /// Instances of one name that an answer shows.
    private static let mostInstances = 20

    let watchdog: Watchdog
    let registry: RegistryWatch
    let evidence: EvidenceStore
    let scripts: RestartScriptRunner
    let source: StackSource?

    func addRoutes(to router: Router<ServiceContext>) {
        for command in OperatorCommand.allCases {
            router.post("/services/{id}/\(command.rawValue)") { request, context in
                try await obey(command, request, context, by: Self.operatorName(request))
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

    /// Orders a command for a unit, or a restart by script for a service that registered on its own.
    ///
    /// - Throws: ``ObserverError`` for an unknown service, ``Problem`` for what may not be ordered.
    func obey(
        _ command: OperatorCommand, _ request: Request, _ context: ServiceContext, by: String
    ) async throws -> JSONAnswer<JSONValue> {
        let id = Self.id(context)
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

    /// The id in the path of a request.
    static func id(_ context: ServiceContext) -> String {
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
        let id = Self.id(context)
        let language = context.language
        guard let name = watchdog.unitName(for: id) else {
            return JSONAnswer(
                .object(try await whyOfRegistered(id, limit, language)), headers: [.cacheControl: "no-store"])
        }
        let rows = try await watchdog.store.decisions(unit: name, limit: limit).map { $0.json(language) }
        return JSONAnswer(
            .object(["unit": try unit(name, context), "decisions": .array(rows)]), headers: [.cacheControl: "no-store"])
    }

    /// What is known of services that registered on their own: by id of one, or by the name that some bear.
    ///
    /// - Throws: ``ObserverError`` where nobody is called so.
    private func whyOfRegistered(
        _ id: String, _ limit: Int, _ language: Language
    ) async throws -> [String: JSONValue] {
        var entries = await registry.supervisor.entry(id).map { [$0] } ?? []
        if entries.isEmpty { entries = await registry.supervisor.instances(of: id) }
        guard let name = entries.first?.descriptor.serviceName else { throw ObserverError.unknownService(id) }
        entries = Array(entries.prefix(Self.mostInstances))
        var rows: [WatchdogStore.DecisionRow] = []
        // By its name the rules decide, by its id an operator orders.
        for key in [name] + entries.map(\.serviceID) {
            rows += try await watchdog.store.decisions(unit: key, limit: limit)
        }
        rows.sort { $0.id > $1.id }
        let shown = entries.map { entry in
            var members = entry.facts(in: language).objectValue ?? [:]
            members["notes"] = .array(notes(on: entry, language).map { .string($0) })
            return JSONValue.object(members)
        }
        return ["services": .array(shown), "decisions": .array(rows.prefix(limit).map { $0.json(language) })]
    }

    private func notes(on entry: ServiceEntry, _ language: Language) -> [String] {
        [
            DashboardWords(language).notOurs, entry.reason?.text(language),
            scripts.refusal(for: entry)?.sentence(language),
        ].compactMap { $0 }
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
            // The place is one in the file, not in the body: it stands in the sentence, as `Observer --check` says it.
            throw Problem.invalid(
                error.faults.map { fault in
                    Finding(
                        "", "stack-file", de: fault.description(error.fileName, .german),
                        en: fault.description(error.fileName, .english))
                })
        }
        await watchdog.inbox.ask(.configured(stack))
        return JSONAnswer(StackChange.between(before, stack.units).json)
    }
}

extension WatchdogStore.DecisionRow {
    fileprivate func json(_ language: Language) -> JSONValue {
        .object([
            "at": .string(Timestamp.text(at)), "generation": .integer(Int64(generation)), "action": .string(action),
            "code": .string(why.code), "why": .string(why.text(language)),
        ])
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
