import Foundation
import HTTPTypes
import Hummingbird
import ObserverCore
import ProcessKit
import ServiceKit
import Shared

/// The pages for people, their files, and `/` for everyone else: two fields.
struct DashboardController {
    private struct Summary: Encodable {
        let message: String
        let servicesCount: Int

        enum CodingKeys: String, CodingKey {
            case message
            case servicesCount = "services_count"
        }
    }

    let reader: DashboardReader
    let templates: PageTemplates
    let version: String
    let evidence: EvidenceStore
    let logFile: @Sendable (_ unit: String) -> String
    let scripts: RestartScriptRunner

    func addRoutes(to router: Router<ServiceContext>) {
        router.get("/", use: index)
        router.get("/ui/services/{id}") { request, context in try await service(request, context) }
        router.get("\(PagePath.incidents)") { request, context in await incidents(request, context) }
        for asset in [PageAsset.style, PageAsset.script] {
            router.get("\(asset.path)") { request, _ in asset.response(to: request) }
        }
    }

    // MARK: Overview

    @Sendable private func index(_ request: Request, _ context: ServiceContext) async throws -> Response {
        guard request.headers[.accept]?.lowercased().contains("text/html") == true else {
            let summary = Summary(
                message: LocalizedText(de: "Der Observer läuft.", en: "The Observer is running.")(context.language),
                servicesCount: await reader.watch.supervisor.counts.total)
            let answer = JSONAnswer(summary, headers: [.vary: "Accept, Accept-Language"])
            return try answer.response(from: request, context: context)
        }
        let language = PageLanguage(request, context)
        let page = await OverviewPage(frame: await frame(language), list: ServiceList(request), reader: reader)
        return language.reply(page.html())
    }

    private func frame(_ language: PageLanguage) async -> PageFrame {
        PageFrame(
            templates: templates, version: version, words: DashboardWords(language.language),
            facts: await reader.facts())
    }

    // MARK: One service

    /// - Parameter refusal: Why a command was not obeyed; the page then says so.
    func service(
        _ request: Request, _ context: ServiceContext, refusal: Problem? = nil
    ) async throws -> Response {
        let id = OperatingController.id(context)
        let language = PageLanguage(request, context)
        let frame = await frame(language)
        guard let service = find(id, in: frame.facts) else { throw ObserverError.unknownService(id) }
        let asked = request.uri.queryParameters["ask"].flatMap { OperatorCommand(rawValue: String($0)) }
        let span = request.uri.queryParameters["span"].flatMap { ChartSpan(rawValue: String($0)) } ?? .recent
        let scriptRefusal = await scriptRefusal(for: service)
        let page = ServicePage(
            frame: frame, service: service, reader: reader,
            decisions: await reader.decisions(of: service, limit: 2 * ServicePage.mostDeeds),
            evidence: service.unit.map { evidence.names(of: $0) } ?? [],
            log: service.unit.map { LogFile.tailToFollow(logFile($0), lines: ServicePage.logLines) },
            commands: commands(for: service, scriptRefusal), asked: asked, scriptRefusal: scriptRefusal,
            history: await ServiceHistory(
                of: service.historyKey, span: span, in: reader.watch.history, at: frame.facts.now),
            restarts: await reader.restarts(of: service, frame.facts), notice: refusal?.detail)
        return language.reply(page.html(), status: refusal?.status ?? .ok)
    }

    private func find(_ id: String, in facts: DashboardFacts) -> ShownService? {
        if let service = facts.services.first(where: { $0.id == id }) { return service }
        return reader.watchdog.unitName(for: id).flatMap { unit in facts.services.first { $0.unit == unit } }
    }

    /// What makes sense to ask for in the service's present state.
    private func commands(
        for service: ShownService, _ scriptRefusal: RestartScriptRule.Refusal?
    ) -> [OperatorCommand] {
        switch service.intent {
        case .run?: return [.restart, .stop, .pause]
        case .paused?: return [.resume, .restart, .stop]
        case .stop?: return [.start]
        case nil: return service.restartScript != nil && scriptRefusal == nil ? [.restart] : []
        }
    }

    private func scriptRefusal(for service: ShownService) async -> RestartScriptRule.Refusal? {
        guard service.restartScript != nil else { return nil }
        return await reader.watch.supervisor.entry(service.id).flatMap { scripts.refusal(for: $0) }
    }

    // MARK: Incidents

    /// - Parameters:
    ///   - form: What was entered for a silence.
    ///   - refusal: Why the silence was refused.
    func incidents(
        _ request: Request, _ context: ServiceContext, form: SilenceForm? = nil, refusal: Problem? = nil
    ) async -> Response {
        let language = PageLanguage(request, context)
        let frame = await frame(language)
        let open = Set(frame.facts.openIncidents.map(\.id))
        // try? because the page must also be shown when the disk fails
        let known = (try? await reader.watchdog.store.incidents(limit: IncidentsPage.mostPast)) ?? []
        let given = request.uri.queryParameters["service"].map { String($0) }
        var page = IncidentsPage(
            frame: frame, past: known.filter { !open.contains($0.id) },
            decisions: await reader.decisions(of: nil, limit: 2 * IncidentsPage.mostDeeds))
        page.form = form ?? SilenceForm(service: given.map { $0.removingPercentEncoding ?? $0 })
        page.notice = refusal?.sentence(language.language)
        return language.reply(page.html(), status: refusal?.status ?? .ok)
    }
}

extension Problem {
    /// All that it says, for a person.
    fileprivate func sentence(_ language: Language) -> String {
        findings.isEmpty ? detail(language) : findings.map { $0.detail(language) }.joined(separator: " ")
    }
}
