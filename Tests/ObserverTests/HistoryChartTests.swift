import ObserverCore
import Shared
import TestSupport
import Testing

@testable import Observer

/// Charts of what the history keeps, on the page of a service.
struct HistoryChartTests {
    private static let id = "shop_localhost_4001"

    /// A service that served requests for two hours: one of fifty failed, each took 20 to 40 ms.
    private func bench() async throws -> DashboardBench {
        let bench = try DashboardBench()
        let history = bench.reader.watch.history
        let now = Moment.current()
        var random = SeededGenerator(seed: 5)
        for ago in stride(from: 7_200, through: 10, by: -10) {
            let moment = now.advanced(byMilliseconds: -ago * 1_000)
            for number in 0..<50 {
                history.record(
                    Double.random(in: 20...40, using: &random), HistoryKey(Self.id, .requestDuration),
                    isError: number == 0, at: moment)
            }
            history.record(5, HistoryKey(Self.id, .requestRate), at: moment)
            history.record(50 * 1_048_576, HistoryKey(Self.id, .memory), at: moment)
            history.record(ago > 1_800 ? 1 : 0, HistoryKey(Self.id, .availability), isError: ago <= 1_800, at: moment)
            try await history.commit(at: moment.advanced(byMilliseconds: 1_000))
        }
        // Only now: a probe is recorded as of now, and the history takes no step back.
        try await bench.register("shop", port: 4_001, .pass)
        return bench
    }

    @Test func `a day shows requests, errors and memory with their units, and how much of it the service worked`()
        async throws
    {
        let page = try await bench().servicePage("shop", .german, span: .day)
        for title in ["Dauer der Anfragen (p95)", "Anfragen je Sekunde", "Fehlerquote", "Arbeitsspeicher"] {
            #expect(page.contains("<b>\(title)</b>"), "\(title)")
        }
        #expect(page.contains("zuletzt 2,0 %"), "one of fifty")
        #expect(page.contains("Warnung über 0,1 % · kritisch über 1,0 %"), "as the findings have it")
        #expect(page.contains("zuletzt 50 MiB"))
        #expect(page.contains("verfügbar zu 75,00 %"))
        #expect(page.contains("−6 h") && page.contains("−24 h") && !page.contains("−5 min"))
        #expect(page.contains("?span=24h#charts\" aria-current=\"true\">24 Stunden</a>"))
        #expect(page.contains("?span=24h&amp;lang=en"), "the other language keeps the span")
    }

    @Test(arguments: ChartSpan.allCases)
    func `every coordinate lies within the drawing in every span`(span: ChartSpan) async throws {
        let page = try await bench().servicePage("shop", span: span)
        let charts = page.matches(of: /class="line" d="([^"]*)"/)
        #expect(charts.count >= 4)
        for chart in charts {
            for match in chart.output.1.matches(of: /[ML](-?[0-9.]+) (-?[0-9.]+)/) {
                let (x, y) = (Double(match.output.1) ?? -1, Double(match.output.2) ?? -1)
                #expect((0...400).contains(x) && (0...190).contains(y), "\(match.output.0)")
            }
        }
    }

    /// Each stretch of ten minutes has six slow requests of a thousand in one of ten stretches.
    @Test func `p95 and maximum are those of all samples, not of the points`() async throws {
        let bench = try DashboardBench()
        let history = bench.reader.watch.history
        let now = Moment.current()
        for ago in stride(from: 72_000, through: 600, by: -600) {
            let moment = now.advanced(byMilliseconds: -ago * 1_000)
            let isSlow = ago / 600 % 10 == 0
            for number in 0..<100 {
                history.record(
                    isSlow && number < 8 ? 2_000 : 10, HistoryKey(Self.id, .requestDuration), at: moment)
            }
            try await history.commit(at: moment.advanced(byMilliseconds: 1_000))
        }
        try await bench.register("shop", port: 4_001, .pass)
        let page = try await bench.servicePage("shop", .english, span: .day)
        let summary = try #require(page.firstMatch(of: /<b>Request duration \(p95\)<\/b> <span class="soft">([^<]*)</))
        #expect(summary.output.1.contains("p95 10 ms, at most 2000 ms"), "\(summary.output.1)")
    }

    @Test func `a service of which nothing is kept says so, whatever the span`() async throws {
        let bench = try DashboardBench()
        try await bench.register("new", port: 4_002)
        for span in ChartSpan.allCases {
            #expect(try await bench.servicePage("new", span: span).contains("Nothing measured yet."))
        }
    }
}
