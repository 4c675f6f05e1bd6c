/// Lines, allowances or charges by VAT category and rate: a breakdown of many rates costs no more than one of few.
struct TaxParts {
    /// The index keeps the parts; parts that kept the index as well would never let go of a document.
    private unowned let index: DocumentIndex?
    private let elements: [ElementTree.ID]
    private var byCode: [String: [ElementTree.ID]] = [:]
    private var byRate: [Key: [ElementTree.ID]] = [:]
    /// Categories of which some rate is no number.
    private var unusable: Set<String> = []

    private struct Key: Hashable {
        let code: String
        let rate: Quantity
    }

    init(
        _ nodes: [Node], codes: (Node) -> [String], rates: (Node) throws(Node.Unusable) -> [Quantity]
    ) {
        index = nodes.first?.index
        elements = nodes.map(\.id)
        for node in nodes {
            // Whoever asks for the rates of the category is told.
            let rates = try? rates(node)
            for code in Set(codes(node)) {
                byCode[code, default: []].append(node.id)
                if rates == nil { unusable.insert(code) }
                for rate in Set(rates ?? []) { byRate[Key(code: code, rate: rate), default: []].append(node.id) }
            }
        }
    }

    /// All of them, in document order.
    var nodes: [Node] { nodes(elements) }

    /// Those of a category, at a rate or at any.
    func matching(_ code: String, _ rate: Quantity?) throws(Node.Unusable) -> [Node] {
        guard let rate else { return nodes(byCode[code] ?? []) }
        guard !unusable.contains(code) else { throw Node.Unusable() }
        return nodes(byRate[Key(code: code, rate: rate)] ?? [])
    }

    private func nodes(_ elements: [ElementTree.ID]) -> [Node] {
        guard let index else { return [] }
        return elements.map { Node(index: index, id: $0) }
    }
}
