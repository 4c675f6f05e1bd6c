/// The one rounding rule of the house: commercial rounding, half away from zero (EN 16931-1, § 6.5.1 in practice).
enum Rounding {
    /// `numerator / denominator`, rounded half away from zero.
    ///
    /// - Parameter denominator: positive.
    /// - Returns: `nil` if the result does not fit an `Int64`.
    static func quotient(_ numerator: Int128, _ denominator: Int128) -> Int64? {
        precondition(denominator > 0, "a rounding divisor is positive")
        let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        let isHalfOrMore = remainder.magnitude >= (denominator.magnitude - remainder.magnitude)
        let rounded = isHalfOrMore ? quotient + (numerator < 0 ? -1 : 1) : quotient
        return Int64(exactly: rounded)
    }
}
