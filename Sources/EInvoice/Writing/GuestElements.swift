/// Elements that no business term covers, on their way back into a document of the syntax that they came from.
///
/// Follows the writer from element to element and says which guests go before the next one, by the schema's order.
struct GuestElements {
    private struct Guest {
        let parentPath: String
        let position: Int
        let xml: String
    }

    private struct Level {
        let path: String
        let aggregate: Int?
        var counts: [String: Int] = [:]
    }

    private let grammar: Grammar
    private var waiting: [String: [Guest]] = [:]
    private var levels: [Level] = []

    init(_ elements: [UnknownElement], grammar: Grammar) {
        self.grammar = grammar
        for element in elements {
            let path = Self.normalised(element.parentPath)
            let guest = Guest(
                parentPath: element.parentPath, position: Self.position(of: element.xml, under: path, grammar),
                xml: element.xml)
            waiting[path, default: []].append(guest)
        }
    }

    /// Paths of those that have not been written.
    var left: [String] { waiting.values.flatMap { $0 }.map(\.parentPath).sorted() }

    /// The guests that stand before the next element of a name.
    mutating func before(_ name: String) -> [String] {
        guard !waiting.isEmpty, let level = levels.last, waiting[level.path] != nil else { return [] }
        let position = level.aggregate.flatMap { grammar.aggregates[$0].positions[Self.local(name)] } ?? .max
        return take { $0.position < position }
    }

    mutating func enter(_ name: String) {
        guard !waiting.isEmpty else { return }
        let local = Self.local(name)
        guard let parent = levels.last else {
            return levels.append(Level(path: "/\(local)[1]", aggregate: grammar.index(of: local)))
        }
        let count = parent.counts[local, default: 0] + 1
        levels[levels.count - 1].counts[local] = count
        levels.append(
            Level(path: "\(parent.path)/\(local)[\(count)]", aggregate: child(local, of: parent.aggregate)))
    }

    /// The element that was left last has come to nothing, and does not count among its siblings.
    mutating func forget(_ name: String) {
        guard !levels.isEmpty else { return }
        levels[levels.count - 1].counts[Self.local(name), default: 1] -= 1
    }

    /// The guests that stand at the end of the element.
    mutating func leave() -> [String] {
        guard !levels.isEmpty else { return [] }
        defer { levels.removeLast() }
        return take { _ in true }
    }

    private mutating func take(where isDue: (Guest) -> Bool) -> [String] {
        guard let path = levels.last?.path, let guests = waiting[path] else { return [] }
        let due = guests.filter(isDue).map(\.xml)
        let rest = guests.filter { !isDue($0) }
        waiting[path] = rest.isEmpty ? nil : rest
        return due
    }

    private func child(_ local: String, of aggregate: Int?) -> Int? {
        guard let aggregate, let position = grammar.aggregates[aggregate].positions[local],
            case .aggregate(let index) = grammar.aggregates[aggregate].particles[position].content
        else { return nil }
        return index
    }

    private static func position(of xml: String, under path: String, _ grammar: Grammar) -> Int {
        let name = xml.dropFirst().prefix { !" \t\r\n/>".contains($0) }
        var aggregate: Int?
        for step in path.split(separator: "/") {
            let local = String(step.prefix { $0 != "[" })
            guard let current = aggregate else {
                aggregate = grammar.index(of: local)
                continue
            }
            guard let position = grammar.aggregates[current].positions[local],
                case .aggregate(let index) = grammar.aggregates[current].particles[position].content
            else { return .max }
            aggregate = index
        }
        // Extensions of UBL come before everything that the grammar knows.
        if local(String(name)) == "UBLExtensions" { return -1 }
        return aggregate.flatMap { grammar.aggregates[$0].positions[local(String(name))] } ?? .max
    }

    /// Without prefixes, and with a position at every step.
    private static func normalised(_ path: String) -> String {
        path.split(separator: "/").map { step in
            let name = local(String(step))
            return "/" + (name.hasSuffix("]") ? name : name + "[1]")
        }.joined()
    }

    private static func local(_ name: String) -> String {
        name.lastIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
    }
}
