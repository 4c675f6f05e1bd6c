/// The order in which services are started and stopped.
package enum StackOrder {
    /// Names so that each comes after those it needs; beyond that in the order given.
    ///
    /// Names of services outside the list are no reason to wait. Members of a circle, which no checked file has, come
    /// when nothing else is left, in the order given.
    package static func starting(_ units: [UnitSpec]) -> [String] {
        let places = places(of: units)
        var missing = units.map { unit in Set(unit.dependsOn.compactMap { places[$0] }).count }
        var dependents = [[Int]](repeating: [], count: units.count)
        for (place, unit) in units.enumerated() {
            for needed in Set(unit.dependsOn.compactMap { places[$0] }) { dependents[needed].append(place) }
        }
        var open = Set(units.indices)
        var free = units.indices.filter { missing[$0] == 0 }
        var names: [String] = []
        while let next = free.isEmpty ? open.min() : free.removeFirst() {
            guard open.remove(next) != nil else { continue }
            names.append(units[next].name)
            for dependent in dependents[next] {
                missing[dependent] -= 1
                guard missing[dependent] == 0 else { continue }
                free.insert(dependent, at: free.firstIndex { $0 > dependent } ?? free.count)
            }
        }
        return names
    }

    /// The reverse: each before those it needs.
    package static func stopping(_ units: [UnitSpec]) -> [String] {
        starting(units).reversed()
    }

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
