/// The ledger's accounts that documents are booked to, by chart (DATEV SKR03, SKR04).
package struct ChartAccounts: Sendable, Equatable {
    /// One account for each VAT rate.
    package struct PerRate: Sendable, Equatable {
        package let standard: String
        package let reduced: String
        package let zero: String

        package subscript(rate: VATRate) -> String {
            switch rate {
            case .standard: standard
            case .reduced: reduced
            case .zero: zero
            }
        }
    }

    /// Name of the chart in configuration: `skr03`, `skr04`.
    package enum Chart: String, Sendable, CaseIterable {
        case skr03
        case skr04
    }

    /// Collective accounts for partners without their own.
    package let receivable: String
    package let payable: String
    package let revenue: PerRate
    package let purchases: PerRate
    /// Umsatzsteuer; never used at zero per cent, where no tax line arises.
    package let outputVAT: PerRate
    /// Vorsteuer; never used at zero per cent.
    package let inputVAT: PerRate

    package init(_ chart: Chart) {
        switch chart {
        case .skr03: self = .skr03
        case .skr04: self = .skr04
        }
    }

    private static let skr03 = ChartAccounts(
        receivable: "1400", payable: "1600",
        revenue: PerRate(standard: "8400", reduced: "8300", zero: "8200"),
        purchases: PerRate(standard: "3400", reduced: "3300", zero: "3200"),
        outputVAT: PerRate(standard: "1776", reduced: "1771", zero: "1770"),
        inputVAT: PerRate(standard: "1576", reduced: "1571", zero: "1570"))

    private static let skr04 = ChartAccounts(
        receivable: "1200", payable: "3300",
        revenue: PerRate(standard: "4400", reduced: "4300", zero: "4200"),
        purchases: PerRate(standard: "5400", reduced: "5300", zero: "5200"),
        outputVAT: PerRate(standard: "3806", reduced: "3801", zero: "3800"),
        inputVAT: PerRate(standard: "1406", reduced: "1401", zero: "1400"))

    private init(
        receivable: String, payable: String, revenue: PerRate, purchases: PerRate, outputVAT: PerRate,
        inputVAT: PerRate
    ) {
        self.receivable = receivable
        self.payable = payable
        self.revenue = revenue
        self.purchases = purchases
        self.outputVAT = outputVAT
        self.inputVAT = inputVAT
    }
}
