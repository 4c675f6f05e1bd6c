/// Lines, allowances or charges by VAT category and rate: a breakdown of many rates costs no more than one of few.
struct TaxParts {
    /// All of them, in document order.
    let nodes: [Node]
    private var byCode: [String: [Node]] = [:]
    private var byRate: [Key: [Node]] = [:]
    /// Categories of which some rate is no number.
    private var unusable: Set<String> = []

    private struct Key: Hashable {
        let code: String
        let rate: Quantity
    }

    init(
        _ nodes: [Node], codes: (Node) -> [String], rates: (Node) throws(Node.Unusable) -> [Quantity]
    ) {
        self.nodes = nodes
        for node in nodes {
            // Whoever asks for the rates of the category is told.
            let rates = try? rates(node)
            for code in Set(codes(node)) {
                byCode[code, default: []].append(node)
                if rates == nil { unusable.insert(code) }
                for rate in Set(rates ?? []) { byRate[Key(code: code, rate: rate), default: []].append(node) }
            }
        }
    }

    /// Those of a category, at a rate or at any.
    func matching(_ code: String, _ rate: Quantity?) throws(Node.Unusable) -> [Node] {
        guard let rate else { return byCode[code] ?? [] }
        guard !unusable.contains(code) else { throw Node.Unusable() }
        return byRate[Key(code: code, rate: rate)] ?? []
    }
}
