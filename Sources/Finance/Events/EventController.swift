import FinanceCore
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit
import Shared

/// `/events`: what is committed, as server-sent events (WHATWG HTML, section 9.2).
struct EventController {
    let ledger: LedgerStore
    let routes: LedgerRoutes
    let streams: EventStreams
    let pace: EventPace

    func addRoutes(to group: RouterGroup<ServiceContext>) {
        group.get("events", use: follow)
    }

    /// Follows the ledger from `Last-Event-ID` or `after`; without either from now on.
    @Sendable private func follow(_ request: Request, _ context: ServiceContext) async throws -> Response {
        var query = QueryReader(request)
        let account = query.account("account")
        let after = place(in: request, &query)
        try query.finish()
        if let account { _ = try ledger.account(account) }
        let headers: HTTPFields = [
            .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store", .xAccelBuffering: "no",
        ]
        if request.method == .head { return Response(status: .ok, headers: headers) }
        let place = try streams.enter()
        let stream = EventStream(ledger: ledger, account: account, routes: routes, pace: pace)
        return Response(
            status: .ok, headers: headers,
            body: .reading(request, context) { output in
                defer { withExtendedLifetime(place) {} }
                try await stream.run(after: after, &output) { context.channel.close(promise: nil) }
            })
    }

    /// The header wins: a browser that reconnects sends the query again, and it is older.
    private func place(in request: Request, _ query: inout QueryReader) -> EventPosition {
        let sentences = (
            de: "Erwartet wird die id eines Ereignisses, etwa 120 oder 120-7.",
            en: "Expected the id of an event, such as 120 or 120-7."
        )
        if let text = request.headers[.lastEventID], !text.isEmpty {
            if let place = EventPosition(text) { return checked(place, "Last-Event-ID", &query) }
            query.report("Last-Event-ID", "event-id-malformed", de: sentences.de, en: sentences.en)
        }
        let after = query.value(
            "after", code: "event-id-malformed", de: sentences.de, en: sentences.en
        ) { EventPosition($0) }
        return after.map { checked($0, "after", &query) } ?? ledger.end
    }

    /// A place behind the end comes from another ledger, or from this one before an older backup was restored: who waited
    /// there would miss what comes until then, without a sign.
    private func checked(_ place: EventPosition, _ name: String, _ query: inout QueryReader) -> EventPosition {
        let end = ledger.end
        if place > end {
            query.report(
                name, "event-unknown", de: "Ein solches Ereignis gibt es nicht; das letzte ist \(end).",
                en: "There is no such event; the last one is \(end).")
        }
        return place
    }
}
