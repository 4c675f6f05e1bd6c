import Foundation
@testable import ObserverCore
import Shared
import TestSupport
import Testing

@Suite struct FindingTests {
    // MARK: Usual

    @Test("slower than usual is reported, slow at the same hour every day is not", arguments: 1...3, [false, true])
    func slowdown(seed: Int, isDaily: Bool) async throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let hours = 8 * 24
        let end = SyntheticHistory.start + hours * 3_600
        let history = try await SyntheticHistory(hours: hours) { second, add in
            let isSpike = isDaily ? (end - second - 1) % 86_400 < 5_400 : end - second <= 600
            let base = isSpike ? 120.0 : 8.0
            add(.requestDuration, base * Double.random(in: 0.8...1.2, using: &random), false)
        }
        let board = try await history.board()
        #expect(board.unjudged(.slowerThanUsual) == nil)
        guard !isDaily else {
            #expect(board.finding(.slowerThanUsual) == nil)
            return
        }
        let finding = try #require(board.finding(.slowerThanUsual))
        let (tail, usual) = (try #require(finding.value(.value)), try #require(finding.value(.usual)))
        #expect((120...146).contains(tail) && (8...10).contains(usual) && finding.priority == .medium)
    }

    @Test("three times very little is nothing")
    func littleSlowdown() async throws {
        let end = SyntheticHistory.start + 5 * 24 * 3_600
        let history = try await SyntheticHistory(hours: 5 * 24) { second, add in
            add(.probeLatency, end - second <= 600 ? 2.5 : 0.4, false)
        }
        let board = try await history.board()
        #expect(board.finding(.slowerThanUsual) == nil && board.unjudged(.slowerThanUsual) == nil)
    }

    @Test("too few data are told, with how many it takes, and nothing is found in them")
    func tooFew() async throws {
        let history = try await SyntheticHistory(hours: 1, every: 600) { second, add in
            guard second >= SyntheticHistory.start + 3_500 else { return }
            add(.availability, 0, true)
            add(.requestDuration, 5_000, true)
            add(.cpu, 100, false)
            add(.memory, 1e9, false)
        }
        let board = try await history.board()
        #expect(board.findings.map(\.kind) == [.meanResponse, .tailResponse])
        #expect(
            board.unjudged.map(\.kind) == [.availability, .errorRate, .memoryGrowth, .memory, .cpu, .slowerThanUsual])
        for unjudged in board.unjudged {
            #expect(unjudged.known < unjudged.needed)
            #expect(unjudged.sentence(.english).contains("\(unjudged.needed)"))
            #expect(unjudged.sentence(.german).hasPrefix("Zu wenige Daten"))
        }
        let nobody = FindingJudge(machineBytes: nil).judge(
            try await history.store.observations(of: "nobody", over: .week, at: history.now))
        #expect(nobody.findings.isEmpty && nobody.unjudged.map(\.kind) == [.availability])
    }

    // MARK: Limits

    private static func stretch(
        _ metric: HistoryMetric, _ values: [Double], span: ObservedSpan = .now
    ) -> ServiceObservations {
        var seen = ServiceObservations("a", span, at: SyntheticHistory.start)
        for (place, value) in values.enumerated() {
            var cell = HistoryCell()
            for _ in 0..<200 { cell.add(value) }
            seen.stretches.append(.init(start: SyntheticHistory.start - place * 3_600, cells: [metric: cell]))
        }
        return seen
    }

    @Test(
        "the limits of the contract divide what is fine from a warning and a danger",
        arguments: [
            (HistoryMetric.cpu, ServiceFinding.Kind.cpu, 70.0, 85.0, 1.0),
            (.memory, .memory, 75, 90, 1e10 / 100),
            (.openFilesShare, .openFiles, 80, 95, 1),
            (.requestDuration, .meanResponse, 300, 500, 1),
            (.requestDuration, .tailResponse, 800, 1_200, 1),
        ])
    func limits(
        metric: HistoryMetric, kind: ServiceFinding.Kind, warning: Double, critical: Double, unit: Double
    ) throws {
        let judge = FindingJudge(machineBytes: 10_000_000_000)
        func priority(_ value: Double) -> ServiceFinding.Priority? {
            judge.judge(Self.stretch(metric, [value * unit])).finding(kind)?.priority
        }
        #expect(priority(warning * 0.98) == nil && priority(warning * 1.02) == .medium)
        #expect(priority(critical * 0.98) == .medium && priority(critical * 1.02) == .high)
        // In a report the worst hour counts, and it is said how many there were.
        let report = judge.judge(
            Self.stretch(metric, [0, critical * 1.02 * unit, warning * 1.02 * unit, 1], span: .day))
        let finding = try #require(report.finding(kind))
        #expect(finding.priority == .high && finding.value(.stretchesBeyond) == 2 && finding.value(.stretches) == 4)
        #expect(finding.value(.worstAt) == Double(SyntheticHistory.start - 3_600))
    }

    // MARK: Working

    private static func working(_ span: ObservedSpan = .now, downMinutes: Set<Int>) -> ServiceObservations {
        var seen = ServiceObservations("a", span, at: SyntheticHistory.start)
        var total = HistoryCell()
        for minute in 0..<1_440 {
            var cell = HistoryCell()
            for _ in 0..<30 { cell.add(downMinutes.contains(minute) ? 0 : 1, isError: downMinutes.contains(minute)) }
            total.merge(cell)
            seen.availability.append(
                HistoryAnswer.Point(start: seen.window.lowerBound + minute * 60, cell: cell))
        }
        seen.totals[.availability] = total
        return seen
    }

    @Test("an outage is told with its length and when it began")
    func outage() throws {
        let judge = FindingJudge(machineBytes: nil)
        #expect(judge.judge(Self.working(downMinutes: [])).findings.isEmpty)
        let one = judge.judge(Self.working(downMinutes: [700]))
        // One minute of a day is less than a thousandth, but longer than half a minute.
        #expect(one.findings.map(\.kind) == [.longOutage] && one.findings[0].priority == .medium)
        let seen = Self.working(downMinutes: Set(700..<720).union([900]))
        let board = judge.judge(seen)
        #expect(board.findings.map(\.kind) == [.availability, .longOutage])
        #expect(board.findings.allSatisfy { $0.priority == .high })
        #expect(board.findings[0].value(.outages) == 2 && board.findings[1].value(.longest) == 1_200)
        #expect(board.findings[1].value(.worstAt) == Double(seen.window.lowerBound + 700 * 60))
    }

    @Test("changes without end are flapping, two outages are not, and what nobody saw is no change")
    func flapping() throws {
        let judge = FindingJudge(machineBytes: nil)
        let finding = try #require(
            judge.judge(Self.working(downMinutes: Set(stride(from: 600, to: 630, by: 2)))).finding(.flapping))
        #expect(finding.value(.changes) == 30 && (finding.value(.value) ?? 0) > 0.9)
        #expect(judge.judge(Self.working(downMinutes: [600, 604])).finding(.flapping) == nil)
        let points = (0..<40).map { place in
            HistoryAnswer.Point(start: place * 120, cell: HistoryCell(0, isError: place % 2 == 0))
        }
        let spans = WorkingSpans(points, width: 60)
        #expect(spans.changes == 0 && spans.changeShare == 0 && spans.outages.count == 20)
    }

    /// Seconds of the last ten minutes in which it did not work, and how many outages these are.
    private static let outageCases: [(down: [Range<Int>], outages: Int)] = [
        ([40..<80], 1), ([10..<20, 90..<100], 2), ([55..<60, 60..<65], 1), ([0..<10, 70..<180, 235..<240], 3),
        ([0..<59, 100..<120, 120..<300], 2),
    ]

    @Test("outages in neighbouring minutes are told apart, one over their border is one", arguments: outageCases)
    func neighbours(down: [Range<Int>], outages: Int) async throws {
        let begin = SyntheticHistory.start + 2 * 3_600 - 600
        let history = try await SyntheticHistory(hours: 2) { second, add in
            let isDown = down.contains { $0.contains(second - begin) }
            add(.availability, isDown ? 0 : 1, isDown)
        }
        for span in ObservedSpan.allCases {
            let seen = try await history.store.observations(
                of: SyntheticHistory.service, over: span, at: history.now)
            #expect(seen.workingSpans.outages.count == outages, "\(span)")
        }
    }

    @Test("an outage in a minute that has only begun is as long as it was")
    func begunMinute() {
        var cell = HistoryCell(0, isError: true)
        for _ in 0..<4 { cell.add(1) }
        #expect(WorkingSpans([.init(start: 0, cell: cell)], width: 60).longest == 2)
    }

    @Test("restarts weigh by how many there are in a day", arguments: [(1, "low"), (3, "medium"), (12, "high")])
    func restarts(count: Int, priority: String) throws {
        var seen = ServiceObservations("a", .now, at: SyntheticHistory.start)
        seen.totals[.restarts] = (0..<count).reduce(into: HistoryCell()) { cell, _ in cell.add(1) }
        let board = FindingJudge(machineBytes: nil).judge(seen)
        #expect(board.finding(.restarts)?.priority.name == priority)
    }

    @Test("a thousandth of errors is allowed, two are not, one in fifty is urgent")
    func errors() {
        func priority(_ errors: Int) -> ServiceFinding.Priority? {
            var seen = ServiceObservations("a", .now, at: SyntheticHistory.start)
            var cell = HistoryCell()
            for number in 0..<1_000 { cell.add(5, isError: number < errors) }
            seen.totals[.requestDuration] = cell
            return FindingJudge(machineBytes: nil).judge(seen).finding(.errorRate)?.priority
        }
        #expect(priority(1) == nil && priority(2) == .medium && priority(20) == .high)
    }

    // MARK: Words

    @Test("every kind has a sentence with all its figures, in both languages", arguments: [ObservedSpan.now, .day])
    func sentences(span: ObservedSpan) {
        var seen = Self.working(span, downMinutes: Set(stride(from: 600, to: 630, by: 2)).union(700..<710))
        var failing = HistoryCell()
        for number in 0..<1_000 { failing.add(2_000, isError: number < 100) }
        seen.totals[.requestDuration] = failing
        seen.totals[.restarts] = HistoryCell(1)
        seen.stretches = [
            .init(
                start: seen.window.lowerBound,
                cells: [
                    .cpu: Self.cell(99), .memory: Self.cell(99e8), .openFilesShare: Self.cell(99),
                    .requestDuration: failing,
                ])
        ]
        seen.comparisons = [
            .init(
                metric: .requestDuration, start: seen.window.lowerBound, cell: failing,
                usual: [HistoryCell](repeating: Self.cell(20), count: 5))
        ]
        seen.memory = (0..<100).map { (seen.window.lowerBound + $0 * 300, 1e9 + Double($0) * 1e7) }
        let board = FindingJudge(machineBytes: 10_000_000_000).judge(seen)
        #expect(Set(board.findings.map(\.kind)) == Set(ServiceFinding.Kind.allCases))
        #expect(board.findings.map(\.priority.rawValue) == board.findings.map(\.priority.rawValue).sorted())
        for finding in board.findings {
            let (german, english) = (finding.sentence(.german), finding.sentence(.english))
            #expect(german != english && german.hasSuffix(".") && english.hasSuffix("."))
            #expect(!german.contains("–") && !english.contains("–"), "\(english)")
            #expect(!finding.figures.isEmpty)
        }
    }

    private static func cell(_ value: Double) -> HistoryCell {
        (0..<100).reduce(into: HistoryCell()) { cell, _ in cell.add(value) }
    }

    @Test("figures are written as the reader does")
    func units() {
        #expect(FigureUnit.bytes.text(12.5 * 1_048_576, .german) == "13 MiB")
        #expect(FigureUnit.bytes.text(1.5 * 1_048_576, .german) == "1,5 MiB")
        #expect(FigureUnit.milliseconds.text(1_234, .english) == "1,234 ms")
        #expect(FigureUnit.milliseconds.text(1_234, .german) == "1.234 ms")
        #expect(FigureUnit.ratio.text(0.999, .german) == "99,9 %")
        #expect(FigureUnit.ratio.text(0.99954, .english) == "99.954 %")
        #expect(FigureUnit.seconds.text(5_400, .english) == "90 min")
        #expect(FigureUnit.time.text(0, .english) == "1970-01-01 00:00 UTC")
    }

    // MARK: Report

    @Test("a report has the figures of its period beside those of the period before")
    func report() async throws {
        let history = try await SyntheticHistory(hours: 50, every: 60) { second, add in
            let isLate = second >= SyntheticHistory.start + 26 * 3_600
            add(.requestDuration, isLate ? 20 : 10, false)
            add(.availability, 1, false)
        }
        let seen = try await history.store.observations(of: SyntheticHistory.service, over: .day, at: history.now)
        var report = StackReport(.day, at: history.end, incidents: [])
        report.add(seen, FindingJudge(machineBytes: nil))
        report.finish()
        let summary = try #require(report.services.first)
        #expect(summary.requests.count >= 1_440 && summary.requestsBefore.count == 1_440)
        let (late, early) = (try #require(summary.requests.percentile(0.95)), try #require(summary.requestsBefore.mean))
        #expect(abs(late - 20) < 0.22 && abs(early - 10) < 0.01)
        #expect(summary.availability.mean == 1 && summary.outages == 0 && report.board.findings.isEmpty)
        #expect(report.reached() == (1, 1))
    }
}
