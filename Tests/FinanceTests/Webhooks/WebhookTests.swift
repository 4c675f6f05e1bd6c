import Crypto
import Finance
import FinanceCore
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import ServiceKit
import ServiceLifecycle
import Shared
import Synchronization
import TestSupport
import Testing

@Suite("Webhooks") struct WebhookTests {
    private static let secret = "a secret of more than 24 bytes"

    /// Runs the services of Finance beside a ledger, for as long as the body takes.
    private static func run(
        _ folder: TemporaryDirectory, _ webhooks: [WebhookSubscription],
        _ body: @Sendable (LedgerStore, MandantShelf) async throws -> Void
    ) async throws {
        let boot = try ServiceBoot.forTests(identity: .finance)
        let ledger = try await openLedger(
            in: folder.path, settings: try FinanceSettings(config: boot.config), logger: boot.logger)
        var parts = FinanceParts(ledger: ledger)
        parts.webhooks = webhooks
        parts.webhookBackoff = RetryBackoff(initialSeconds: 0.02, maximumSeconds: 0.1)
        let group = try buildApplication(boot, parts).serviceGroup(signals: [])
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            do {
                try await body(ledger, parts.shelf)
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    private static func subscription(
        _ peer: HTTPPeer, mandant: MandantID? = nil, account: String? = nil, events: Set<String> = []
    ) -> WebhookSubscription {
        WebhookSubscription(
            name: "crm", url: peer.url("/hook"), mandant: mandant, account: account.flatMap { AccountNumber($0) },
            events: events, secret: SymmetricKey(data: Data(secret.utf8)))
    }

    private static func post(_ ledger: LedgerStore, _ count: Int, credit: String = "8400") async throws {
        for _ in 0..<count {
            let account = try #require(AccountNumber("1400"))
            let other = try #require(AccountNumber(credit))
            let amount = Amount(minor: 100, currency: .eur)
            let draft = try TransactionDraft(
                date: try #require(BookingDate(iso: "2026-01-15")), text: "x",
                lines: [
                    LineDraft(account: account, side: .debit, amount: amount),
                    LineDraft(account: other, side: .credit, amount: amount),
                ])
            _ = try await ledger.post(draft)
        }
    }

    /// Ids of the events that a peer has confirmed, in order of arrival.
    private static func ids(_ calls: [HTTPPeer.Call]) -> [String] {
        calls.flatMap { $0.json["events"].elements.compactMap { $0["event_id"].stringValue } }
    }

    @Test("Events arrive in order, signed as the specification says") func signed() async throws {
        let peer = try await HTTPPeer.start { _ in .json(200, .null) }
        let folder = try TemporaryDirectory()
        try await Self.run(folder, [Self.subscription(peer)]) { ledger, _ in
            try await eventually("the place is kept") {
                FileManager.default.fileExists(atPath: folder.file("webhooks/crm.place"))
            }
            try await Self.post(ledger, 250)
            try await eventually("all events") { Self.ids(peer.calls).count >= 250 }
        }
        #expect(Self.ids(peer.calls) == (1...250).map(String.init))
        for call in peer.calls {
            let id = try #require(call.headers.first(name: "Webhook-Id"))
            let time = try #require(call.headers.first(name: "Webhook-Timestamp"))
            let signed = Data("\(id).\(time).".utf8) + Data(buffer: call.body)
            let code = HMAC<SHA256>.authenticationCode(for: signed, using: .init(data: Data(Self.secret.utf8)))
            #expect(call.headers.first(name: "Webhook-Signature") == "v1," + Data(code).base64EncodedString())
            #expect(abs((Double(time) ?? 0) - Date.now.timeIntervalSince1970) < 60)
        }
        #expect(try String(contentsOfFile: folder.file("webhooks/crm.place"), encoding: .utf8) == "250\n")
        try await peer.stop()
    }

    @Test("A subscriber that fails in every way gets everything in order, at least once", .timeLimit(.minutes(1)))
    func failing() async throws {
        let random = Mutex(SeededGenerator(seed: 4))
        let confirmed = Mutex<[String]>([])
        let peer = try await HTTPPeer.start { call in
            switch random.withLock({ Int.random(in: 0..<6, using: &$0) }) {
            case 0: return .json(500, .null)
            case 1: return .close
            case 2: return .json(404, .null)
            case 3: return .json(301, .null)
            default:
                confirmed.withLock { $0 += Self.ids([call]) }
                return .json(204, .null)
            }
        }
        let folder = try TemporaryDirectory()
        try await Self.run(folder, [Self.subscription(peer)]) { ledger, _ in
            try await eventually("the place is kept") {
                FileManager.default.fileExists(atPath: folder.file("webhooks/crm.place"))
            }
            try await Self.post(ledger, 60)
            try await eventually("all events") { confirmed.withLock { Set($0).count } >= 60 }
        }
        // In order, and each once here: the service was not killed between a confirmation and its place.
        #expect(confirmed.withLock { $0 } == (1...60).map(String.init))
        let ids = peer.calls.compactMap { $0.headers.first(name: "Webhook-Id") }
        #expect(Set(ids).count < ids.count)
        try await peer.stop()
    }

    @Test("Delivery goes on behind its place after a restart, also for what was posted meanwhile")
    func resumed() async throws {
        let peer = try await HTTPPeer.start { _ in .json(200, .null) }
        let folder = try TemporaryDirectory()
        try await Self.run(folder, [Self.subscription(peer)]) { ledger, _ in
            try await eventually("the place is kept") {
                FileManager.default.fileExists(atPath: folder.file("webhooks/crm.place"))
            }
            try await Self.post(ledger, 3)
            try await eventually("the first events") { Self.ids(peer.calls).count >= 3 }
        }
        try await Self.run(folder, []) { ledger, _ in try await Self.post(ledger, 4) }
        try await Self.run(folder, [Self.subscription(peer)]) { ledger, _ in
            try await Self.post(ledger, 2)
            try await eventually("the others") { Self.ids(peer.calls).count >= 9 }
        }
        #expect(Self.ids(peer.calls) == (1...9).map(String.init))
        try await peer.stop()
    }

    @Test("Only wanted events and accounts are sent, also those of a company that comes later")
    func filtered() async throws {
        let peer = try await HTTPPeer.start { _ in .json(200, .null) }
        let folder = try TemporaryDirectory()
        let mandant = try #require(MandantID("eins"))
        let subscription = Self.subscription(
            peer, mandant: mandant, account: "8300", events: ["transaction.posted"])
        try await Self.run(folder, [subscription]) { ledger, shelf in
            _ = try await shelf.create(try MandantDraft(id: mandant, name: "Eins", chart: .skr03))
            try await eventually("the place is kept") {
                FileManager.default.fileExists(atPath: folder.file("mandanten/eins/webhooks/crm.place"))
            }
            let lease = try await shelf.ledger(of: mandant)
            try await Self.post(ledger, 3, credit: "8300")
            try await Self.post(lease.ledger, 2)
            try await Self.post(lease.ledger, 1, credit: "8300")
            let posted = try await lease.ledger.transactions(TransactionQuery(limit: 3)).elements.last
            _ = try await lease.ledger.reverse(try #require(posted?.id))
            try await eventually("the event") { !peer.calls.isEmpty }
        }
        #expect(Self.ids(peer.calls) == ["3"])
        #expect(peer.calls.first?.json["ledger"] == "/api/v1/mandanten/eins/finanzen")
        try await peer.stop()
    }

    @Test(
        "A place that could not be written for a while costs no event and sends none twice", arguments: [true, false])
    func diskRefuses(fromStart: Bool) async throws {
        let peer = try await HTTPPeer.start { _ in .json(200, .null) }
        let folder = try TemporaryDirectory()
        // A folder where the file is written before it takes its name: the system refuses it as a full disk does.
        let obstacle = folder.file("webhooks/crm.place.new/x")
        @Sendable func refuse() throws {
            try FileManager.default.createDirectory(atPath: obstacle, withIntermediateDirectories: true)
        }
        if fromStart { try refuse() }
        try await Self.run(folder, [Self.subscription(peer)]) { ledger, _ in
            if fromStart {
                try await Task.sleep(for: .milliseconds(100))
            } else {
                try await eventually("the place is kept") {
                    FileManager.default.fileExists(atPath: folder.file("webhooks/crm.place"))
                }
                try refuse()
                try await Self.post(ledger, 3)
                // What is sent is not sent again, and nothing more is before the disk has taken its place.
                try await eventually("the first events") { !peer.calls.isEmpty }
                try await Self.post(ledger, 2)
                try await Task.sleep(for: .milliseconds(100))
            }
            try FileManager.default.removeItem(atPath: folder.file("webhooks/crm.place.new"))
            try await eventually("the place is kept again") {
                FileManager.default.fileExists(atPath: folder.file("webhooks/crm.place"))
            }
            try await Self.post(ledger, 4)
            let last = fromStart ? 4 : 9
            try await eventually("all events") { Self.ids(peer.calls).contains(String(last)) }
            #expect(Self.ids(peer.calls) == (1...last).map(String.init))
            try await eventually("the place is written") {
                try String(contentsOfFile: folder.file("webhooks/crm.place"), encoding: .utf8) == "\(last)\n"
            }
        }
        try await peer.stop()
    }

    @Test("A place that cannot be read stops the subscription instead of sending all again")
    func damagedPlace() async throws {
        let peer = try await HTTPPeer.start { _ in .json(200, .null) }
        let folder = try TemporaryDirectory()
        try FileManager.default.createDirectory(
            atPath: folder.file("webhooks"), withIntermediateDirectories: true)
        try Data("x".utf8).write(to: URL(fileURLWithPath: folder.file("webhooks/crm.place")))
        try await Self.run(folder, [Self.subscription(peer)]) { ledger, _ in
            try await Self.post(ledger, 3)
            try await Task.sleep(for: .milliseconds(200))
        }
        #expect(peer.calls.isEmpty)
        try await peer.stop()
    }

    @Test("Every fault of the file of subscriptions is named") func settings() throws {
        let folder = try TemporaryDirectory()
        func settings(_ json: String) throws -> FinanceSettings {
            try Data(json.utf8).write(to: URL(fileURLWithPath: folder.file("webhooks.json")))
            let boot = try ServiceBoot.forTests(
                identity: .finance, values: ["webhooks": folder.file("webhooks.json")])
            return try FinanceSettings(config: boot.config)
        }
        try Data(Self.secret.utf8).write(to: URL(fileURLWithPath: folder.file("secret")))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.file("secret"))
        let entry =
            #"{"name": "crm", "url": "https://example.org/x?token=1", "secret_file": "\#(folder.file("secret"))"}"#
        #expect(try settings(#"{"webhooks": [\#(entry)]}"#).webhooks.map(\.name) == ["crm"])
        let faults = #expect(throws: InvalidSettings.self) {
            try settings(
                """
                {"webhooks": [\(entry), \(entry), {"name": "A", "url": "ftp://x", "secret_file": "/none", "colour": 1,
                "account": "x", "mandant": "..", "from": "then", "events": ["nothing"]}]}
                """)
        }?.faults
        #expect(faults?.count == 9, "\(faults ?? [])")
        #expect(throws: InvalidSettings.self) { try settings("{") }
        #expect(throws: InvalidSettings.self) { try settings("[]") }
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder.file("secret"))
        #expect(throws: InvalidSettings.self) { try settings(#"{"webhooks": [\#(entry)]}"#) }
    }
}
