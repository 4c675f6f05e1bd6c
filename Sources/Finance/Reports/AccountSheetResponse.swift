import FinanceCore

/// A page of an account sheet (Kontoblatt) with running balance.
struct AccountSheetResponse: Encodable, Sendable {
    struct Row: Encodable, Sendable {
        let transaction: String
        let sequence: Int64
        let fiscalYear: Int
        let journalNumber: Int64
        let date: String
        let documentNumber: String?
        let description: String
        let contraAccount: String?
        let debit: String
        let credit: String
        /// Balance after this row, debit positive.
        let balance: String
        let taxKey: String?

        init(_ row: AccountSheetRow, _ currency: Currency) {
            transaction = row.transaction.description
            sequence = row.sequence
            fiscalYear = row.fiscalYear
            journalNumber = row.journalNumber
            date = row.date.description
            documentNumber = row.documentNumber
            description = row.text
            contraAccount = row.contraAccount?.description
            debit = currency.text(row.debitMinor)
            credit = currency.text(row.creditMinor)
            balance = currency.text(row.balanceMinor)
            taxKey = row.taxKey
        }

        private enum CodingKeys: String, CodingKey {
            case transaction, sequence, date, description, debit, credit, balance
            case fiscalYear = "fiscal_year"
            case journalNumber = "journal_number"
            case documentNumber = "document_number"
            case contraAccount = "contra_account"
            case taxKey = "tax_key"
        }
    }

    let account: String
    let name: String
    let currency: String
    /// Balance before the first row of this page.
    let opening: String
    let rows: [Row]
    let count: Int
    let nextCursor: String?

    init(_ sheet: AccountSheet) {
        account = sheet.account.number.description
        name = sheet.account.nameDE
        currency = sheet.currency.code
        opening = sheet.currency.text(sheet.openingMinor)
        rows = sheet.page.elements.map { Row($0, sheet.currency) }
        count = rows.count
        nextCursor = sheet.page.next?.token
    }

    private enum CodingKeys: String, CodingKey {
        case account, name, currency, opening, rows, count
        case nextCursor = "next_cursor"
    }
}
