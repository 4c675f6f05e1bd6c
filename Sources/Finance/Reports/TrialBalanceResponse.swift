import FinanceCore

/// A trial balance (Summen- und Saldenliste).
struct TrialBalanceResponse: JSONWritable {
    /// Names of all members of a row.
    static let fields = ["account", "name", "category", "currency", "opening", "debit", "credit", "balance"]

    let report: TrialBalance
    /// The day that was asked for; nil means everything posted.
    let end: BookingDate?
    var fields: FieldSelection?

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.memberIfPresent("start_date", report.start)
            writer.memberIfPresent("end_date", end)
            writer.name("rows")
            writer.array(report.rows, fields, Self.write)
            writer.member("count", report.rows.count)
            writer.name("totals")
            writer.array(report.sums, Self.write)
        }
    }

    private static func write(to writer: inout JSONWriter, _ row: TrialBalanceRow) {
        writer.object { writer in
            writer.member("account", row.account.number)
            writer.member("name", row.account.nameDE)
            writer.member("category", row.account.category.rawValue)
            writer.member("currency", row.currency)
            writer.member("opening", row.currency.text(row.openingMinor))
            writer.member("debit", row.currency.text(row.debitMinor))
            writer.member("credit", row.currency.text(row.creditMinor))
            // At the end, debit positive.
            writer.member("balance", row.currency.text(row.closingMinor))
        }
    }

    private static func write(to writer: inout JSONWriter, _ sum: TrialBalanceSum) {
        writer.object { writer in
            writer.member("currency", sum.currency)
            writer.member("opening", sum.currency.text(sum.openingMinor))
            writer.member("debit", sum.currency.text(sum.debitMinor))
            writer.member("credit", sum.currency.text(sum.creditMinor))
            writer.member("balance", sum.currency.text(sum.closingMinor))
        }
    }
}
