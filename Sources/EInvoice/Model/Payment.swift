/// BG-16 Payment instructions.
public struct PaymentInstructions: Sendable, Hashable {
    /// BT-81 Payment means type code (UNTDID 4461)
    public var meansCode: String?
    /// BT-82 Payment means text
    public var meansText: String?
    /// BT-83 Remittance information
    public var remittance: String?
    /// BG-17 Credit transfers
    public var creditTransfers: [CreditTransfer] = []
    /// BG-18 Payment card information
    public var card: PaymentCard?
    /// BG-19 Direct debit
    public var directDebit: DirectDebit?

    /// An empty group.
    public init() {}
}

/// BG-17 Credit transfer.
public struct CreditTransfer: Sendable, Hashable {
    /// BT-84 Payment account identifier (an IBAN for SEPA)
    public var account: String?
    /// Whether CII names the account an `IBAN` or a `proprietary` one
    public var accountScheme: String?
    /// BT-85 Payment account name
    public var accountName: String?
    /// BT-86 Payment service provider identifier (BIC)
    public var serviceProvider: String?

    /// An empty group.
    public init() {}
}

/// BG-18 Payment card information.
public struct PaymentCard: Sendable, Hashable {
    /// BT-87 Payment card primary account number
    public var accountNumber: String?
    /// BT-88 Payment card holder name
    public var holder: String?
    /// The card network, which UBL demands
    public var network: String?

    /// An empty group.
    public init() {}
}

/// BG-19 Direct debit.
public struct DirectDebit: Sendable, Hashable {
    /// BT-89 Mandate reference identifier
    public var mandate: String?
    /// BT-90 Bank assigned creditor identifier
    public var creditor: String?
    /// BT-91 Debited account identifier
    public var debitedAccount: String?

    /// An empty group.
    public init() {}
}
