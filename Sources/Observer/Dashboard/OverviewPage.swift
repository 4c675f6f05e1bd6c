import ObserverCore
import Shared

/// The page that answers "can I work?", and says what is wrong and what was done about it.
struct OverviewPage {
    private static let mostDeeds = 6
    private static let mostFindings = 5

    let frame: PageFrame
    let list: ServiceList
    /// The first troubles, complete.
    let troubles: [Trouble]
    let troubleCount: Int
    /// The latest decisions about all.
    let decisions: [WatchdogStore.DecisionRow]
    let reader: DashboardReader

    /// Restarts of the last 24 hours of the services in the table, by id.
    private let restarts: [String: Int]

    private var words: DashboardWords { frame.words }
    private var facts: DashboardFacts { frame.facts }

    /// Gathers what the page needs beside the facts.
    init(frame: PageFrame, list: ServiceList, reader: DashboardReader) async {
        self.frame = frame
        self.list = list
        self.reader = reader
        let all = Trouble.all(in: frame.facts)
        var troubles: [Trouble] = []
        for trouble in all.prefix(Trouble.most) { troubles.append(await trouble.complete(frame.facts, reader)) }
        self.troubles = troubles
        troubleCount = all.count
        decisions = await reader.decisions(of: nil, limit: 200)
        var restarts: [String: Int] = [:]
        for service in list.values(frame.facts.services, frame.words).shown {
            restarts[service.id] = await reader.restarts(of: service, frame.facts)
        }
        self.restarts = restarts
    }

    func html() -> String {
        let answer = WorkAnswer(facts.services, functions: facts.functions)
        var page = frame.values(
            title: words.text("Observer – Übersicht", "Observer – overview"), tone: answer.tone, path: "/",
            refreshes: true)
        page["verdict"] = answer.verdict(words.language)
        page["detail"] = answer.detail(words.language)
        page["functions"] = facts.functions.map(function)
        page["hasTroubles"] = !troubles.isEmpty
        page["troubles"] = troubles.map { $0.values(facts, words) }
        if troubleCount > troubles.count { page["more"] = words.moreTroubles(troubleCount - troubles.count) }
        let since = facts.now.unixMilliseconds - DashboardFacts.spanMilliseconds
        // What stands with a trouble above is not said twice.
        let told = Set(troubles.flatMap(\.deeds).map(\.id))
        let deeds = DeedList.interventions(decisions, since: since).filter { !told.contains($0.id) }
            .prefix(Self.mostDeeds)
        page["hasDeeds"] = !deeds.isEmpty
        page["deeds"] = DeedList(words: words, index: facts.index, namesService: true).values(deeds, at: facts.now)
        page["noIntervention"] = told.isEmpty ? words.noIntervention : words.nothingElse
        page.merge(findings) { _, new in new }
        let (shown, values) = list.values(facts.services, words)
        page.merge(values) { _, new in new }
        page["rows"] = shown.map(row)
        return frame.templates.render(.overview, page)
    }

    /// What the history says beyond this moment, the most urgent first.
    private var findings: [String: Any] {
        let board = reader.findings()
        let shown = board?.findings.prefix(Self.mostFindings) ?? []
        var values: [String: Any] = [
            "hasFindings": !shown.isEmpty, "findings": shown.map(finding),
            "noFindings": board == nil ? words.notEvaluated : words.noFindings,
        ]
        if let count = board?.findings.count, count > shown.count {
            values["moreFindings"] = words.moreFindings(count - shown.count)
        }
        return values
    }

    private func finding(_ finding: ServiceFinding) -> [String: Any] {
        let tone: Tone = finding.priority == .high ? .bad : finding.priority == .medium ? .care : .idle
        let service = facts.services.first { $0.id == finding.service }
        return [
            "tone": tone.rawValue, "symbol": tone.symbol, "name": service?.name ?? finding.service,
            "href": PagePath.service(finding.service), "title": finding.kind.title(words.language),
            "priority": finding.priority.title(words.language), "text": finding.sentence(words.language),
            "advice": finding.kind.recommendation(words.language).replacing("`", with: ""),
        ]
    }

    private func function(_ function: BusinessFunction) -> [String: Any] {
        let standing = function.standing(in: facts.index)
        let tone = standing.status.map { Tone($0) } ?? .idle
        var values: [String: Any] = [
            "name": function.name(words.language), "tone": tone.rawValue,
            "symbol": standing.status == nil ? "–" : tone.symbol, "state": words.availability(standing.status),
        ]
        if !standing.culprits.isEmpty {
            let culprits = standing.culprits.prefix(3).joined(separator: ", ")
            values["because"] =
                standing.status == nil ? culprits : words.text("wegen \(culprits)", "because of \(culprits)")
        }
        return values
    }

    private func row(_ service: ShownService) -> [String: Any] {
        let tone = Tone(service.status)
        let restarts = restarts[service.id]
        let responses = reader.responses(of: service, at: facts.now)
        return [
            "name": service.name, "href": PagePath.service(service.id), "tone": tone.rawValue, "symbol": tone.symbol,
            "status": words.status(service.status, isLost: service.isLost),
            "why": service.why?(words.language) ?? service.intent.flatMap(words.intent) ?? "",
            "since": words.spanSince(service.since, at: facts.now),
            "sinceAt": service.since.map(Timestamp.text) ?? "", "restarts": restarts.map(String.init) ?? "–",
            "hasRestarts": restarts.map { $0 > 0 } ?? false, "spark": Sparkline.svg(responses),
            "p95": words.milliseconds(responses.p95.map(Double.init) ?? service.responses.lastMilliseconds),
            "memory": words.memory(reader.memory(of: service)), "version": service.version ?? "–",
        ]
    }
}
