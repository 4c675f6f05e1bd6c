/// BG-25 Invoice line.
public struct InvoiceLine: Sendable, Hashable {
    /// BT-126 Invoice line identifier
    public var identifier: String?
    /// BT-127 Invoice line note
    public var note: String?
    /// BT-128 Invoice line object identifier
    public var objectIdentifier: Identifier?
    /// BT-129 Invoiced quantity
    public var quantity: ExactDecimal?
    /// BT-130 Invoiced quantity unit of measure code
    public var unit: String?
    /// BT-131 Invoice line net amount
    public var netAmount: ExactDecimal?
    /// BT-132 Referenced purchase order line reference
    public var purchaseOrderLine: String?
    /// BT-133 Invoice line buyer accounting reference
    public var buyerAccountingReference: String?
    /// BG-26 Invoice line period
    public var period: Period?
    /// BG-27 Invoice line allowances
    public var allowances: [AllowanceOrCharge] = []
    /// BG-28 Invoice line charges
    public var charges: [AllowanceOrCharge] = []
    /// BG-29 Price details
    public var price = Price()
    /// BT-151 Invoiced item VAT category code
    public var vatCategory: String?
    /// BT-152 Invoiced item VAT rate
    public var vatRate: ExactDecimal?
    /// BG-31 Item information
    public var item = Item()
    /// BG-DEX-01 Sub invoice lines (German extension)
    public var subLines: [InvoiceLine] = []

    /// An empty group.
    public init() {}
}

/// BG-29 Price details.
public struct Price: Sendable, Hashable {
    /// BT-146 Item net price
    public var net: ExactDecimal?
    /// BT-147 Item price discount
    public var discount: ExactDecimal?
    /// BT-148 Item gross price
    public var gross: ExactDecimal?
    /// BT-149 Item price base quantity
    public var baseQuantity: ExactDecimal?
    /// BT-150 Item price base quantity unit of measure code
    public var baseQuantityUnit: String?

    /// An empty group.
    public init() {}
}

/// BG-31 Item information.
public struct Item: Sendable, Hashable {
    /// BT-153 Item name
    public var name: String?
    /// BT-154 Item description
    public var description: String?
    /// BT-155 Item seller's identifier
    public var sellerIdentifier: String?
    /// BT-156 Item buyer's identifier
    public var buyerIdentifier: String?
    /// BT-157 Item standard identifier
    public var standardIdentifier: Identifier?
    /// BT-158 Item classification identifiers
    public var classifications: [Identifier] = []
    /// BT-159 Item country of origin
    public var originCountry: String?
    /// BG-32 Item attributes
    public var attributes: [ItemAttribute] = []

    /// An empty group.
    public init() {}
}

/// BG-32 Item attribute.
public struct ItemAttribute: Sendable, Hashable {
    /// BT-160 Item attribute name
    public var name: String?
    /// BT-161 Item attribute value
    public var value: String?

    /// An attribute of an item.
    public init(name: String? = nil, value: String? = nil) {
        self.name = name
        self.value = value
    }
}
