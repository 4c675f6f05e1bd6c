import Foundation
import ObserverCore
import Shared
import TestSupport
import Testing

@testable import Observer

/// Charts, sparklines and their figures.
struct DrawingTests {
    private func points(_ values: [Float?], every milliseconds: Int = 2_000) -> [FigureTrail.Point] {
        values.enumerated().map { FigureTrail.Point(at: 1_000_000 + $0.offset * milliseconds, value: $0.element) }
    }

    private func chart(_ points: [FigureTrail.Point], _ thresholds: [LineChart.Threshold] = []) -> String {
        LineChart(
            points: points, unit: "ms", thresholds: thresholds, language: .german,
            now: (points.last?.at ?? 0) + 1_000, description: "x"
        ).svg()
    }

    @Test func `an axis has readable marks from 0 to above the highest value`() {
        var random = SeededGenerator(seed: 20)
        for _ in 0..<2_000 {
            let highest = pow(10, Double.random(in: -3...9, using: &random))
            let scale = NiceScale(upTo: highest)
            #expect(scale.end >= highest * 0.999_999 && scale.end <= highest + scale.step)
            #expect((2...6).contains(scale.ticks.count), "\(highest): \(scale.ticks)")
            let first = scale.step / pow(10, floor(log10(scale.step) + 1e-9))
            #expect([1, 2, 5, 10].contains { abs($0 - first) < 1e-6 }, "\(scale.step)")
        }
    }

    @Test func `a line is broken where there was no answer or no measurement`() {
        let drawn = chart(points([1, 2, nil, 3, 4]))
        #expect(drawn.firstMatch(of: /class="line" d="M[^"M]*M[^"M]*"/) != nil, "\(drawn)")
        #expect(drawn.contains("class=\"miss\""))
        let paused = points([1, 2]) + [FigureTrail.Point(at: 1_100_000, value: 3)]
        #expect(chart(paused).firstMatch(of: /class="line" d="M[^"M]*M[^"M]*"/) != nil)
        #expect(!chart(points([1, 2, 3])).contains("miss"))
    }

    @Test func `points before the first one, as a clock set back leaves them, are drawn as well`() {
        let unordered = [60_000, 61_000, 1_000, 2_000, 62_000].map { FigureTrail.Point(at: $0, value: 3) }
        #expect(Sparkline.svg(unordered).contains("class=\"line\""))
        #expect(Sparkline.svg(Array(unordered.dropFirst(1).dropLast(1))).contains("class=\"line\""))
        #expect(chart(unordered).contains("class=\"line\""))
    }

    @Test func `a threshold is drawn once the values come near it`() {
        let limits = [
            LineChart.Threshold(value: 300, tone: .care, label: "Warnung"),
            LineChart.Threshold(value: 500, tone: .bad, label: "kritisch"),
        ]
        #expect(!chart(points([4, 5, 6]), limits).contains("threshold"))
        let near = chart(points([4, 200, 6]), limits)
        #expect(near.contains("threshold care") && near.contains("Warnung") && !near.contains("threshold bad"))
        #expect(chart(points([4, 600, 6]), limits).contains("threshold bad"))
    }

    @Test func `every coordinate lies within the drawing, whatever the values are`() {
        var random = SeededGenerator(seed: 21)
        for _ in 0..<200 {
            let values = (0..<Int.random(in: 2...400, using: &random)).map { _ in
                Bool.random(using: &random) ? Float.random(in: 0...1_000_000, using: &random) : nil
            }
            for match in chart(points(values)).matches(of: /[ML](-?[0-9.]+) (-?[0-9.]+)/) {
                let (x, y) = (Double(match.1) ?? -1, Double(match.2) ?? -1)
                #expect((0...400).contains(x) && (0...190).contains(y))
            }
            let spark = Sparkline.svg(points(values))
            #expect(spark.utf8.count < 3_000)
        }
        #expect(Sparkline.svg([]).isEmpty && Sparkline.svg(points([1])).isEmpty)
    }

    @Test func `the p95 is the value that 95 of 100 stay at or below`() {
        #expect(points([]).p95 == nil)
        #expect(points([nil]).p95 == nil)
        #expect(points([7]).p95 == 7)
        #expect(points((1...100).map { Float($0) }).p95 == 95)
        #expect(points((1...20).reversed().map { Float($0) } + [nil, nil]).p95 == 19)
    }

    @Test func `a trail keeps the latest quarter of an hour, and all trails together a bounded number`() {
        let trail = FigureTrail()
        func moment(_ second: Int) -> Moment {
            Moment(uptimeMilliseconds: second * 1_000, unixMilliseconds: second * 1_000)
        }
        for second in 0..<2_000 { trail.add(Double(second), to: .response, of: "a", at: moment(second)) }
        let kept = trail.points(of: .response, "a", at: moment(2_000))
        #expect(kept.last?.value == 1_999)
        #expect(kept.count >= 450 && kept.count <= 450 + 450 / 4 + 1)
        #expect(trail.points(of: .response, "a", at: moment(10_000)).isEmpty)
        #expect(trail.points(of: .memory, "a", at: moment(2_000)).isEmpty)
    }

    @Test func `a start that is probed many times a second is not told as many failures`() {
        let trail = FigureTrail()
        for step in 0..<150 {
            let moment = Moment(uptimeMilliseconds: step * 20, unixMilliseconds: step * 20)
            trail.add(.miss(.connectionRefused), 1, of: "a", at: moment)
        }
        let end = Moment(uptimeMilliseconds: 3_000, unixMilliseconds: 3_000)
        trail.add(.pass, 4, of: "a", at: end)
        #expect(trail.points(of: .response, "a", at: end).map(\.at) == [0, 1_000, 2_000, 3_000])
    }
}
