import ObserverCore
import Shared

/// Decisions as people read them: when, who, what, why.
struct DeedList {
    typealias Row = WatchdogStore.DecisionRow

    /// Of no interest to anybody who is not looking for a fault of the Observer itself.
    private static let silentActions: Set<String> = ["sweep", "probe"]
    /// Part of an intervention, but not its news.
    private static let sideActions: Set<String> = [
        "sweep", "probe", "keep-evidence", "await-clearance", "watch", "finish",
    ]
    /// Said of every start of the stack and every wait in it.
    private static let everydayReasons: Set<String> = [
        "stack-started", "stack-stopping", "added-to-stack", "removed-from-stack", "waits-for-dependency",
        "dependency-ready", "too-many-starts", "found-again", "stopped", "configuration-changed",
    ]

    let words: DashboardWords
    let index: ServiceIndex
    /// Whether each deed names its service.
    let namesService: Bool

    /// Everything but what is of no interest.
    static func told(_ rows: [Row]) -> [Row] {
        rows.filter { !silentActions.contains($0.action) }
    }

    /// What the Observer did of its own accord since a time, the latest first.
    static func interventions(_ rows: [Row], since: Int) -> [Row] {
        let recent = rows.filter { $0.at >= since && !sideActions.contains($0.action) }
        let forced = Set(
            recent.filter { $0.action == "start" && !everydayReasons.contains($0.why.code) }
                .map { "\($0.unit) \($0.generation)" })
        return recent.filter { row in
            // That a start was ready is news only where the start was.
            if row.why.code == "ready" { return forced.contains("\(row.unit) \(row.generation)") }
            return !everydayReasons.contains(row.why.code)
        }
    }

    /// - Parameter known: A reason that stands above already and is not said again.
    func values(_ rows: some Sequence<Row>, at now: Moment, known: LocalizedText? = nil) -> [[String: Any]] {
        let known = known?(words.language)
        return rows.map { row in
            let why = row.why.text(words.language)
            return [
                "at": Timestamp.text(row.at), "clock": words.clock(row.at, at: now),
                "deed": words.deed(row.action, why: row.why.code),
                "why": why == known ? "" : why, "tone": Self.tone(row).rawValue,
                "service": row.unit.isEmpty ? "Observer" : index.name(of: row.unit), "hasService": namesService,
            ]
        }
    }

    private static func tone(_ row: Row) -> Tone {
        switch row.why.code {
        case "ready", "recovered", "incident-closed", "obstacle-gone": .good
        case "crashed", "hung", "out-of-memory", "start-took-too-long", "stop-took-too-long", "too-many-failures",
            "failed-on-probation", "vanished", "incident-opened", "service-down":
            row.action == "start" ? .care : .bad
        case "common-cause", "dependency-fails", "observer-stalled", "quarantine-try", "incident-lasts", "paused": .care
        default: .idle
        }
    }
}
