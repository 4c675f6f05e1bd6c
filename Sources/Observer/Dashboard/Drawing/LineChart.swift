import Foundation
import Shared

/// A line over time with axes, units and thresholds.
struct LineChart {
    /// A value that must be seen when it is passed.
    struct Threshold {
        let value: Double
        let tone: Tone
        let label: String
    }

    private static let width = 400.0
    private static let height = 190.0
    private static let left = 58.0
    private static let right = 10.0
    private static let top = 14.0
    private static let bottom = 28.0
    let points: [FigureTrail.Point]
    let unit: String
    let thresholds: [Threshold]
    let language: Language
    /// Milliseconds since 1970.
    let now: Int
    /// What the drawing shows, for those who do not see it.
    var description: String
    var span = ChartSpan.recent
    /// Two points further apart than this, in milliseconds, are not joined: nothing was measured between them.
    var longestGap = 30_000
    /// Times at which something was amiss though there is a value, in milliseconds since 1970.
    var misses: [Int] = []

    /// Of the shortest span the last five minutes while nothing older is known.
    private var isYoung: Bool { span == .recent && (points.first.map { now - $0.at <= 5 * 60_000 } ?? false) }

    private var from: Int { now - (isYoung ? 5 * 60 : span.seconds) * 1_000 }

    /// The end of the value axis: above every point, and above the first threshold once a point comes near it.
    private var scale: NiceScale {
        let highest = Double(points.compactMap(\.value).max() ?? 0)
        let near = thresholds.map(\.value).filter { $0 <= highest * 2 }.max() ?? 0
        return NiceScale(upTo: max(highest * 1.05, near * 1.05, 1))
    }

    func svg() -> String {
        let scale = scale
        var drawing = Drawing()
        drawAxes(scale, &drawing)
        for threshold in thresholds where threshold.value <= scale.end { draw(threshold, scale, &drawing) }
        drawMisses(&drawing)
        drawing.add("path", ["class": "line", "d": path(scale)])
        if let last = points.last, let value = last.value {
            drawing.add(
                "circle", ["class": "dot", "cx": x(last.at), "cy": y(Double(value), scale), "r": "3.5"])
        }
        return drawing.svg([
            "class": "chart", "viewBox": "0 0 \(Int(Self.width)) \(Int(Self.height))", "role": "img",
            "aria-label": description,
        ])
    }

    private func drawAxes(_ scale: NiceScale, _ drawing: inout Drawing) {
        let end = Drawing.number(Self.width - Self.right)
        for value in scale.ticks {
            let y = y(value, scale)
            drawing.add(
                "path", ["class": value == 0 ? "axis" : "grid", "d": "M\(Drawing.number(Self.left)) \(y)H\(end)"])
            drawing.addText(
                unit.isEmpty ? text(value, scale) : "\(text(value, scale)) \(unit)",
                ["class": "tick", "x": Drawing.number(Self.left - 8), "y": y, "dy": "4", "text-anchor": "end"])
        }
        let marks = isYoung ? (unit: 60, ago: Array((0...5).reversed())) : span.marks
        for ago in marks.ago {
            let x = x(now - ago * marks.unit * 1_000)
            let text = ago == 0 ? (language == .german ? "jetzt" : "now") : "−\(ago) \(span.unit(language))"
            drawing.addText(
                text,
                [
                    "class": "tick", "x": x, "y": Drawing.number(Self.height - 8),
                    "text-anchor": ago == 0 ? "end" : "middle",
                ])
        }
    }

    private func draw(_ threshold: Threshold, _ scale: NiceScale, _ drawing: inout Drawing) {
        let y = y(threshold.value, scale)
        let end = Drawing.number(Self.width - Self.right)
        drawing.add(
            "path", ["class": "threshold \(threshold.tone.rawValue)", "d": "M\(Drawing.number(Self.left)) \(y)H\(end)"])
        drawing.addText(
            threshold.label,
            // At the left end: at the right one is what has just been measured.
            [
                "class": "label \(threshold.tone.rawValue)", "x": Drawing.number(Self.left + 4), "y": y, "dy": "-4",
            ])
    }

    private func drawMisses(_ drawing: inout Drawing) {
        let bottom = Drawing.number(Self.height - Self.bottom)
        let path = (points.filter { $0.value == nil }.map(\.at) + misses.filter { $0 >= from })
            .map { "M\(x($0)) \(Drawing.number(Self.top))V\(bottom)" }
        if !path.isEmpty { drawing.add("path", ["class": "miss", "d": path.joined()]) }
    }

    private func path(_ scale: NiceScale) -> String {
        var path = ""
        var lastAt: Int?
        for point in points {
            guard let value = point.value else {
                lastAt = nil
                continue
            }
            let isJoined = lastAt.map { point.at - $0 <= longestGap } ?? false
            path += "\(isJoined ? "L" : "M")\(x(point.at)) \(y(Double(value), scale))"
            lastAt = point.at
        }
        return path
    }

    private func x(_ at: Int) -> String {
        let share = Double(at - from) / Double(now - from)
        return Drawing.number(Self.left + min(max(share, 0), 1) * (Self.width - Self.left - Self.right))
    }

    private func y(_ value: Double, _ scale: NiceScale) -> String {
        Drawing.number(Self.height - Self.bottom - value / scale.end * (Self.height - Self.top - Self.bottom))
    }

    private func text(_ value: Double, _ scale: NiceScale) -> String {
        let text = String(format: "%.\(scale.decimals)f", value)
        return language == .german ? text.replacing(".", with: ",") : text
    }
}

/// An axis that begins at 0 and whose marks are numbers that people like: 1, 2 or 5 times a power of ten apart.
struct NiceScale {
    let step: Double
    let end: Double

    init(upTo highest: Double) {
        let rough = max(highest, .leastNormalMagnitude) / 4
        let power = pow(10, floor(log10(rough)))
        step = ([1, 2, 5].first { $0 * power >= rough * 0.999_999 } ?? 10) * power
        end = (highest / step).rounded(.up) * step
    }

    var ticks: [Double] { (0...Int((end / step).rounded())).map { Double($0) * step } }

    /// Decimals that tell two marks apart.
    var decimals: Int { step >= 1 ? 0 : min(Int(-floor(log10(step))), 3) }
}
