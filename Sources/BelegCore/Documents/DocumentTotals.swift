/// VAT of one category and rate (EN 16931 BG-23).
package struct VATGroup: Sendable, Equatable {
    package let key: VATKey
    /// Sum of the line nets, in cents (BT-116).
    package let baseMinor: Int64
    /// `base × rate`, rounded to cents (BT-117).
    package let vatMinor: Int64
}

/// Totals of a document as EN 16931 computes them: sums of rounded lines, VAT per group on the sum.
package struct DocumentTotals: Sendable, Equatable {
    package let groups: [VATGroup]
    package let netMinor: Int64
    package let vatMinor: Int64
    package var grossMinor: Int64 { netMinor + vatMinor }

    /// The sums cannot overflow: lines are bounded by ``MoneyFormat/lineLimitMinor`` and in number by
    /// ``DocumentDraft/maximumPositions``.
    package init(_ positions: [Position]) {
        var bases: [VATKey: Int64] = [:]
        for position in positions { bases[position.vat, default: 0] += position.netMinor }
        groups = bases.sorted { $0.key < $1.key }.map { key, base in
            VATGroup(key: key, baseMinor: base, vatMinor: Self.vat(base, key.rate))
        }
        netMinor = groups.reduce(0) { $0 + $1.baseMinor }
        vatMinor = groups.reduce(0) { $0 + $1.vatMinor }
    }

    private static func vat(_ base: Int64, _ rate: VATRate) -> Int64 {
        guard let vat = Rounding.quotient(Int128(base) * Int128(rate.rawValue), 100) else {
            preconditionFailure("a rate below 100 % cannot leave the range of its base")
        }
        return vat
    }
}
