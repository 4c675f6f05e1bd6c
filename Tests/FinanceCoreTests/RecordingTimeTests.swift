import FinanceCore
import Synchronization
import TestSupport
import Testing

/// The time of recording never falls, whatever the clock does, so that a moment has one state of the books.
@Suite("Time of recording") struct RecordingTimeTests {
    /// A clock that a test puts forward and back.
    private final class Clock: Sendable {
        private let time = Mutex(LedgerFixture.clock.millisecondsSince1970)

        var now: Timestamp { Timestamp(millisecondsSince1970: time.withLock { $0 }) }

        func move(by milliseconds: Int64) { time.withLock { $0 += milliseconds } }
    }

    @Test(
        "A moment shows what was recorded by then, also when the clock was put back",
        arguments: 1...8 as ClosedRange<UInt64>)
    func anyClock(_ seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let clock = Clock()
        let options = LedgerOptions(readers: 2, now: { clock.now })
        let ledger = try await LedgerFixture(options: options)
        var store = ledger.store
        var times: [Timestamp] = []
        var last = clock.now
        for _ in 0..<60 {
            clock.move(by: Int64.random(in: -5_000...6_000, using: &random))
            switch Int.random(in: 0..<8, using: &random) {
            case 0:
                await store.close()
                store = try await LedgerStore.open(directory: ledger.directory.path, options: options)
            case 1:
                let name = "Kasse \(times.count) \(clock.now)"
                let change = AccountChange(nameDE: name)
                last = try await store.updateAccount(try LedgerFixture.number("1000"), change).recordedAt
            default:
                let posted = try await store.post(try LedgerFixture.draft("1200", "8400", 1)).transaction
                // What the clock shows where that is possible, and never before anything that was recorded.
                #expect(posted.recordedAt == max(last, clock.now))
                last = posted.recordedAt
                times.append(posted.recordedAt)
            }
        }
        for time in times {
            let query = AccountSheetQuery(limit: 1_000, knownAt: .time(time))
            let sheet = try await store.accountSheet(try LedgerFixture.number("1200"), query)
            #expect(sheet.page.elements.count == times.count { $0 <= time })
        }
        await store.close()
    }
}
