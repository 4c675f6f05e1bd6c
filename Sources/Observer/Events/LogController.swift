import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import ObserverCore
import ProcessKit
import ServiceKit
import Shared
import Synchronization

/// `/services/{id}/log`: the end of a unit's log, or, as `text/event-stream`, every line as it is written. Each line has the
/// place behind it as its id: with `Last-Event-ID`, or `after`, a reader that comes back gets what it missed.
///
/// Only files that the Observer writes itself can be read: the path follows from a unit's name, never from a request.
struct LogController {
    /// Between two looks at a file.
    private static let pause = Duration.milliseconds(300)

    let watchdog: Watchdog
    let streams: EventStreams
    let logFile: @Sendable (_ unit: String) -> String

    func addRoutes(to router: Router<ServiceContext>) {
        router.get("/services/{id}/log", use: show)
    }

    @Sendable private func show(_ request: Request, _ context: ServiceContext) async throws -> Response {
        var query = QueryReader(request)
        let lines = query.number("lines", in: 1...2_000, default: 200)
        let after = query.value(
            "after", code: "invalid-place", de: "Erwartet wird die id einer Zeile.", en: "Expected the id of a line.",
            parse: LogPlace.init)
        try query.finish()
        let id = OperatingController.id(context)
        guard let unit = watchdog.unitName(for: id) else { throw ObserverError.unknownService(id) }
        let path = logFile(unit)
        if request.headers[.accept]?.contains("text/event-stream") == true {
            // A browser that connects anew by itself repeats the address, and says in the field how far it has come.
            let seen = request.headers[.lastEventID].flatMap(LogPlace.init)
            return try follow(path, after: seen ?? after, request, context)
        }
        let text = LogFile.tail(path, lines: lines).map { $0 + "\n" }.joined()
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/plain; charset=utf-8", .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
                .vary: "Accept",
            ], body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    private func follow(
        _ path: String, after known: LogPlace?, _ request: Request, _ context: ServiceContext
    ) throws -> Response {
        let place = try streams.enter()
        let follower = Mutex(known.map { LogFollower(path, after: $0) } ?? LogFollower(path))
        return LiveStream.response(
            request, context, place: place, pace: Self.pause,
            wakes: {
                AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
            }
        ) {
            var text = ""
            var look: LogFollower.Look
            repeat {
                look = follower.withLock { $0.look() }
                if look.isGap { text += "event: gap\ndata: {}\n\n" }
                for (line, place) in zip(look.lines, look.places) {
                    text += "event: line\nid: \(place.text)\ndata: \(Self.quoted(line))\n\n"
                }
            } while look.hasMore && text.utf8.count < 1 << 20
            return text
        }
    }

    /// A line as a JSON text: whatever it holds, it is one line of the stream.
    private static func quoted(_ line: String) -> String {
        // A text always encodes.
        (try? JSONEncoder.service.encode(line.replacing("\t", with: "    "))).map {
            String(decoding: $0, as: UTF8.self)
        } ?? "\"\""
    }
}
