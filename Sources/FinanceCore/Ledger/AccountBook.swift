/// All accounts in their current version; row ids count from 1, so an account's place in the list is its id less 1.
struct AccountBook: Sendable {
    /// What every line asks of its account. Apart from the accounts, because to look at one of those costs the counting
    /// of all its texts.
    private struct Opening: Sendable {
        let isActive: Bool
        let from: BookingDate
        let until: BookingDate

        init(_ account: Account) {
            isActive = account.isActive
            from = account.validFrom ?? .first
            until = account.validUntil ?? .last
        }
    }

    private(set) var accounts: [Account] = []
    private var openings: [Opening] = []
    private var index: [AccountNumber: Int] = [:]
    /// Row ids in order of account number.
    private(set) var idsByNumber: [Int] = []
    /// Whether any account was ever forbidden to become negative; while none was, no booking asks for balances.
    private(set) var hasFloors = false

    init() {}

    /// Row id of an account.
    func id(of number: AccountNumber) -> Int? { index[number] }

    subscript(id: Int) -> Account { accounts[id - 1] }

    /// Adds an account under the next id.
    mutating func append(_ account: Account) -> Int {
        accounts.append(account)
        openings.append(Opening(account))
        hasFloors = hasFloors || account.isNeverNegative
        index[account.number] = accounts.count
        let place = idsByNumber.partitioningIndex { accounts[$0 - 1].number >= account.number }
        idsByNumber.insert(accounts.count, at: place)
        return accounts.count
    }

    /// Takes a new version of an account.
    mutating func replace(_ id: Int, with account: Account) {
        accounts[id - 1] = account
        openings[id - 1] = Opening(account)
        hasFloors = hasFloors || account.isNeverNegative
    }

    /// The row id of an account that takes bookings on a day, or why it does not.
    func open(_ number: AccountNumber, on date: BookingDate) -> Result<Int, AccountFault> {
        guard let id = index[number] else { return .failure(.unknown) }
        let opening = openings[id - 1]
        if !opening.isActive { return .failure(.closed) }
        return date < opening.from || date > opening.until ? .failure(.notValid) : .success(id)
    }
}

/// Why an account takes no booking.
enum AccountFault: Error {
    case unknown, closed, notValid
}

extension [Int] {
    /// First place whose element satisfies the claim; all after it do as well.
    fileprivate func partitioningIndex(where isInSecondPart: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isInSecondPart(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
