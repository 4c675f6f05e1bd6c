import CoreMetrics
import HTTPTypes
import HummingbirdTesting
@testable import ServiceKit
import Shared
import TestSupport
import Testing

@Suite struct MetricsTests {
    @Test("names and labels are spelled as Prometheus wants them")
    func spelling() {
        let registry = PrometheusRegistry()
        registry.makeCounter(label: "http.requests-total", dimensions: [("a:b", "x\"y\\z\r\n"), ("9", "ä")]).increment(
            by: 2)
        registry.makeMeter(label: "", dimensions: []).set(1.5)
        let text = registry.render()
        #expect(text.contains("# TYPE http_requests_total counter\n"))
        #expect(text.contains("http_requests_total{a_b=\"x\\\"y\\\\z\r\\n\",_9=\"ä\"} 2\n"))
        #expect(text.contains("# TYPE _ gauge\n_ 1.5\n"))
    }

    @Test("each kind of instrument is its Prometheus kind, the same series is the same instrument")
    func kinds() {
        let registry = PrometheusRegistry()
        for _ in 0..<2 { registry.makeCounter(label: "c", dimensions: []).increment(by: 1) }
        registry.makeFloatingPointCounter(label: "c", dimensions: []).increment(by: 0.5)
        registry.makeMeter(label: "g", dimensions: []).increment(by: 3)
        registry.makeMeter(label: "g", dimensions: []).decrement(by: 1)
        registry.makeRecorder(label: "r", dimensions: [], aggregate: false).record(Int64(7))
        registry.makeRecorder(label: "h", dimensions: [], aggregate: true).record(0.2)
        registry.makeTimer(label: "t", dimensions: []).recordNanoseconds(2_000_000)
        let text = registry.render()
        for line in ["c 2.5", "g 2", "r 7", "h_bucket{le=\"0.25\"} 1", "h_sum 0.2", "t_sum 0.002", "t_count 1"] {
            #expect(text.contains("\n\(line)\n"), "\(line) in\n\(text)")
        }
        #expect(text.contains("# TYPE h histogram\n") && text.contains("# TYPE r gauge\n"))
    }

    @Test("a family has one kind: a series of another is dropped and counted")
    func oneKind() {
        let registry = PrometheusRegistry()
        registry.makeCounter(label: "x", dimensions: []).increment(by: 1)
        registry.makeMeter(label: "x", dimensions: [("a", "b")]).set(Int64(9))
        let text = registry.render()
        #expect(!text.contains("x{a=\"b\"}") && text.contains("metrics_series_dropped_total 1\n"))
    }

    @Test("the number of series is bounded, known ones keep working")
    func bounded() {
        let registry = PrometheusRegistry()
        for index in 0..<(PrometheusRegistry.seriesLimit + 5) {
            registry.makeCounter(label: "c", dimensions: [("i", "\(index)")]).increment(by: 1)
        }
        registry.makeCounter(label: "c", dimensions: [("i", "0")]).increment(by: 1)
        let text = registry.render()
        #expect(text.contains("c{i=\"0\"} 2\n") && !text.contains("c{i=\"10004\"}"))
        #expect(text.contains("metrics_series_dropped_total 5\n"))
    }

    @Test("buckets are cumulative and end with all observations")
    func buckets() {
        let registry = PrometheusRegistry()
        let histogram = registry.makeRecorder(label: "h", dimensions: [("k", "v")], aggregate: true)
        for value in [0.0001, 0.00011, 0.3, 10, 11, .nan, .infinity] { histogram.record(value) }
        let text = registry.render()
        for (bound, count) in [("0.0001", 1), ("0.00025", 2), ("0.25", 2), ("0.5", 3), ("10", 4), ("+Inf", 5)] {
            #expect(text.contains("h_bucket{k=\"v\",le=\"\(bound)\"} \(count)\n"), "\(bound) in\n\(text)")
        }
        #expect(text.contains("h_count{k=\"v\"} 5\n") && text.contains("h_sum{k=\"v\"} 21.30021\n"))
    }

    @Test("an observation falls into the first bucket whose bound is not below it", arguments: 0..<300 as Range<UInt64>)
    func bucketProperty(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let value =
            Bool.random(using: &generator)
            ? Double.random(in: -1...20, using: &generator)
            : (Histogram.bounds.randomElement(using: &generator) ?? 0)
        let expected = Histogram.bounds.firstIndex { $0 >= value } ?? Histogram.bounds.count
        #expect(Histogram.bucket(of: value) == expected)
    }

    @Test("failed requests are counted and timed, under the route's pattern")
    func requests() async throws {
        let kit = try KitFixture()
        for uri in ["/items/1", "/items/2", "/boom", "/nowhere/1", "/nowhere/2"] { _ = try await kit.call(.get, uri) }
        _ = try await kit.call(.post, "/plain", headers: [.contentType: "application/json"], body: "{")
        let response = try await kit.call(.get, "/metrics")
        #expect(response.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
        for line in [
            "http_requests_total{method=\"GET\",route=\"/items/{id}\",status=\"200\"} 2",
            "http_requests_total{method=\"GET\",route=\"/boom\",status=\"500\"} 1",
            "http_requests_total{method=\"GET\",route=\"NotFound\",status=\"404\"} 2",
            "http_requests_total{method=\"POST\",route=\"/plain\",status=\"400\"} 1",
            "http_request_duration_seconds_count{method=\"GET\",route=\"/boom\",status=\"500\"} 1",
        ] {
            #expect(response.text.contains(line + "\n"), "\(line) in\n\(response.text)")
        }
        #expect(response.text.contains("process_resident_memory_bytes "))
        #expect(kit.boot.statistics.snapshot.requests == 7 && kit.boot.statistics.snapshot.errors == 1)
    }

    @Test("invented methods share one series")
    func inventedMethods() async throws {
        let kit = try KitFixture()
        for index in 0..<20 {
            _ = try await kit.call(try #require(HTTPRequest.Method("X\(index)")), "/items/1")
        }
        let text = try await kit.call(.get, "/metrics").text
        #expect(text.contains("http_requests_total{method=\"other\",route=\"NotFound\",status=\"404\"} 20\n"))
        #expect(!text.contains("X1"))
    }
}
