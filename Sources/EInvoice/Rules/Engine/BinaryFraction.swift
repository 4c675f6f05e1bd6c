/// The arithmetic of the official rules where they add 1 to an amount without saying what it is: it becomes a binary
/// fraction, and exactly one unit away counts or not as that falls. Only there; all else is exact.
enum BinaryFraction {
    /// `amount - 1 < net` and `amount + 1 > net`, the sums in binary, the comparison with what they stand for exactly.
    static func isWithinOne(_ amount: Quantity, of net: Quantity) -> Bool {
        guard let value = Double(amount.description), let low = exact(value - 1), let high = exact(value + 1) else {
            return amount.isWithinOne(of: net)
        }
        return low.cut < net && (high.cut > net || (high.cut == net && high.hasMore))
    }

    /// The same, the comparison in binary as well.
    static func isWithinOneRounded(_ amount: Quantity, of net: Quantity) -> Bool {
        guard let value = Double(amount.description), let other = Double(net.description) else { return false }
        return value - 1 < other && value + 1 > other
    }

    /// What a binary fraction stands for, cut off towards minus infinity behind 18 decimals; `nil` beyond 2^52.
    private static func exact(_ value: Double) -> (cut: Quantity, hasMore: Bool)? {
        guard value.isFinite, value.magnitude < 4_503_599_627_370_496 else { return nil }
        guard value != 0 else { return (.zero, false) }
        // value = significand * 2^-shift, the significand whole.
        let shift = 52 - Int(value.exponent)
        guard (0...120).contains(shift) else { return nil }
        let whole = Int128(value.significandBitPattern | 1 << 52) * (value.sign == .minus ? -1 : 1)
        let scaled = whole * 1_000_000_000_000_000_000
        let cut = scaled >> Int128(shift)
        return (Quantity(digits: cut, scale: 18), cut << Int128(shift) != scaled)
    }
}
