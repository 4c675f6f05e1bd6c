/// What lines, allowances and charges of a CII document say of VAT, gathered once for all rules that sum it up.
final class CIITaxFigures {
    private static let percent: Path = "RateApplicablePercent"

    /// Settlements of the lines.
    let lines: TaxParts
    /// Of the whole document, as the next.
    let allowances: TaxParts
    let charges: TaxParts
    /// Category codes of the breakdown and of the lines.
    let taxCodes: Set<String>
    /// Category codes of all allowances and charges.
    let allowanceCodes: Set<String>
    let registrations: Registrations
    private var sums: [String: Quantity] = [:]

    /// Who is known to a tax office.
    struct Registrations {
        let sellerVAT: Bool
        /// By VAT identifier or tax number.
        let seller: Bool
        let representativeVAT: Bool
        let buyerVAT: Bool

        init(_ root: Node) {
            let has = { (path: Path, schemes: Set<String>) in !schemes.isDisjoint(with: root.texts(path)) }
            let seller: Path = "//SellerTradeParty/SpecifiedTaxRegistration/ID/@schemeID"
            sellerVAT = has(seller, ["VA"])
            self.seller = has(seller, ["VA", "FC"])
            representativeVAT = has("//SellerTaxRepresentativeTradeParty/SpecifiedTaxRegistration/ID/@schemeID", ["VA"])
            buyerVAT = has("//BuyerTradeParty/SpecifiedTaxRegistration/ID/@schemeID", ["VA"])
        }
    }

    init(_ index: DocumentIndex) {
        let transaction = index.root.all("SupplyChainTradeTransaction")
        lines = Self.parts(
            transaction.flatMap { $0.all("IncludedSupplyChainTradeLineItem/SpecifiedLineTradeSettlement") },
            "ApplicableTradeTax", "ApplicableTradeTax/CategoryCode")
        let own = transaction.flatMap { $0.all("ApplicableHeaderTradeSettlement/SpecifiedTradeAllowanceCharge") }
        let (tax, code): (Path, Path) = ("CategoryTradeTax", "CategoryTradeTax/CategoryCode")
        allowances = Self.parts(own.filter { $0.isTradeCharge == false }, tax, code)
        charges = Self.parts(own.filter { $0.isTradeCharge == true }, tax, code)
        taxCodes = Set(index.root.texts("//ApplicableTradeTax/CategoryCode"))
        allowanceCodes = Set(index.root.texts("//CategoryTradeTax/CategoryCode"))
        registrations = Registrations(index.root)
    }

    /// The category codes as they stand there.
    private static func parts(_ nodes: [Node], _ tax: Path, _ code: Path) -> TaxParts {
        TaxParts(nodes) { node in
            node.texts(code)
        } rates: { node throws(Node.Unusable) in
            var rates: [Quantity] = []
            for tax in node.all(tax) { rates += try tax.decimals(percent) }
            return rates
        }
    }

    /// Net amount of a category, each of its three sums rounded: lines, plus charges, less allowances.
    func net(_ code: String, _ rate: Quantity?) throws(Node.Unusable) -> Quantity {
        let key = "\(code) \(rate.map { "\($0.shortest)" } ?? "-")"
        if let known = sums[key] { return known }
        var amounts: [Quantity] = []
        for line in try lines.matching(code, rate) {
            amounts += try line.decimals("SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount")
        }
        let charged = try Self.total(charges.matching(code, rate))
        let allowed = try Self.total(allowances.matching(code, rate))
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
