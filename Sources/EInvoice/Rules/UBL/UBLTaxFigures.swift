/// What lines, allowances and charges of a UBL document say of VAT, gathered once for all rules that sum it up.
final class UBLTaxFigures {
    /// A line, or an allowance or charge of the whole document.
    struct Part {
        let node: Node
        /// The normalized category codes.
        let categories: [String]
    }

    private static let lineCategory: Path = "Item/ClassifiedTaxCategory"
    private static let category: Path = "TaxCategory"
    private static let code: Path = "ID"
    private static let percent: Path = "Percent"

    let invoiceLines: [Part]
    let creditNoteLines: [Part]
    let allowances: [Part]
    let charges: [Part]
    /// Allowances and charges wherever they stand.
    let allAllowanceCharges: [Part]
    private var sums: [String: Quantity] = [:]

    init(_ index: DocumentIndex) {
        let root = index.root
        invoiceLines = root.all("InvoiceLine").map { Self.part($0, Self.lineCategory) }
        creditNoteLines = root.all("CreditNoteLine").map { Self.part($0, Self.lineCategory) }
        let own = root.all("AllowanceCharge").map { Self.part($0, Self.category) }
        allowances = own.filter { $0.node.isCharge == false }
        charges = own.filter { $0.node.isCharge == true }
        allAllowanceCharges = root.all("//AllowanceCharge").map { Self.part($0, Self.category) }
    }

    private static func part(_ node: Node, _ path: Path) -> Part {
        Part(node: node, categories: node.all(path).flatMap { $0.texts(code).map(Node.normalize) })
    }

    private static func hasRate(_ part: Part, _ rate: Quantity?, _ path: Path) throws(Node.Unusable) -> Bool {
        guard let rate else { return true }
        for category in part.node.all(path) {
            for percent in try category.decimals(percent) where percent == rate { return true }
        }
        return false
    }

    private static func matching(
        _ parts: [Part], _ code: String, _ rate: Quantity?, _ path: Path
    ) throws(Node.Unusable) -> [Node] {
        var nodes: [Node] = []
        for part in parts where part.categories.contains(code) {
            if try hasRate(part, rate, path) { nodes.append(part.node) }
        }
        return nodes
    }

    func hasLine(_ lines: [Part], _ code: String, _ rate: Quantity?) throws(Node.Unusable) -> Bool {
        try !Self.matching(lines, code, rate, Self.lineCategory).isEmpty
    }

    func hasAllowanceCharge(_ code: String, _ rate: Quantity?) throws(Node.Unusable) -> Bool {
        try !Self.matching(allAllowanceCharges, code, rate, Self.category).isEmpty
    }

    /// Net amount of a category: lines, plus charges, less allowances.
    func net(ofCreditNote: Bool, _ code: String, _ rate: Quantity?) throws(Node.Unusable) -> Quantity {
        let key = "\(ofCreditNote) \(code) \(rate.map { "\($0.shortest)" } ?? "-")"
        if let known = sums[key] { return known }
        let lines = try Self.matching(
            ofCreditNote ? creditNoteLines : invoiceLines, code, rate, Self.lineCategory)
        let plus = try Self.total(lines, "LineExtensionAmount")
        let charged = try Self.total(Self.matching(charges, code, rate, Self.category), "Amount")
        let allowed = try Self.total(Self.matching(allowances, code, rate, Self.category), "Amount")
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
