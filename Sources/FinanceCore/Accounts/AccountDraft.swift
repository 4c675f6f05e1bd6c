/// A validated account that is not in the ledger yet, from a chart, an import or a request.
package struct AccountDraft: Hashable, Sendable {
    package let number: AccountNumber
    package let nameDE: String
    package let nameEN: String
    package let category: AccountCategory
    /// DATEV tax key (Steuerschlüssel) of the account, kept as written.
    package let taxKey: String?
    package let isActive: Bool
    /// First and last booking date the account may be used on; nil means without limit.
    package let validFrom: BookingDate?
    package let validUntil: BookingDate?
    /// nil leaves the policy of an account that is there already; a new one has none.
    package let isNeverNegative: Bool?

    /// Checks lengths and the order of the validity dates; an empty English name becomes the German one.
    /// - Throws: `FinanceError.invalid` with every fault, pointers are the snake_case field names.
    package init(
        number: AccountNumber, nameDE: String, nameEN: String = "", category: AccountCategory, taxKey: String? = nil,
        isActive: Bool = true, validFrom: BookingDate? = nil, validUntil: BookingDate? = nil,
        isNeverNegative: Bool? = nil
    ) throws(FinanceError) {
        let findings = AccountRules.findings(
            nameDE: nameDE, nameEN: nameEN, taxKey: taxKey, validFrom: validFrom, validUntil: validUntil)
        guard findings.isEmpty else { throw .invalid(findings) }
        self.number = number
        self.nameDE = nameDE
        self.nameEN = nameEN.isEmpty ? nameDE : nameEN
        self.category = category
        self.taxKey = taxKey
        self.isActive = isActive
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.isNeverNegative = isNeverNegative
    }
}
