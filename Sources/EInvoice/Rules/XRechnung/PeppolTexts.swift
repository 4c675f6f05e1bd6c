/// What is said of the rules that XRechnung takes over from Peppol BIS Billing.
extension RuleText {
    static let process = RuleText.missing("Geschäftsprozess", "business process")
    static let sameCurrency = RuleText(
        "Die Währung der Umsatzsteuer muss eine andere als die der Rechnung sein.",
        "The VAT accounting currency must differ from the invoice currency.")
    static let empty = RuleText("Das Element ist leer.", "The element is empty.")
    static let buyerAddress = RuleText.missing("Elektronische Adresse des Käufers", "buyer electronic address")
    static let sellerAddress = RuleText.missing("Elektronische Adresse des Verkäufers", "seller electronic address")
    static let percentage = RuleText(
        "Der Betrag ist nicht Grundbetrag mal Prozentsatz.", "The amount is not base amount times percentage.")
    static let base = RuleText.missing("Grundbetrag zum Prozentsatz", "base amount for the percentage")
    static let percent = RuleText.missing("Prozentsatz zum Grundbetrag", "percentage for the base amount")
    static let indicator = RuleText(
        "Die Angabe, ob Nachlass oder Zuschlag, muss true oder false sein.",
        "The charge indicator must be true or false.")
    static let priceCharge = RuleText(
        "Auf den Preis gibt es nur einen Nachlass.", "A price can only have an allowance.")
    static let netPrice = RuleText(
        "Der Nettopreis ist nicht Bruttopreis minus Nachlass.", "The net price is not gross price less allowance.")
    static let taxTotals = RuleText(
        "Die Anzahl der Steuersummen stimmt nicht.", "The number of tax totals is wrong.")
    static let taxSigns = RuleText(
        "Die Steuersummen in beiden Währungen haben verschiedene Vorzeichen.",
        "The VAT totals in both currencies have different signs.")
    static let mandateReference = RuleText.missing("Mandatsreferenz der Lastschrift", "direct debit mandate reference")
    static let lineObject = RuleText(
        "Eine Position verweist nur auf ihr Objekt (Typ 130).", "A line only refers to its object (type 130).")
    static let linePeriod = RuleText(
        "Der Zeitraum der Position liegt nicht im Rechnungszeitraum.",
        "The line period is not within the invoicing period.")
    static let lineAmount = RuleText.figure("Der Nettobetrag der Position", "The line net amount")
    static let baseQuantity = RuleText(
        "Die Preisbasismenge muss größer als 0 sein.", "The price base quantity must be above zero.")
    static let baseUnit = RuleText(
        "Die Einheit der Preisbasismenge ist eine andere als die der Menge.",
        "The unit of the price base quantity differs from that of the quantity.")
}

extension Quantity {
    /// At most so far away.
    func isNear(_ other: Quantity, slack: Quantity) -> Bool {
        guard let low = subtracting(slack), let high = adding(slack) else { return false }
        return high >= other && low <= other
    }
}

enum PeppolRules {
    private static let currencies: Path = "/DocumentCurrencyCode"
    private static let tradeCurrencies: Path =
        "/SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/InvoiceCurrencyCode"

    /// Two hundredths; in forints, which have no coins below one, half a unit.
    static func slack(_ node: Node) -> Quantity {
        (node.texts(currencies) + node.texts(tradeCurrencies)).contains("HUF")
            ? Quantity(digits: 5, scale: 1) : Quantity(digits: 2, scale: 2)
    }

    /// Whether an amount is base amount times percentage, where both are given.
    static func isPercentage(_ node: Node, amount: Path, base: Path, percent: Path) throws -> Bool {
        guard node.has(percent), node.has(base) else { return true }
        guard let base = try node.decimal(base), let percent = try node.decimal(percent),
            let expected = base.multiplied(by: percent)?.hundredth
        else { return false }
        return (try node.decimal(amount) ?? .zero).isNear(expected, slack: slack(node))
    }

    /// Whether a line's net amount is quantity times price, plus charges, less allowances.
    static func lineOutcome(
        amount: Quantity, quantity: Quantity, price: Quantity, per base: Quantity, plus: Quantity, less: Quantity,
        slack: Quantity
    ) -> Rule.Outcome {
        let divisor = base == .zero ? Quantity(1) : base
        guard let product = quantity.multiplied(by: price)?.divided(by: divisor),
            let expected = product.adding(plus.cents)?.subtracting(less.cents)
        else { return Rule.Outcome(holds: false) }
        return Rule.Outcome(
            holds: amount.isNear(expected, slack: slack), expected: "\(expected.cents)", actual: "\(amount)")
    }

    /// No element may be without content (R008).
    static let emptyScope = Scope(
        // CII demands this one even where there is nothing to say of a delivery.
        "*", when: { !$0.index.tree.hasChildren($0.id) && $0.isBlank && $0.name != "ApplicableHeaderTradeDelivery" },
        [Rule("PEPPOL-EN16931-R008", text: .empty) { _ in false }])
}
