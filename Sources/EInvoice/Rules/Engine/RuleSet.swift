/// Rules that belong together, in the order in which the official rules try them.
struct RuleSet: Sendable {
    let name: String
    let version: String
    /// Of each family, the first scope that fits an element takes it.
    let families: [[Scope]]
    /// Elements of which nothing may be seen, wherever they stand below the root.
    let unused: UnusedElements

    /// A finding before anybody needs its place.
    struct Raw {
        let rule: Rule
        let outcome: Rule.Outcome
        let element: ElementTree.ID
    }

    /// Every rule that is not kept, with the element it was looking at.
    func evaluate(_ index: DocumentIndex) -> [Raw] {
        let candidates = families.map { Self.candidates($0, index) }
        var found: [Raw] = []
        let tree = index.tree
        for element in 0..<tree.count {
            let name = tree.nameIndex(element)
            guard index.elementSymbols[name] >= 0 || candidates.contains(where: { !$0[name].isEmpty }) else { continue }
            let node = Node(index: index, id: element)
            for (family, scopes) in families.enumerated() {
                for position in candidates[family][name] where scopes[position].fits(node) {
                    Self.apply(scopes[position].rules, node, &found)
                    break
                }
            }
        }
        unused.find(in: index, &found)
        return found
    }

    private static func apply(_ rules: [Rule], _ node: Node, _ found: inout [Raw]) {
        for rule in rules {
            // A condition that cannot be evaluated is not kept.
            let outcome = (try? rule.check(node)) ?? Rule.Outcome(holds: false)
            if !outcome.holds { found.append(Raw(rule: rule, outcome: outcome, element: outcome.place ?? node.id)) }
        }
    }

    /// For every name of the document the scopes that may fit it, in order.
    private static func candidates(_ scopes: [Scope], _ index: DocumentIndex) -> [[Int]] {
        index.tree.names.enumerated().map { position, name in
            let symbol = index.elementSymbols[position]
            return scopes.indices.filter { scope in
                scopes[scope].patterns.contains { $0.mayFit(symbol, name: name.local) }
            }
        }
    }

    /// The ids of all rules.
    var ruleIDs: Set<String> {
        Set(families.joined().flatMap(\.rules).map(\.id)).union(unused.ruleIDs)
    }
}
