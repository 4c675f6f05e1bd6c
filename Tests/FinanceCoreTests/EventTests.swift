import FinanceCore
import Foundation
import Shared
import TestSupport
import Testing

@Suite("Events") struct EventTests {
    private static func kind(_ event: LedgerEvent) -> String {
        switch event.content {
        case .transaction(let transaction): "transaction \(transaction.sequence)"
        case .account(let account): "account \(account.number) \(account.version)"
        case .lock(let lock): "lock \(lock.id)"
        case .document(let document): "document \(document.text)"
        }
    }

    @Test("Events come in order of commit, and every place resumes exactly behind itself")
    func order() async throws {
        let ledger = try await LedgerFixture()
        let store = ledger.store
        let begin = store.end
        #expect(begin.description == "0-9")
        _ = try await store.post(try LedgerFixture.draft("1200", "8400", 5))
        _ = try await store.createAccount(try LedgerFixture.account("1300", "Neu", .asset))
        _ = try await store.lock(try PeriodLockDraft(kind: .hard, through: try LedgerFixture.day("2025-12-31")))
        let second = try await store.post(try LedgerFixture.draft("1300", "8400", 5)).transaction
        _ = try await store.reverse(second.id)
        let document = try DocumentDraft(
            type: "rechnung", date: .first, text: "Miete", filename: "a", mediaType: "b", transactions: [second.id])
        _ = try await store.addDocument(document, bytes: [1])
        _ = try await store.updateAccount(try LedgerFixture.number("1300"), AccountChange(isActive: false))
        let expected = [
            "transaction 1", "account 1300 1", "lock 1", "transaction 2", "transaction 3", "document Miete",
            "account 1300 2",
        ]
        let all = try await store.events(after: begin)
        #expect(all.events.map(Self.kind) == expected && all.isLast && all.next == store.end)
        #expect(all.events.map(\.position.description) == ["1", "1-10", "1-11", "2", "3", "3-12", "3-13"])
        for (index, event) in all.events.enumerated() {
            let place = try #require(EventPosition(event.position.description))
            let rest = try await store.events(after: place, limit: 2)
            #expect(rest.events.map(Self.kind) == Array(expected.dropFirst(index + 1).prefix(2)), "\(place)")
        }
        // What is told about a transaction does not change when it is reversed.
        guard case .transaction(let told) = all.events[3].content else { throw StackFailure("no transaction") }
        #expect(told == second)
        let filtered = try await store.events(after: begin, account: try LedgerFixture.number("1200"))
        #expect(filtered.events.map(Self.kind) == ["transaction 1", "lock 1", "document Miete"])
        #expect(filtered.next == store.end)
        await store.close()
    }

    @Test(
        "Any mix of writes read in pages of any size gives every event once, in order",
        arguments: [1, 2, 3] as [UInt64])
    func pages(_ seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let ledger = try await LedgerFixture()
        let store = ledger.store
        for step in 0..<120 {
            switch Int.random(in: 0..<6, using: &random) {
            case 0:
                _ = try await store.updateAccount(
                    try LedgerFixture.number("1000"), AccountChange(nameDE: "Kasse \(step)"))
            case 1:
                _ = try await store.post(
                    batch: (0..<3).map { _ in try LedgerFixture.draft("1200", "8400", 5) })
            default: _ = try await store.post(try LedgerFixture.draft("1200", "8400", 5))
            }
        }
        let all = try await store.events(after: .start, limit: 1_000).events
        #expect(all.map(\.position) == all.map(\.position).sorted())
        #expect(all.count == Int(store.sequence) + Int(store.end.record))
        var (paged, place): ([LedgerEvent], EventPosition) = ([], .start)
        while true {
            let page = try await store.events(after: place, limit: Int.random(in: 1...9, using: &random))
            paged += page.events
            place = page.next
            if page.isLast { break }
        }
        #expect(paged == all)
        await store.close()
    }

    @Test("A follower sees every acknowledged transaction, and nothing that no other answer shows")
    func follower() async throws {
        let ledger = try await LedgerFixture()
        let store = ledger.store
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<50 { _ = try await store.post(try LedgerFixture.draft("1200", "8400", 1)) }
                }
            }
            group.addTask {
                var (place, seen): (EventPosition, Int64) = (.start, 0)
                while seen < 200 {
                    let revision = store.revision
                    let page = try await store.events(after: place, limit: 7)
                    for event in page.events {
                        guard case .transaction(let transaction) = event.content else { continue }
                        seen += 1
                        #expect(transaction.sequence == seen)
                        #expect(try ledger.balance("1200") >= seen)
                    }
                    place = page.next
                    if page.isLast, seen < 200 { await store.waitForCommit(after: revision) }
                }
            }
            try await group.waitForAll()
        }
        await store.close()
    }

    @Test("Waiting ends with the task", .timeLimit(.minutes(1))) func cancelled() async throws {
        let ledger = try await LedgerFixture()
        let store = ledger.store
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<100 { group.addTask { await store.waitForCommit(after: store.revision) } }
            group.cancelAll()
        }
        await store.close()
    }

    @Test(
        "A place is digits, or digits and a record",
        arguments: ["", "-", "x", "+1", "1-", "1-0", "-1", "1-2-3", "1 ", "99999999999999999999"])
    func malformed(_ text: String) { #expect(EventPosition(text) == nil) }
}
