import HTTPTypes
import ObserverCore
import ProcessKit
import ServiceKit
import Shared
import Synchronization

/// Reads the history and judges it, on demand. What was found holds for half a minute, and only two readings run at a
/// time: a page that asks every second must not cost more than one that asks once.
final class FindingsSource: Sendable {
    /// Milliseconds for which findings are handed out again.
    private static let keepMilliseconds = 30_000
    private static let readingLimit = 2
    /// Incidents that a report looks through.
    private static let incidentLimit = 1_000
    /// Restarts that a report tells with their reasons.
    private static let restartLimit = 50

    /// What was found, and when.
    struct Findings: Sendable {
        let board: FindingBoard
        let at: Moment
        let services: Int
    }

    private struct State {
        var readings = 0
        var latest: Findings?
    }

    private let history: HistoryStore
    private let subjects: HistorySubjects
    private let judge = FindingJudge(
        machineBytes: ProcFile.figure("/proc/meminfo", after: "MemTotal:").map { $0 << 10 })
    private let state = Mutex(State())

    init(history: HistoryStore, subjects: HistorySubjects) {
        self.history = history
        self.subjects = subjects
    }

    /// What was found last; a page must not wait for an evaluation. `nil` before the first.
    var latest: Findings? { state.withLock { $0.latest } }

    /// What is to be said about all services now.
    func findings(at now: Moment) async throws -> Findings {
        if let latest, now.uptimeMilliseconds - latest.at.uptimeMilliseconds < Self.keepMilliseconds { return latest }
        return try await refresh(at: now)
    }

    /// Finds out anew.
    @discardableResult
    func refresh(at now: Moment) async throws -> Findings {
        try enter()
        defer { leave() }
        var board = FindingBoard()
        let all = await subjects.all
        for subject in all {
            board.merge(judge.judge(try await history.observations(of: subject.id, over: .now, at: now)))
        }
        board.sort()
        let findings = Findings(board: board, at: now, services: all.count)
        state.withLock { $0.latest = findings }
        return findings
    }

    /// How the stack did in a period that ends now.
    func report(_ span: ObservedSpan, at now: Moment) async throws -> StackReport {
        try enter()
        defer { leave() }
        let open = subjects.watchdog.state.common.incidents
        let past = try await subjects.watchdog.store.incidents(limit: Self.incidentLimit)
        // What is open is known best by the watchdog; the rows on disk are those of its latest alert.
        let closed = past.filter { incident in !open.contains { $0.id == incident.id } }
        let restarts = try await subjects.watchdog.store.restartNotes(
            since: now.unixMilliseconds - span.seconds * 1_000, limit: Self.restartLimit)
        var report = StackReport(span, at: now.seconds, incidents: open + closed, restarts: restarts)
        for subject in await subjects.all {
            report.add(try await history.observations(of: subject.id, over: span, at: now), judge)
        }
        report.finish()
        return report
    }

    /// - Throws: ``Problem`` 503 while others are being answered.
    private func enter() throws(Problem) {
        let isFree = state.withLock { state in
            guard state.readings < Self.readingLimit else { return false }
            state.readings += 1
            return true
        }
        guard !isFree else { return }
        throw Problem(
            .serviceUnavailable, code: "busy",
            detail: LocalizedText(
                de: "Es werden schon zwei Auswertungen berechnet.", en: "Two evaluations are under way already."),
            headers: [.retryAfter: "2"])
    }

    private func leave() { state.withLock { $0.readings -= 1 } }
}
