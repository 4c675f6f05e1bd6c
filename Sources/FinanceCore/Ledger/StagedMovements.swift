/// Sums of a group's entries by account, carried forward from question to question.
///
/// So that a batch of conditional items costs one pass over its entries, not one per item.
struct StagedMovements {
    private struct Key: Hashable {
        let account: Int32
        let currency: Currency
    }

    private var sums: [Key: Int64] = [:]
    /// How many of the entries are in the sums.
    private var counted = 0

    /// Debit less credit of one account; cannot overflow, because the ledger's volume was checked.
    mutating func change(of account: Int, _ currency: Currency, in entries: [LineEntry]) -> Int64 {
        while counted < entries.count {
            let entry = entries[counted]
            counted += 1
            if entry.account == LineEntry.journal { continue }
            sums[Key(account: Int32(entry.account), currency: entry.currency), default: 0] +=
                entry.debitMinor - entry.creditMinor
        }
        return sums[Key(account: Int32(account), currency: currency)] ?? 0
    }
}
