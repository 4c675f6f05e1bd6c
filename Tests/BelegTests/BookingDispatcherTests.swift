import Beleg
import BelegCore
import Foundation
import HTTPTypes
import Shared
import TestSupport
import Testing

@Suite struct BookingDispatcherTests {
    @Test("a finalised document is booked once and shows its transaction")
    func books() async throws {
        let desk = try await Desk()
        let wake = WakeSignal()
        try await desk.peer.run(with: [desk.dispatcher(wake: wake)]) {
            let ids = try await desk.finalise(20)
            wake.wake()
            try await desk.waitUntil(ids, .posted)
            #expect(desk.peer.bookings == 20)
            #expect(try await desk.booking(ids[0])?.transactionID?.hasPrefix("tx-") == true)
        }
    }

    @Test("while Finance is down bookings wait, and all arrive when it comes up")
    func down() async throws {
        let desk = try await Desk()
        let ids = try await desk.finalise(30)
        try await withServices([desk.dispatcher()]) {
            try await eventually("an attempt fails") { try await desk.attempts(ids) >= 3 }
            let reasons = try await desk.booking(ids[0])?.lastError ?? ""
            #expect(reasons.isEmpty || reasons.contains("nicht erreichbar"))
            try await desk.peer.run {
                try await desk.waitUntil(ids, .posted)
            }
        }
        #expect(desk.peer.bookings == 30)
    }

    @Test("a closed door is knocked at by one booking, not by all")
    func gate() async throws {
        let desk = try await Desk()
        desk.peer.set(.answering(.serviceUnavailable, [:], ""))
        let ids = try await desk.finalise(40)
        try await desk.peer.run(with: [desk.dispatcher(Backoff(first: 0.02, cap: 0.02))]) {
            try await eventually("several rounds pass") { desk.peer.requests >= 20 }
            // The first round sends 16 side by side; every later one sends a single booking.
            let touched = 40 - (try await desk.untouched(ids))
            #expect(touched <= desk.peer.requests && desk.peer.bookings == 0)
            desk.peer.set(.well)
            try await desk.waitUntil(ids, .posted)
        }
    }

    @Test("Retry-After is honoured")
    func retryAfter() async throws {
        let desk = try await Desk()
        desk.peer.set(.answering(.serviceUnavailable, [.retryAfter: "120"], ""))
        let ids = try await desk.finalise(1)
        try await desk.peer.run(with: [desk.dispatcher()]) {
            try await eventually("the first attempt") { try await desk.attempts(ids) == 1 }
            let next = try #require(try await desk.booking(ids[0])?.nextAttempt)
            #expect(next.timeIntervalSinceNow > 100)
        }
    }

    @Test("a refusal shows Finance's words and waits for an operator")
    func rejected() async throws {
        let desk = try await Desk()
        let problem = #"""
            {"type":"urn:x","title":"Unprocessable","status":422,"detail":"Die Eingabe hat einen Fehler.","code":"invalid",
             "errors":[{"pointer":"/lines/0/account","code":"account-unknown","detail":"Das Konto 1400 gibt es nicht."}]}
            """#
        desk.peer.set(.answering(.unprocessableContent, [.contentType: "application/problem+json"], problem))
        let ids = try await desk.finalise(1)
        let wake = WakeSignal()
        try await desk.peer.run(with: [desk.dispatcher(wake: wake)]) {
            try await desk.waitUntil(ids, .rejected)
            let error = try await desk.booking(ids[0])?.lastError ?? ""
            #expect(error.contains("HTTP 422") && error.contains("/lines/0/account: Das Konto 1400 gibt es nicht."))
            desk.peer.set(.well)
            _ = try await desk.stores.outbox.repeatBooking(documentID: ids[0], kind: .rechnung, now: .now)
            wake.wake()
            try await desk.waitUntil(ids, .posted)
        }
    }

    @Test("a sentence that stands in the finding as well is said once")
    func saidOnce() async throws {
        let desk = try await Desk()
        let problem = #"""
            {"type":"urn:x","title":"Conflict","status":409,"detail":"Der Januar ist gesperrt.","code":"period-locked",
             "errors":[{"pointer":"/date","code":"period-locked","detail":"Der Januar ist gesperrt."}]}
            """#
        desk.peer.set(.answering(.conflict, [.contentType: "application/problem+json"], problem))
        let ids = try await desk.finalise(1)
        try await desk.peer.run(with: [desk.dispatcher()]) {
            try await desk.waitUntil(ids, .rejected)
            let error = try await desk.booking(ids[0])?.lastError
            #expect(error == "Finance: HTTP 409 period-locked: Der Januar ist gesperrt.")
        }
    }

    @Test("an error of Finance or an answer without a number is tried again", arguments: [500, 302, 200])
    func failed(_ status: Int) async throws {
        let desk = try await Desk()
        desk.peer.set(.answering(.init(code: status), [:], #"{"id":"../../x"}"#))
        let ids = try await desk.finalise(1)
        try await desk.peer.run(with: [desk.dispatcher()]) {
            try await eventually("two attempts") { try await desk.attempts(ids) >= 2 }
            desk.peer.set(.well)
            try await desk.waitUntil(ids, .posted)
        }
        #expect(desk.peer.bookings == 1)
    }

    @Test("Finance dies between booking and answer: the repetition finds the first booking")
    func lostAnswer() async throws {
        let desk = try await Desk()
        desk.peer.set(.silentAfterBooking)
        let ids = try await desk.finalise(3)
        let slow = desk.dispatcher(timeout: .milliseconds(150))
        try await desk.peer.run(with: [slow]) {
            try await eventually("all are booked") { desk.peer.bookings == 3 }
            try await eventually("an attempt times out") { try await desk.attempts(ids) >= 1 }
            desk.peer.set(.well)
            try await desk.waitUntil(ids, .posted)
        }
        #expect(desk.peer.bookings == 3)
        #expect(desk.peer.replays >= 1)
    }

    @Test("Beleg dies while a booking is under way: after the restart it is booked once")
    func killed() async throws {
        let desk = try await Desk()
        desk.peer.set(.silentAfterBooking)
        let ids = try await desk.finalise(2)
        try await desk.peer.run {
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask {
                    try await withServices([desk.dispatcher()]) { try await Task.sleep(for: .seconds(60)) }
                }
                try await eventually("Finance has booked") { desk.peer.bookings == 2 }
                tasks.cancelAll()
                while let result = await tasks.nextResult() { _ = result }
            }
            #expect(try await desk.booking(ids[0])?.state == .waiting)
            try desk.stores.close()
            let restarted = try Desk(desk)
            desk.peer.set(.well)
            try await withServices([restarted.dispatcher()]) {
                try await restarted.waitUntil(ids, .posted)
            }
        }
        #expect(desk.peer.bookings == 2)
    }

    @Test(
        "a stranger on Finance's port refuses nothing: bookings wait",
        arguments: ["<h1>Not Found</h1>", #"{"type":"urn:x","title":"Not Found","status":404,"code":"not-found"}"#])
    func stranger(_ body: String) async throws {
        let desk = try await Desk()
        desk.peer.set(.answering(.notFound, [:], body))
        let ids = try await desk.finalise(1)
        try await desk.peer.run(with: [desk.dispatcher()]) {
            try await eventually("an attempt fails") { try await desk.attempts(ids) >= 2 }
            #expect(try await desk.booking(ids[0])?.state == .waiting)
            desk.peer.set(.well)
            try await desk.waitUntil(ids, .posted)
        }
        #expect(desk.peer.bookings == 1)
    }

    @Test("bookings planned before the clock was set back are sent all the same")
    func clockSetBack() async throws {
        let desk = try await Desk()
        let ids = try await desk.finalise(2, now: .now.addingTimeInterval(7_200))
        try await desk.peer.run(with: [desk.dispatcher()]) {
            try await desk.waitUntil(ids, .posted)
        }
        #expect(desk.peer.bookings == 2)
    }

    @Test("a storno becomes the reversal of its original's transaction, whatever the order of events")
    func storno() async throws {
        let desk = try await Desk()
        let ids = try await desk.finalise(1)
        let storno = try await desk.stores.documents.reverse(id: ids[0], kind: .rechnung, now: .now)
        try await desk.peer.run(with: [desk.dispatcher()]) {
            try await desk.waitUntil(ids + [storno.header.id], .posted)
        }
        let paths = desk.peer.paths
        #expect(
            paths == ["/api/v1/finanzen/transactions", "/api/v1/finanzen/transactions/tx-1/reversal"])
    }
}

/// A clerk's desk: stores over a real file, a peer, and dispatchers on demand.
struct Desk {
    let stores: BelegStores
    let peer: FinancePeer
    private let folder: TemporaryDirectory
    private let partnerID: String

    init() async throws {
        folder = try TemporaryDirectory()
        peer = try FinancePeer()
        stores = try BelegStores(directory: folder.path, chart: .skr03)
        var partner = PartnerInput()
        partner.name = "Muster GmbH"
        partnerID = try await stores.partners.create(PartnerDraft(partner), now: .now).id
    }

    /// The same desk after a restart of the process.
    init(_ earlier: Desk) throws {
        folder = earlier.folder
        peer = earlier.peer
        partnerID = earlier.partnerID
        stores = try BelegStores(directory: folder.path, chart: .skr03)
    }

    func dispatcher(
        _ backoff: Backoff = Backoff(first: 0.01, cap: 0.05), timeout: Duration = .seconds(10),
        wake: WakeSignal = WakeSignal()
    ) -> BookingDispatcher {
        BookingDispatcher(
            outbox: stores.outbox, finance: FinanceClient(baseURL: peer.url, timeout: timeout), wake: wake,
            backoff: backoff, logger: FinancePeer.silent)
    }

    /// Finalises invoices and returns their ids.
    func finalise(_ count: Int, now: Date = .now) async throws -> [String] {
        var ids: [String] = []
        for _ in 0..<count {
            var position = PositionInput()
            (position.text, position.quantity, position.unitPrice, position.vatRate) = ("Beratung", "1", "100", "19")
            var input = DocumentInput()
            (input.partnerID, input.date, input.positions) = (partnerID, "2026-01-15", [position])
            let draft = try await stores.documents.create(input, kind: .rechnung, now: .now)
            ids.append(draft.header.id)
            _ = try await stores.documents.finalise(
                id: draft.header.id, kind: .rechnung, expectedVersion: nil, now: now)
        }
        return ids
    }

    func booking(_ id: String) async throws -> BookingState? {
        try await stores.documents.get(id: id, kind: .rechnung).header.booking
    }

    func waitUntil(_ ids: [String], _ state: OutboxState) async throws {
        try await eventually("all are \(state)") {
            for id in ids where try await booking(id)?.state != state { return false }
            return true
        }
    }

    /// Attempts of all bookings together.
    func attempts(_ ids: [String]) async throws -> Int64 {
        var sum: Int64 = 0
        for id in ids { sum += try await booking(id)?.attempts ?? 0 }
        return sum
    }

    func untouched(_ ids: [String]) async throws -> Int {
        var count = 0
        for id in ids where try await booking(id)?.attempts == 0 { count += 1 }
        return count
    }
}
