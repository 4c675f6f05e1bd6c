/// BG-20, BG-21, BG-27, BG-28 Allowance or charge.
public struct AllowanceOrCharge: Sendable, Hashable {
    /// BT-92, BT-99, BT-136, BT-141 Amount
    public var amount: ExactDecimal?
    /// BT-93, BT-100, BT-137, BT-142 Base amount
    public var baseAmount: ExactDecimal?
    /// BT-94, BT-101, BT-138, BT-143 Percentage
    public var percentage: ExactDecimal?
    /// BT-95, BT-102 VAT category code; on documents only
    public var vatCategory: String?
    /// BT-96, BT-103 VAT rate; on documents only
    public var vatRate: ExactDecimal?
    /// BT-97, BT-104, BT-139, BT-144 Reason
    public var reason: String?
    /// BT-98, BT-105, BT-140, BT-145 Reason code
    public var reasonCode: String?

    /// An empty group.
    public init() {}
}

/// BG-22 Document totals.
public struct DocumentTotals: Sendable, Hashable {
    /// BT-106 Sum of invoice line net amount
    public var lineNet: ExactDecimal?
    /// BT-107 Sum of allowances on document level
    public var allowances: ExactDecimal?
    /// BT-108 Sum of charges on document level
    public var charges: ExactDecimal?
    /// BT-109 Invoice total amount without VAT
    public var withoutVAT: ExactDecimal?
    /// BT-110 Invoice total VAT amount
    public var vat: ExactDecimal?
    /// BT-111 Invoice total VAT amount in accounting currency
    public var vatInAccountingCurrency: ExactDecimal?
    /// BT-112 Invoice total amount with VAT
    public var withVAT: ExactDecimal?
    /// BT-113 Paid amount
    public var paid: ExactDecimal?
    /// BT-114 Rounding amount
    public var rounding: ExactDecimal?
    /// BT-115 Amount due for payment
    public var due: ExactDecimal?

    /// An empty group.
    public init() {}
}

/// BG-23 VAT breakdown.
public struct VATBreakdown: Sendable, Hashable {
    /// BT-116 VAT category taxable amount
    public var taxableAmount: ExactDecimal?
    /// BT-117 VAT category tax amount
    public var taxAmount: ExactDecimal?
    /// BT-118 VAT category code
    public var category: String?
    /// BT-119 VAT category rate
    public var rate: ExactDecimal?
    /// BT-120 VAT exemption reason text
    public var exemptionReason: String?
    /// BT-121 VAT exemption reason code
    public var exemptionReasonCode: String?

    /// An empty group.
    public init() {}
}
