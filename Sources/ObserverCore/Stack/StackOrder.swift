/// Whether services can be put in an order in which each comes after those it needs.
package enum StackOrder {
    /// Ways from a service back to itself, by the names along them: without the last step of each, there is no circle.
    package static func circles(_ units: [UnitSpec]) -> [[String]] {
        var search = CircleSearch(needs: units.map { $0.dependsOn }, places: places(of: units))
        for start in units.indices { search.visit(start) }
        return search.circles.map { $0.map { units[$0].name } }
    }

    private static func places(of units: [UnitSpec]) -> [String: Int] {
        Dictionary(units.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in first }
    }
}

/// A search in depth that visits each service once, without recursion: a chain may be as long as the file.
private struct CircleSearch {
    let needs: [[String]]
    let places: [String: Int]
    private(set) var circles: [[Int]] = []
    private var done: Set<Int> = []

    init(needs: [[String]], places: [String: Int]) {
        self.needs = needs
        self.places = places
    }

    mutating func visit(_ start: Int) {
        guard !done.contains(start) else { return }
        var way = [start]
        var onWay = [start: 0]
        var steps = [needs[start][...]]
        while let place = way.last {
            guard let name = steps[steps.count - 1].popFirst() else {
                done.insert(place)
                onWay[place] = nil
                way.removeLast()
                steps.removeLast()
                continue
            }
            guard let next = places[name], !done.contains(next) else { continue }
            if let first = onWay[next] {
                circles.append(Array(way[first...]))
            } else {
                onWay[next] = way.count
                way.append(next)
                steps.append(needs[next][...])
            }
        }
    }
}
