import Foundation

extension WatchdogState {
    /// A short mark of the whole state: FNV-1a, 64 bits, over its JSON with sorted keys. Two states with the same mark
    /// are the same for every purpose but an attack.
    ///
    /// Empty for a large state, of which the mark would cost more than the decision: its snapshots speak for it.
    package var digest: String {
        guard units.count + common.services.count <= 100 else { return "" }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        // try? because plain data always encodes; should it not, the empty mark never equals another run's.
        let bytes = (try? encoder.encode(self)) ?? Data()
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return String(hash, radix: 16)
    }
}

/// Runs a journal through the rules again and says where they decide differently today.
package struct Replay {
    /// One event on which the rules of today disagree with the journal.
    package struct Difference: Sendable {
        package let seq: Int64
        package let recorded: [Decision]
        package let replayed: [Decision]
        /// Whether the decisions agree and only the state behind them differs.
        package let isStateOnly: Bool
    }

    /// Events that were run.
    package private(set) var events = 0
    /// Rows that no state is known for: before the first snapshot.
    package private(set) var skipped = 0
    package private(set) var differences: [Difference] = []
    private var state: WatchdogState?

    /// A replay that has not begun.
    package init() {}

    /// Runs one row.
    package mutating func run(_ row: WatchdogStore.JournalRow) {
        if let snapshot = row.snapshot { state = snapshot }
        guard let before = state else {
            skipped += 1
            return
        }
        events += 1
        let (after, decisions) = decide(before, row.event, at: row.at)
        state = after
        let sameState = row.digest.isEmpty || after.digest == row.digest
        guard decisions != row.decisions || !sameState else { return }
        differences.append(
            Difference(
                seq: row.seq, recorded: row.decisions, replayed: decisions,
                isStateOnly: decisions == row.decisions))
        // Later rows are judged on their own: one difference must not drag all others behind it.
        if !sameState { state = nil }
    }
}
