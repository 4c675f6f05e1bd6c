import BelegCore
import Foundation
import Testing

@Suite struct OutboxTests {
    private let now = BelegFixture.now
    private let machine = OutboxMachine()

    @Test("delays double from half a second to thirty, less at most a quarter")
    func backoff() {
        let delays = (0...9).map { Backoff.standard.delay(afterFailures: $0, jitter: 0) }
        #expect(delays == [0, 0.5, 1, 2, 4, 8, 16, 30, 30, 30])
        #expect(Backoff.standard.delay(afterFailures: 2, jitter: 1) == 0.75)
        #expect(Backoff.standard.delay(afterFailures: .max, jitter: 0) == 30)
    }

    @Test("each outcome leads to its state")
    func transitions() {
        let posted = machine.change(attempts: 2, outcome: .posted(transactionID: "t"), now: now, jitter: 0)
        #expect(posted.state == .posted && posted.transactionID == "t" && posted.attempts == 3)
        let rejected = machine.change(attempts: 0, outcome: .rejected(reason: "nein"), now: now, jitter: 0)
        #expect(rejected.state == .rejected && rejected.lastError == "nein")
        let failed = machine.change(attempts: 3, outcome: .failed(reason: "500"), now: now, jitter: 0)
        #expect(failed.state == .waiting && failed.nextAttempt == now.addingTimeInterval(4))
        let asked = machine.change(
            attempts: 0, outcome: .unavailable(reason: "503", retryAfter: 20), now: now, jitter: 0)
        #expect(asked.state == .waiting && asked.nextAttempt == now.addingTimeInterval(20))
        let long = machine.change(
            attempts: 0, outcome: .rejected(reason: String(repeating: "x", count: 9_999)), now: now, jitter: 0)
        #expect(long.lastError?.count == OutboxMachine.maximumReason)
    }

    @Test("the gate closes on absence, tries one, and opens with a release")
    func gate() {
        var gate = PeerGate()
        #expect(gate.allowance(now: now, full: 16) == 16)
        let away = DeliveryOutcome.unavailable(reason: "refused", retryAfter: nil)
        let first = gate.record([.posted(transactionID: "t"), away], now: now, jitter: 0)
        #expect(!first && gate.allowance(now: now, full: 16) == 0 && gate.reopening == now.addingTimeInterval(0.5))
        let later = now.addingTimeInterval(0.5)
        #expect(gate.allowance(now: later, full: 16) == 1)
        let second = gate.record([.unavailable(reason: "503", retryAfter: 7)], now: later, jitter: 0)
        #expect(!second && gate.reopening == later.addingTimeInterval(7))
        let third = gate.record([.rejected(reason: "422")], now: later.addingTimeInterval(7), jitter: 0)
        #expect(third && !gate.isClosed && gate.reopening == nil)
        let fourth = gate.record([.failed(reason: "500")], now: later, jitter: 0)
        #expect(!fourth && !gate.isClosed)
    }

    @Test("a clock that was set back does not keep the gate closed")
    func gateAfterClockChange() {
        var gate = PeerGate()
        _ = gate.record([.unavailable(reason: "503", retryAfter: PeerGate.longestPause)], now: now, jitter: 0)
        #expect(gate.allowance(now: now, full: 16) == 0)
        #expect(gate.allowance(now: now.addingTimeInterval(-3_600), full: 16) == 1)
    }

    @Test("finalising queues one booking that survives a restart")
    func queued() async throws {
        let fixture = try BelegFixture()
        let document = try await fixture.finalised(partner: fixture.partner())
        #expect(document.header.booking?.state == .waiting)
        let again = try fixture.reopened()
        #expect(try await again.outbox.due(now: now, limit: 9).map(\.documentID) == [document.header.id])
        let summary = try await again.outbox.summary(now: now.addingTimeInterval(60))
        #expect(summary.waiting == 1 && summary.rejected == 0 && summary.oldestWaitingSeconds == 60)
    }

    @Test("a storno waits until its original is posted and then reverses that transaction")
    func stornoWaits() async throws {
        let fixture = try BelegFixture()
        let original = try await fixture.finalised(partner: fixture.partner())
        let storno = try await fixture.documents.reverse(
            id: original.header.id, kind: .rechnung, ReversalRequest(date: original.header.date), now: now)
        #expect(storno.header.booking?.waitsForOriginal == true)
        let first = try await fixture.outbox.due(now: now, limit: 9)
        #expect(first.map(\.documentID) == [original.header.id])
        try await apply(fixture, original, .failed(reason: "500"))
        #expect(try await fixture.outbox.due(now: now, limit: 9).isEmpty)
        let next = try #require(try await fixture.outbox.nextDue())
        #expect(next > now)
        try await apply(fixture, original, .posted(transactionID: "tx-7"))
        let chain = try await fixture.documents.chain(id: storno.header.id)
        #expect(chain.map(\.header.booking?.waitsForOriginal) == [false, false])
        let second = try await fixture.outbox.due(now: now, limit: 9)
        #expect(second.map(\.action) == [.reverse(transactionID: "tx-7")])
        #expect(second[0].idempotencyKey == "\(storno.header.id):2")
        #expect(second[0].payload.contains("Storno ST-2026-00001 zu RE-2026-00001"))
    }

    @Test("a rejected booking is sent again when an operator asks; a posted one never")
    func repetition() async throws {
        let fixture = try BelegFixture()
        let document = try await fixture.finalised(partner: fixture.partner())
        let id = document.header.id
        try await apply(fixture, document, .rejected(reason: "Konto 8400 fehlt"))
        let shown = try await fixture.documents.get(id: id, kind: .rechnung)
        #expect(shown.header.booking?.state == .rejected && shown.header.booking?.lastError == "Konto 8400 fehlt")
        #expect(try await fixture.outbox.due(now: .distantFuture, limit: 9).isEmpty)
        let again = try await fixture.outbox.repeatBooking(documentID: id, kind: .rechnung, now: now)
        #expect(again.header.booking?.state == .waiting)
        try await apply(fixture, document, .posted(transactionID: "tx"))
        await #expect(throws: BelegError.alreadyPosted(id: id, transactionID: "tx")) {
            try await fixture.outbox.repeatBooking(documentID: id, kind: .rechnung, now: now)
        }
        try await apply(fixture, document, .rejected(reason: "too late"))
        #expect(try await fixture.documents.get(id: id, kind: .rechnung).header.booking?.state == .posted)
    }

    @Test("when Finance is back, everything that waits is due at once")
    func release() async throws {
        let fixture = try BelegFixture()
        let partner = try await fixture.partner()
        let first = try await fixture.finalised(partner: partner)
        try await apply(fixture, first, .unavailable(reason: "refused", retryAfter: 25))
        #expect(try await fixture.outbox.due(now: now, limit: 9).isEmpty)
        try await fixture.outbox.apply([:], releaseAll: true, now: now)
        #expect(try await fixture.outbox.due(now: now, limit: 9).count == 1)
    }

    private func apply(_ fixture: BelegFixture, _ document: Document, _ outcome: DeliveryOutcome) async throws {
        let change = machine.change(attempts: 0, outcome: outcome, now: now, jitter: 0)
        try await fixture.outbox.apply([document.header.id: change], releaseAll: false, now: now)
    }
}
