import Foundation
import NIOCore
import ObserverCore
import ProcessKit
import Shared
import Synchronization

/// Reads what services say of their own requests, each every ten seconds, spread over them.
final class MetricsScraper: Sendable {
    /// Most bytes of one answer: services of other make may not know how to give a part.
    private static let textLimit = 1 << 20
    /// Most readings under way.
    private static let inFlightLimit = 128

    private struct Look {
        let requests: ScrapedRequests
        let restarts: Int
        let uptimeMilliseconds: Int
    }

    private struct State {
        var looks: [String: Look] = [:]
        var inFlight: Set<String> = []
    }

    private static let query: String = {
        [ServiceMetricName.requestDuration, ServiceMetricName.requestErrors].map { "name%5B%5D=\($0)" }
            .joined(separator: "&")
    }()

    private let history: HistoryStore
    private let client: ProbeClient
    private let state = Mutex(State())

    init(history: HistoryStore, client: ProbeClient) {
        self.history = history
        self.client = client
    }

    /// Whether a service's turn has come. One that does not work is not asked.
    func isDue(_ subject: HistorySubject, second: Int) -> Bool {
        guard subject.isWorking == true, subject.address != nil else { return false }
        let phase = subject.id.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % HistoryService.scrapeSeconds
        guard second % HistoryService.scrapeSeconds == phase else { return false }
        return state.withLock { $0.inFlight.count < Self.inFlightLimit && $0.inFlight.insert(subject.id).inserted }
    }

    /// Reads and keeps the difference to the last time.
    func scrape(_ subject: HistorySubject) async {
        defer { state.withLock { _ = $0.inFlight.remove(subject.id) } }
        guard let address = subject.address else { return }
        let path = address.metricsPath
        let order = ProbeOrder(
            serviceID: subject.id, generation: 0, serviceName: address.serviceName, host: address.host,
            port: address.port, path: path + (path.contains("?") ? "&" : "?") + Self.query)
        let text = await client.text(order, isTrusted: address.isTrusted, limit: Self.textLimit)
        guard let text, let requests = ScrapedRequests(text.readableBytesView) else { return }
        keep(requests, of: subject, at: .current())
    }

    private func keep(_ requests: ScrapedRequests, of subject: HistorySubject, at now: Moment) {
        let look = Look(requests: requests, restarts: subject.restarts, uptimeMilliseconds: now.uptimeMilliseconds)
        let latest = state.withLock { state in
            if state.looks.count > 20_000 { state.looks.removeAll() }
            return state.looks.updateValue(look, forKey: subject.id)
        }
        let isSameRun = latest?.restarts == subject.restarts
        guard let before = isSameRun ? latest : beginning(of: subject) ?? latest else { return }
        let cell = requests.requests(since: before.requests)
        let seconds = Double(now.uptimeMilliseconds - before.uptimeMilliseconds) / 1_000
        // After a long silence the requests are of any time in between.
        guard seconds > 0, seconds < 60 else { return }
        history.record(cell, HistoryKey(subject.id, .requestDuration), at: now)
        history.record(Double(cell.count) / seconds, HistoryKey(subject.id, .requestRate), at: now)
    }

    /// What a process had answered when it began: nothing. Thus what it did before the first reading counts as well.
    private func beginning(of subject: HistorySubject) -> Look? {
        guard let process = subject.pid.flatMap(ProcessTable.identity(ofPID:)) else { return nil }
        return Look(
            requests: ScrapedRequests(), restarts: subject.restarts,
            uptimeMilliseconds: Moment.bootMilliseconds + process.startUptimeMilliseconds)
    }
}
