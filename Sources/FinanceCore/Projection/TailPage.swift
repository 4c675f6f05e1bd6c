/// Some thousands of entries, grouped by account and in order of commit within each; never changed again.
struct TailPage: Sendable {
    /// First and last transaction of the page.
    let sequences: ClosedRange<Int64>
    /// Head of the chain after the last one.
    let head: ChainHash
    private let entries: [LineEntry]
    /// Where the entries of an account begin, by row id; one more than there are accounts.
    private let starts: [Int32]

    /// Groups entries by counting them: linear work, and their order within an account stays.
    init(_ unordered: [LineEntry], sequences: ClosedRange<Int64>, head: ChainHash) {
        self.sequences = sequences
        self.head = head
        let accounts = unordered.reduce(Int32(0)) { max($0, $1.account) }
        var starts = [Int32](repeating: 0, count: Int(accounts) + 2)
        for entry in unordered { starts[Int(entry.account) + 1] += 1 }
        for account in 1..<starts.count { starts[account] += starts[account - 1] }
        var next = starts
        entries = [LineEntry](unsafeUninitializedCapacity: unordered.count) { buffer, count in
            for entry in unordered {
                buffer.initializeElement(at: Int(next[Int(entry.account)]), to: entry)
                next[Int(entry.account)] += 1
            }
            count = unordered.count
        }
        self.starts = starts
    }

    var count: Int { entries.count }
    var greatestAccount: Int32 { Int32(starts.count) - 2 }

    subscript(account: Int32) -> ArraySlice<LineEntry> {
        guard account <= greatestAccount else { return [] }
        return entries[Int(starts[Int(account)])..<Int(starts[Int(account) + 1])]
    }
}
