import FinanceCore

/// A page of an account sheet (Kontoblatt) with running balance.
struct AccountSheetResponse: JSONWritable {
    /// Names of all members that a row may have.
    static let fields = [
        "transaction", "sequence", "fiscal_year", "journal_number", "date", "document_number", "description",
        "contra_account", "debit", "credit", "balance", "tax_key",
    ]

    let sheet: AccountSheet
    var fields: FieldSelection?

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("account", sheet.account.number)
            writer.member("name", sheet.account.nameDE)
            writer.member("currency", sheet.currency)
            // Before the first row of this page.
            writer.member("opening", sheet.currency.text(sheet.openingMinor))
            writer.name("rows")
            writer.array(sheet.page.elements, fields, write)
            writer.member("count", sheet.page.elements.count)
            writer.memberIfPresent("next_cursor", sheet.page.next?.token)
        }
    }

    private func write(to writer: inout JSONWriter, _ row: AccountSheetRow) {
        writer.object { writer in
            writer.member("transaction", row.transaction)
            writer.member("sequence", row.sequence)
            writer.member("fiscal_year", row.fiscalYear)
            writer.member("journal_number", row.journalNumber)
            writer.member("date", row.date)
            writer.memberIfPresent("document_number", row.documentNumber)
            writer.member("description", row.text)
            writer.memberIfPresent("contra_account", row.contraAccount)
            writer.member("debit", sheet.currency.text(row.debitMinor))
            writer.member("credit", sheet.currency.text(row.creditMinor))
            // After this row, debit positive.
            writer.member("balance", sheet.currency.text(row.balanceMinor))
            writer.memberIfPresent("tax_key", row.taxKey)
        }
    }
}
