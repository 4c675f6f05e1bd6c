/// An exact number while it is calculated with. `nil` results stand for figures beyond 38 digits.
package struct Quantity: Sendable {
    package var digits: Int128
    package var scale: Int

    package init(digits: Int128, scale: Int) {
        self.digits = digits
        self.scale = scale
    }

    package init(_ whole: Int) { self.init(digits: Int128(whole), scale: 0) }

    package static let zero = Quantity(0)

    private static let powers: [Int128] = (0...37).reduce(into: [1]) { powers, _ in
        if powers.count < 38, let last = powers.last { powers.append(last * 10) }
    }

    /// The digits at a larger scale.
    private func scaled(to target: Int) -> Int128? {
        guard target > scale else { return digits }
        guard target - scale < Self.powers.count else { return digits == 0 ? 0 : nil }
        let (product, tooLarge) = digits.multipliedReportingOverflow(by: Self.powers[target - scale])
        return tooLarge ? nil : product
    }

    package var shortest: Quantity {
        var result = self
        while result.scale > 0, result.digits % 10 == 0 {
            result.digits /= 10
            result.scale -= 1
        }
        return result
    }

    package func adding(_ other: Quantity) -> Quantity? {
        let common = max(scale, other.scale)
        guard let a = scaled(to: common), let b = other.scaled(to: common) else {
            return common > Self.enough ? shortened.adding(other.shortened) : nil
        }
        let (sum, tooLarge) = a.addingReportingOverflow(b)
        // The smallest of all numbers has no counterpart: to negate it would trap.
        return tooLarge || sum == .min ? nil : Quantity(digits: sum, scale: common)
    }

    package func subtracting(_ other: Quantity) -> Quantity? { adding(other.negated) }

    package func multiplied(by other: Quantity) -> Quantity? {
        let (product, tooLarge) = digits.multipliedReportingOverflow(by: other.digits)
        if !tooLarge, product != .min { return Quantity(digits: product, scale: scale + other.scale) }
        let (a, b) = (shortest.shortened, other.shortest.shortened)
        return a.scale + b.scale < scale + other.scale ? a.multiplied(by: b) : nil
    }

    /// Decimals that decide every comparison here; more are kept as long as there is room for them.
    private static let enough = 18

    /// Without the decimals behind the last that can matter: for figures that would be too long with them.
    private var shortened: Quantity {
        guard scale > Self.enough else { return self }
        let excess = scale - Self.enough
        return Quantity(digits: excess < Self.powers.count ? digits / Self.powers[excess] : 0, scale: Self.enough)
    }

    /// A hundredth, exactly.
    package var hundredth: Quantity { Quantity(digits: digits, scale: scale + 2) }

    package var negated: Quantity { Quantity(digits: -digits, scale: scale) }

    package var magnitude: Quantity { Quantity(digits: digits < 0 ? -digits : digits, scale: scale) }

    /// Rounds half towards positive infinity, as XPath's `round` does, and returns the digits at that scale.
    package func rounded(_ places: Int) -> Int128 {
        guard scale > places else { return scaled(to: places) ?? .max }
        guard scale - places < Self.powers.count else { return 0 }
        let unit = Self.powers[scale - places]
        var (quotient, remainder) = digits.quotientAndRemainder(dividingBy: unit)
        if remainder < 0 { (quotient, remainder) = (quotient - 1, remainder + unit) }
        return remainder * 2 >= unit ? quotient + 1 : quotient
    }

    /// Rounded to cents (`round(x * 100) div 100`).
    package var cents: Quantity { Quantity(digits: rounded(2), scale: 2) }

    /// The quotient with enough decimals for every comparison here, cut off.
    package func divided(by other: Quantity) -> Quantity? {
        guard other.digits != 0 else { return nil }
        let target = max(18 + other.scale, scale)
        guard let numerator = scaled(to: target) else { return nil }
        return Quantity(digits: numerator / other.digits, scale: target - other.scale)
    }
}

extension Quantity: Comparable, Hashable {
    /// Equal numbers hash alike, whatever zeros they end with.
    package func hash(into hasher: inout Hasher) {
        let shortest = self.shortest
        hasher.combine(shortest.digits)
        hasher.combine(shortest.scale)
    }

    package static func == (a: Quantity, b: Quantity) -> Bool {
        let (a, b) = (a.shortest, b.shortest)
        return a.scale == b.scale && a.digits == b.digits
    }

    package static func < (a: Quantity, b: Quantity) -> Bool {
        let common = max(a.scale, b.scale)
        if let left = a.scaled(to: common), let right = b.scaled(to: common) { return left < right }
        // One of them is beyond 38 digits at the common scale: whole parts decide.
        return a.rounded(0) < b.rounded(0)
    }
}

extension Quantity: CustomStringConvertible {
    package var description: String { ExactDecimal(digits: digits, decimals: scale).verbatim }
}
