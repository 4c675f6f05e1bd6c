import AsyncHTTPClient
import BelegCore
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import NIOPosix
import Shared

/// Speaks to Finance: posts a booking or a reversal and judges the answer.
package struct FinanceClient: Sendable {
    /// Largest answer read, in bytes; a transaction of 1,000 lines stays below it.
    private static let answerLimit = 1 << 20

    private let baseURL: String
    private let timeout: Duration

    /// - Parameter timeout: limit of one call, from connect to the last byte.
    package init(baseURL: String, timeout: Duration = .seconds(10)) {
        self.baseURL = baseURL
        self.timeout = timeout
    }

    /// What carries the calls; whoever makes it shuts it down.
    ///
    /// A closed port is an answer: the outbox does the waiting, so that the client need not try again by itself.
    func makeTransport() -> HTTPClient {
        var configuration = HTTPClient.Configuration()
        configuration.timeout.connect = TimeAmount(timeout)
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.redirectConfiguration = .disallow
        return HTTPClient(configuration: configuration)
    }

    /// Sends one booking.
    ///
    /// - Throws: `CancellationError` only; everything else is an outcome.
    func deliver(_ entry: OutboxEntry, over transport: HTTPClient) async throws(CancellationError) -> DeliveryOutcome {
        do {
            let answer = try await withTimeout { try await call(entry, transport) }
            return Self.judge(answer)
        } catch {
            if Task.isCancelled { throw CancellationError() }
            return .unavailable(reason: describe(error), retryAfter: nil)
        }
    }

    private struct Answer: Sendable {
        let status: Int
        let retryAfter: TimeInterval?
        let body: Data
    }

    private func call(_ entry: OutboxEntry, _ transport: HTTPClient) async throws -> Answer {
        var request = HTTPClientRequest(url: baseURL + path(entry.action))
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "Accept", value: "application/json, application/problem+json")
        request.headers.add(name: "Accept-Language", value: "de")
        request.headers.add(name: "Idempotency-Key", value: entry.idempotencyKey)
        request.body = .bytes(ByteBuffer(string: entry.payload))
        let response = try await transport.execute(request, timeout: TimeAmount(timeout))
        let pause = response.headers.first(name: "Retry-After").flatMap { UInt32($0) }.map(TimeInterval.init)
        let body = try await response.body.collect(upTo: Self.answerLimit)
        return Answer(
            status: Int(response.status.code), retryAfter: pause.map { min($0, PeerGate.longestPause) },
            body: Data(buffer: body))
    }

    private func path(_ action: OutboxAction) -> String {
        switch action {
        case .post: FinanceRoute.transactions
        case .reverse(let transactionID): "\(FinanceRoute.transactions)/\(transactionID)/reversal"
        }
    }

    /// The client's own limit ends with the head of the answer; a body that trickles must end as well.
    private func withTimeout(_ body: @escaping @Sendable () async throws -> Answer) async throws -> Answer {
        try await withThrowingTaskGroup { group in
            group.addTask { try await body() }
            group.addTask {
                try await Task.sleep(for: timeout)
                throw HTTPClientError.deadlineExceeded
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw CancellationError() }
            return first
        }
    }

    private static func judge(_ answer: Answer) -> DeliveryOutcome {
        switch answer.status {
        case 200, 201:
            guard let transactionID = transactionID(answer.body) else {
                return .failed(reason: "Finance: HTTP \(answer.status) ohne Nummer der Buchung")
            }
            return .posted(transactionID: transactionID)
        case 408, 425, 429, 502, 503, 504:
            return .unavailable(reason: text(answer), retryAfter: answer.retryAfter)
        case 400..<500:
            // A refusal is final until a person acts, so only the ledger's own counts: not that of a stranger on its
            // port, of a proxy, or of a service that does not know the route.
            let isLedger = problem(answer).map { !["not-found", "method-not-allowed"].contains($0.code) } ?? false
            return isLedger
                ? .rejected(reason: text(answer)) : .unavailable(reason: text(answer), retryAfter: answer.retryAfter)
        default:
            return .failed(reason: text(answer))
        }
    }

    /// The id as it may stand in a path; anything else is not Finance speaking.
    private static func transactionID(_ body: Data) -> String? {
        struct Transaction: Decodable {
            let id: String
        }
        // try? because an answer that is no transaction has no id
        guard let id = (try? JSONDecoder().decode(Transaction.self, from: body))?.id else { return nil }
        let isPlain = id.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        return isPlain && (1...64).contains(id.utf8.count) ? id : nil
    }

    private static func problem(_ answer: Answer) -> ProblemDetails? {
        // try? because an error answer need not be a problem document
        try? JSONDecoder().decode(ProblemDetails.self, from: answer.body)
    }

    /// What a person needs to see: Finance's own words where it has any.
    private static func text(_ answer: Answer) -> String {
        guard let problem = problem(answer) else { return "Finance: HTTP \(answer.status)" }
        // Where there is one finding, many answers say its sentence as a whole as well.
        let findings = (problem.errors ?? []).filter { $0.detail != problem.detail }
            .map { "\($0.pointer): \($0.detail)" }
        let head = "Finance: HTTP \(answer.status) \(problem.code): \(problem.detail ?? problem.title)"
        return ([head] + findings).joined(separator: "\n")
    }

    private func describe(_ error: any Error) -> String {
        switch error {
        case let error as HTTPClientError
        where [.deadlineExceeded, .readTimeout, .connectTimeout].contains(error):
            "Finance: keine Antwort innerhalb von \(timeout.components.seconds) s"
        case let error as NIOConnectionError: "Finance ist nicht erreichbar: \(error.reason)"
        case is NIOTooManyBytesError: "Finance: die Antwort ist zu groß"
        default: "Finance ist nicht erreichbar: \(error)"
        }
    }
}
