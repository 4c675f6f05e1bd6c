/// VAT category of a line (EN 16931 BT-151, code list UNCL 5305).
package enum VATCategory: String, Sendable, CaseIterable, Codable {
    /// Taxed at a standard or reduced rate.
    case standard = "S"
    /// Taxed at zero per cent (§ 12 (3) UStG).
    case zeroRated = "Z"
    /// Exempt; the reason must be on the invoice (§ 14 (4) no. 8 UStG).
    case exempt = "E"
    /// The customer owes the tax (§ 13b UStG).
    case reverseCharge = "AE"
    /// Supply within the Union (§ 4 no. 1b UStG).
    case intraCommunity = "K"
    /// Export out of the Union (§ 4 no. 1a UStG).
    case export = "G"

    /// The two whose tax the buyer declares: they need the buyer's VAT id on the invoice (§ 14a UStG).
    package var isOwedByBuyer: Bool { self == .reverseCharge || self == .intraCommunity }
}

/// The German VAT rates since 2021, in per cent.
package enum VATRate: Int, Sendable, CaseIterable, Codable {
    case standard = 19
    case reduced = 7
    case zero = 0
}

/// Category and rate: the key by which VAT is summed up (EN 16931 BG-23).
package struct VATKey: Sendable, Hashable, Comparable {
    package let category: VATCategory
    package let rate: VATRate

    package init(category: VATCategory, rate: VATRate) {
        self.category = category
        self.rate = rate
    }

    /// Highest rate first, then by category code: the order on the document.
    package static func < (left: VATKey, right: VATKey) -> Bool {
        (-left.rate.rawValue, left.category.rawValue) < (-right.rate.rawValue, right.category.rawValue)
    }
}
