/// What lines, allowances and charges of a CII document say of VAT, gathered once for all rules that sum it up.
final class CIITaxFigures {
    /// A line's settlement, or an allowance or charge of the whole document.
    struct Part {
        let node: Node
        /// The category codes as they stand there.
        let categories: [String]
    }

    private static let lineTax: Path = "ApplicableTradeTax"
    private static let tax: Path = "CategoryTradeTax"

    let lines: [Part]
    let allowances: [Part]
    let charges: [Part]
    private var sums: [String: Quantity] = [:]

    init(_ index: DocumentIndex) {
        let transaction = index.root.all("SupplyChainTradeTransaction")
        let settlements = transaction.flatMap {
            $0.all("IncludedSupplyChainTradeLineItem/SpecifiedLineTradeSettlement")
        }
        lines = settlements.map { Part(node: $0, categories: $0.texts("ApplicableTradeTax/CategoryCode")) }
        let own = transaction.flatMap { $0.all("ApplicableHeaderTradeSettlement/SpecifiedTradeAllowanceCharge") }
            .map { Part(node: $0, categories: $0.texts("CategoryTradeTax/CategoryCode")) }
        allowances = own.filter { $0.node.isTradeCharge == false }
        charges = own.filter { $0.node.isTradeCharge == true }
    }

    private static func matching(
        _ parts: [Part], _ code: String, _ rate: Quantity?, _ tax: Path
    ) throws(Node.Unusable) -> [Node] {
        var nodes: [Node] = []
        for part in parts where part.categories.contains(code) {
            var isAtRate = rate == nil
            if let rate {
                for tax in part.node.all(tax) {
                    for percent in try tax.decimals("RateApplicablePercent") where percent == rate { isAtRate = true }
                }
            }
            if isAtRate { nodes.append(part.node) }
        }
        return nodes
    }

    /// Net amount of a category, each of its three sums rounded: lines, plus charges, less allowances.
    func net(_ code: String, _ rate: Quantity?) throws(Node.Unusable) -> Quantity {
        let key = "\(code) \(rate.map { "\($0.shortest)" } ?? "-")"
        if let known = sums[key] { return known }
        var amounts: [Quantity] = []
        for line in try Self.matching(lines, code, rate, Self.lineTax) {
            amounts += try line.decimals("SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount")
        }
        let charged = try Self.total(Self.matching(charges, code, rate, Self.tax))
        let allowed = try Self.total(Self.matching(allowances, code, rate, Self.tax))
        guard let net = try Node.sum(amounts).cents.adding(charged.cents)?.subtracting(allowed.cents) else {
            throw Node.Unusable()
        }
        sums[key] = net
        return net
    }

    static func total(_ nodes: [Node]) throws(Node.Unusable) -> Quantity {
        var amounts: [Quantity] = []
        for node in nodes {
            if let first = node.first("ActualAmount") { amounts.append(try first.decimal()) }
        }
        return try Node.sum(amounts)
    }
}

extension Node {
    private static let flag: Path = "ChargeIndicator/Indicator"
    private static let type: Path = "TypeCode"

    /// Whether an allowance or charge of CII is a charge, `nil` when it says neither.
    var isTradeCharge: Bool? {
        switch first(Self.flag)?.normalized {
        case "true", "1": true
        case "false", "0": false
        default: nil
        }
    }

    /// Whether a tax of CII is VAT.
    var isTradeVAT: Bool { texts(Self.type).contains { $0.uppercased() == "VAT" } }
}
