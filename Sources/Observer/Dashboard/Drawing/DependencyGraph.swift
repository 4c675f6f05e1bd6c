import Foundation
import ObserverCore

/// What a service stands on, and what stands on it: columns from left (needed) to right (needing).
struct DependencyGraph {
    private static let boxWidth = 190.0
    private static let boxHeight = 46.0
    private static let gapX = 56.0
    private static let gapY = 14.0
    /// A drawing of more boxes is not read; the list beside it names them all.
    private static let boxLimit = 40
    private static let longestName = 22

    private struct Box {
        let name: String
        let column: Int
        let row: Int

        var x: Double { Double(column) * (boxWidth + gapX) + 2 }
        var y: Double { Double(row) * (boxHeight + gapY) + 2 }
    }

    let index: ServiceIndex
    let focus: String
    let words: DashboardWords

    /// - Returns: The drawing; empty for a service that needs nothing and that nothing needs.
    func svg() -> String {
        // In a circle a service is needed by those that it needs: each stands there once.
        var seen: Set<String> = []
        let names = ([focus] + index.allNeeded(by: [focus]) + index.allNeeding(focus))
            .filter { seen.insert($0).inserted }.prefix(Self.boxLimit)
        guard names.count > 1 else { return "" }
        let boxes = place(Array(names))
        var drawing = Drawing()
        for box in boxes.values.sorted(by: { $0.name < $1.name }) { drawEdges(into: box, boxes, &drawing) }
        for box in boxes.values.sorted(by: { ($0.column, $0.row) < ($1.column, $1.row) }) { draw(box, &drawing) }
        let width = (boxes.values.map(\.x).max() ?? 0) + Self.boxWidth + 2
        let height = (boxes.values.map(\.y).max() ?? 0) + Self.boxHeight + 2
        return drawing.svg([
            "class": "graph", "viewBox": "0 0 \(Drawing.number(width)) \(Drawing.number(height))",
            "width": Drawing.number(width), "height": Drawing.number(height), "role": "group",
            "aria-label": words.dependencies,
        ])
    }

    /// A service stands right of everything it needs.
    private func place(_ names: [String]) -> [String: Box] {
        let known = Set(names)
        var depths: [String: Int] = [:]
        func depth(_ name: String, _ path: Set<String>) -> Int {
            if let depth = depths[name] { return depth }
            let needs = needs(of: name).filter { known.contains($0) && !path.contains($0) }
            let depth = (needs.map { depth($0, path.union([name])) }.max() ?? -1) + 1
            depths[name] = depth
            return depth
        }
        var rows: [Int: Int] = [:]
        return Dictionary(
            uniqueKeysWithValues: names.map { name in
                let column = depth(name, [])
                defer { rows[column, default: 0] += 1 }
                return (name, Box(name: name, column: column, row: rows[column] ?? 0))
            })
    }

    private func needs(of name: String) -> [String] {
        (index.service(name)?.needs ?? []).map(index.name(of:))
    }

    private func drawEdges(into box: Box, _ boxes: [String: Box], _ drawing: inout Drawing) {
        for need in needs(of: box.name) {
            guard let from = boxes[need] else { continue }
            let start = (x: from.x + Self.boxWidth, y: from.y + Self.boxHeight / 2)
            let end = (x: box.x, y: box.y + Self.boxHeight / 2)
            let middle = Drawing.number((start.x + end.x) / 2)
            drawing.add(
                "path",
                [
                    "class": "edge",
                    "d": "M\(Drawing.number(start.x)) \(Drawing.number(start.y))C\(middle) \(Drawing.number(start.y)) "
                        + "\(middle) \(Drawing.number(end.y)) \(Drawing.number(end.x)) \(Drawing.number(end.y))",
                ])
        }
    }

    private func draw(_ box: Box, _ drawing: inout Drawing) {
        let service = index.service(box.name)
        let tone = service.map { Tone($0.status) } ?? .idle
        let state = service.map { words.status($0.status, isLost: $0.isLost) } ?? words.availability(nil)
        let add: (inout Drawing) -> Void = { inner in
            inner.add(
                "rect",
                [
                    "class": "box", "x": Drawing.number(box.x), "y": Drawing.number(box.y),
                    "width": Drawing.number(Self.boxWidth), "height": Drawing.number(Self.boxHeight), "rx": "9",
                ])
            let name = box.name.count > Self.longestName ? "\(box.name.prefix(Self.longestName - 1))…" : box.name
            inner.addText(name, ["class": "name", "x": Drawing.number(box.x + 12), "y": Drawing.number(box.y + 19)])
            inner.addText(
                "\(tone.symbol) \(state)",
                ["class": "mood", "x": Drawing.number(box.x + 12), "y": Drawing.number(box.y + 37)])
        }
        let mark = "node \(tone.rawValue)\(box.name == focus ? " focus" : "")"
        if let service, box.name != focus {
            drawing.group("a", ["class": mark, "href": PagePath.service(service.id)], add)
        } else {
            drawing.group("g", ["class": mark], add)
        }
    }
}
