/// Elements that EN 16931 does not use: hundreds of rules of the form "there is none", answered by one walk.
struct UnusedElements: Sendable {
    private struct Step: Sendable {
        var next: [Int32: Int] = [:]
        /// The rule that a document breaks which comes here.
        var rule: Int?
    }

    private var steps = [Step()]
    private var rules: [Rule] = []

    static let none = UnusedElements("", fatal: [])

    /// - Parameters:
    ///   - table: A line for each rule: its id and the way from the root, a vertical bar between alternatives of a step.
    ///   - fatal: Ids of rules that are more than a warning.
    ///   - within: What a leading `+` in a way stands for.
    init(_ table: String, fatal: Set<String>, within: String = "") {
        for line in table.split(separator: "\n") {
            let parts = line.split(separator: " ")
            guard parts.count == 2 else { continue }
            let id = String(parts[0])
            let name = parts[1].split(separator: "/").last.map(String.init) ?? ""
            let number = rules.count
            rules.append(
                Rule(id: id, severity: fatal.contains(id) ? .fatal : .warning, terms: [], text: .unused(name)) { _ in
                    .pass
                })
            let way = parts[1].hasPrefix("+") ? "\(within)/\(parts[1].dropFirst())" : String(parts[1])
            add(way.split(separator: "/"), number)
        }
    }

    private mutating func add(_ way: [Substring], _ rule: Int) {
        var ends = [0]
        for step in way {
            ends = step.split(separator: "|").flatMap { name in
                let number = RuleNames.number(name)
                return ends.map { self.end(from: $0, number) }
            }
        }
        for end in ends where steps[end].rule == nil { steps[end].rule = rule }
    }

    private mutating func end(from start: Int, _ name: Int32) -> Int {
        if let known = steps[start].next[name] { return known }
        steps.append(Step())
        steps[start].next[name] = steps.count - 1
        return steps.count - 1
    }

    var ruleIDs: [String] { rules.map(\.id) }

    /// Each rule once, at the first element that breaks it.
    func find(in index: DocumentIndex, _ found: inout [RuleSet.Raw]) {
        guard !rules.isEmpty else { return }
        var seen = Set<Int>()
        walk(index, index.tree.root, 0, &seen, &found)
    }

    private func walk(
        _ index: DocumentIndex, _ element: ElementTree.ID, _ step: Int, _ seen: inout Set<Int>,
        _ found: inout [RuleSet.Raw]
    ) {
        for child in index.tree.children(element) {
            let symbol = index.symbol(child)
            guard symbol >= 0, let next = steps[step].next[symbol] else { continue }
            if let rule = steps[next].rule, seen.insert(rule).inserted {
                found.append(RuleSet.Raw(rule: rules[rule], outcome: Rule.Outcome(holds: false), element: child))
            }
            if !steps[next].next.isEmpty { walk(index, child, next, &seen, &found) }
        }
    }
}
