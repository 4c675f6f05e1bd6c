/// The booking of a finalised document: balanced by construction, because gross is the sum of its parts.
package struct Booking: Sendable, Equatable {
    /// One side of the booking in cents; positive is debit (Soll), negative is credit (Haben).
    package struct Line: Sendable, Equatable {
        package let account: String
        package let amountMinor: Int64
    }

    package let lines: [Line]

    /// - Returns: the booking proposal of an invoice; lines of amount zero are left out.
    package init(of document: Document, accounts: ChartAccounts) {
        let partner = document.header.partner
        switch document.header.baseKind {
        case .rechnung, .storno:
            lines = Self.lines(
                partnerAccount: partner.debtorAccount ?? accounts.receivable, partnerSign: 1,
                results: accounts.revenue, taxes: accounts.outputVAT, document)
        case .eingangsrechnung:
            lines = Self.lines(
                partnerAccount: partner.creditorAccount ?? accounts.payable, partnerSign: -1,
                results: accounts.purchases, taxes: accounts.inputVAT, document)
        }
    }

    /// - Parameter partnerSign: 1 if the partner is debited (customer), -1 if credited (supplier).
    private static func lines(
        partnerAccount: String, partnerSign: Int64, results: ChartAccounts.PerRate, taxes: ChartAccounts.PerRate,
        _ document: Document
    ) -> [Line] {
        var sums = AccountSums()
        sums.add(document.header.grossMinor * partnerSign, to: partnerAccount)
        for position in document.positions {
            sums.add(-position.netMinor * partnerSign, to: position.account ?? results[position.vat.rate])
        }
        for group in document.vatGroups {
            sums.add(-group.vatMinor * partnerSign, to: taxes[group.key.rate])
        }
        return sums.lines
    }
}

/// Sums per account in order of first appearance.
private struct AccountSums {
    private var order: [String] = []
    private var amounts: [String: Int64] = [:]

    mutating func add(_ amount: Int64, to account: String) {
        if amounts[account] == nil { order.append(account) }
        amounts[account, default: 0] += amount
    }

    var lines: [Booking.Line] {
        order.compactMap { account in
            guard let amount = amounts[account], amount != 0 else { return nil }
            return Booking.Line(account: account, amountMinor: amount)
        }
    }
}
