import Crypto
import Foundation
import GRDB
import Logging
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import NIOPosix
@testable import Observer
import ObserverCore
import ServiceKit
import ServiceLifecycle
import Shared
import Synchronization
import TestSupport
import Testing

/// Alerts on their way to people.
@Suite(.serialized)
struct AlertTests {
    private func incident(_ root: String = "finance", id: Int = 7) -> Incident {
        Incident(
            id: id, kind: .down, root: root, affected: [root, "beleg"], openedAt: 1_700_000_000_000,
            summary: LocalizedText(de: "finance läuft nicht.", en: "finance does not run."))
    }

    private func alert(_ occasion: Alert.Occasion = .down, _ root: String = "finance", id: Int = 7) -> Alert {
        Alert(occasion: occasion, incident: incident(root, id: id), at: 1_700_000_030_000)
    }

    // MARK: Outbox

    private func put(_ alerts: [Alert], at unixMilliseconds: Int, in database: DatabaseQueue) async throws {
        try await database.write {
            try AlertStore.insert(alerts, channels: ["x"], at: unixMilliseconds, in: $0)
        }
    }

    @Test func `what waits survives a restart, goes out in order, and comes again later after a failure`() async throws
    {
        let folder = try TemporaryDirectory()
        _ = try RegistryStore.open(inDirectory: folder.path)
        let file = try DatabaseQueue(path: folder.file("observer.sqlite"))
        try await put([alert(.down), alert(.up), alert(.down, id: 8)], at: 1_000, in: file)
        let again = AlertStore(try RegistryStore.open(inDirectory: folder.path))
        let due = try await again.due(at: 1_000)
        #expect(due.map(\.alert.incident.id) == [7, 8] && due.map(\.alert.occasion) == [.down, .down])
        try await again.settle(due[0], .failed("no"), at: 1_000)
        #expect(try await again.due(at: 1_500).map(\.alert.incident.id) == [8], "up must not overtake down")
        let retried = try await again.due(at: 2_000)
        #expect(retried.first?.attempts == 1 && retried.first?.alert.occasion == .down)
        try await again.settle(retried[0], .delivered, at: 2_000)
        #expect(try await again.due(at: 2_000).contains { $0.alert.occasion == .up })
    }

    @Test func `waits double from a second to five minutes, and after a day an alert is given up`() async throws {
        #expect(
            (1...11).map { AlertStore.wait(afterAttempts: $0) / 1_000 } == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
        let database = try DatabaseQueue()
        let store = AlertStore(try RegistryStore(database))
        try await put([alert()], at: 0, in: database)
        let due = try await store.due(at: 0)
        try await store.settle(due[0], .failed("no"), at: AlertStore.patienceMilliseconds)
        #expect(try await store.due(at: .max / 2).isEmpty)
    }

    // MARK: Webhook

    @Test func `a webhook is signed, told apart by occasion, and keeps its delivery id over attempts`() async throws {
        let folder = try TemporaryDirectory()
        let secret = "a-secret-of-some-length"
        let path = folder.path + "/secret"
        try "\(secret)\n".write(toFile: path, atomically: true, encoding: .utf8)
        chmod(path, 0o600)
        let count = Atomic<Int>(0)
        let peer = try await HTTPPeer.start { _ in
            count.add(1, ordering: .relaxed).newValue == 1 ? .json(500, .null) : .json(200, .null)
        }
        let channel = try WebhookChannel(
            .init(url: "http://127.0.0.1:\(peer.port)/hook", secretFile: path))
        await #expect(throws: AlertDeliveryError.transient("status 500")) {
            try await channel.send(alert(), deliveryID: "7-1")
        }
        #expect(try await channel.send(alert(.up), deliveryID: "7-1") == nil)
        let calls = peer.calls
        #expect(calls.map { $0.headers.first(name: "X-Observer-Delivery") } == ["7-1", "7-1"])
        for call in calls {
            let time = call.headers.first(name: "X-Observer-Timestamp") ?? ""
            let signed = Data("\(time).".utf8) + Data(buffer: call.body)
            let code = HMAC<SHA256>.authenticationCode(for: signed, using: SymmetricKey(data: Data(secret.utf8)))
            #expect(
                call.headers.first(name: "X-Observer-Signature") == "sha256="
                    + code.map { String(format: "%02x", $0) }.joined())
        }
        let types = calls.map { $0.json["type"] }
        #expect(types == ["incident.down", "incident.up"])
        #expect(!calls.contains { String(buffer: $0.body).contains(secret) })
        try await peer.stop()
    }

    @Test func `a secret that others can read, or a short one, is refused`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path + "/secret"
        try "a-secret-of-some-length".write(toFile: path, atomically: true, encoding: .utf8)
        chmod(path, 0o644)
        #expect(throws: InvalidSettings.self) { try SecretFile.read(path, minimumBytes: 16) }
        chmod(path, 0o600)
        #expect(try SecretFile.read(path, minimumBytes: 16) == "a-secret-of-some-length")
        #expect(throws: InvalidSettings.self) { try SecretFile.read(path, minimumBytes: 64) }
    }

    // MARK: Mail

    @Test func `a mail server gets the whole message, dots doubled, and threads by incident`() async throws {
        let server = try await MailServer.start()
        let channel = try MailChannel(
            .init(host: "127.0.0.1", port: server.port, from: "o@x.de", to: ["a@x.de", "b@x.de"]))
        for (occasion, id) in [(Alert.Occasion.down, "7-1"), (.up, "7-2")] {
            #expect(try await channel.send(alert(occasion), deliveryID: id) == nil)
        }
        let transcript = server.transcript
        #expect(transcript.filter { $0.hasPrefix("RCPT TO:") }.count == 4)
        #expect(transcript.contains("MAIL FROM:<o@x.de>"))
        #expect(transcript.contains("Subject: [DOWN] finance: Ausfall / down"))
        #expect(transcript.contains { $0.hasPrefix("In-Reply-To: <incident-7@") })
        #expect(SMTPClient.stuffed("a\r\n.b\r\n..c") == "a\r\n..b\r\n...c")
        await server.stop()
    }

    @Test(arguments: Incident.Kind.allCases)
    func `people are told the kind of an incident in words, programs by its code`(kind: Incident.Kind) throws {
        var incident = incident()
        incident.kind = kind
        let alert = Alert(occasion: .down, incident: incident, at: 1_700_000_030_000)
        let mail = MailMessage(alert: alert, deliveryID: "1", from: "o@x.de", to: ["a@x.de"]).text
        let parts = mail.components(separatedBy: "\r\n\r\n")
        let body = String(
            decoding: try #require(Data(base64Encoded: parts[1], options: .ignoreUnknownCharacters)), as: UTF8.self)
        let words = "\(kind.title.de) / \(kind.title.en)"
        #expect(body.contains("Störung / incident: 7 (\(words))"))
        #expect(parts[0].contains("Subject: " + MailMessage.encodedWord("[DOWN] finance: \(words)")))
        if kind.rawValue.contains("-") { #expect(!body.contains(kind.rawValue) && !parts[0].contains(kind.rawValue)) }
        let told = WebhookChannel.body(alert, deliveryID: "1")["incident"]
        #expect(told["kind"].stringValue == kind.rawValue)
        #expect(told["title"]["de"].stringValue == kind.title.de && told["title"]["en"].stringValue == kind.title.en)
    }

    @Test func `refusals for good and for now are told apart; nothing is sent in the clear when TLS is asked for`()
        async throws
    {
        let final = try await MailServer.start(answers: ["RCPT": "550-no\r\n550 such user"])
        let plain = AlertSpec.Mail(host: "127.0.0.1", port: final.port, from: "o@x.de", to: ["a@x.de"])
        await #expect(throws: AlertDeliveryError.final("server says 550")) {
            try await MailChannel(plain).send(alert(), deliveryID: "1")
        }
        await final.stop()
        let busy = try await MailServer.start(answers: ["MAIL": "451 later"])
        var spec = plain
        spec.port = busy.port
        await #expect(throws: AlertDeliveryError.transient("server says 451")) {
            try await MailChannel(spec).send(alert(), deliveryID: "1")
        }
        spec.encryption = .startTLS
        await #expect(throws: AlertDeliveryError.self) { try await MailChannel(spec).send(alert(), deliveryID: "1") }
        #expect(!busy.transcript.contains { $0.hasPrefix("MAIL") && $0 == "STARTTLS" })
        await busy.stop()
    }

    @Test func `one recipient who is refused does not keep the alert from the others`() async throws {
        let server = try await MailServer.start(
            answers: ["RCPT TO:<B@X.DE>": "550 no such user", "RCPT TO:<C@X.DE>": "451 later"])
        var spec = AlertSpec.Mail(host: "127.0.0.1", port: server.port, from: "o@x.de", to: ["a@x.de", "b@x.de"])
        #expect(try await MailChannel(spec).send(alert(), deliveryID: "1") == "b@x.de: server says 550")
        spec.to.append("c@x.de")
        let channel = try MailChannel(spec)
        for _ in 0..<2 {
            await #expect(throws: AlertDeliveryError.transient("server says 451 to c@x.de")) {
                try await channel.send(alert(.up), deliveryID: "2")
            }
        }
        let toFirst = server.transcript.filter { $0 == "RCPT TO:<a@x.de>" }.count
        #expect(toFirst == 2, "who has it does not get it again")
        await server.stop()
    }

    @Test func `a refusal that can be set right is no reason to give up`() async throws {
        for (word, answer) in [("MAIL", "550 sender unknown"), ("EHLO", "421 busy")] {
            let server = try await MailServer.start(answers: [word: answer])
            let spec = AlertSpec.Mail(host: "127.0.0.1", port: server.port, from: "o@x.de", to: ["a@x.de"])
            await #expect(throws: AlertDeliveryError.transient("server says \(answer.prefix(3))")) {
                try await MailChannel(spec).send(alert(), deliveryID: "1")
            }
            await server.stop()
        }
        for status in [401, 404, 410] {
            let peer = try await HTTPPeer.start { _ in .json(status, .null) }
            let expected: AlertDeliveryError = status == 410 ? .final("status 410") : .transient("status \(status)")
            await #expect(throws: expected) {
                try await WebhookChannel(.init(url: "http://127.0.0.1:\(peer.port)/")).send(alert(), deliveryID: "1")
            }
            try await peer.stop()
        }
    }

    @Test func `a webhook is known by its URL, wherever it stands in the file`() throws {
        let urls = ["http://a.example/1", "http://a.example/2"]
        func keys(_ urls: [String]) throws -> [String] {
            try AlertChannels(AlertSpec(webhooks: urls.map { .init(url: $0) })).keys
        }
        #expect(try keys(urls) == keys(urls.reversed()).reversed() && Set(try keys(urls)).count == 2)
    }

    @Test func `no name of a stranger breaks the head of a mail`() {
        let hostile = "evil\r\nBcc: all@x.de\r\n\r\nbody\u{0}=?UTF-8?Q?x?= äöü " + String(repeating: "long", count: 200)
        let message = MailMessage(alert: alert(.down, hostile), deliveryID: "1", from: "o@x.de", to: ["a@x.de"]).text
        let head = message.components(separatedBy: "\r\n\r\n")[0]
        #expect(!head.contains("Bcc:"))
        #expect(head.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 120 })
        #expect(head.unicodeScalars.allSatisfy { $0.isASCII })
    }

    // MARK: Signs of life

    @Test func `the dead-man ping stops when decisions stop`() async throws {
        let peer = try await HTTPPeer.start { _ in .json(200, .null) }
        let progress = Mutex(0)
        let ping = DeadManPing(
            target: { .init(url: "http://127.0.0.1:\(peer.port)/", periodMilliseconds: 20) },
            progress: { progress.withLock { $0 } }, logger: Logger(label: "test"))
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await ping.run() }
            for _ in 0..<10 {
                progress.withLock { $0 += 1 }
                try? await Task.sleep(for: .milliseconds(25))
            }
            let whileMoving = peer.calls.count
            #expect(whileMoving >= 4)
            try? await Task.sleep(for: .milliseconds(300))
            #expect(peer.calls.count <= whileMoving + 1)
            group.cancelAll()
        }
        try await peer.stop()
    }
}
