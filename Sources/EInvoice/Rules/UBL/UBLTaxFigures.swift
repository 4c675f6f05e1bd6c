/// What lines, allowances and charges of a UBL document say of VAT, gathered once for all rules that sum it up.
final class UBLTaxFigures {
    private static let lineCategory: Path = "Item/ClassifiedTaxCategory"
    private static let category: Path = "TaxCategory"
    private static let code: Path = "ID"
    private static let percent: Path = "Percent"

    let invoiceLines: TaxParts
    let creditNoteLines: TaxParts
    let allowances: TaxParts
    let charges: TaxParts
    /// Allowances and charges wherever they stand.
    let allAllowanceCharges: TaxParts
    private var sums: [String: Quantity] = [:]

    init(_ index: DocumentIndex) {
        let root = index.root
        invoiceLines = Self.parts(root.all("InvoiceLine"), Self.lineCategory)
        creditNoteLines = Self.parts(root.all("CreditNoteLine"), Self.lineCategory)
        let own = root.all("AllowanceCharge")
        allowances = Self.parts(own.filter { $0.isCharge == false }, Self.category)
        charges = Self.parts(own.filter { $0.isCharge == true }, Self.category)
        allAllowanceCharges = Self.parts(root.all("//AllowanceCharge"), Self.category)
    }

    private static func parts(_ nodes: [Node], _ path: Path) -> TaxParts {
        TaxParts(nodes) { node in
            node.all(path).flatMap { $0.texts(code).map(Node.normalize) }
        } rates: { node throws(Node.Unusable) in
            var rates: [Quantity] = []
            for category in node.all(path) { rates += try category.decimals(percent) }
            return rates
        }
    }

    /// Net amount of a category: lines, plus charges, less allowances.
    func net(ofCreditNote: Bool, _ code: String, _ rate: Quantity?) throws(Node.Unusable) -> Quantity {
        let key = "\(ofCreditNote) \(code) \(rate.map { "\($0.shortest)" } ?? "-")"
        if let known = sums[key] { return known }
        let lines = try (ofCreditNote ? creditNoteLines : invoiceLines).matching(code, rate)
        let plus = try Self.total(lines, "LineExtensionAmount")
        let charged = try Self.total(charges.matching(code, rate), "Amount")
        let allowed = try Self.total(allowances.matching(code, rate), "Amount")
        guard let net = plus.adding(charged)?.subtracting(allowed) else { throw Node.Unusable() }
        sums[key] = net
        return net
    }

    private static func total(_ nodes: [Node], _ path: Path) throws(Node.Unusable) -> Quantity {
        var numbers: [Quantity] = []
        for node in nodes { numbers += try node.decimals(path) }
        return try Node.sum(numbers)
    }
}

extension Node {
    private static let scheme: Path = "TaxScheme/ID"
    private static let indicator: Path = "ChargeIndicator"

    /// Whether a tax category or registration of UBL is one of VAT.
    var isVAT: Bool { texts(Self.scheme).contains { Node.normalize($0).uppercased() == "VAT" } }

    /// Whether an allowance or charge of UBL is a charge, `nil` when it says neither.
    var isCharge: Bool? {
        switch first(Self.indicator)?.normalized {
        case "true", "1": true
        case "false", "0": false
        default: nil
        }
    }
}
