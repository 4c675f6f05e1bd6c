import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization
import TestSupport

/// A small HTTP server in the place of Finance, with the faults a real peer has.
final class FinancePeer: Sendable {
    /// How the next answers look.
    enum Mood: Sendable {
        case well
        case answering(HTTPResponse.Status, HTTPFields, String)
        /// Books and then never answers: what a peer does that dies between commit and answer.
        case silentAfterBooking
    }

    struct Books: Sendable {
        var mood = Mood.well
        /// Transaction ids by idempotency key: one entry is one booking.
        var bookings: [String: String] = [:]
        /// Paths in the order in which they were booked.
        var paths: [String] = []
        var requests = 0
        var replays = 0
    }

    private let books = Mutex(Books())
    private let started: AsyncStream<Void>
    private let listening: AsyncStream<Void>.Continuation
    let port: Int
    var url: String { "http://127.0.0.1:\(port)" }

    init() throws {
        port = try freePort()
        (started, listening) = AsyncStream.makeStream(of: Void.self)
    }

    /// The server, ready to run.
    var application: some ApplicationProtocol & Service {
        let router = Router()
        router.post("/api/v1/finanzen/transactions") { request, _ in try await self.book(request) }
        router.post("/api/v1/finanzen/transactions/{id}/reversal") { request, _ in try await self.book(request) }
        return Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { _ in self.listening.yield() }, logger: Self.silent)
    }

    /// Runs the server, and other services once it listens, while the body runs.
    func run(with services: [any Service] = [], _ body: @Sendable () async throws -> Void) async throws {
        try await withServices([application]) {
            for await _ in self.started { break }
            try await withServices(services, body)
        }
    }

    static var silent: Logger {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return logger
    }

    func set(_ mood: Mood) {
        books.withLock { $0.mood = mood }
    }

    var bookings: Int { books.withLock { $0.bookings.count } }
    var replays: Int { books.withLock { $0.replays } }
    var paths: [String] { books.withLock { $0.paths } }
    private var isSilent: Bool {
        if case .silentAfterBooking = books.withLock({ $0.mood }) { true } else { false }
    }
    var requests: Int { books.withLock { $0.requests } }

    private func book(_ request: Request) async throws -> Response {
        let key = request.headers[HTTPField.Name("Idempotency-Key") ?? .authorization] ?? ""
        let (mood, id, isReplay) = books.withLock { books in
            books.requests += 1
            if case .answering = books.mood { return (books.mood, "", false) }
            if let known = books.bookings[key] {
                books.replays += 1
                return (books.mood, known, true)
            }
            let id = "tx-\(books.bookings.count + 1)"
            books.bookings[key] = id
            books.paths.append(request.uri.path)
            return (books.mood, id, false)
        }
        switch mood {
        case .well:
            return Response(
                status: isReplay ? .ok : .created, headers: [.contentType: "application/json"],
                body: .init(byteBuffer: ByteBuffer(string: #"{"id":"\#(id)"}"#)))
        case .answering(let status, let headers, let body):
            return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: body)))
        case .silentAfterBooking:
            try await eventually("the test lets go") { !self.isSilent }
            return Response(status: .gatewayTimeout)
        }
    }
}

/// Runs services while the body runs, then ends them in good order.
func withServices(_ services: [any Service], _ body: @Sendable () async throws -> Void) async throws {
    guard !services.isEmpty else { return try await body() }
    let group = ServiceGroup(services: services, logger: FinancePeer.silent)
    try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        do {
            try await body()
        } catch {
            tasks.cancelAll()
            throw error
        }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
    }
}
