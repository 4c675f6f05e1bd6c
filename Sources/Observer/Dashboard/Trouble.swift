import ObserverCore
import Shared

/// One thing that is wrong, with everybody who suffers from it and what was done about it.
struct Trouble {
    /// More than these are not read; the table has them all.
    static let most = 5
    /// What was done shortly before it was seen belongs to it as well, in milliseconds.
    private static let leadMilliseconds = 5_000
    private static let mostDeeds = 4

    let service: ShownService?
    let incident: Incident?
    /// Names of those who suffer from it.
    var affected: [String] = []
    /// What the Observer did, the latest first.
    var deeds: [WatchdogStore.DecisionRow] = []

    /// The causes among what is wrong: whoever stands on something broken is affected, not a cause.
    static func all(in facts: DashboardFacts) -> [Trouble] {
        let broken = facts.services.filter { Tone($0.status) == .bad && $0.intent != .stop }
        let names = Set(broken.map(\.name))
        let causes = broken.filter { service in
            !facts.index.allNeeded(by: [service.name]).contains { names.contains($0) && $0 != service.name }
        }
        // Where all of them need each other, all are causes.
        let roots = causes.isEmpty ? broken : causes
        let told = Set(roots.prefix(most).compactMap { facts.incident(of: $0)?.id })
        let covered = Set(broken.flatMap { [$0.unit, $0.name].compactMap { $0 } })
        let others = facts.openIncidents.filter { !told.contains($0.id) && !covered.contains($0.root) }
        return others.map { Trouble(service: nil, incident: $0, affected: $0.affected) }
            + roots.map { Trouble(service: $0, incident: facts.incident(of: $0)) }
    }

    /// Fills in what takes a closer look.
    func complete(_ facts: DashboardFacts, _ reader: DashboardReader) async -> Trouble {
        guard let service else { return self }
        var trouble = self
        trouble.affected = facts.index.allNeeding(service.name)
        let since = (service.since ?? facts.now.unixMilliseconds) - Self.leadMilliseconds
        let rows = await reader.decisions(of: service, limit: 30)
        trouble.deeds = Array(DeedList.told(rows).filter { $0.at >= since }.prefix(Self.mostDeeds))
        return trouble
    }

    private func noDeeds(_ words: DashboardWords) -> String {
        guard let service else { return words.nothingDone }
        if service.isDownWhilePaused { return words.nothingWhilePaused }
        return service.unit == nil ? words.notOurs : words.nothingDone
    }

    func values(_ facts: DashboardFacts, _ words: DashboardWords) -> [String: Any] {
        let deeds = DeedList(words: words, index: facts.index, namesService: false)
        var values: [String: Any] = [
            "deeds": deeds.values(self.deeds, at: facts.now, known: service?.why), "hasDeeds": !self.deeds.isEmpty,
            "hasAffected": !affected.isEmpty,
            "affected": affected.prefix(12).joined(separator: ", "),
            "noDeeds": noDeeds(words),
        ]
        let tone = service.map { Tone($0.status) } ?? .bad
        values["tone"] = tone.rawValue
        values["symbol"] = tone.symbol
        values["name"] = service?.name ?? incident.map { facts.index.name(of: $0.root) } ?? ""
        values["why"] = service?.why?(words.language) ?? incident?.summary(words.language) ?? ""
        if let service {
            values["href"] = PagePath.service(service.id)
            values["heading"] = words.heading(
                service.status, isLost: service.isLost, since: service.since, at: facts.now)
            values["next"] = words.nextTry(service, at: facts.now)
        } else if let incident {
            values["heading"] =
                "\(incident.kind.title(words.language)) · \(words.spanSince(incident.openedAt, at: facts.now))"
        }
        if let incident { values["incident"] = words.report(of: incident, at: facts.now) }
        return values
    }
}
