extension AccountBook {
    /// The only account that takes bookings on a day and differs from a number by one digit: another one, two changed
    /// over, one too many or one too few. nil if there is none, or more than one.
    ///
    /// Asks for some ninety numbers by hash, however many accounts there are.
    func neighbour(of number: AccountNumber, on date: BookingDate) -> AccountNumber? {
        var found: AccountNumber?
        for candidate in number.oneStepAway {
            guard candidate != number, candidate != found, case .success = open(candidate, on: date) else { continue }
            if found != nil { return nil }
            found = candidate
        }
        return found
    }
}

extension AccountNumber {
    /// All numbers that one slip of the finger makes of this one; some of them twice.
    fileprivate var oneStepAway: [AccountNumber] {
        let digits = Array(description.utf8)
        var texts: [[UInt8]] = []
        for place in digits.indices {
            for digit in UInt8(ascii: "0")...UInt8(ascii: "9") where digit != digits[place] {
                var text = digits
                text[place] = digit
                texts.append(text)
            }
            var shorter = digits
            shorter.remove(at: place)
            texts.append(shorter)
            if place > 0 {
                var swapped = digits
                swapped.swapAt(place - 1, place)
                texts.append(swapped)
            }
        }
        for place in 0...digits.count {
            for digit in UInt8(ascii: "0")...UInt8(ascii: "9") {
                var text = digits
                text.insert(digit, at: place)
                texts.append(text)
            }
        }
        return texts.compactMap { AccountNumber(utf8: $0) }
    }
}
