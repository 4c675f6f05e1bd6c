/// Bytes of cells per tier.
package struct HistorySizes: Sendable, Hashable {
    private var bytes = [Int](repeating: 0, count: HistoryTier.allCases.count)

    package subscript(tier: HistoryTier) -> Int {
        get { bytes[tier.rawValue] }
        set { bytes[tier.rawValue] = max(newValue, 0) }
    }

    mutating func grow(by growth: HistorySizes) {
        for tier in HistoryTier.allCases { self[tier] += growth[tier] }
    }
}
