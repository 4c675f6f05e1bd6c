/// A transaction as a line of an export: everything that its hash covers, the hash, and the chain's head after it.
struct ExportedTransaction: LineObject {
    static let kind = "transaction"

    var sequence: Int64 = 0
    var id = EntityID.zero
    var fiscalYear: Int64 = 0
    var journalNumber: Int64 = 0
    var date = BookingDate.first
    var documentDate = BookingDate.first
    var serviceDate: BookingDate?
    var recordedAt = Timestamp(millisecondsSince1970: 0)
    var isGeneralReversal = false
    /// Sequence of the transaction that this one reverses, 0 for none.
    var reverses: Int64 = 0
    var documentNumber: String?
    var text = ""
    var source = ""
    var actor: String?
    var lines: [Line] = []
    var leaf = ChainHash.origin
    var head = ChainHash.origin

    struct Line: LineObject {
        var account = AccountNumber(unchecked: "0")
        var side = Side.debit
        var amount = Amount(minor: 0, currency: .eur)
        var taxKey: String?
        var text: String?
        var costCentre1: String?
        var costCentre2: String?

        mutating func describe<Fields: LineFields>(_ fields: inout Fields) throws(LineFault) {
            try fields.member("account", &account)
            var currency = amount.currency
            try fields.member("currency", &currency)
            var debit = side == .debit ? amount.decimalString : nil
            var credit = side == .credit ? amount.decimalString : nil
            try fields.member("debit", &debit)
            try fields.member("credit", &credit)
            guard (debit == nil) != (credit == nil), let text = debit ?? credit,
                let read = Amount(decimal: text, currency)
            else { throw LineFault(position: 0) }
            (side, amount) = (debit == nil ? .credit : .debit, read)
            try fields.member("tax_key", &taxKey)
            try fields.member("text", &self.text)
            try fields.member("cost_centre_1", &costCentre1)
            try fields.member("cost_centre_2", &costCentre2)
        }
    }

    mutating func describe<Fields: LineFields>(_ fields: inout Fields) throws(LineFault) {
        try fields.kind(Self.kind)
        try fields.member("sequence", &sequence)
        try fields.member("id", &id)
        try fields.member("fiscal_year", &fiscalYear)
        try fields.member("journal_number", &journalNumber)
        try fields.member("date", &date)
        try fields.member("document_date", &documentDate)
        try fields.member("service_date", &serviceDate)
        try fields.member("recorded_at", &recordedAt)
        try fields.member("general_reversal", &isGeneralReversal)
        try fields.member("reverses", unlessZero: &reverses)
        try fields.member("document_number", &documentNumber)
        try fields.member("description", &text)
        try fields.member("source", &source)
        try fields.member("actor", &actor)
        try fields.list("lines", &lines, empty: Line())
        try fields.member("leaf", &leaf)
        try fields.member("head", &head)
    }

    /// The hash of what the line says; `form` is scratch space.
    func computedLeaf(_ form: inout ByteForm) -> ChainHash {
        let header = TransactionForm.Header(
            id: id, fiscalYear: Int(fiscalYear), journalNumber: journalNumber, recordedAt: recordedAt,
            reverses: reverses)
        let draft = TransactionDraft(
            unchecked: id, date: date, documentDate: documentDate, serviceDate: serviceDate,
            documentNumber: documentNumber, text: text,
            lines: lines.map {
                LineDraft(
                    account: $0.account, side: $0.side, amount: $0.amount, taxKey: $0.taxKey, text: $0.text,
                    costCentre1: $0.costCentre1, costCentre2: $0.costCentre2)
            },
            isGeneralReversal: isGeneralReversal, source: source, actor: actor, accountPointers: [])
        return TransactionForm.leaf(header, draft, &form)
    }

    /// Whether debit and credit are equal in each currency.
    var isBalanced: Bool {
        var sums: [Currency: Int64] = [:]
        for line in lines {
            let signed = line.side == .debit ? line.amount.minor : 0 &- line.amount.minor
            sums[line.amount.currency, default: 0] &+= signed
        }
        return lines.count >= 2 && sums.values.allSatisfy { $0 == 0 }
    }
}

extension Amount {
    /// Reads the one form that `decimalString` writes.
    fileprivate init?(decimal text: String, _ currency: Currency) {
        do throws(ParseError) {
            try self.init(parsing: text, currency: currency)
        } catch {
            return nil
        }
        if decimalString != text { return nil }
    }
}

extension LineFields {
    /// The first member of each line, which says what the line is.
    mutating func kind(_ kind: String) throws(LineFault) {
        var read = kind
        try member("type", &read)
        if read != kind { throw LineFault(position: 0) }
    }
}
