import AsyncHTTPClient
import Crypto
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import ObserverCore
import ServiceKit
import Shared

/// Posts alerts as signed JSON.
struct WebhookChannel: AlertChannel {
    let key: String
    private let url: String
    private let secret: SymmetricKey?

    /// - Throws: ``InvalidSettings`` when the secret cannot be used.
    init(_ webhook: AlertSpec.Webhook) throws(InvalidSettings) {
        url = webhook.url
        // By the URL and not by its place: what waits for a webhook must find it after the file was rearranged.
        let mark = SHA256.hash(data: Data(webhook.url.utf8)).prefix(4).map { String(format: "%02x", $0) }.joined()
        key = "webhook-\(URLComponents(string: webhook.url)?.host ?? "")-\(mark)"
        secret = try webhook.secretFile.map { path throws(InvalidSettings) in
            SymmetricKey(data: Data(try SecretFile.read(path, minimumBytes: AlertSpec.Webhook.minimumSecretBytes).utf8))
        }
    }

    func send(_ alert: Alert, deliveryID: String) async throws(AlertDeliveryError) -> String? {
        let status: Int
        do {
            let body = try JSONEncoder.service.encode(Self.body(alert, deliveryID: deliveryID))
            let timestamp = String(Int(Date.now.timeIntervalSince1970))
            var request = HTTPClientRequest(url: url)
            request.method = .POST
            request.headers.add(name: "Content-Type", value: "application/json")
            request.headers.add(name: "User-Agent", value: "Observer/\(StackVersion.current)")
            request.headers.add(name: "X-Observer-Delivery", value: deliveryID)
            request.headers.add(name: "X-Observer-Timestamp", value: timestamp)
            if let secret {
                request.headers.add(
                    name: "X-Observer-Signature", value: Self.signature(timestamp: timestamp, body, secret))
            }
            request.body = .bytes(ByteBuffer(data: body))
            status = try await AlertClient.send(request)
        } catch {
            throw .transient("\(type(of: error))")
        }
        try Self.judge(status)
        return nil
    }

    private static func judge(_ status: Int) throws(AlertDeliveryError) {
        if (200..<300).contains(status) { return }
        // Refusals pass as well: a wrong secret is corrected, a route comes back with the next release. Only who says
        // that it is gone for good is believed.
        if status == 410 { throw .final("status 410") }
        throw .transient("status \(status)")
    }

    /// HMAC-SHA-256 over time and body, so that neither can be exchanged and no old message be sent again unnoticed.
    static func signature(timestamp: String, _ body: Data, _ secret: SymmetricKey) -> String {
        var signed = Data("\(timestamp).".utf8)
        signed.append(body)
        let code = HMAC<SHA256>.authenticationCode(for: signed, using: secret)
        return "sha256=" + code.map { String(format: "%02x", $0) }.joined()
    }

    static func body(_ alert: Alert, deliveryID: String) -> JSONValue {
        let incident = alert.incident
        return .object([
            "type": .string("incident.\(alert.occasion.rawValue)"), "delivery": .string(deliveryID),
            "occasion": .string(alert.occasion.rawValue), "at": .string(Timestamp.text(alert.at)),
            "incident": .object([
                "id": .integer(Int64(incident.id)), "kind": .string(incident.kind.rawValue),
                "root": .string(incident.root), "affected": .array(incident.affected.map { .string($0) }),
                "opened_at": .string(Timestamp.text(incident.openedAt)), "closed_at": Timestamp.json(incident.closedAt),
                "duration_seconds": incident.closedAt.map { .integer(Int64(($0 - incident.openedAt) / 1_000)) }
                    ?? .null,
                "title": words(incident.kind.title), "summary": words(incident.summary),
                "reminders": .integer(Int64(incident.reminders)),
            ]),
            "observer": .string(MachineName.current),
        ])
    }

    /// A text for people, whatever their language.
    private static func words(_ text: LocalizedText) -> JSONValue {
        .object(["de": .string(text.de), "en": .string(text.en)])
    }
}
