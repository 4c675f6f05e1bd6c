import ObserverCore
import Shared

/// Incidents open and past, silences, and the journal of everything that was decided.
struct IncidentsPage {
    static let mostPast = 100
    static let mostDeeds = 100

    let frame: PageFrame
    /// Incidents that are over, the latest first.
    let past: [Incident]
    let decisions: [WatchdogStore.DecisionRow]
    /// What stands in the form of a new silence.
    var form = SilenceForm()
    /// Why a silence was refused.
    var notice: String?

    private var words: DashboardWords { frame.words }
    private var facts: DashboardFacts { frame.facts }

    func html() -> String {
        let open = facts.openIncidents.reversed()
        var page = frame.values(
            title: words.text("Störungen – Observer", "Incidents – Observer"), tone: open.isEmpty ? .good : .bad,
            path: PagePath.incidents, refreshes: false, isRefusal: notice != nil)
        page["hasOpen"] = !open.isEmpty
        page["open"] = open.map(openRow)
        page["hasPast"] = !past.isEmpty
        page["past"] = past.map(pastRow)
        page["notice"] = notice
        page["hasSilences"] = !facts.state.common.silences.isEmpty
        let names = facts.services.map(\.journalName)
        let known = Set(names)
        page["silences"] = facts.state.common.silences.map { silenceRow($0, known) }
        page["service"] = form.service ?? ""
        page["reason"] = form.reason ?? ""
        page["names"] = Array(names.prefix(200))
        page["spans"] = words.silenceSpans
        let deeds = DeedList.told(decisions).prefix(Self.mostDeeds)
        page["hasDeeds"] = !deeds.isEmpty
        page["deeds"] = DeedList(words: words, index: facts.index, namesService: true).values(deeds, at: facts.now)
        return frame.templates.render(.incidents, page)
    }

    private func openRow(_ incident: Incident) -> [String: Any] {
        var row = row(incident)
        row["lasted"] = words.spanSince(incident.openedAt, at: facts.now)
        row["tone"] = Tone.bad.rawValue
        row["symbol"] = Tone.bad.symbol
        row["isSilenced"] = incident.isSilenced
        if let service = facts.index.service(incident.root) { row["href"] = PagePath.service(service.id) }
        if incident.affected.isEmpty { row["affected"] = nil }
        return row
    }

    private func pastRow(_ incident: Incident) -> [String: Any] {
        var row = row(incident)
        row["lasted"] = incident.closedAt.map { words.span($0 - incident.openedAt) } ?? "–"
        return row
    }

    private func row(_ incident: Incident) -> [String: Any] {
        [
            "at": Timestamp.text(incident.openedAt), "clock": words.clock(incident.openedAt, at: facts.now),
            "root": incident.root.isEmpty ? "Observer" : facts.index.name(of: incident.root),
            "kind": incident.kind.title(words.language), "summary": incident.summary(words.language),
            "affected": incident.affected.prefix(12).map(facts.index.name(of:)).joined(separator: ", "),
        ]
    }

    private func silenceRow(_ silence: Silence, _ names: Set<String>) -> [String: Any] {
        var row: [String: Any] = [
            "service": silence.service == "*" ? words.text("alle Dienste", "all services") : silence.service,
            "until": words.clock(silence.until, at: facts.now), "untilAt": Timestamp.text(silence.until),
            "reason": silence.reason, "by": silence.by, "endHref": "/ui/silences/\(silence.id)/end",
        ]
        row["warning"] = silence.warning(among: names)?(words.language)
        return row
    }
}

/// The form of a new silence, as a browser sends it.
struct SilenceForm: Decodable, Sendable {
    var service: String?
    var minutes: String?
    var reason: String?
    var maintenance: String?
}
