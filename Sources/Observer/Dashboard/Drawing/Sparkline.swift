/// The course of a figure in the space of a word; the figure itself stands beside it.
enum Sparkline {
    private static let width = 96.0
    private static let height = 24.0
    private static let columns = 48

    /// - Returns: The drawing, empty without a single point.
    static func svg(_ points: [FigureTrail.Point]) -> String {
        // Not the first and the last: a clock set back puts later points before earlier ones.
        guard let first = points.map(\.at).min(), let last = points.map(\.at).max(), last > first else { return "" }
        let columns = columns(points, from: first, to: last)
        let highest = max(columns.compactMap(\.highest).max() ?? 0, 1)
        var drawing = Drawing()
        var path = ""
        var isDown = false
        for (index, column) in columns.enumerated() {
            let x = (Double(index) + 0.5) * width / Double(Self.columns)
            if let value = column.highest {
                let y = height - 2 - Double(value) / Double(highest) * (height - 5)
                path += "\(isDown ? "L" : "M")\(Drawing.number(x)) \(Drawing.number(y))"
                isDown = true
            }
            if column.hasMiss {
                isDown = false
                drawing.add(
                    "path", ["class": "miss", "d": "M\(Drawing.number(x)) 1V\(Int(height) - 1)"])
            }
        }
        if !path.isEmpty { drawing.add("path", ["class": "line", "d": path]) }
        return drawing.svg([
            "class": "spark", "viewBox": "0 0 \(Int(width)) \(Int(height))", "width": "\(Int(width))",
            "height": "\(Int(height))", "aria-hidden": "true", "focusable": "false",
        ])
    }

    private struct Column {
        var highest: Float?
        var hasMiss = false
    }

    private static func columns(_ points: [FigureTrail.Point], from first: Int, to last: Int) -> [Column] {
        var columns = [Column](repeating: Column(), count: Self.columns)
        for point in points {
            let place = min((point.at - first) * Self.columns / (last - first), Self.columns - 1)
            if let value = point.value {
                columns[place].highest = max(columns[place].highest ?? value, value)
            } else {
                columns[place].hasMiss = true
            }
        }
        return columns
    }
}

extension [FigureTrail.Point] {
    /// The value that 95 of 100 answers stay below or at; `nil` without an answer.
    var p95: Float? {
        let values = compactMap(\.value).sorted()
        return values.isEmpty ? nil : values[(values.count * 95 + 99) / 100 - 1]
    }
}
