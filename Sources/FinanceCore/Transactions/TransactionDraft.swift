/// A transaction that is right in itself: two to 1,000 lines, dated, balanced in every currency. Unsaved.
///
/// Whoever holds a draft need not check it again; only what depends on the ledger (accounts, ids) is still open.
package struct TransactionDraft: Hashable, Sendable {
    /// The client's own id; the ledger makes one if it is nil.
    package internal(set) var id: EntityID?
    /// Booking date: decides month and fiscal year.
    package let date: BookingDate
    package let documentDate: BookingDate
    package let serviceDate: BookingDate?
    package let documentNumber: String?
    package let text: String
    package let lines: [LineDraft]
    package let isGeneralReversal: Bool
    package let source: String
    package let actor: String?
    /// Pointers of the lines' accounts in the caller's document, for findings that only the ledger can make;
    /// empty stands for `/lines/<n>/account`.
    let accountPointers: [String]
    /// What must hold of balances right before the booking; no part of what is booked.
    package var expectations: [BalanceExpectation] = []

    /// `accountPointers` of two accounts and one amount.
    static let shortFormPointers = ["/debit_account", "/credit_account"]

    package static let maximumLines = 1_000
    package static let maximumTextBytes = 1_000

    /// Checks typed values.
    /// - Throws: `FinanceError.invalid` with every fault.
    package init(
        id: EntityID? = nil, date: BookingDate, documentDate: BookingDate? = nil, serviceDate: BookingDate? = nil,
        documentNumber: String? = nil, text: String, lines: [LineDraft], isGeneralReversal: Bool = false,
        source: String = "api", actor: String? = nil
    ) throws(FinanceError) {
        self.init(
            unchecked: id, date: date, documentDate: documentDate, serviceDate: serviceDate,
            documentNumber: documentNumber, text: text, lines: lines, isGeneralReversal: isGeneralReversal,
            source: source, actor: actor, accountPointers: [])
        let findings = DraftRules.findings(in: self)
        guard findings.isEmpty else { throw .invalid(findings) }
    }

    init(
        unchecked id: EntityID?, date: BookingDate, documentDate: BookingDate?, serviceDate: BookingDate?,
        documentNumber: String?, text: String, lines: [LineDraft], isGeneralReversal: Bool,
        source: String, actor: String?, accountPointers: [String]
    ) {
        self.id = id
        self.date = date
        self.documentDate = documentDate ?? date
        self.serviceDate = serviceDate
        self.documentNumber = documentNumber
        self.text = text
        self.lines = lines
        self.isGeneralReversal = isGeneralReversal
        self.source = source
        self.actor = actor
        self.accountPointers = accountPointers
    }

    func accountPointer(ofLine index: Int) -> String {
        accountPointers.isEmpty ? "/lines/\(index)/account" : accountPointers[index]
    }
}
