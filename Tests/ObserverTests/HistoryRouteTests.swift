import Foundation
import Glibc
import GRDB
import HTTPTypes
import HummingbirdTesting
@testable import Observer
import ObserverCore
@testable import ServiceKit
import Shared
import TestSupport
import Testing

@Suite struct HistoryRouteTests {
    @Test("a window is answered with its percentiles, its tier and its points")
    func window() async throws {
        let history = HistoryStore()
        let now = Moment.current()
        for age in 0..<600 {
            let at = now.advanced(byMilliseconds: -(600 - age) * 1_000)
            history.record(Double(age % 100 + 1), HistoryKey(Sample.financeID, .probeLatency), at: at)
        }
        try await history.commit(at: now)
        try await ObserverFixture(history: history).test { client in
            let answer = try await client.get(
                "/services/\(Sample.financeID)/history?metric=probe_latency&from=-9m&step=1m"
            ).json
            #expect(answer.word("tier") == "1m" && answer.word("step_seconds") == "60")
            let metric = try #require(answer.objectValue?["metrics"]?.objectValue?["probe_latency"])
            let summary = try #require(metric.objectValue?["summary"])
            let p95 = try #require(Double(summary.word("p95")))
            let begin = try Date(
                answer.word("from"), strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
            let values = (0..<600).filter { age in
                now.advanced(byMilliseconds: -(600 - age) * 1_000).seconds >= Int(begin.timeIntervalSince1970)
            }.map { Double($0 % 100 + 1) }.sorted()
            let exact = values[Int((0.95 * Double(values.count)).rounded(.up)) - 1]
            #expect(summary.word("count") == "\(values.count)" && metric.word("unit") == "ms")
            #expect(abs(p95 - exact) <= exact * 0.011)
            #expect(metric.list("points").count >= 9)
            #expect(answer.list("available").map(\.plain) == ["probe_latency"])
        }
    }

    @Test("several metrics at once, unknown ones are told which there are")
    func metrics() async throws {
        try await ObserverFixture().test { client in
            _ = try await client.post("/register", Sample.finance)
            let path = "/services/\(Sample.financeID)/history"
            let answer = try await client.get("\(path)?metric=cpu,memory&metric=error_rate").json
            let names = answer.objectValue?["metrics"]?.objectValue?.keys.sorted()
            #expect(names == ["cpu", "error_rate", "memory"])
            let refused = try await client.get("\(path)?metric=speed&from=tomorrow&step=-1")
            #expect(refused.status == .unprocessableContent)
            let problem = try refused.problem
            #expect(problem.faults == ["?metric unknown-metric", "?from invalid-time", "?step invalid-step"])
            #expect(problem.errors?.first?.detail.contains("probe_latency, availability") == true)
            let german = try await client.get("\(path)?from=5&to=4", language: "de").problem
            #expect(german.errors?.first?.detail == "Der Anfang muss vor dem Ende liegen.")
            let many = try await client.get("\(path)?from=-14m&step=1").json
            #expect(many.word("tier") == "1s")
            #expect(try await client.get("\(path)?from=-20h&step=10s").problem.faults == ["?step too-many-points"])
            #expect(try await client.get("/services/nobody/history").status == .notFound)
        }
    }

    @Test("a service's own requests reach the history with the percentiles they had")
    func scraped() throws {
        let statistics = RequestStatistics(registry: PrometheusRegistry())
        let before = try #require(ScrapedRequests(statistics.own.render().utf8))
        var random = SeededGenerator(seed: 7)
        var durations: [Double] = []
        for number in 0..<5_000 {
            let milliseconds = pow(10, Double.random(in: -2...3, using: &random))
            durations.append(milliseconds)
            statistics.ended(
                method: "GET", route: "/accounts", status: number % 50 == 0 ? 500 : 200,
                elapsed: .nanoseconds(Int(milliseconds * 1e6)))
            statistics.ended(method: "GET", route: "/health", status: 200, elapsed: .microseconds(1))
        }
        let cell = try #require(ScrapedRequests(statistics.own.render().utf8)).requests(since: before)
        #expect(cell.count == 5_000 && cell.errors == 100)
        durations.sort()
        for share in [0.5, 0.95, 0.99] {
            let exact = durations[Int((share * 5_000).rounded(.up)) - 1]
            #expect(abs(try #require(cell.percentile(share)) - exact) <= exact * 0.011)
        }
        let mean = durations.reduce(0, +) / 5_000
        #expect(abs(try #require(cell.mean) - mean) <= mean * 0.001)
        // After a restart of the service its counters begin anew, and count from zero.
        let full = try #require(ScrapedRequests(statistics.own.render().utf8))
        #expect(before.requests(since: full).count == 0)
        #expect(ScrapedRequests("http_requests_total 5\n".utf8) == nil)
    }

    @Test("what a service shows on /metrics can be asked for by family")
    func families() async throws {
        try await ObserverFixture().test { client in
            _ = try await client.get("/services")
            let part = try await client.get("/metrics?name%5B%5D=service_request_duration_seconds").text
            #expect(
                part.contains("service_request_duration_seconds_count 1\n") && !part.contains("registered_services"))
            let gauge = try await client.get("/metrics?name%5B%5D=registered_services").text
            #expect(gauge.contains("registered_services ") && !gauge.contains("http_requests_total{"))
            let all = try await client.get("/metrics").text
            #expect(all.contains("http_requests_total{") && all.contains("service_request_errors_total 0"))
        }
    }

    @Test("a look at our own process gives processor time, memory and descriptors")
    func process() throws {
        var samplers = ProcessSamplers()
        let history = HistoryStore()
        let subject = HistorySubject(id: "self", status: .healthy, pid: getpid(), restarts: 0, address: nil)
        let now = Moment.current()
        samplers.look(at: [subject], history, at: now)
        samplers.look(at: [subject], history, at: now.advanced(byMilliseconds: 10_000))
        let gone = HistorySubject(id: "self", status: .unreachable, pid: nil, restarts: 2, address: nil)
        samplers.look(at: [gone], history, at: now.advanced(byMilliseconds: 12_000))
        #expect(
            Set(history.metrics(of: "self"))
                == [.availability, .cpu, .memory, .readRate, .writeRate, .openFiles, .openFilesShare, .restarts])
    }
}
