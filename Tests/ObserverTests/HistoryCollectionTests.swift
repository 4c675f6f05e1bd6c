import Foundation
import ObserverCore
import Shared
import Synchronization
import TestSupport
import Testing

@testable import Observer

/// What the history learns of outages and requests that are shorter than the pause between two looks.
struct HistoryCollectionTests {
    @Test func `a restart between two looks is an outage, and so is a probe without an answer`() async throws {
        var samplers = ProcessSamplers()
        let history = HistoryStore()
        let start = Moment.current()
        func look(_ number: Int, restarts: Int, isAnswering: Bool = true) async throws -> Int {
            let subject = HistorySubject(
                id: "a", status: .healthy, isAnswering: isAnswering, pid: nil, restarts: restarts, address: nil)
            let now = start.advanced(byMilliseconds: number * 2_000)
            samplers.look(at: [subject], history, at: now)
            return try await history.total(HistoryKey("a", .availability), lastSeconds: 60, at: now).errors
        }
        #expect(try await look(0, restarts: 3) == 0, "what was before is not known")
        #expect(try await look(1, restarts: 4) == 1)
        #expect(try await look(2, restarts: 4) == 1)
        #expect(try await look(3, restarts: 4, isAnswering: false) == 2)
        #expect(try await look(4, restarts: 4) == 2)
    }

    @Test func `requests before the first reading count, also of a process that replaced another`() async throws {
        let answered = Mutex(50)
        let peer = try await HTTPPeer.start { _ in
            let count = answered.withLock { $0 }
            let name = ServiceMetricName.requestDuration
            return .bytes(
                200, Array("\(name)_bucket{le=\"0.001\"} \(count)\n\(name)_sum 0.04\n\(name)_count \(count)\n".utf8))
        }
        let history = HistoryStore()
        let scraper = MetricsScraper(history: history, client: ProbeClient(settings: ProbeSettings()))
        func read(restarts: Int) async throws -> Int {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/sleep")
            process.arguments = ["20"]
            try process.run()
            defer { process.terminate() }
            try await Task.sleep(for: .milliseconds(30))
            let address = HistorySubject.Address(
                serviceName: "a", host: "127.0.0.1", port: peer.port, metricsPath: "/metrics", isTrusted: true)
            await scraper.scrape(
                HistorySubject(
                    id: "a", status: .healthy, pid: process.processIdentifier, restarts: restarts, address: address))
            return try await history.total(HistoryKey("a", .requestDuration), lastSeconds: 60, at: .current()).count
        }
        #expect(try await read(restarts: 0) == 50)
        answered.withLock { $0 = 60 }
        #expect(try await read(restarts: 1) == 110, "more than the one before, and yet all are new")
        answered.withLock { $0 = 65 }
        #expect(try await read(restarts: 1) == 115)
        try await peer.stop()
    }
}
