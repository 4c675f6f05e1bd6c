/// Where in the invoice a remark of the strict layer belongs, in the words of the model.
///
/// The layer works on business terms and knows nothing of elements; ``StrictPlaces`` finds the element again.
enum StrictPlace {
    case document
    case specification
    case seller
    case buyer
    case dueDate
    /// A payment account as it is written there.
    case account(String)
    /// A VAT identifier as it is written there.
    case registration(String)
    case taxableAmount(breakdown: Int)
    case taxAmount(breakdown: Int)
    case lineAmount(line: Int, identifier: String?)
    case lineIdentifier(line: Int, identifier: String?)
}

/// The elements that remarks on one document speak of, in either syntax; each kind is looked up once.
final class StrictPlaces {
    private let root: Node
    private let paths: StrictPaths
    private lazy var lines = root.all(paths.lines)
    /// The first line of each identifier, and of none.
    private lazy var linesByIdentifier = Dictionary(
        lines.map { ($0.first(paths.lineIdentifier)?.text, $0) }, uniquingKeysWith: { first, _ in first })
    private lazy var taxes = root.all(paths.taxes)
    private lazy var accounts = elements(paths.accounts)
    private lazy var registrations = elements(paths.registrations)

    init(_ index: DocumentIndex) {
        root = index.root
        paths = root.name == "CrossIndustryInvoice" ? .cii : .ubl
    }

    /// The element, or the one around it where there is none: what is missing has no place of its own.
    func element(_ place: StrictPlace) -> ElementTree.ID {
        (node(place) ?? root).id
    }

    private func node(_ place: StrictPlace) -> Node? {
        switch place {
        case .document: root
        case .specification: root.first(paths.specification)
        case .seller: root.first(paths.seller)
        case .buyer: root.first(paths.buyer)
        case .dueDate: paths.dueDates.lazy.compactMap { self.root.first($0) }.first
        case .account(let text): accounts[text]
        case .registration(let text): registrations[text]
        case .taxableAmount(let number): tax(number).map { $0.first(paths.taxableAmount) ?? $0 }
        case .taxAmount(let number): tax(number).map { $0.first(paths.taxAmount) ?? $0 }
        case .lineAmount(let number, let identifier):
            line(number, identifier).map { $0.first(paths.lineAmount) ?? $0 }
        case .lineIdentifier(let number, let identifier):
            line(number, identifier).map { $0.first(paths.lineIdentifier) ?? $0 }
        }
    }

    private func tax(_ number: Int) -> Node? {
        taxes.indices.contains(number) ? taxes[number] : nil
    }

    /// The model folds sub lines into their line; where that has moved the numbers, the identifier tells.
    private func line(_ number: Int, _ identifier: String?) -> Node? {
        if lines.indices.contains(number), lines[number].first(paths.lineIdentifier)?.text == identifier {
            return lines[number]
        }
        return linesByIdentifier[identifier]
    }

    /// The first element of each text.
    private func elements(_ paths: [Path]) -> [String: Node] {
        Dictionary(paths.flatMap { root.all($0) }.map { ($0.text, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

/// The ways to what the strict layer speaks of: from the root, those of a tax or a line from there.
struct StrictPaths {
    let specification: Path
    let seller: Path
    let buyer: Path
    let dueDates: [Path]
    let accounts: [Path]
    let registrations: [Path]
    let taxes: Path
    let taxableAmount: Path
    let taxAmount: Path
    let lines: Path
    let lineIdentifier: Path
    let lineAmount: Path

    static let ubl = StrictPaths(
        specification: "CustomizationID", seller: "AccountingSupplierParty", buyer: "AccountingCustomerParty",
        dueDates: ["DueDate", "//PaymentMeans/PaymentDueDate"],
        accounts: ["//PayeeFinancialAccount/ID", "//PayerFinancialAccount/ID"],
        registrations: ["//PartyTaxScheme/CompanyID"], taxes: "TaxTotal/TaxSubtotal", taxableAmount: "TaxableAmount",
        taxAmount: "TaxAmount", lines: "InvoiceLine|CreditNoteLine", lineIdentifier: "ID",
        lineAmount: "LineExtensionAmount")

    static let cii = StrictPaths(
        specification: "//GuidelineSpecifiedDocumentContextParameter/ID", seller: "//SellerTradeParty",
        buyer: "//BuyerTradeParty", dueDates: ["//SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString"],
        accounts: ["//IBANID", "//ProprietaryID"], registrations: ["//SpecifiedTaxRegistration/ID"],
        taxes: "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/ApplicableTradeTax",
        taxableAmount: "BasisAmount", taxAmount: "CalculatedAmount",
        lines: "SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem",
        lineIdentifier: "AssociatedDocumentLineDocument/LineID",
        lineAmount:
            "SpecifiedLineTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount")
}
