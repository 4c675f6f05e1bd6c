import AsyncHTTPClient
import FinanceCore
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import ServiceKit

/// Some events in order, as one signed request.
struct WebhookMessage: JSONWritable {
    let subscription: WebhookSubscription
    let routes: LedgerRoutes
    let events: [LedgerEvent]

    /// The same for the same events, however often they are sent.
    var id: String {
        let first = events.first?.position.description ?? ""
        let last = events.last?.position.description ?? ""
        return "\(subscription.name):\(first):\(last)"
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("type", "ledger.events")
            writer.member("subscription", subscription.name)
            writer.member("ledger", routes.prefix)
            writer.name("events")
            writer.array(events) { EventResponse(event: $1, routes: routes).write(to: &$0) }
        }
    }

    /// - Parameter now: seconds since 1970, which are signed as well.
    func request(now: Int64) -> HTTPClientRequest {
        let body = json
        var request = HTTPClientRequest(url: subscription.url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json; charset=utf-8")
        request.headers.add(name: "User-Agent", value: "Finance/\(StackVersion.current)")
        request.headers.add(name: "Webhook-Id", value: id)
        request.headers.add(name: "Webhook-Timestamp", value: String(now))
        request.headers.add(
            name: "Webhook-Signature",
            value: subscription.signature(id: id, timestamp: now, body: Data(buffer: body)))
        request.body = .bytes(body)
        return request
    }
}
