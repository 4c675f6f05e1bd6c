import FinanceCore
import Foundation
import GRDB
import Synchronization
import TestSupport
import Testing

/// The log beside the journal stays small while readers overlap, and none of them sees less for it.
@Suite("Size of the log", .serialized) struct LogBoundTests {
    private static func logBytes(_ ledger: LedgerFixture) throws -> Int {
        let path = ledger.directory.file("ledger.sqlite-wal")
        return try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    }

    /// Reads without a gap until told to stop, each reading some milliseconds long.
    private static func readOn(_ path: String, _ isOver: borrowing Atomic<Bool>, milliseconds: Double) throws {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        var last = 0
        while !isOver.load(ordering: .relaxed) {
            let count = try queue.read { db in
                let first = try Int.fetchOne(db, sql: #"SELECT count(*) FROM "transaction""#) ?? 0
                Thread.sleep(forTimeInterval: milliseconds / 1_000)
                #expect(try Int.fetchOne(db, sql: #"SELECT count(*) FROM "transaction""#) == first)
                return first
            }
            #expect(count >= last)
            last = count
        }
    }

    @Test("Readers that overlap all the time do not let the log grow", .timeLimit(.minutes(2)))
    func bounded() async throws {
        var options = LedgerFixture.options
        options.maximumLogBytes = 2 << 20
        let ledger = try await LedgerFixture(options: options)
        let path = ledger.directory.file("ledger.sqlite")
        let drafts = try (0..<500).map { _ in
            try LedgerFixture.draft("1200", "8400", 1, text: String(repeating: "x", count: 1_000))
        }
        let isOver = IsOver()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for milliseconds in [13.0, 19, 23] {
                group.addTask {
                    try await OwnThread.run { try Self.readOn(path, isOver.flag, milliseconds: milliseconds) }
                }
            }
            var greatest = 0
            for _ in 0..<40 {
                _ = try await ledger.store.post(each: drafts)
                greatest = max(greatest, try Self.logBytes(ledger))
            }
            isOver.flag.store(true, ordering: .relaxed)
            try await group.waitForAll()
            // 40 commits of more than half a megabyte each.
            #expect(greatest < 8 << 20, "\(greatest)")
        }
        #expect(ledger.store.sequence == 20_000)
        await ledger.store.close()
    }
}

private final class IsOver: Sendable {
    let flag = Atomic(false)
}

/// A thread for something that sleeps, which must not hold one of the few that all tasks share.
private enum OwnThread {
    static func run(_ body: @escaping @Sendable () throws -> Void) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
        }
    }
}
