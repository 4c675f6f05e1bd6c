import Foundation
import HTTPTypes
import Hummingbird
import ObserverCore
import ServiceKit
import Shared
import Synchronization

/// `/events`: status changes, decisions and incidents as they happen.
///
/// A reader that comes back with `Last-Event-ID` gets what it missed; `reset` tells it that this is too long ago, and
/// that it must look at everything anew. `alive` comes after every two seconds in which nothing happened.
struct FeedController {
    let feed: EventFeed
    let registry: RegistryWatch
    let streams: EventStreams

    func addRoutes(to router: Router<ServiceContext>) {
        router.get("/events", use: follow)
    }

    @Sendable private func follow(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let place = try streams.enter()
        let known = request.headers[.lastEventID]
        let start = known.flatMap(number) ?? (known?.isEmpty ?? true ? feed.latest : -1)
        let position = Mutex(start)
        let language = context.language
        let reader = Reader(feed: feed, registry: registry, language: language)
        let sign = LiveStream.SignOfLife.event
        return LiveStream.response(
            request, context, place: place, pace: sign.silence, sign: sign, wakes: { feed.wakes() }
        ) {
            let (text, end) = await reader.text(after: position.withLock { $0 })
            position.withLock { $0 = end }
            return text
        }
    }

    /// `<run>-<number>`; `nil` for an event of another run.
    private func number(_ id: String) -> Int? {
        let parts = id.split(separator: "-")
        guard parts.count == 2, parts[0] == feed.run else { return nil }
        return Int(parts[1])
    }

    private struct Reader {
        let feed: EventFeed
        let registry: RegistryWatch
        let language: Language

        /// The events after a number as text, and the number that they end with.
        func text(after number: Int) async -> (String, Int) {
            guard number >= 0, let events = feed.events(after: number) else {
                let latest = feed.latest
                return ("event: reset\nid: \(feed.run)-\(latest)\ndata: {}\n\n", latest)
            }
            var text = ""
            for event in events {
                let (name, json) = await describe(event.happening)
                text += "event: \(name)\nid: \(feed.run)-\(event.number)\ndata: \(encoded(json))\n\n"
            }
            return (text, events.last?.number ?? number)
        }

        private func describe(_ happening: EventFeed.Happening) async -> (String, JSONValue) {
            switch happening {
            case .service(let id):
                let entry = await registry.supervisor.entry(id)
                return (
                    "service",
                    .object([
                        "service_id": .string(id), "status": entry.map { .string($0.status.rawValue) } ?? .null,
                        "reason": entry?.reason.map { .string($0.text(language)) } ?? .null,
                        "since": Timestamp.json(entry?.statusSince),
                    ])
                )
            case .decision(let decision, let moment):
                if case .send(let alert) = decision.action { return ("incident", incident(alert)) }
                return (
                    "decision",
                    .object([
                        "at": .string(Timestamp.text(moment.unixMilliseconds)), "unit": .string(decision.unit),
                        "generation": .integer(Int64(decision.generation)), "action": .string(decision.action.code),
                        "code": .string(decision.why.code), "why": .string(decision.why.text(language)),
                    ])
                )
            }
        }

        private func incident(_ alert: Alert) -> JSONValue {
            var members = alert.incident.json(language).objectValue ?? [:]
            members["occasion"] = .string(alert.occasion.rawValue)
            return .object(members)
        }

        private func encoded(_ json: JSONValue) -> String {
            // Values of our own always encode; nothing better could be told than an empty object.
            (try? JSONEncoder.service.encode(json)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
        }
    }
}
