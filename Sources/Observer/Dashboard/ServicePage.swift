import ObserverCore
import ProcessKit
import Shared

/// Everything about one service.
struct ServicePage {
    /// Lines of the log that a page begins with.
    static let logLines = 200
    static let mostDeeds = 50

    let frame: PageFrame
    let service: ShownService
    let reader: DashboardReader
    let decisions: [WatchdogStore.DecisionRow]
    /// Names of evidence bundles, the latest first.
    let evidence: [String]
    /// The end of the log, and from where to follow it; `nil` for a service whose log is not ours.
    let log: (lines: [String], place: LogPlace)?
    /// What may be asked of it now.
    let commands: [OperatorCommand]
    /// The command that waits for a confirmation.
    let asked: OperatorCommand?
    /// Why its restart script is not run; `nil` where it would be, or where there is none.
    var scriptRefusal: RestartScriptRule.Refusal?
    let history: ServiceHistory
    /// How often it was restarted, or registered anew, in the last 24 hours; `nil` where that cannot be read.
    let restarts: Int?
    /// What became of a command that was refused.
    let notice: LocalizedText?

    private var words: DashboardWords { frame.words }
    private var facts: DashboardFacts { frame.facts }
    private var path: String { PagePath.service(service.id) }

    func html() -> String {
        var page = frame.values(
            title: "\(service.name) – Observer", tone: Tone(service.status), path: path, query: query,
            refreshes: asked == nil && notice == nil, isRefusal: notice != nil)
        page["name"] = service.name
        page["heading"] = words.heading(service.status, isLost: service.isLost, since: service.since, at: facts.now)
        page["why"] = service.why?(words.language) ?? ""
        page["intent"] = service.intent.flatMap(words.intent)
        page["next"] = words.nextTry(service, at: facts.now)
        page["notice"] = notice?(words.language)
        page["href"] = path
        page["facts"] = keyFacts
        addActions(to: &page)
        addGraph(to: &page)
        addCharts(to: &page)
        let deeds = DeedList.told(decisions).prefix(Self.mostDeeds)
        page["hasDeeds"] = !deeds.isEmpty
        page["deeds"] = DeedList(words: words, index: facts.index, namesService: false).values(deeds, at: facts.now)
        addLog(to: &page)
        page["hasEvidence"] = !evidence.isEmpty
        page["evidence"] = evidence.map(evidenceRow)
        return frame.templates.render(.service, page)
    }

    /// What the address says beside the language.
    private var query: String { history.span == .recent ? "" : "span=\(history.span.rawValue)&" }

    private func addCharts(to page: inout [String: Any]) {
        let charts = ServiceCharts(
            service: service, reader: reader, words: words, now: facts.now, history: history
        ).values
        page["hasCharts"] = !charts.isEmpty
        page["charts"] = charts
        page["spans"] = ChartSpan.allCases.map { span in
            [
                "href": "\(path)?span=\(span.rawValue)#charts", "text": span.title(words.language),
                "isShown": span == history.span,
            ] as [String: Any]
        }
        page["chartsNote"] = history.availability.map {
            // Cut off, not rounded: 99.999 is not all of the time.
            let percent = ($0 * 100).rounded(.down) / 100
            let share = "\(words.number(percent, decimals: 2)) %"
            return words.text("verfügbar zu \(share)", "available \(share) of the time")
        }
    }

    private var keyFacts: [[String: Any]] {
        let p95 = reader.responses(of: service, at: facts.now).p95.map(Double.init)
        let checked = service.lastCheckedAt.map { words.ago(facts.now.unixMilliseconds - $0) }
        var rows: [[String: Any]] = [
            ["term": words.text("Version", "Version"), "value": service.version ?? "–"],
            ["term": words.text("Prozess", "Process"), "value": service.pid.map(String.init) ?? "–"],
            restartFact,
            ["term": words.text("Antwortzeit p95", "Response p95"), "value": words.milliseconds(p95)],
            [
                "term": words.text("im Mittel", "on average"),
                "value": words.milliseconds(service.responses.meanMilliseconds),
            ],
            ["term": words.text("Speicher", "Memory"), "value": words.memory(reader.memory(of: service))],
            ["term": words.text("Geprüft", "Probed"), "value": checked ?? "–"],
        ]
        if let script = service.restartScript {
            rows.append(["term": words.text("Neustart-Skript", "Restart script"), "value": script])
        }
        if !service.url.isEmpty {
            rows.insert(
                [
                    "term": words.text("Adresse", "Address"), "value": service.url.replacing("http://", with: ""),
                    "link": service.url,
                ], at: 0)
        }
        return rows
    }

    /// Whoever is not started here has not been restarted either: it came again.
    private var restartFact: [String: Any] {
        let term =
            service.unit == nil
            ? words.text("Neu angemeldet 24 h / insgesamt", "Registered anew 24 h / in all")
            : words.text("Neustarts 24 h / insgesamt", "Restarts 24 h / in all")
        return ["term": term, "value": "\(restarts.map(String.init) ?? "–") / \(service.restarts)"]
    }

    private func addActions(to page: inout [String: Any]) {
        page["actions"] = commands.map { command in
            ["text": words.command(command), "href": "\(path)?ask=\(command.rawValue)#ask"]
        }
        page["silenceHref"] = "\(PagePath.incidents)?service=\(PagePath.encoded(service.journalName))#silence"
        if commands.isEmpty {
            page["actionsNote"] = [words.notOurs, scriptRefusal?.sentence(words.language)].compactMap { $0 }
                .joined(separator: " ")
        }
        guard let asked, commands.contains(asked) else { return }
        page["ask"] = true
        page["askVerb"] = words.command(asked)
        page["askAction"] = "\(path)/\(asked.rawValue)"
        page["consequence"] = words.consequence(asked, of: service.name)
    }

    private func addGraph(to page: inout [String: Any]) {
        func list(_ names: [String]) -> String {
            names.isEmpty ? words.text("niemanden", "none") : names.prefix(20).joined(separator: ", ")
        }
        page["needs"] = list(service.needs.map(facts.index.name(of:)))
        let needing = facts.index.allNeeding(service.name)
        page["needed"] = needing.isEmpty ? words.text("niemandem", "none") : list(needing)
        let graph = DependencyGraph(index: facts.index, focus: service.name, words: words).svg()
        page["hasGraph"] = !graph.isEmpty
        page["graph"] = graph
    }

    private func addLog(to page: inout [String: Any]) {
        page["hasLog"] = log != nil
        page["log"] = (log?.lines ?? []).map { $0.replacing("\t", with: "    ") }
        page["logPlace"] = log?.place.text
        page["logHref"] = "/services/\(PagePath.encoded(service.unit ?? service.id))/log"
    }

    /// The sentence of the decision that a bundle was kept for, while that is among the latest; else its code.
    private func reason(_ code: String, generation: Int?) -> String {
        decisions.first { $0.why.code == code && $0.generation == generation }?.why.text(words.language) ?? code
    }

    /// A bundle is called `<unix ms>-<generation>-<reason>.json`.
    private func evidenceRow(_ name: String) -> [String: Any] {
        let parts = name.dropLast(".json".count).split(separator: "-", maxSplits: 2)
        let at = parts.first.flatMap { Int($0) } ?? 0
        return [
            "href": "/services/\(PagePath.encoded(service.unit ?? service.id))/evidence/\(PagePath.encoded(name))",
            "at": words.clock(at, at: facts.now), "generation": parts.count > 1 ? String(parts[1]) : "",
            "reason": reason(
                parts.count > 2 ? String(parts[2]) : name, generation: parts.count > 1 ? Int(parts[1]) : nil),
        ]
    }
}
